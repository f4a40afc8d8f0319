import { type City, makeAreaTree, type Resource } from '@onecity/city'
import gcoord from 'gcoord'
import { beforeAll, describe, expect, it } from 'vitest'
import { type AreaIndex, makeAreaIndex, makeCrsConverter } from '../places/index.ts'
import { makePlaceCheck } from './place-check.ts'
import { readTestCity } from './testing-intake.ts'

/** Real outlines; where positions fall under another system is worked out with gcoord's formulas. */
let city: City
let index: AreaIndex
beforeAll(async () => {
  city = await readTestCity('shenzhen')
  index = makeAreaIndex(city)
})

type LngLat = readonly [number, number]
const resourceOf = (owner: string, more: Partial<Resource> = {}): Resource =>
  ({ ...(city.resources[0] as Resource), id: 'places', foreign: undefined, ...more, owner }) as Resource

const check = (positions: readonly LngLat[], crs: 'WGS-84' | 'GCJ-02' | 'BD-09', resource = resourceOf('nobody')) => {
  const places = makePlaceCheck({ city, tree: makeAreaTree(city.areas), areaIndex: index, resource, crs })
  const convert = makeCrsConverter(crs)
  positions.forEach((raw, i) => {
    const [lng, lat] = convert(...raw)
    places.seen(lng, lat, index.areaAt(lng, lat), raw, i + 2)
  })
  return places
}

/** A strip of land along the border that lies inside and whose BD-09 numbers do not: positions on the western and northern edge. */
const nearBorder = (count: number): readonly LngLat[] => {
  const found: LngLat[] = []
  const [west, south, east, north] = index.bounds as readonly [number, number, number, number]
  for (let lat = south; lat < north && found.length < count; lat += 0.0007)
    for (let lng = west; lng < east && found.length < count; lng += 0.0007) {
      if (index.areaAt(lng, lat) === null) continue
      const asBd = gcoord.transform([lng, lat], gcoord.WGS84, gcoord.BD09)
      if (!index.contains(...(asBd as [number, number]))) found.push([lng, lat])
    }
  return found
}

describe('where the positions of a source fall', () => {
  it('says nothing of positions in the city', () => {
    const inside = nearBorder(50)
    expect(inside).toHaveLength(50)
    expect(check(inside, 'WGS-84').notices()).toEqual([])
  })

  it('names the system that would put them inside, with the shares and an example', () => {
    const inBd = nearBorder(300).map((at) => gcoord.transform([...at], gcoord.WGS84, gcoord.BD09) as [number, number])
    const [notice, ...others] = check(inBd, 'WGS-84').notices()
    expect(others).toEqual([])
    expect(notice?.zh).toBe(
      `100 % 的点（300 个）在城市范围外，例如第 2 行 ${inBd[0]?.join(',')}；若坐标为 BD-09，则 100 % 在内`,
    )
    expect(notice?.en).toBe(
      `100 % of the positions (300) lie outside the city, for example ${inBd[0]?.join(',')} in line 2; read as BD-09, 100 % would lie inside`,
    )
    expect(check(inBd, 'BD-09').notices()).toEqual([])
  })

  it('sees longitude and latitude swapped where both readings are positions, and where one is not', () => {
    // Numbers below 90 in both places: a city elsewhere could have them; here they lie in the sea.
    const places = check([], 'WGS-84')
    for (let i = 0; i < 10; i++) places.refused(22.54 + i / 1000, 114.05)
    places.refused(500, 500)
    expect(places.notices()).toEqual([
      {
        zh: '10 个坐标无效；若经纬度对调，则 100 % 在城市范围内',
        en: '10 positions were refused; with longitude and latitude swapped, 100 % would lie in the city',
      },
    ])
  })

  it('guesses no system for positions that lie outside under every one', () => {
    const [notice] = check(
      [
        [116.4, 39.9],
        [116.5, 39.9],
      ],
      'WGS-84',
    ).notices()
    expect(notice?.zh).toBe('100 % 的点（2 个）在城市范围外，例如第 2 行 116.4,39.9')
    // In a workbook, or a table turned into rows, a line alone tells nobody where to look.
    const [named] = check([[116.4, 39.9]], 'WGS-84').notices((line) => `街道!${line}`)
    expect(named?.zh).toBe('100 % 的点（1 个）在城市范围外，例如“街道!2”处 116.4,39.9')
    expect(named?.en).toBe('100 % of the positions (1) lies outside the city, for example 116.4,39.9 at “街道!2”')
    // One stray position among many is told as a share that is neither none nor all.
    const most = Array.from({ length: 4_999 }, (): LngLat => [114.05, 22.54])
    expect(check([...most, [116.4, 39.9]], 'WGS-84').notices()[0]?.en).toMatch(
      /^0\.1 % of the positions \(1\) lies outside the city, for example 116.4,39.9 in line 5001$/,
    )
  })

  it('tells positions outside the district of the department that owns them', () => {
    const department = { id: 'futian-works', name: { zh: '福田区建设局' }, level: 'district' as const, area: '440304' }
    const own = city
    city = { ...city, departments: [...city.departments, department] }
    // 114.0579, 22.5431 is the civic centre, in Futian; 114.1315, 22.5484 is in Luohu.
    const notices = check(
      [
        [114.0579, 22.5431],
        [114.1315, 22.5484],
        [114.1315, 22.5484],
      ],
      'WGS-84',
      resourceOf('futian-works'),
    ).notices()
    city = own
    expect(notices.map(({ zh }) => zh)).toEqual(['66.7 % 的点（2 个）在福田区范围外，例如第 3 行 114.1315,22.5484'])
  })

  it('leaves data of another place alone', () => {
    const foreign = resourceOf('nobody', { foreign: { zh: '别的城市' } })
    expect(check([[-118.2, 34]], 'WGS-84', foreign).notices()).toEqual([])
  })
})
