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

/** Fields along each side of the box around all outlines: some 700 m in a city, made in a few milliseconds. */
const gridSide = 128

/**
 * Which outlines may contain a point, in order of preference, by the field it lies in. Searching the tree for every point
 * costs several times as much where levels overlap: a dozen boxes of districts and streets meet almost everywhere.
 */
const gridOf = (tree: Flatbush, [west, south, east, north]: BBox) => {
  const [width, height] = [(east - west) / gridSide || 1, (north - south) / gridSide || 1]
  const fields: Uint16Array[] = []
  const known = new Map<string, Uint16Array>()
  for (let y = 0; y < gridSide; y++)
    for (let x = 0; x < gridSide; x++) {
      const [left, bottom] = [west + x * width, south + y * height]
      // A little more than the field, since which field a point is in is a division.
      const found = tree.search(left - width / 100, bottom - height / 100, left + width * 1.01, bottom + height * 1.01)
      found.sort((a, b) => a - b)
      const key = found.join()
      const field = known.get(key) ?? Uint16Array.from(found)
      known.set(key, field)
      fields.push(field)
    }
  return (lng: number, lat: number): Uint16Array | null => {
    if (!(lng >= west && lng <= east && lat >= south && lat <= north)) return null
    const x = Math.min(gridSide - 1, Math.floor((lng - west) / width))
    const y = Math.min(gridSide - 1, Math.floor((lat - south) / height))
    return fields[y * gridSide + x] ?? null
  }
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

  const candidates = tree ? gridOf(tree, joinBBoxes(boxes) as BBox) : null
  const areaAt = (lng: number, lat: number): string | null => {
    const indexes = candidates?.(lng, lat)
    if (!indexes) return null
    // In order of preference: the first that contains the point is the answer.
    for (let i = 0; i < indexes.length; i++) {
      const entry = entries[indexes[i] as number] as Entry
      if (entry.outline.contains(lng, lat)) return entry.code
    }
    return null
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
