/**
 * Positions out of the text of GeoJSON coordinates, straight into arrays of numbers. A tile reads tens of thousands of positions:
 * `JSON.parse` makes an array of each, and collecting those was half of the time of a tile.
 */
import type { Shape } from './shape.ts'

/** Longitudes and latitudes of a list of positions. */
export type Positions = { readonly xs: Float64Array; readonly ys: Float64Array }

/** How deep a number stands: of a line in two brackets, of a polygon's ring in three, of one of several polygons in four. */
const depthOf: Readonly<Record<Shape['type'], number>> = {
  LineString: 2,
  MultiLineString: 3,
  Polygon: 3,
  MultiPolygon: 4,
}

// Lent to one call at a time: it grows to the longest list met.
let xs = new Float64Array(4_096)
let ys = new Float64Array(4_096)

/**
 * The lists of positions of a shape, polygon by polygon (a line, or several, count as one polygon).
 * @param coordinates GeoJSON as `JSON.stringify` or a jsonb column writes it: nothing is checked
 */
export const readPositions = (type: Shape['type'], coordinates: string): Positions[][] => {
  const deepest = depthOf[type]
  const polygons: Positions[][] = []
  let lists: Positions[] = []
  let depth = 0
  let count = 0
  let axis = 0
  for (let at = 0; at < coordinates.length; ) {
    const code = coordinates.charCodeAt(at)
    if (code === openBracket) {
      depth++
      axis = 0
      at++
    } else if (code === closeBracket) {
      if (depth === deepest) count++
      else if (depth === deepest - 1) {
        lists.push({ xs: xs.slice(0, count), ys: ys.slice(0, count) })
        count = 0
      }
      // All that stand in brackets together: the rings of a polygon, and in the end whatever there is.
      if (lists.length > 0 && depth === Math.max(1, deepest - 2)) {
        polygons.push(lists)
        lists = []
      }
      depth--
      at++
    } else if (code === comma || code === space) at++
    else {
      const start = at
      const isNegative = code === minus
      if (isNegative) at++
      let digits = 0
      let scale = -1
      let isPlain = true
      for (; at < coordinates.length; at++) {
        const next = coordinates.charCodeAt(at)
        if (next >= zero && next <= nine) {
          digits = digits * 10 + (next - zero)
          if (scale >= 0) scale++
        } else if (next === point) scale = 0
        else if (next === comma || next === closeBracket || next === space) break
        else isPlain = false
      }
      // Beyond 15 digits a double cannot hold them as a whole number.
      const isExact = isPlain && at - start <= 16 && scale < powers.length
      const size = isExact ? (scale > 0 ? digits / (powers[scale] as number) : digits) : 0
      const value = isExact ? (isNegative ? -size : size) : Number(coordinates.slice(start, at))
      if (count >= xs.length) grow()
      // A third number is a height.
      if (axis === 0) xs[count] = value
      else if (axis === 1) ys[count] = value
      axis++
    }
  }
  return polygons
}

const [openBracket, closeBracket, comma, space, minus, point, zero, nine] = [91, 93, 44, 32, 45, 46, 48, 57]
const powers = Array.from({ length: 17 }, (_, n) => 10 ** n)

const grow = () => {
  const [moreXs, moreYs] = [new Float64Array(2 * xs.length), new Float64Array(2 * ys.length)]
  moreXs.set(xs)
  moreYs.set(ys)
  xs = moreXs
  ys = moreYs
}
