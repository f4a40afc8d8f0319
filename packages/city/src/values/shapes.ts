import type { LngLat } from '../model.ts'

/** Lines and polygons as files carry them: GeoJSON (RFC 7946), WKT (OGC 06-103r4), or bare `coordinates` arrays. */

export type LineGeometry =
  | { readonly type: 'LineString'; readonly coordinates: readonly LngLat[] }
  | { readonly type: 'MultiLineString'; readonly coordinates: readonly (readonly LngLat[])[] }
export type PolygonGeometry =
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly LngLat[])[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly LngLat[])[])[] }

/**
 * `form`: neither GeoJSON, WKT nor an array of positions, or a geometry of another kind; `position`: numbers that are no longitude
 * and latitude; `too-few-positions`: a line of less than two, a ring of less than three different ones; `too-many-positions`.
 */
export type ShapeFault = 'form' | 'position' | 'too-few-positions' | 'too-many-positions'
export type ShapeReading<G> =
  | { readonly ok: true; readonly value: G }
  | { readonly ok: false; readonly fault: ShapeFault }

/**
 * Positions one value may have. The coast of Guangdong in full detail has some 30,000; a value of this size is 2 MB of text
 * and still fits a record (4 Mi characters). Raising it costs memory for each row under way, in intake and in tiles.
 */
export const mostShapePositions = 50_000

/** Reads a line, of one part or several. A third coordinate (height) is left out, and so are repeated positions. */
export const parseLine = (text: string): ShapeReading<LineGeometry> => {
  const found = readNested(text, 'line')
  if ('fault' in found) return { ok: false, fault: found.fault }
  const parts = linesOf(found.nested)
  if (!parts) return { ok: false, fault: 'form' }
  const count = parts.reduce((sum, part) => sum + part.length, 0)
  if (count > mostShapePositions) return { ok: false, fault: 'too-many-positions' }
  const lines: LngLat[][] = []
  for (const part of parts) {
    const line = readPositions(part)
    if (!line) return { ok: false, fault: 'position' }
    if (line.length < 2) return { ok: false, fault: 'too-few-positions' }
    lines.push(line)
  }
  const [only] = lines
  if (!only) return { ok: false, fault: 'too-few-positions' }
  return {
    ok: true,
    value:
      lines.length === 1 ? { type: 'LineString', coordinates: only } : { type: 'MultiLineString', coordinates: lines },
  }
}

/**
 * Reads a polygon, of one part or several. Rings are closed if they are not, and turned as RFC 7946 §3.1.6 asks: the outer one
 * anticlockwise, holes clockwise.
 */
export const parsePolygon = (text: string): ShapeReading<PolygonGeometry> => {
  const found = readNested(text, 'polygon')
  if ('fault' in found) return { ok: false, fault: found.fault }
  const parts = polygonsOf(found.nested)
  if (!parts) return { ok: false, fault: 'form' }
  const count = parts.reduce((sum, rings) => sum + rings.reduce((positions, ring) => positions + ring.length, 0), 0)
  if (count > mostShapePositions) return { ok: false, fault: 'too-many-positions' }
  const polygons: LngLat[][][] = []
  for (const part of parts) {
    const rings: LngLat[][] = []
    for (const each of part) {
      const ring = readPositions(each)
      if (!ring) return { ok: false, fault: 'position' }
      const closed = closedRing(ring)
      if (!closed) return { ok: false, fault: 'too-few-positions' }
      rings.push(turned(closed, rings.length === 0))
    }
    if (rings.length === 0) return { ok: false, fault: 'too-few-positions' }
    polygons.push(rings)
  }
  const [only] = polygons
  if (!only) return { ok: false, fault: 'too-few-positions' }
  return {
    ok: true,
    value:
      polygons.length === 1 ? { type: 'Polygon', coordinates: only } : { type: 'MultiPolygon', coordinates: polygons },
  }
}

type Nested = readonly unknown[]
type Kind = 'line' | 'polygon'
const typesOf: Readonly<Record<Kind, readonly string[]>> = {
  line: ['LineString', 'MultiLineString'],
  polygon: ['Polygon', 'MultiPolygon'],
}
const fault = (what: ShapeFault) => ({ fault: what })

/** Arrays of arrays of positions, as deep as the text has them. */
const readNested = (text: string, kind: Kind): { readonly nested: Nested } | { readonly fault: ShapeFault } => {
  const source = text.trim()
  if (source.startsWith('{') || source.startsWith('[')) {
    let value: unknown
    try {
      value = JSON.parse(source)
    } catch {
      return fault('form')
    }
    return Array.isArray(value) ? { nested: value } : readGeoJson(value, kind)
  }
  return wktHead.test(source) ? readWkt(source, kind) : readPairs(source)
}

