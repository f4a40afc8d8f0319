import type { LngLat } from '@onecity/city'
import { parseLine, parsePolygon, type ShapeFault } from '@onecity/city/values'
import { boxOfShape, mapShape, partsOf, pointOnShape, type Shape } from '../../kernel/shape.ts'
import { shapeCellOf } from '../../kernel/shape-cell.ts'
import type { CrsConverter } from '../places/index.ts'
import type { RejectCode } from './reject-reasons.ts'
import type { Fault } from './value-readers.ts'

/** A line or polygon in WGS-84: its columns as COPY text, and a position that stands for it. */
export type ReadShape = { readonly text: string; readonly lng: number; readonly lat: number }
type ShapeType = 'line' | 'polygon'

/**
 * Positions one value may have. The coast of Guangdong in full detail has some 30,000; a value of this size is about 1 MB of
 * text and fits a record (4 Mi characters). Raising it costs memory for each row under way, in intake and in tiles.
 */
export const mostPositions = 50_000

/** Seven digits after the point are a centimetre; the same shape delivered again must be the same text. */
const decimals = 1e7
const rounded = (degrees: number): number => Math.round(degrees * decimals) / decimals

const codeOf: Readonly<Record<ShapeFault, (type: ShapeType) => RejectCode>> = {
  form: (type) => `bad-${type}`,
  type: (type) => `bad-${type}`,
  ring: (type) => `bad-${type}`,
  position: () => 'bad-shape-position',
  few: () => 'too-few-positions',
}

/**
 * A text → the columns of a line or polygon, or why not. Taken are GeoJSON, WKT, a `coordinates` array, and pairs as map services
 * of the country write them (`114.05,22.54;114.06,22.55`, parts divided by `|`). Rings are closed, and turned as RFC 7946 §3.1.6
 * asks; whether they cross themselves is not asked.
 */
export const readShapeText = (text: string, type: ShapeType, convert: CrsConverter): ReadShape | Fault => {
  const reading = parse(text, type)
  if (!reading.ok) return { code: codeOf[reading.fault](type) }
  const delivered: Shape = reading.geometry
  if (countPositions(delivered) > mostPositions) return { code: 'too-many-positions', params: { most: mostPositions } }
  const converted = mapShape(delivered, ([lng, lat]) => {
    const [east, north] = convert(lng, lat)
    return [rounded(east), rounded(north)]
  })
  const shape = turnRings(converted)
  const box = boxOfShape(shape)
  const point = pointOnShape(shape)
  if (!box || !point) return { code: 'too-few-positions' }
  // Numbers, brackets and two words: nothing that COPY text would escape.
  const geometry = JSON.stringify({ type: shape.type, coordinates: shape.coordinates })
  return { text: `${geometry}\t${box.join('\t')}\t${shapeCellOf(box)}`, lng: point[0], lat: point[1] }
}

const parse = (text: string, type: ShapeType) => {
  const read = type === 'line' ? parseLine : parsePolygon
  const known = /^[[\d+-]/.test(text) ? fromArray(text, type) : text
  if (known === null) return { ok: false, fault: 'form' } as const
  const reading = read(known)
  // Looked at only now: nearly all rings are closed as they come.
  return !reading.ok && reading.fault === 'ring' ? read(closeRings(known)) : reading
}

const countPositions = (shape: Shape): number => partsOf(shape).reduce((sum, part) => sum + part.length, 0)

const depthOf = (value: unknown): number => (Array.isArray(value) ? 1 + depthOf(value[0]) : 0)

/** Depth of the arrays → what they are; a lone ring is a polygon. */
const typesByDepth: Readonly<Record<ShapeType, Readonly<Record<number, string>>>> = {
  line: { 2: 'LineString', 3: 'MultiLineString' },
  polygon: { 2: 'Polygon', 3: 'Polygon', 4: 'MultiPolygon' },
}

/** GeoJSON of a bare array or of pairs; null for what is neither. */
const fromArray = (text: string, type: ShapeType): string | null => {
  let coordinates: unknown
  try {
    coordinates = text.startsWith('[') ? JSON.parse(text) : fromPairs(text)
  } catch {
    return null
  }
  const depth = depthOf(coordinates)
  const name = typesByDepth[type][depth]
  if (name === undefined) return null
  return JSON.stringify({ type: name, coordinates: name === 'Polygon' && depth === 2 ? [coordinates] : coordinates })
}

const pair = /^\s*[-+]?\d{1,3}(?:\.\d*)?\s*,\s*[-+]?\d{1,3}(?:\.\d*)?\s*$/
const fromPairs = (text: string): unknown => {
  const parts = text.split('|').map((part) => part.replace(/;\s*$/, '').split(';'))
  if (!parts.flat().every((each) => pair.test(each))) return null
  const nested = parts.map((part) => part.map((each) => each.split(',').map(Number)))
  return nested.length === 1 ? nested[0] : nested
}

/** The same text with the first position of each ring that lacks it repeated at its end. */
const closeRings = (text: string): string => {
  if (!text.startsWith('{'))
    return text.replace(/\(([^()]+)\)/g, (_, ring: string) => {
      const positions = ring.split(',').map((each) => each.trim())
      return positions[0] === positions.at(-1) ? `(${ring})` : `(${positions.join(', ')}, ${positions[0]})`
    })
  const close = (value: unknown): unknown => {
    if (!Array.isArray(value)) return value
    if (depthOf(value) !== 2) return value.map(close)
    return isSame(value[0] as LngLat, value.at(-1) as LngLat) ? value : [...(value as unknown[]), value[0]]
  }
  return JSON.stringify(JSON.parse(text), (key, value: unknown) => (key === 'coordinates' ? close(value) : value))
}

/** Outer rings anticlockwise, holes clockwise; a position given twice in a row once. */
const turnRings = (shape: Shape): Shape => {
  switch (shape.type) {
    case 'LineString':
      return { type: shape.type, coordinates: withoutRepeats(shape.coordinates, 2) }
    case 'MultiLineString':
      return { type: shape.type, coordinates: shape.coordinates.map((line) => withoutRepeats(line, 2)) }
    case 'Polygon':
      return { type: shape.type, coordinates: shape.coordinates.map(turned) }
    case 'MultiPolygon':
      return { type: shape.type, coordinates: shape.coordinates.map((rings) => rings.map(turned)) }
  }
}

type Positions = readonly LngLat[]
const isSame = (a: LngLat | undefined, b: LngLat | undefined): boolean => a?.[0] === b?.[0] && a?.[1] === b?.[1]

const withoutRepeats = (positions: Positions, least: number): Positions => {
  const kept = positions.filter((at, i) => i === 0 || !isSame(at, positions[i - 1]))
  return kept.length < least ? positions : kept
}

const turned = (ring: Positions, index: number): Positions => {
  const kept = withoutRepeats(ring, 4)
  let twice = 0
  for (let i = 1; i < kept.length; i++) {
    const [x1, y1] = kept[i - 1] as LngLat
    const [x2, y2] = kept[i] as LngLat
    twice += x1 * y2 - x2 * y1
  }
  return twice > 0 === (index === 0) ? kept : kept.toReversed()
}
