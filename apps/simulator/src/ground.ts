import { formatProblem, readCity } from '@onecity/city'
import type { Client } from '@onecity/sdk'
import { hashOf, makeRandom, type Random } from './random.ts'

type Point = { readonly lng: number; readonly lat: number }
type Ring = readonly (readonly [number, number])[]
export type GroundArea = {
  readonly code: string
  readonly parent: string | null
  readonly level: string
  readonly name: { readonly zh: string }
  readonly seat?: { readonly position: readonly [number, number] }
}
/** Rings of an outline; a point is inside when a ray from it crosses them an odd number of times. */
export type GroundOutline = { readonly code: string; readonly rings: readonly Ring[] }

/**
 * A community, or a street without any, to live and work in. Where its middle lies is invented unless the city names its seat:
 * no open source publishes outlines of streets.
 */
export type Place = {
  /** From 0, in order of codes. */
  readonly number: number
  readonly code: string
  /** Code of the district. */
  readonly district: string
  /** How an address here begins. */
  readonly address: string
  /** Twelve digits with which codes of houses here begin. */
  readonly houseCode: string
  /** Share of the buildings, 1 to 6; invented. */
  readonly weight: number
  readonly place: (random: Random) => Point
}

const isInside = (rings: readonly Ring[], lng: number, lat: number): boolean => {
  let inside = false
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [x1, y1] = ring[i - 1] as readonly [number, number]
      const [x2, y2] = ring[i] as readonly [number, number]
      if (y1 > lat !== y2 > lat && lng < x1 + ((lat - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside
    }
  }
  return inside
}

/** How far buildings scatter around the middle of their street or community, degrees: some 700 m and 250 m. */
const streetSpread = 0.007
const communitySpread = 0.0025
/** How far streets scatter around the seat of a district without an outline, degrees: some 2.5 km. */
const districtSpread = 0.025
const tries = 40
/** A tenth of a metre; more digits would only pretend. */
const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6

const near = (middle: Point, spread: number, random: Random): Point => ({
  lng: middle.lng + random.bell() * spread,
  lat: middle.lat + random.bell() * spread * 0.92,
})

const anywhereIn = (rings: readonly Ring[], random: Random): Point | undefined => {
  const positions = rings.flat()
  const lngs = positions.map(([lng]) => lng)
  const lats = positions.map(([, lat]) => lat)
  const [west, east] = [lngs.reduce((a, b) => Math.min(a, b)), lngs.reduce((a, b) => Math.max(a, b))]
  const [south, north] = [lats.reduce((a, b) => Math.min(a, b)), lats.reduce((a, b) => Math.max(a, b))]
  for (let i = 0; i < 10 * tries; i++) {
    const lng = west + random.next() * (east - west)
    const lat = south + random.next() * (north - south)
    if (isInside(rings, lng, lat)) return { lng, lat }
  }
  return undefined
}

/** The places of a city. The middle of one without a seat is chosen by its code, so it is the same in every run. */
export const makePlaces = (areas: readonly GroundArea[], outlines: readonly GroundOutline[]): readonly Place[] => {
  const byCode = new Map(areas.map((area) => [area.code, area]))
  const outlineOf = new Map(outlines.map((outline) => [outline.code, outline]))
  const city = areas.find(({ level }) => level === 'city')?.name.zh ?? ''

  const middles = new Map<string, Ground | undefined>()
  const groundOf = (area: GroundArea): Ground | undefined => {
    if (!middles.has(area.code)) middles.set(area.code, findGround(area))
    return middles.get(area.code)
  }
  const findGround = (area: GroundArea): Ground | undefined => {
    const parent = byCode.get(area.parent ?? '')
    const above = parent && area.level !== 'district' ? groundOf(parent) : undefined
    const own = outlineOf.get(area.code)
    const seat = area.seat && { lng: area.seat.position[0], lat: area.seat.position[1] }
    // A district without an outline may lie in its neighbour's (Dapeng in Longgang) or in nobody's (Shenshan).
    const around = own ?? above?.around ?? outlines.find(({ rings }) => seat && isInside(rings, seat.lng, seat.lat))
    if (seat) return { middle: seat, around }
    const random = makeRandom(`street ${area.code}`)
    if (own) {
      const middle = anywhereIn(own.rings, random)
      if (middle) return { middle, around }
    }
    if (!above) return own && { middle: middleOf(own.rings), around }
    if (area.level === 'street' && around && around === outlineOf.get(area.parent ?? '')) {
      const middle = anywhereIn(around.rings, random)
      if (middle) return { middle, around }
    }
    for (let i = 0; i < tries; i++) {
      const middle = near(above.middle, area.level === 'street' ? districtSpread : streetSpread, random)
      if (!around || isInside(around.rings, middle.lng, middle.lat)) return { middle, around }
    }
    return { middle: above.middle, around }
  }

  const withCommunities = new Set(areas.filter(({ level }) => level === 'community').map(({ parent }) => parent))
  return areas
    .filter(({ level, code }) => level === 'community' || (level === 'street' && !withCommunities.has(code)))
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .flatMap((area) => {
      const ground = groundOf(area)
      return ground ? [{ area, ground }] : []
    })
    .map(({ area, ground: { middle, around } }, number): Place => {
      const chain: GroundArea[] = []
      for (let at: GroundArea | undefined = area; at && at.level !== 'city'; at = byCode.get(at.parent ?? ''))
        chain.unshift(at)
      const spread = area.level === 'community' ? communitySpread : streetSpread
      return {
        number,
        code: area.code,
        district: chain[0]?.code ?? area.code,
        address: city + chain.map(({ name }) => name.zh).join(''),
        houseCode: houseCodeOf(area.code, number),
        weight: 1 + (hashOf(`weight ${area.code}`) % 6),
        place: (chance) => {
          for (let i = 0; i < tries; i++) {
            const { lng, lat } = near(middle, spread, chance)
            if (!around || isInside(around.rings, lng, lat)) return { lng: rounded(lng), lat: rounded(lat) }
          }
          return { lng: rounded(middle.lng), lat: rounded(middle.lat) }
        },
      }
    })
}

type Ground = { readonly middle: Point; readonly around: GroundOutline | undefined }

const middleOf = (rings: readonly Ring[]): Point => {
  const positions = rings.flat()
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length
  return { lng: mean(positions.map(([lng]) => lng)), lat: mean(positions.map(([, lat]) => lat)) }
}

/** Division 6, street 3, community 3. A street without communities ends in 000; a local key without digits gets the fictional division. */
const houseCodeOf = (code: string, number: number): string => {
  if (/^\d{12}$/.test(code)) return code
  if (/^\d{9}$/.test(code)) return `${code}000`
  return `440399${String(number).padStart(6, '0')}`
}

type Geometry =
  | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] }
