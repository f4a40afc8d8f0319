/** Plane geometry on WGS-84 degrees. Outlines are GeoJSON (RFC 7946): the last position of a ring repeats the first. */
export type Position = readonly [lng: number, lat: number]
export type Ring = readonly Position[]
export type Polygonal =
  | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] }

export type BBox = readonly [west: number, south: number, east: number, north: number]

const emptyBBox: BBox = [Infinity, Infinity, -Infinity, -Infinity]

/** Every ring of an outline, outer and inner, in the order given. */
export const ringsOf = (geometry: Polygonal): readonly Ring[] =>
  geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()

/** The smallest box around positions; null when there are none. */
export const bboxOf = (positions: Iterable<Position>): BBox | null => {
  let [west, south, east, north] = emptyBBox
  for (const [lng, lat] of positions) {
    if (lng < west) west = lng
    if (lng > east) east = lng
    if (lat < south) south = lat
    if (lat > north) north = lat
  }
  return west > east ? null : [west, south, east, north]
}

/** The smallest box around boxes; null when there are none. */
export const joinBBoxes = (boxes: Iterable<BBox>): BBox | null => {
  let [west, south, east, north] = emptyBBox
  for (const box of boxes) {
    west = Math.min(west, box[0])
    south = Math.min(south, box[1])
    east = Math.max(east, box[2])
    north = Math.max(north, box[3])
  }
  return west > east ? null : [west, south, east, north]
}

export const bboxContains = (box: BBox, lng: number, lat: number): boolean =>
  lng >= box[0] && lng <= box[2] && lat >= box[1] && lat <= box[3]

/**
 * Whether the upward or downward edge is crossed by the ray that runs east from the point. The edge is always read from
 * its lower end, so two outlines that share an edge agree on which side a point lies and a point is in exactly one.
 */
const crosses = (lng: number, lat: number, x1: number, y1: number, x2: number, y2: number): boolean => {
  if (y1 > lat === y2 > lat) return false
  return y1 < y2 ? lng < x1 + ((lat - y1) / (y2 - y1)) * (x2 - x1) : lng < x2 + ((lat - y2) / (y1 - y2)) * (x1 - x2)
}

/** Even-odd test against one ring. Points on the east and north border count as outside. */
export const isInRing = (ring: Ring, lng: number, lat: number): boolean => {
  let inside = false
  for (let i = 1; i < ring.length; i++) {
    const from = ring[i - 1] as Position
    const to = ring[i] as Position
    if (crosses(lng, lat, from[0], from[1], to[0], to[1])) inside = !inside
  }
  return inside
}

/** Whether the point lies in the outline: in an outer ring and not in one of its holes. */
export const isInPolygonal = (geometry: Polygonal, lng: number, lat: number): boolean => {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  return polygons.some(([outer, ...holes]) =>
    outer ? isInRing(outer, lng, lat) && !holes.some((hole) => isInRing(hole, lng, lat)) : false,
  )
}

/** An outline prepared for many point tests. */
export type OutlineIndex = {
  readonly bbox: BBox
  readonly contains: (lng: number, lat: number) => boolean
}

/**
 * Prepares an outline for many point tests: its edges are sorted into horizontal bands, so a test looks at the few
 * edges of one band instead of all of them. Even-odd over all rings at once, which equals `isInPolygonal` because the
 * parts of a valid MultiPolygon do not overlap and holes lie in their part. Null for an outline without positions.
 */
export const makeOutlineIndex = (geometry: Polygonal): OutlineIndex | null => {
  const rings = ringsOf(geometry)
  const bbox = bboxOf(rings.flat())
  if (!bbox) return null
  const [west, south, east, north] = bbox

  const edges: (readonly [number, number, number, number])[] = []
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [x1, y1] = ring[i - 1] as Position
      const [x2, y2] = ring[i] as Position
      if (y1 !== y2) edges.push(y1 < y2 ? [x1, y1, x2, y2] : [x2, y2, x1, y1])
    }
  }

  // As many bands as edges keeps about as many edges in a band as the outline has borders across; a bound on memory.
  const bandCount = Math.max(1, Math.min(edges.length, 8192))
  const height = (north - south) / bandCount || 1
  const bandOf = (lat: number): number => Math.min(bandCount - 1, Math.max(0, Math.floor((lat - south) / height)))

  const starts = new Uint32Array(bandCount + 1)
  for (const [, y1, , y2] of edges)
    for (let b = bandOf(y1); b <= bandOf(y2); b++) starts[b + 1] = (starts[b + 1] ?? 0) + 1
  for (let b = 0; b < bandCount; b++) starts[b + 1] = (starts[b + 1] ?? 0) + (starts[b] ?? 0)
  const fill = starts.slice()
  const banded = new Float64Array((starts[bandCount] ?? 0) * 4)
  for (const edge of edges) {
    for (let b = bandOf(edge[1]); b <= bandOf(edge[3]); b++) {
      const at = fill[b] ?? 0
      banded.set(edge, at * 4)
      fill[b] = at + 1
    }
  }

  const contains = (lng: number, lat: number): boolean => {
    if (!(lng >= west && lng <= east && lat >= south && lat <= north)) return false
    const band = bandOf(lat)
    const end = (starts[band + 1] as number) * 4
    let inside = false
    for (let i = (starts[band] as number) * 4; i < end; i += 4) {
      const y1 = banded[i + 1] as number
      const y2 = banded[i + 3] as number
      if (y1 > lat === y2 > lat) continue
      const x1 = banded[i] as number
      if (lng < x1 + ((lat - y1) / (y2 - y1)) * ((banded[i + 2] as number) - x1)) inside = !inside
    }
    return inside
  }
  return { bbox, contains }
}

/** Mean radius of the earth (IUGG), metres. */
const earthRadiusMetres = 6_371_008.8

/** Great-circle distance (haversine), metres. */
export const distanceMetres = (from: Position, to: Position): number => {
  const radians = Math.PI / 180
  const dLat = (to[1] - from[1]) * radians
  const dLng = (to[0] - from[0]) * radians
  const a = Math.sin(dLat / 2) ** 2 + Math.cos(from[1] * radians) * Math.cos(to[1] * radians) * Math.sin(dLng / 2) ** 2
  return 2 * earthRadiusMetres * Math.asin(Math.min(1, Math.sqrt(a)))
}
