/** Shapes as a map tile draws them: projected to its units, simplified to what can be seen, cut at its edge. */
import type { BBox, Position } from './geometry.ts'
import { type Tile, toWorldX, toWorldY } from './geometry-tiles.ts'
import { type Positions, readPositions } from './read-positions.ts'
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
  const [low, high] = [-buffer, extent + buffer]
  if (shape.type === 'LineString' || shape.type === 'MultiLineString')
    return partsOf(shape).flatMap((part) => clipProjectedLine(project(part, tile, extent), low, high))
  const polygons = shape.type === 'MultiPolygon' ? shape.coordinates : [shape.coordinates]
  return polygons.flatMap((rings) =>
    clipRings(
      rings.map((ring) => project(ring, tile, extent)),
      low,
      high,
    ),
  )
}

/** `clipShape` of a shape given as its type and the text of its coordinates, without making arrays of every position. */
export const clipCoordinates = (
  type: Shape['type'],
  coordinates: string,
  tile: Tile,
  extent: number,
): readonly TilePart[] => {
  const [low, high] = [-buffer, extent + buffer]
  return readPositions(type, coordinates).flatMap((lists) => {
    const projected = lists.map((list) => projectInPlace(list, tile, extent))
    return type === 'LineString' || type === 'MultiLineString'
      ? projected.flatMap((line) => clipProjectedLine(line, low, high))
      : clipRings(projected, low, high)
  })
}

/** A shape so small that its box says all that can be drawn of it: a dot of a polygon, a stroke of a line. */
export const clipSpeck = (box: BBox, form: 'line' | 'polygon', tile: Tile, extent: number): readonly TilePart[] => {
  const corners = project(
    [
      [box[0], box[1]],
      [box[2], box[3]],
    ],
    tile,
    extent,
  )
  const [low, high] = [-buffer, extent + buffer]
  if (form === 'polygon') {
    const dot = smallestRing(corners, low, high)
    return dot ? [dot] : []
  }
  const x = Math.floor(corners.xs[0] as number)
  const y = Math.floor(corners.ys[0] as number)
  if (x < low || x > high || y < low || y > high) return []
  // At least one unit long, or nothing would be drawn at all.
  return [
    [
      [x, y],
      [Math.max(x + 1, Math.round(corners.xs[1] as number)), Math.round(corners.ys[1] as number)],
    ],
  ]
}

/** Boxes up to this share of a tile's side are specks: two pixels of a 512-pixel tile. */
export const speckShare = (2 * toleranceUnits * 2) / 4096

const clipProjectedLine = (line: Projected, low: number, high: number): TilePart[] =>
  clipLine(simplify(withoutDetours(line, low, high)), low, high)
    .map(rounded)
    .filter((part) => part.length > 1)

/** Positions in the units of a tile; two plain arrays, since a small array for each position was half of the time. */
type Projected = Positions

const project = (positions: readonly Position[], tile: Tile, extent: number): Projected => {
  const xs = new Float64Array(positions.length)
  const ys = new Float64Array(positions.length)
  for (let i = 0; i < positions.length; i++) {
    const position = positions[i] as Position
    xs[i] = position[0]
    ys[i] = position[1]
  }
  return projectInPlace({ xs, ys }, tile, extent)
}

const projectInPlace = (positions: Positions, { z, x, y }: Tile, extent: number): Projected => {
  const side = 2 ** z
  const { xs, ys } = positions
  for (let i = 0; i < xs.length; i++) {
    xs[i] = (toWorldX(xs[i] as number) * side - x) * extent
    ys[i] = (toWorldY(ys[i] as number) * side - y) * extent
  }
  return positions
}

