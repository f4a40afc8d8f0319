/** Lines and polygons as sources deliver them: GeoJSON geometry (RFC 7946) or well-known text (OGC 06-103r4). */

export type Position = readonly [lng: number, lat: number]
export type LineGeometry =
  | { readonly type: 'LineString'; readonly coordinates: readonly Position[] }
  | { readonly type: 'MultiLineString'; readonly coordinates: readonly (readonly Position[])[] }
export type PolygonGeometry =
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly Position[])[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly Position[])[])[] }

/**
 * `form`: neither GeoJSON nor WKT; `type`: a geometry of another type; `position`: not longitude and latitude in degrees;
 * `few`: a line of fewer than two positions or a ring of fewer than four; `ring`: a ring that does not end where it began.
 */
export type ShapeFault = 'form' | 'type' | 'position' | 'few' | 'ring'
export type ShapeReading<G> =
  | { readonly ok: true; readonly geometry: G }
  | { readonly ok: false; readonly fault: ShapeFault }

/** Whether two numbers are a longitude and a latitude in degrees. */
export function isLngLat(lng: number, lat: number): boolean {
  return Math.abs(lng) <= 180 && Math.abs(lat) <= 90
}

/** Reads a LineString or MultiLineString. Heights are dropped: shapes are kept in two dimensions. */
export function parseLine(text: string): ShapeReading<LineGeometry> {
  return parseShape<LineGeometry>(text, { LineString: lineFault, MultiLineString: (c) => eachFault(c, lineFault) })
}

/**
 * Reads a Polygon or MultiPolygon. Rings must be closed; which way round they run, and whether they cross themselves, is
 * not asked. Heights are dropped.
 */
export function parsePolygon(text: string): ShapeReading<PolygonGeometry> {
  const polygonFault = (c: unknown) => eachFault(c, ringFault)
  return parseShape<PolygonGeometry>(text, { Polygon: polygonFault, MultiPolygon: (c) => eachFault(c, polygonFault) })
}

type Check = (coordinates: unknown) => ShapeFault | null

function parseShape<G>(text: string, checks: Readonly<Record<string, Check>>): ShapeReading<G> {
  const trimmed = text.trim()
  const shape = trimmed.startsWith('{') ? fromGeoJson(trimmed) : fromWkt(trimmed)
  if (!shape) return { ok: false, fault: 'form' }
  const check = checks[shape.type]
  if (!check) return { ok: false, fault: 'type' }
  const fault = check(shape.coordinates)
  if (fault) return { ok: false, fault }
  return { ok: true, geometry: { type: shape.type, coordinates: inTwoDimensions(shape.coordinates) } as G }
}

type Shape = { readonly type: string; readonly coordinates: unknown }

function fromGeoJson(text: string): Shape | null {
  try {
    const value = JSON.parse(text) as { type?: unknown; coordinates?: unknown; geometry?: unknown }
    const shape = value.type === 'Feature' ? (value.geometry as typeof value | null) : value
    return typeof shape?.type === 'string' ? { type: shape.type, coordinates: shape.coordinates } : null
  } catch {
    return null
  }
}

const wktTypes: Readonly<Record<string, string>> = {
  POINT: 'Point',
  LINESTRING: 'LineString',
  MULTILINESTRING: 'MultiLineString',
  POLYGON: 'Polygon',
  MULTIPOLYGON: 'MultiPolygon',
  MULTIPOINT: 'MultiPoint',
}

/** WKT nests as GeoJSON does, so its coordinates become JSON: a position per comma, brackets for parentheses. */
function fromWkt(text: string): Shape | null {
  const parts = /^(?:SRID=\d+;)?\s*([A-Z]+)\s*(?:ZM|Z|M)?\s*(\([-+0-9.eE\s,()]*\))$/i.exec(text)
  const type = wktTypes[parts?.[1]?.toUpperCase() ?? '']
  if (!type || !parts?.[2]) return null
  const json = parts[2]
    .replace(
      /[-+0-9.eE]+(?:\s+[-+0-9.eE]+)+/g,
      (numbers) => `[${numbers.trim().split(/\s+/).map(jsonNumber).join(',')}]`,
    )
    .replaceAll('(', '[')
    .replaceAll(')', ']')
  try {
    const coordinates = JSON.parse(json) as unknown
    return { type, coordinates: type === 'Point' ? (coordinates as unknown[])[0] : coordinates }
  } catch {
    return null
  }
}

/** WKT writes `+1`, `.5` and `5.`, JSON does not; what is no number stays as it is and fails to parse. */
function jsonNumber(text: string): string {
  return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text) ? String(Number(text)) : text
}

function positionFault(position: unknown): ShapeFault | null {
  const isPosition =
    Array.isArray(position) &&
    position.length >= 2 &&
    position.length <= 4 &&
    position.every((part) => typeof part === 'number') &&
    isLngLat(position[0] as number, position[1] as number)
  return isPosition ? null : 'position'
}

function lineFault(line: unknown): ShapeFault | null {
  return pathFault(line, 2)
}

function ringFault(ring: unknown): ShapeFault | null {
  const fault = pathFault(ring, 4)
  // Unclosed before too short: three corners without the fourth are a ring that somebody forgot to close.
  const [first, last] = Array.isArray(ring) ? [ring[0], ring.at(-1)] : []
  if (fault !== null && fault !== 'few') return fault
  if (!Array.isArray(first) || !Array.isArray(last)) return fault
  return first[0] === last[0] && first[1] === last[1] ? fault : 'ring'
}

function pathFault(path: unknown, least: number): ShapeFault | null {
  if (!Array.isArray(path)) return 'position'
  for (const position of path) if (positionFault(position)) return 'position'
  return path.length < least ? 'few' : null
}

function eachFault(parts: unknown, check: Check): ShapeFault | null {
  if (!Array.isArray(parts)) return 'position'
  if (parts.length === 0) return 'few'
  for (const part of parts) {
    const fault = check(part)
    if (fault) return fault
  }
  return null
}

function inTwoDimensions(coordinates: unknown): unknown {
  const parts = coordinates as readonly unknown[]
  return typeof parts[0] === 'number' ? [parts[0], parts[1]] : parts.map(inTwoDimensions)
}
