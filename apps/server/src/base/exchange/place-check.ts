/**
 * Notices where delivered positions fall: outside the city, or outside the district whose department owns the resource; and
 * whether they would lie inside if they had been meant in another coordinate system, or with longitude and latitude swapped.
 *
 * Counts are of every position; other systems are tried on a sample spread evenly over the delivery, when notices are asked
 * for. A notice loses nothing: rows stay.
 */
import type { AreaTree, City, CrsName, Resource, Text } from '@onecity/city'
import { type AreaIndex, makeCrsConverter } from '../places/index.ts'

export type PlaceCheck = {
  /** A position as delivered and in WGS-84, with the area it lies in. */
  readonly seen: (lng: number, lat: number, area: string | null, raw: readonly [number, number], line: number) => void
  /** A pair of numbers turned away as no position. */
  readonly refused: (lng: number, lat: number) => void
  /** `placeText`: how a line is named to people, where the packed number tells them nothing. */
  readonly notices: (placeText?: (line: number) => string) => readonly Text[]
}

export type PlaceCheckInput = {
  readonly city: City
  readonly tree: AreaTree
  readonly areaIndex: AreaIndex
  readonly resource: Resource
  readonly crs: CrsName
}

/** Positions on which other systems are tried: a share is then known to about one percent, in a few milliseconds. */
const mostSampled = 2_000
/** CGCS2000 counts as WGS-84. */
export const candidates: readonly CrsName[] = ['WGS-84', 'GCJ-02', 'BD-09']
/** Another system is named when it brings in at least this share of what lies outside. */
export const worthNaming = 0.5

type LngLat = readonly [number, number]
type Outside = { count: number; readonly example: { line: number; raw: LngLat } | null }
const nothing: Outside = { count: 0, example: null }

/** Every n-th of what comes, n doubling whenever twice the size is reached: even, and without chance. */
const makeSample = () => {
  let kept: LngLat[] = []
  let [stride, next] = [1, 0]
  return {
    add: (at: LngLat) => {
      if (next-- > 0) return
      next = stride - 1
      kept.push(at)
      if (kept.length < 2 * mostSampled) return
      kept = kept.filter((_, i) => i % 2 === 0)
      stride *= 2
      next = stride - 1
    },
    all: (): readonly LngLat[] => kept,
  }
}

/** The district whose department owns the resource, as far as outlines tell it from the rest of the city. */
export const districtOf = ({
  city,
  tree,
  resource,
}: Pick<PlaceCheckInput, 'city' | 'tree' | 'resource'>): { name: Text; codes: ReadonlySet<string> } | null => {
  const code = city.departments.find(({ id }) => id === resource.owner)?.area
  const area = city.areas.find((each) => each.code === code)
  if (!area || area.parent === null || !city.outlines.some((outline) => outline.code === area.code)) return null
  return { name: area.name, codes: new Set(tree.descendants(area.code)) }
}