type Outlines = {
  readonly features: readonly { readonly properties: { readonly code: string }; readonly geometry: Geometry }[]
}

const toOutline = (code: string, geometry: Geometry): GroundOutline => ({
  code,
  rings: geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat(),
})

/** What a synthetic city needs to know of the real one. */
export type Grounds = { readonly cityId: string; readonly cityCode: string; readonly places: readonly Place[] }

const codeOfWhole = (areas: readonly GroundArea[]): string => areas.find(({ level }) => level === 'city')?.code ?? ''

/** Reads the places of a city folder. Throws with what is wrong when it cannot be read. */
export const readPlacesOf = async (folder: string): Promise<Grounds> => {
  const result = await readCity(folder)
  if (!result.ok)
    throw new Error(
      `the city folder ${folder} cannot be read:\n${result.problems.slice(0, 5).map(formatProblem).join('\n')}`,
    )
  const { city } = result
  return {
    cityId: city.id,
    cityCode: codeOfWhole(city.areas),
    places: makePlaces(
      city.areas,
      city.outlines.map(({ code, geometry }) => toOutline(code, geometry)),
    ),
  }
}

/** Asks an installation for its places. */
export const readCityPlaces = async (client: Client): Promise<Omit<Grounds, 'cityId'>> => {
  const { areas } = (await (await client.request('/api/city/areas')).json()) as { areas: GroundArea[] }
  const { features } = (await (await client.request('/api/places/outlines')).json()) as Outlines
  return {
    cityCode: codeOfWhole(areas),
    places: makePlaces(
      areas,
      features.map(({ properties, geometry }) => toOutline(properties.code, geometry)),
    ),
  }
}
