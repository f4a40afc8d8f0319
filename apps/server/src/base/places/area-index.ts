import type { Area, City } from '@onecity/city'
import Flatbush from 'flatbush'
import {
  type BBox,
  bboxContains,
  distanceMetres,
  joinBBoxes,
  makeOutlineIndex,
  type OutlineIndex,
} from '../../kernel/geometry.ts'

/**
 * How far around its seat an area without any outline still counts as part of the city, metres. Only used to warn about
 * stray points: Shenshan (468 km²) has no published outline, and a circle of that size has a radius of 12.2 km.
 */
export const lonelySeatRadiusMetres = 15_000

export type AreaIndex = {
  /** Code of the deepest area whose outline contains the point; null when none does. */
  readonly areaAt: (lng: number, lat: number) => string | null
  /** Whether the point plausibly lies in the city: in an outline, or near the seat of an area that no outline covers. */
  readonly contains: (lng: number, lat: number) => boolean
  /** Whether it lies near the seat of an area that no outline covers. */
  readonly isNearLonelySeat: (lng: number, lat: number) => boolean
  /** Box around all outlines and such seats; null when the city declares neither. */
  readonly bounds: BBox | null
}

type Entry = { readonly code: string; readonly outline: OutlineIndex; readonly depth: number; readonly size: number }

/** How many steps each area is below the top of the management tree. */
const depthsOf = (areas: readonly Area[]): ReadonlyMap<string, number> => {
  const byCode = new Map(areas.map((area) => [area.code, area]))
  return new Map(
    areas.map((area) => {
      let depth = 0
      for (let at = area.parent; at !== null && depth < areas.length; depth++) at = byCode.get(at)?.parent ?? null
      return [area.code, depth]
    }),
  )
}

/** Deepest first; among equals the smaller one, so that an enclave wins over what surrounds it. */
const entriesOf = (city: City): readonly Entry[] => {
  const depths = depthsOf(city.areas)
  return city.outlines
    .flatMap(({ code, geometry }): Entry[] => {
      const outline = makeOutlineIndex(geometry)
      if (!outline) return []
      const [west, south, east, north] = outline.bbox
      return [{ code, outline, depth: depths.get(code) ?? 0, size: (east - west) * (north - south) }]
    })
    .sort((a, b) => b.depth - a.depth || a.size - b.size || (a.code < b.code ? -1 : 1))
}

/** A box that holds every point within `metres` of a position; good for cities, not for the poles. */
const boxAround = ([lng, lat]: readonly [number, number], metres: number): BBox => {
  const dLat = metres / 110_574
  const dLng = metres / (111_320 * Math.cos((lat * Math.PI) / 180))
  return [lng - dLng, lat - dLat, lng + dLng, lat + dLat]
}

/**
 * Prepares the outlines of one city version for point look-ups. An area without an outline of its own is answered with
 * whatever outline contains it (in Shenzhen, points of a community answer its street).
 */
export const makeAreaIndex = (city: City): AreaIndex => {
  const entries = entriesOf(city)
  const boxes = entries.map((entry) => entry.outline.bbox)
  const tree = entries.length > 0 ? new Flatbush(entries.length) : null
  if (tree) {
    for (const box of boxes) tree.add(...box)
    tree.finish()
  }

  // Entries are in order of preference, so the lowest index that contains the point is the answer.
  let [lng, lat, best] = [0, 0, entries.length]
  const consider = (index: number): boolean => {
    if (index < best && entries[index]?.outline.contains(lng, lat)) best = index
    return false
  }
  const areaAt = (atLng: number, atLat: number): string | null => {
    if (!tree) return null
    lng = atLng
    lat = atLat
    best = entries.length
    tree.search(atLng, atLat, atLng, atLat, consider)
    return entries[best]?.code ?? null
  }

  const lonelySeats = city.areas.flatMap((area) =>
    area.seat && area.level !== 'city' && areaAt(...area.seat.position) === null ? [area.seat.position] : [],
  )
  const lonelyBoxes = lonelySeats.map((seat) => boxAround(seat, lonelySeatRadiusMetres))
  const isNearLonelySeat = (atLng: number, atLat: number): boolean =>
    lonelySeats.some(
      (seat, i) =>
        bboxContains(lonelyBoxes[i] as BBox, atLng, atLat) &&
        distanceMetres(seat, [atLng, atLat]) <= lonelySeatRadiusMetres,
    )

  const contains = (atLng: number, atLat: number): boolean =>
    areaAt(atLng, atLat) !== null || isNearLonelySeat(atLng, atLat)

  return { areaAt, contains, isNearLonelySeat, bounds: joinBBoxes([...boxes, ...lonelyBoxes]) }
}

/** Keeps the index of the city version last asked for. */
export const makeAreaIndexCache = (): ((version: number, city: City) => AreaIndex) => {
  let cached: { readonly version: number; readonly index: AreaIndex } | undefined
  return (version, city) => {
    if (cached?.version !== version) cached = { version, index: makeAreaIndex(city) }
    return cached.index
  }
}
