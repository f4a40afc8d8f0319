import { type BBox, bboxOf, isInPolygonal, type Polygonal, type Position } from './geometry.ts'

/** Lines and polygons as GeoJSON geometries (RFC 7946). */
export type Lineal =
  | { readonly type: 'LineString'; readonly coordinates: readonly Position[] }
  | { readonly type: 'MultiLineString'; readonly coordinates: readonly (readonly Position[])[] }
export type Shape = Lineal | Polygonal

/** Every part of a shape as a list of positions: the lines of a line, the rings of a polygon. */
export const partsOf = (shape: Shape): readonly (readonly Position[])[] => {
  switch (shape.type) {
    case 'LineString':
      return [shape.coordinates]
    case 'MultiLineString':
    case 'Polygon':
      return shape.coordinates
    case 'MultiPolygon':
      return shape.coordinates.flat()
  }
}

/** The same shape with every position changed. */
export const mapShape = (shape: Shape, change: (position: Position) => Position): Shape => {
  const line = (positions: readonly Position[]) => positions.map(change)
  switch (shape.type) {
    case 'LineString':
      return { type: shape.type, coordinates: line(shape.coordinates) }
    case 'MultiLineString':
    case 'Polygon':
      return { type: shape.type, coordinates: shape.coordinates.map(line) }
    case 'MultiPolygon':
      return { type: shape.type, coordinates: shape.coordinates.map((rings) => rings.map(line)) }
  }
}

/** The smallest box around a shape; null for one without positions. */
export const boxOfShape = (shape: Shape): BBox | null => {
  const boxes = partsOf(shape).flatMap((part) => bboxOf(part) ?? [])
  return boxes.length === 0 ? null : bboxOf(cornersOf(boxes))
}
function* cornersOf(boxes: readonly number[]): Generator<Position> {
  for (let i = 0; i < boxes.length; i += 2) yield [boxes[i] as number, boxes[i + 1] as number]
}

/**
 * A position that lies on the shape and stands for it: the middle of the longest line; a point inside the largest polygon.
 * Null for a shape without positions.
 */
export const pointOnShape = (shape: Shape): Position | null =>
  shape.type === 'LineString' || shape.type === 'MultiLineString' ? middleOfLine(shape) : insideOfPolygon(shape)

const lengthOf = (line: readonly Position[]): number => {
  let length = 0
  for (let i = 1; i < line.length; i++) length += distance(line[i - 1] as Position, line[i] as Position)
  return length
}
/** Degrees of longitude are shorter away from the equator; near enough to find a middle. */
const distance = ([x1, y1]: Position, [x2, y2]: Position): number =>
  Math.hypot((x2 - x1) * Math.cos((((y1 + y2) / 2) * Math.PI) / 180), y2 - y1)

const middleOfLine = (shape: Lineal): Position | null => {
  let [longest, length] = [[] as readonly Position[], -1]
  for (const line of partsOf(shape)) {
    const own = lengthOf(line)
    if (own > length) [longest, length] = [line, own]
  }
  let left = length / 2
  for (let i = 1; i < longest.length; i++) {
    const [from, to] = [longest[i - 1] as Position, longest[i] as Position]
    const step = distance(from, to)
    if (step >= left && step > 0) {
      const part = left / step
      return [from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1])]
    }
    left -= step
  }
  return longest[0] ?? null
}

/** Heights at which a polygon is cut, as shares of its own; the first that runs through its inside wins. */
const cuts = [0.5, 0.4, 0.6, 0.27, 0.73, 0.13, 0.87] as const

const areaOf = (ring: readonly Position[]): number => {
  let twice = 0
  for (let i = 1; i < ring.length; i++) {
    const [x1, y1] = ring[i - 1] as Position
    const [x2, y2] = ring[i] as Position
    twice += x1 * y2 - x2 * y1
  }
  return Math.abs(twice) / 2
}

/** The middle of the widest stretch inside along a cut through the largest part: never in a hole or a bay. */
const insideOfPolygon = (shape: Polygonal): Position | null => {
  const polygons = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates
  let [largest, area] = [polygons[0], -1]
  for (const polygon of polygons) {
    const own = areaOf(polygon[0] ?? [])
    if (own > area) [largest, area] = [polygon, own]
  }
  const box = bboxOf(largest?.[0] ?? [])
  if (!largest || !box) return null
  const [, south, , north] = box
  for (const cut of cuts) {
    const lat = south + cut * (north - south)
    const crossings = largest.flatMap((ring) => crossingsAt(ring, lat)).sort((a, b) => a - b)
    let [best, width] = [null as number | null, 0]
    for (let i = 1; i < crossings.length; i += 2) {
      const [from, to] = [crossings[i - 1] as number, crossings[i] as number]
      if (to - from > width) [best, width] = [(from + to) / 2, to - from]
    }
    if (best !== null && isInPolygonal({ type: 'Polygon', coordinates: largest }, best, lat)) return [best, lat]
  }
  return largest[0]?.[0] ?? null
}

const crossingsAt = (ring: readonly Position[], lat: number): number[] => {
  const found: number[] = []
  for (let i = 1; i < ring.length; i++) {
    const [x1, y1] = ring[i - 1] as Position
    const [x2, y2] = ring[i] as Position
    if (y1 > lat !== y2 > lat) found.push(x1 + ((lat - y1) / (y2 - y1)) * (x2 - x1))
  }
  return found
}

/** Well-known text (OGC 06-103r4), as CSV files carry geometry. */
export const toWkt = (shape: Shape): string => {
  const list = (positions: readonly Position[]) => `(${positions.map(([lng, lat]) => `${lng} ${lat}`).join(', ')})`
  const lists = (parts: readonly (readonly Position[])[]) => `(${parts.map(list).join(', ')})`
  switch (shape.type) {
    case 'LineString':
      return `LINESTRING ${list(shape.coordinates)}`
    case 'MultiLineString':
      return `MULTILINESTRING ${lists(shape.coordinates)}`
    case 'Polygon':
      return `POLYGON ${lists(shape.coordinates)}`
    case 'MultiPolygon':
      return `MULTIPOLYGON (${shape.coordinates.map(lists).join(', ')})`
  }
}