// GeoJSON turns outer rings anticlockwise as seen; tiles (Mapbox Vector Tile specification 2.1, 4.3.3.3) the other way round.
const clipRings = (rings: readonly Projected[], low: number, high: number): TilePart[] => {
  const drawn: TilePart[] = []
  for (const [index, ring] of rings.entries()) {
    const cut = rounded(
      closed(clipRing(clipRing(simplifyRing(withoutDetours(ring, low, high)), 0, low, high), 1, low, high)),
    )
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
const smallestRing = ({ xs, ys }: Projected, low: number, high: number): TilePart | null => {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i < xs.length; i++) {
    left = Math.min(left, xs[i] as number)
    right = Math.max(right, xs[i] as number)
    top = Math.min(top, ys[i] as number)
    bottom = Math.max(bottom, ys[i] as number)
  }
  if (!(right - left <= 4 * toleranceUnits && bottom - top <= 4 * toleranceUnits)) return null
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

/**
 * Leaves out positions that lie on the same side of the box as those before and after: what runs out there is never seen. Deep in
 * the map a tile meets few positions of a long line, and only those are worth simplifying.
 */
const withoutDetours = (positions: Projected, low: number, high: number): Projected => {
  const { xs, ys } = positions
  const sideOf = (i: number): number => {
    const [x, y] = [xs[i] as number, ys[i] as number]
    return (x < low ? 1 : x > high ? 2 : 0) | (y < low ? 4 : y > high ? 8 : 0)
  }
  const kept = new Uint32Array(xs.length)
  let count = 0
  let [before, now] = [0, xs.length > 0 ? sideOf(0) : 0]
  for (let i = 0; i < xs.length; i++) {
    const next = i + 1 < xs.length ? sideOf(i + 1) : 0
    const isDetour = count > 0 && (before & now & next) !== 0
    if (!isDetour) {
      kept[count++] = i
      before = now
    }
    now = next
  }
  if (count === xs.length) return positions
  const [fewerXs, fewerYs] = [new Float64Array(count), new Float64Array(count)]
  for (let k = 0; k < count; k++) {
    fewerXs[k] = xs[kept[k] as number] as number
    fewerYs[k] = ys[kept[k] as number] as number
  }
  return { xs: fewerXs, ys: fewerYs }
}

/** A ring has no ends to keep: it is simplified in two halves, from its first position to the one furthest from it. */
const simplifyRing = (ring: Projected): Points => {
  const { xs, ys } = ring
  let furthest = 0
  let distance = -1
  for (let i = 1; i < xs.length; i++) {
    const own = ((xs[i] as number) - (xs[0] as number)) ** 2 + ((ys[i] as number) - (ys[0] as number)) ** 2
    if (own > distance) {
      distance = own
      furthest = i
    }
  }
  return simplify(ring, furthest)
}

/**
 * Douglas and Peucker (1973), with a stack instead of recursion: a line may have 50,000 positions. The ends are kept, and
 * `also`.
 */
const simplify = ({ xs, ys }: Projected, also = 0): Points => {
  const last = xs.length - 1
  const keep = new Uint8Array(xs.length)
  keep[0] = 1
  keep[last] = 1
  keep[also] = 1
  const stack = also > 0 && also < last ? [0, also, also, last] : [0, last]
  while (stack.length > 0) {
    const to = stack.pop() as number
    const from = stack.pop() as number
    const x1 = xs[from] as number
    const y1 = ys[from] as number
    const dx = (xs[to] as number) - x1
    const dy = (ys[to] as number) - y1
    const length = dx * dx + dy * dy
    let worst = toleranceUnits ** 2
    let at = -1
    for (let i = from + 1; i < to; i++) {
      const px = (xs[i] as number) - x1
      const py = (ys[i] as number) - y1
      const along = length === 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length))
      const distance = (px - along * dx) ** 2 + (py - along * dy) ** 2
      if (distance > worst) {
        worst = distance
        at = i
      }
    }
    if (at === -1) continue
    keep[at] = 1
    stack.push(from, at, at, to)
  }
  const kept: Points = []
  for (let i = 0; i <= last; i++) if (keep[i] === 1) kept.push([xs[i] as number, ys[i] as number])
  return kept
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
