/**
 * Positions: which two columns are longitude and latitude, and in which reference system they were written. Systems in use here
 * lie some hundred metres apart, so the borders of the city tell: read rightly, most positions lie inside.
 */
import type { CrsName } from '@onecity/city'
import { type AreaIndex, makeCrsConverter } from '../places/index.ts'
import { type ColumnProfile, shareOf } from './table-sample.ts'
import { titleSays } from './title-words.ts'

export type PlaceFinding = {
  readonly lng: number
  readonly lat: number
  readonly crs: CrsName
  /** Share of the positions inside the city under each system tried. */
  readonly inside: readonly { readonly crs: CrsName; readonly share: number }[]
  /** Titles say the one, values the other. */
  readonly swapped: boolean
  /** No system puts clearly more inside than the others. */
  readonly unsure: boolean
}

const candidates: readonly CrsName[] = ['WGS-84', 'GCJ-02', 'BD-09']
const mostLooked = 2_000
/** A difference below this many positions is chance. */
const telling = 3

const degrees = (most: number) => (value: string) =>
  /^[+-]?\d{1,3}(\.\d+)?$/.test(value) && Math.abs(Number(value)) <= most
/** Whole degrees are kilometres apart: a column of them is something else. */
const precise = (value: string) => /\.\d{2,}/.test(value)

export const findPlaces = (
  profiles: readonly ColumnProfile[],
  rows: readonly (readonly (string | null)[])[],
  areaIndex: AreaIndex,
): PlaceFinding | null => {
  const pair = findPair(profiles, areaIndex)
  if (!pair) return null
  const positions: [number, number][] = []
  for (const row of rows) {
    const [lng, lat] = [Number(row[pair.lng] ?? Number.NaN), Number(row[pair.lat] ?? Number.NaN)]
    if (Number.isFinite(lng) && Number.isFinite(lat) && lng !== 0) positions.push([lng, lat])
    if (positions.length >= mostLooked) break
  }
  return { ...pair, ...judge(positions, areaIndex) }
}

type Judgement = Pick<PlaceFinding, 'crs' | 'inside' | 'unsure'>

const judge = (positions: readonly (readonly [number, number])[], areaIndex: AreaIndex): Judgement => {
  const counts = candidates.map((crs) => {
    const convert = makeCrsConverter(crs)
    return { crs, inside: positions.filter(([lng, lat]) => areaIndex.areaAt(...convert(lng, lat)) !== null).length }
  })
  const best = counts.reduce((a, b) => (b.inside > a.inside ? b : a))
  const others = counts.filter(({ crs }) => crs !== best.crs)
  const unsure = others.some(({ inside }) => best.inside - inside < telling)
  return {
    crs: best.inside === 0 ? 'WGS-84' : best.crs,
    inside: counts.map(({ crs, inside }) => ({ crs, share: positions.length === 0 ? 0 : inside / positions.length })),
    unsure,
  }
}

/** Characters of one shape looked at: hundreds of its positions. */
const longestLooked = 10_000

/**
 * The system of places written in one column (GeoJSON, WKT, `lng,lat`), by the middle of each: outlines may run along the very
 * border that is to tell. Where it does not tell, WGS-84, in which such files are by their standards.
 */
export const placeShapes = (
  rows: readonly (readonly (string | null)[])[],
  column: number,
  areaIndex: AreaIndex,
): Judgement => {
  const positions: [number, number][] = []
  for (const row of rows) {
    const numbers = (row[column]?.slice(0, longestLooked).match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number)
    const pairs = Math.floor(numbers.length / 2)
    if (pairs === 0) continue
    const middle = (from: 0 | 1) =>
      numbers.reduce((sum, value, at) => sum + (at % 2 === from && at < pairs * 2 ? value : 0), 0) / pairs
    positions.push([middle(0), middle(1)])
    if (positions.length >= mostLooked) break
  }
  const found = judge(positions, areaIndex)
  return found.unsure ? { ...found, crs: 'WGS-84' } : found
}

const findPair = (
  profiles: readonly ColumnProfile[],
  areaIndex: AreaIndex,
): { readonly lng: number; readonly lat: number; readonly swapped: boolean } | null => {
  const numeric = (profile: ColumnProfile, most: number) =>
    profile.values.length > 0 && shareOf(profile, degrees(most)) >= 0.8 && shareOf(profile, precise) >= 0.5
  const titledLng = profiles.find((profile) => titleSays(profile.plainTitle, 'lng') && numeric(profile, 180))
  const titledLat = profiles.find((profile) => titleSays(profile.plainTitle, 'lat') && numeric(profile, 180))
  if (titledLng && titledLat) {
    // A latitude beyond 90 degrees is none.
    const swapped = shareOf(titledLat, (value) => Math.abs(Number(value)) > 90) > 0.5
    return swapped
      ? { lng: titledLat.index, lat: titledLng.index, swapped }
      : { lng: titledLng.index, lat: titledLat.index, swapped }
  }
  // Without titles: two neighbouring columns that hold what is near the city.
  const bounds = areaIndex.bounds
  if (!bounds) return null
  const [west, south, east, north] = bounds
  const between = (from: number, to: number) => (value: string) =>
    Number(value) >= from - 0.5 && Number(value) <= to + 0.5
  for (const [at, profile] of profiles.entries()) {
    const next = profiles[at + 1]
    if (!next || !numeric(profile, 180) || !numeric(next, 180)) continue
    if (shareOf(profile, between(west, east)) >= 0.8 && shareOf(next, between(south, north)) >= 0.8)
      return { lng: profile.index, lat: next.index, swapped: false }
    if (shareOf(profile, between(south, north)) >= 0.8 && shareOf(next, between(west, east)) >= 0.8)
      return { lng: next.index, lat: profile.index, swapped: false }
  }
  return null
}