export const makePlaceCheck = (input: PlaceCheckInput): PlaceCheck => {
  const { areaIndex, crs, resource } = input
  const district = resource.foreign ? null : districtOf(input)
  const sample = makeSample()
  const swapped: LngLat[] = []
  let [all, refusals] = [0, 0]
  let city = nothing
  let ofDistrict = nothing

  const note = (found: Outside, line: number, raw: LngLat): Outside => {
    if (found.example) found.count++
    return found.example ? found : { count: 1, example: { line, raw } }
  }

  const convert = makeCrsConverter(crs)
  const inCity = (lng: number, lat: number): boolean => areaIndex.contains(lng, lat)
  const inDistrict = (lng: number, lat: number): boolean => {
    const area = areaIndex.areaAt(lng, lat)
    return area !== null && district?.codes.has(area) === true
  }

  /** The reading of the sample that puts most inside, if it is worth naming. */
  const better = (isInside: (lng: number, lat: number) => boolean): Text | null => {
    const positions = sample.all()
    const shareUnder = (read: (at: LngLat) => readonly [number, number]) =>
      positions.filter((at) => isInside(...read(at))).length / Math.max(1, positions.length)
    const declared = shareUnder(([lng, lat]) => convert(lng, lat))
    const declaredAs = crs === 'CGCS2000' ? 'WGS-84' : crs
    const readings = candidates.flatMap((name) => {
      const from = makeCrsConverter(name)
      const swap = {
        name: { zh: `经纬度对调（${name}）`, en: `longitude and latitude swapped (${name})` },
        share: shareUnder(([lng, lat]) => (Math.abs(lng) <= 90 ? from(lat, lng) : [Number.NaN, Number.NaN])),
      }
      return name === declaredAs
        ? [swap]
        : [{ name: { zh: name, en: name }, share: shareUnder(([lng, lat]) => from(lng, lat)) }, swap]
    })
    // Of equal ones the first stays: a plain system before a swap.
    const best = readings.reduce((a, b) => (b.share > a.share ? b : a))
    if (best.share - declared < worthNaming * (1 - declared) || best.share === declared) return null
    const share = percent(best.share)
    return {
      zh: `若坐标为 ${best.name.zh}，则 ${share} 在内`,
      en: `read as ${best.name.en}, ${share} would lie inside`,
    }
  }

  const describe = (
    found: Outside,
    where: { zh: string; en: string },
    isInside: typeof inCity,
    placeText: (line: number) => string,
  ): Text[] => {
    if (!found.example) return []
    const share = percent(found.count / all)
    const { raw } = found.example
    const place = placeText(found.example.line)
    // A bare number is called a line; `工作表1!12` names itself.
    const isLine = /^\d+$/.test(place)
    const other = better(isInside)
    return [
      {
        zh: `${share} 的点（${found.count} 个）在${where.zh}范围外，例如${isLine ? `第 ${place} 行` : `“${place}”处`} ${raw.join(',')}${other ? `；${other.zh}` : ''}`,
        en: `${share} of the positions (${found.count}) ${found.count === 1 ? 'lies' : 'lie'} outside ${where.en}, for example ${raw.join(',')} ${isLine ? `in line ${place}` : `at “${place}”`}${other ? `; ${other.en}` : ''}`,
      },
    ]
  }

  return {
    seen: (lng, lat, area, raw, line) => {
      all++
      sample.add(raw)
      if (area === null) {
        if (!areaIndex.isNearLonelySeat(lng, lat)) city = note(city, line, raw)
      } else if (district && !district.codes.has(area)) ofDistrict = note(ofDistrict, line, raw)
    },
    refused: (lng, lat) => {
      if (Math.abs(lng) > 90 || Math.abs(lat) > 180) return
      refusals++
      if (swapped.length < mostSampled) swapped.push([lat, lng])
    },
    notices: (placeText = String) => {
      if (resource.foreign) return []
      const inside = swapped.filter(([lng, lat]) => inCity(...convert(lng, lat))).length / Math.max(1, swapped.length)
      return [
        ...describe(city, { zh: '城市', en: 'the city' }, inCity, placeText),
        ...(district
          ? describe(
              ofDistrict,
              { zh: district.name.zh, en: district.name.en ?? district.name.zh },
              inDistrict,
              placeText,
            )
          : []),
        ...(inside >= worthNaming
          ? [
              {
                zh: `${refusals} 个坐标无效；若经纬度对调，则 ${percent(inside)} 在城市范围内`,
                en: `${refusals} positions were refused; with longitude and latitude swapped, ${percent(inside)} would lie in the city`,
              },
            ]
          : []),
      ]
    },
  }
}

/** One digit after the point; never 0 or 100 for a share that only comes near them. */
const percent = (share: number): string => {
  const tenths = Math.round(share * 1000)
  const honest = share > 0 && share < 1 ? Math.min(999, Math.max(1, tenths)) : tenths
  return `${(honest / 10).toFixed(1).replace(/\.0$/, '')} %`
}
