/** Shapes as a map tile draws them: projected to its units, simplified to what can be seen, cut at its edge. */
import type { Position } from './geometry.ts'
import { type Tile, toWorld } from './geometry-tiles.ts'
import { partsOf, type Shape } from './shape.ts'

export type TilePart = readonly (readonly [x: number, y: number])[]
type Points = [number, number][]

/** Units outside the tile that are still drawn, so that strokes do not end at its edge. */
const buffer = 64
/** Half of a pixel of a 512-pixel tile: what differs by less cannot be told apart. */
const toleranceUnits = 4

/**
 * The parts of a shape within a tile of `extent` units: lines, or rings for polygons. Empty when nothing of it can be seen;
 * a polygon too small to have an area becomes the smallest one that is drawn.
 */
export const clipShape = (shape: Shape, tile: Tile, extent: number): readonly TilePart[] => {
  const project = projectionOf(tile, extent)
  const [low, high] = [-buffer, extent + buffer]
  const isLine = shape.type === 'LineString' || shape.type === 'MultiLineString'
  const polygons = shape.type === 'MultiPolygon' ? shape.coordinates : [partsOf(shape)]
  return polygons.flatMap((parts): TilePart[] =>
    isLine
      ? parts.flatMap((part) =>
          clipLine(simplify(part.map(project)), low, high)
            .map(rounded)
            .filter((line) => line.length > 1),
        )
      : clipRings(
          parts.map((ring) => ring.map(project)),
          low,
          high,
        ),
  )
}

const projectionOf = ({ z, x, y }: Tile, extent: number) => {
  const side = 2 ** z
  return ([lng, lat]: Position): [number, number] => {
    const [worldX, worldY] = toWorld(lng, lat)
    return [(worldX * side - x) * extent, (worldY * side - y) * extent]
  }
}

// GeoJSON turns outer rings anticlockwise as seen; tiles (Mapbox Vector Tile specification 2.1, 4.3.3.3) the other way round.
const clipRings = (rings: readonly Points[], low: number, high: number): TilePart[] => {
  const drawn: TilePart[] = []
  for (const [index, ring] of rings.entries()) {
    const cut = rounded(closed(clipRing(clipRing(simplifyRing(ring), 0, low, high), 1, low, high)))
    if (cut.length >= 4 && areaOf(cut) !== 0) drawn.push(cut.toReversed())
    else if (index === 0) {
      // Holes of an outline that is not drawn are not drawn either.
      const dot = smallestRing(ring, low, high)
      return dot ? [dot] : []
    }
  }
  return drawn
}

/** A dot in place of a polygon that is smaller than what is drawn; null when it lies outside. */
const smallestRing = (ring: Points, low: number, high: number): TilePart | null => {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of ring) {
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  if (!(right - left <= 2 * toleranceUnits && bottom - top <= 2 * toleranceUnits)) return null
  const [x, y] = [Math.floor((left + right) / 2), Math.floor((top + bottom) / 2)]
  if (x < low || x > high || y < low || y > high) return null
  const size = toleranceUnits
  return [
    [x, y],
    [x + size, y],
    [x + size, y + size],
    [x, y + size],
    [x, y],
  ]
}

const rounded = (points: Points): TilePart => {
  const out: [number, number][] = []
  for (const [x, y] of points) {
    const [rx, ry] = [Math.round(x), Math.round(y)]
    const last = out.at(-1)
    if (last?.[0] !== rx || last[1] !== ry) out.push([rx, ry])
  }
  return out
}

const areaOf = (ring: TilePart): number => {
  let twice = 0
  for (let i = 1; i < ring.length; i++) {
    const [x1, y1] = ring[i - 1] as readonly [number, number]
    const [x2, y2] = ring[i] as readonly [number, number]
    twice += x1 * y2 - x2 * y1
  }
  return twice
}

const closed = (ring: Points): Points => {
  const [first] = ring
  const last = ring.at(-1)
  return first && last && (first[0] !== last[0] || first[1] !== last[1]) ? [...ring, first] : ring
}

