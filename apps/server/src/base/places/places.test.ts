import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Area, AreaOutline, LngLat } from '@onecity/city'
import fc from 'fast-check'
import gcoord from 'gcoord'
import { describe, expect, it } from 'vitest'
import { distanceMetres, isInPolygonal } from '../../kernel/geometry.ts'
import { lonelySeatRadiusMetres, makeAreaIndex, makeAreaIndexCache } from './area-index.ts'
import { makeCrsConverter } from './crs-converter.ts'
import { makeTestCity } from './testing-city.ts'

const samples = process.env['ONECITY_SAMPLES']
const districtsFile = samples ? join(samples, 'admin/sz_districts_10.wgs84.geojson') : ''

describe('the area of a point', () => {
  const city = makeTestCity()
  const index = makeAreaIndex(city)

  it('is the deepest area whose outline contains it', () => {
    expect(index.areaAt(114.01, 22.51)).toBe('440304001')
    expect(index.areaAt(114.08, 22.58)).toBe('440304')
    expect(index.areaAt(114.15, 22.55)).toBe('440303')
    expect(index.areaAt(113, 22)).toBeNull()
  })

  it('is not the surrounding area inside a hole', () => {
    expect(index.areaAt(114.175, 22.575)).toBeNull()
  })

  it('is the smaller of two areas of the same level that both contain it', () => {
    const enclave: AreaOutline = {
      code: '440305',
      source: 'test',
      approximate: false,
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [114.06, 22.56],
            [114.09, 22.56],
            [114.09, 22.59],
            [114.06, 22.59],
            [114.06, 22.56],
          ],
        ],
      },
    }
    expect(makeAreaIndex({ ...city, outlines: [...city.outlines, enclave] }).areaAt(114.08, 22.58)).toBe('440305')
  })

  it('lies in the city in an outline or near the seat of an area that no outline covers', () => {
    const seat = [114.9, 22.8] as const
    expect(index.contains(114.08, 22.58)).toBe(true)
    expect(index.contains(...seat)).toBe(true)
    expect(index.contains(seat[0], seat[1] + (lonelySeatRadiusMetres - 100) / 111_195)).toBe(true)
    expect(index.contains(seat[0], seat[1] + (lonelySeatRadiusMetres + 200) / 111_195)).toBe(false)
    expect(index.contains(116.4, 39.9)).toBe(false)
  })

  it('has no bounds in a city without outlines and seats', () => {
    const empty = makeAreaIndex({ ...city, areas: [], outlines: [] })
    expect(empty.bounds).toBeNull()
    expect(empty.areaAt(114, 22)).toBeNull()
    expect(empty.contains(114, 22)).toBe(false)
  })

  it('is looked up in one index per city version', () => {
    const indexOf = makeAreaIndexCache()
    const first = indexOf(1, city)
    expect(indexOf(1, city)).toBe(first)
    expect(indexOf(2, { ...city, outlines: [] })).not.toBe(first)
    expect(indexOf(2, city).areaAt(114.01, 22.51)).toBeNull()
  })
})

describe.skipIf(!existsSync(districtsFile))('the ten real district outlines (ONECITY_SAMPLES)', () => {
  it('answer as the plain ring test does', () => {
    type Feature = { properties: { qh: string }; geometry: AreaOutline['geometry'] }
    const { features } = JSON.parse(readFileSync(districtsFile, 'utf8')) as { features: Feature[] }
    const areas = features.map(
      ({ properties }): Area => ({
        code: properties.qh,
        parent: null,
        level: 'district',
        name: { zh: properties.qh },
        aliases: [],
      }),
    )
    const outlines = features.map(
      ({ properties, geometry }): AreaOutline => ({ code: properties.qh, geometry, source: '', approximate: false }),
    )
    const index = makeAreaIndex({ ...makeTestCity(), areas, outlines })
    const [west, south, east, north] = index.bounds ?? [0, 0, 0, 0]
    // A fixed sequence (Weyl) spreads points evenly without chance.
    const pointAt = (i: number): LngLat => [
      west + ((i * 0.754_877_666_246_692_7) % 1) * (east - west),
      south + ((i * 0.569_840_290_998_053_2) % 1) * (north - south),
    ]

    let inside = 0
    for (let i = 1; i <= 20_000; i++) {
      const [lng, lat] = pointAt(i)
      const expected = outlines.filter(({ geometry }) => isInPolygonal(geometry, lng, lat)).map(({ code }) => code)
      const code = index.areaAt(lng, lat)
      if (code === null) expect(expected).toEqual([])
      else expect(expected).toContain(code)
      if (code !== null) inside++
    }
    expect(inside).toBeGreaterThan(5_000)
  })
})

describe('coordinates of a source', () => {
  const inShenzhen = fc.tuple(
    fc.double({ min: 113.7, max: 114.7, noNaN: true }),
    fc.double({ min: 22.4, max: 22.9, noNaN: true }),
  )

  it('come back to within a metre of the WGS-84 position they were made from', () => {
    fc.assert(
      fc.property(inShenzhen, (position) => {
        const gcj = gcoord.transform([...position] as [number, number], gcoord.WGS84, gcoord.GCJ02)
        const bd = gcoord.transform([...position] as [number, number], gcoord.WGS84, gcoord.BD09)
        expect(distanceMetres(makeCrsConverter('GCJ-02')(gcj[0], gcj[1]), position)).toBeLessThan(1)
        expect(distanceMetres(makeCrsConverter('BD-09')(bd[0], bd[1]), position)).toBeLessThan(1)
        // The shift itself is hundreds of metres: forgetting to convert would not pass.
        expect(distanceMetres([gcj[0], gcj[1]], position)).toBeGreaterThan(100)
      }),
    )
  })

  it('are left as they are in WGS-84 and CGCS2000, and outside China', () => {
    expect(makeCrsConverter('WGS-84')(114.1, 22.5)).toEqual([114.1, 22.5])
    expect(makeCrsConverter('CGCS2000')(114.1, 22.5)).toEqual([114.1, 22.5])
    expect(makeCrsConverter('GCJ-02')(-73.98, 40.75)).toEqual([-73.98, 40.75])
  })
})
