import type { Client } from '@onecity/sdk'
import { makeRandom, type Random } from './random.ts'

export type Place = { readonly lng: number; readonly lat: number }
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

/** A street to live and work in. Where its middle lies is invented: no open source publishes street outlines. */
export type Street = {
  readonly code: string
  readonly name: string
  readonly district: string
  readonly place: (random: Random) => Place
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

/** How far people and companies scatter around the middle of their street, degrees: some 700 m. */
const streetSpread = 0.007
/** How far streets scatter around the seat of a district without an outline, degrees: some 2.5 km. */
const districtSpread = 0.025
const tries = 40
/** A tenth of a metre; more digits would only pretend. */
const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6

const near = (middle: Place, spread: number, random: Random): Place => ({
  lng: middle.lng + random.bell() * spread,
  lat: middle.lat + random.bell() * spread * 0.92,
})

const anywhereIn = (rings: readonly Ring[], random: Random): Place | undefined => {
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

/** The streets of a city. The middle of one without a seat is chosen by its code, so it is the same in every run. */
export const makeStreets = (areas: readonly GroundArea[], outlines: readonly GroundOutline[]): readonly Street[] => {
  const byCode = new Map(areas.map((area) => [area.code, area]))
  return areas
    .filter(({ level }) => level === 'street')
    .flatMap((street): Street[] => {
      const district = byCode.get(street.parent ?? '')
      const seat = street.seat?.position ?? district?.seat?.position
      const own =
        outlines.find(({ code }) => code === street.code) ?? outlines.find(({ code }) => code === district?.code)
      // A district without an outline may lie in its neighbour's (Dapeng in Longgang) or in nobody's (Shenshan).
      const around = own ?? outlines.find(({ rings }) => seat && isInside(rings, ...seat))
      const random = makeRandom(`street ${street.code}`)
      const seatPlace = seat && { lng: seat[0], lat: seat[1] }
      const inAround = ({ lng, lat }: Place) => !around || isInside(around.rings, lng, lat)

      let middle: Place | undefined = street.seat && seatPlace
      if (!middle && own) middle = anywhereIn(own.rings, random)
      for (let i = 0; !middle && seatPlace && i < tries; i++) {
        const candidate = near(seatPlace, districtSpread, random)
        if (inAround(candidate)) middle = candidate
      }
      middle ??= seatPlace
      if (!middle) return []
      const settled = middle
      return [
        {
          code: street.code,
          name: street.name.zh,
          district: district?.name.zh ?? '',
          place: (chance) => {
            for (let i = 0; i < tries; i++) {
              const { lng, lat } = near(settled, streetSpread, chance)
              if (inAround({ lng, lat })) return { lng: rounded(lng), lat: rounded(lat) }
            }
            return { lng: rounded(settled.lng), lat: rounded(settled.lat) }
          },
        },
      ]
    })
}

type Outlines = {
  readonly features: readonly {
    readonly properties: { readonly code: string }
    readonly geometry:
      | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
      | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] }
  }[]
}

/** Asks an installation for its streets. */
export const readStreets = async (client: Client): Promise<readonly Street[]> => {
  const { areas } = (await (await client.request('/api/city/areas')).json()) as { areas: GroundArea[] }
  const { features } = (await (await client.request('/api/places/outlines')).json()) as Outlines
  return makeStreets(
    areas,
    features.map(({ properties, geometry }) => ({
      code: properties.code,
      rings: geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat(),
    })),
  )
}