/** A ring has no ends to keep: it is simplified in two halves, from its first position to the one furthest from it. */
const simplifyRing = (ring: Points): Points => {
  const [first] = ring
  if (!first || ring.length < 6) return ring
  let [furthest, distance] = [0, -1]
  for (let i = 1; i < ring.length; i++) {
    const [x, y] = ring[i] as [number, number]
    const own = (x - first[0]) ** 2 + (y - first[1]) ** 2
    if (own > distance) [furthest, distance] = [i, own]
  }
  return [...simplify(ring.slice(0, furthest + 1)), ...simplify(ring.slice(furthest)).slice(1)]
}

/** Douglas and Peucker (1973), with a stack instead of recursion: a line may have 50,000 positions. */
const simplify = (points: Points): Points => {
  if (points.length <= 2) return points
  const keep = new Uint8Array(points.length)
  keep[0] = 1
  keep[points.length - 1] = 1
  const stack: [number, number][] = [[0, points.length - 1]]
  for (let range = stack.pop(); range; range = stack.pop()) {
    const [from, to] = range
    const [a, b] = [points[from] as [number, number], points[to] as [number, number]]
    let [worst, at] = [toleranceUnits ** 2, -1]
    for (let i = from + 1; i < to; i++) {
      const distance = squaredDistance(points[i] as [number, number], a, b)
      if (distance > worst) [worst, at] = [distance, i]
    }
    if (at === -1) continue
    keep[at] = 1
    stack.push([from, at], [at, to])
  }
  return points.filter((_, i) => keep[i] === 1)
}

const squaredDistance = ([x, y]: [number, number], [x1, y1]: [number, number], [x2, y2]: [number, number]): number => {
  const [dx, dy] = [x2 - x1, y2 - y1]
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / length))
  return (x - x1 - along * dx) ** 2 + (y - y1 - along * dy) ** 2
}

/** Liang and Barsky (1984), segment by segment; what leaves the box and comes back becomes another line. */
const clipLine = (points: Points, low: number, high: number): Points[] => {
  const lines: Points[] = []
  let line: Points = []
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1] as [number, number], points[i] as [number, number]]
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
    let [enter, leave] = [0, 1]
    for (const [p, q] of [
      [-dx, a[0] - low],
      [dx, high - a[0]],
      [-dy, a[1] - low],
      [dy, high - a[1]],
    ] as const) {
      if (p === 0) {
        if (q < 0) leave = -1
      } else if (p < 0) enter = Math.max(enter, q / p)
      else leave = Math.min(leave, q / p)
    }
    if (enter > leave) continue
    if (line.length === 0 || enter > 0) {
      if (line.length > 1) lines.push(line)
      line = [[a[0] + enter * dx, a[1] + enter * dy]]
    }
    line.push([a[0] + leave * dx, a[1] + leave * dy])
    if (leave < 1) {
      lines.push(line)
      line = []
    }
  }
  if (line.length > 1) lines.push(line)
  return lines
}

/** Sutherland and Hodgman (1974) against two parallel edges. Parts of a ring outside run along the edge, where nobody sees them. */
const clipRing = (points: Points, axis: 0 | 1, low: number, high: number): Points =>
  cutAt(cutAt(points, axis, low, 1), axis, high, -1)

const cutAt = (points: Points, axis: 0 | 1, edge: number, side: 1 | -1): Points => {
  const inside = (point: [number, number]) => side * (point[axis] - edge) >= 0
  if (points.every(inside)) return points
  const out: Points = []
  for (let i = 0; i < points.length; i++) {
    const [a, b] = [points[(i + points.length - 1) % points.length] as [number, number], points[i] as [number, number]]
    if (inside(a) !== inside(b)) {
      const part = (edge - a[axis]) / (b[axis] - a[axis])
      const other = a[1 - axis] as number
      const across = other + part * ((b[1 - axis] as number) - other)
      out.push(axis === 0 ? [edge, across] : [across, edge])
    }
    if (inside(b)) out.push(b)
  }
  return out
}