const readGeoJson = (value: unknown, kind: Kind): { readonly nested: Nested } | { readonly fault: ShapeFault } => {
  const object = value as {
    readonly type?: unknown
    readonly geometry?: unknown
    readonly coordinates?: unknown
  } | null
  if (object?.type === 'Feature') return readGeoJson(object.geometry, kind)
  if (!typesOf[kind].includes(String(object?.type)) || !Array.isArray(object?.coordinates)) return fault('form')
  // Says more than the depth alone: a LineString whose coordinates are nested like a MultiLineString's is a mistake.
  const depth = typesOf[kind].indexOf(String(object.type)) + (kind === 'line' ? 2 : 3)
  return object.coordinates.length > 0 && depthOf(object.coordinates) !== depth
    ? fault('form')
    : { nested: object.coordinates }
}

const wktHead = /^(?:SRID\s*=\s*\d+\s*;\s*)?[A-Z]+\s*(?:Z\s*|M\s*|ZM\s*)?\(/i
const wktWhole = /^(?:SRID\s*=\s*\d+\s*;\s*)?([A-Z]+?)\s*(Z|M|ZM)?\s*(\(.*\))$/is
const wktTypes: Readonly<Record<string, string>> = {
  LINESTRING: 'LineString',
  MULTILINESTRING: 'MultiLineString',
  POLYGON: 'Polygon',
  MULTIPOLYGON: 'MultiPolygon',
}
const wktBody = /^[-+.,()\deE\s]+$/

/** WKT becomes JSON: `(1 2, 3 4)` → `[[1,2],[3,4]]`. */
const readWkt = (source: string, kind: Kind): { readonly nested: Nested } | { readonly fault: ShapeFault } => {
  const [, word = '', , body = ''] = wktWhole.exec(source) ?? []
  const type = wktTypes[word.toUpperCase()]
  if (type === undefined || !typesOf[kind].includes(type) || !wktBody.test(body)) return fault('form')
  const json = body
    .replace(/[^(),]+/g, (run) => (run.trim() === '' ? '' : `[${run.trim().split(/\s+/).map(toJsonNumber).join(',')}]`))
    .replaceAll('(', '[')
    .replaceAll(')', ']')
  try {
    return readGeoJson({ type, coordinates: JSON.parse(json) }, kind)
  } catch {
    return fault('form')
  }
}
const toJsonNumber = (text: string): string => (Number.isFinite(Number(text)) ? String(Number(text)) : 'x')

const pair = /^[-+]?\d{1,3}(?:\.\d*)?\s*,\s*[-+]?\d{1,3}(?:\.\d*)?$/
/** `114.05,22.54;114.06,22.55`, as map services of the country hand lines out; parts are separated by `|`. */
const readPairs = (source: string): { readonly nested: Nested } | { readonly fault: ShapeFault } => {
  const parts = source.split('|').map((part) => part.split(';').filter((each) => each.trim() !== ''))
  if (!parts.every((part) => part.length > 0 && part.every((each) => pair.test(each.trim())))) return fault('form')
  const nested = parts.map((part) => part.map((each) => each.split(',').map(Number)))
  return { nested: nested.length === 1 ? (nested[0] ?? []) : nested }
}

/** How many arrays deep the numbers of a geometry lie: 1 for a position. */
const depthOf = (value: unknown): number => (Array.isArray(value) ? 1 + depthOf(value[0]) : 0)

const isLists = (value: readonly unknown[]): value is readonly (readonly unknown[])[] => value.every(Array.isArray)
type Lists = readonly (readonly unknown[])[]

const linesOf = (nested: Nested): Lists | null => {
  const parts = depthOf(nested) === 2 ? [nested] : depthOf(nested) === 3 ? nested : null
  return parts && isLists(parts) ? parts : null
}

const polygonsOf = (nested: Nested): readonly Lists[] | null => {
  const depth = depthOf(nested)
  const parts = depth === 2 ? [[nested]] : depth === 3 ? [nested] : depth === 4 ? nested : null
  return parts && isLists(parts) && parts.every(isLists) ? (parts as readonly Lists[]) : null
}

/** Null when one of them is no position. */
const readPositions = (part: readonly unknown[]): LngLat[] | null => {
  const out: LngLat[] = []
  for (const each of part) {
    if (!Array.isArray(each)) return null
    const [lng, lat] = each as readonly unknown[]
    if (typeof lng !== 'number' || typeof lat !== 'number') return null
    // Written so that NaN fails too.
    if (!(Math.abs(lng) <= 180 && Math.abs(lat) <= 90)) return null
    const last = out.at(-1)
    if (last?.[0] !== lng || last[1] !== lat) out.push([lng, lat])
  }
  return out
}

/** Null for a ring that encloses nothing because it has too few corners. */
const closedRing = (ring: readonly LngLat[]): LngLat[] | null => {
  const [first] = ring
  const last = ring.at(-1)
  if (!first || !last) return null
  const closed = first[0] === last[0] && first[1] === last[1] ? [...ring] : [...ring, first]
  return closed.length >= 4 ? closed : null
}

const turned = (ring: LngLat[], anticlockwise: boolean): LngLat[] => {
  let twice = 0
  for (let i = 1; i < ring.length; i++) {
    const [x1, y1] = ring[i - 1] as LngLat
    const [x2, y2] = ring[i] as LngLat
    twice += x1 * y2 - x2 * y1
  }
  return twice > 0 === anticlockwise ? ring : ring.reverse()
}
