/** The reference city against independent facts: its own seats, and public files where ONECITY_SAMPLES names them. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { City, LngLat } from './model.ts'
import { readCity } from './read-city.ts'
import { citiesDir } from './testing-folder.ts'

const samples = process.env.ONECITY_SAMPLES
let city: City
beforeAll(async () => {
  const result = await readCity(join(citiesDir, 'shenzhen'))
  if (!result.ok) throw new Error('cities/shenzhen does not read')
  city = result.city
})

describe('outlines', () => {
  test('hold the seats of their own areas, and nobody’s that of Shenshan', () => {
    for (const { code, parent, level, seat } of city.areas.filter(({ seat }) => seat !== undefined)) {
      const holding = outlinesAt(seat?.position as LngLat)
      if (code === '4403SS') expect(holding).toEqual([])
      else if (level === 'street') expect(holding.sort(), code).toEqual([parent, code].sort())
      else expect(holding.filter((each) => levelOf(each) === 'district')).toEqual([code])
    }
  })

  test('of streets are labelled approximate, as are their seats, and say how they were made', () => {
    const streets = city.outlines.filter(({ code }) => levelOf(code) === 'street')
    expect(streets).toHaveLength(74)
    for (const { code, approximate, source } of streets) {
      expect(approximate, code).toBe(true)
      expect(source).toMatch(/^Approximate: /)
      expect(city.areas.find((area) => area.code === code)?.seat?.approximate, code).toBe(true)
    }
    expect(city.outlines.filter((outline) => !streets.includes(outline)).every(({ approximate }) => !approximate)).toBe(
      true,
    )
  })

  test('stay small enough to be sent to a browser', () => {
    expect(JSON.stringify(city.outlines).length).toBeLessThan(1_500_000)
  })

  test('of streets part their district: nothing beside it, no gap, no overlap', () => {
    for (const district of city.outlines.filter(({ code }) => levelOf(code) === 'district')) {
      const streets = city.outlines.filter(({ code }) => parentOf(code) === district.code)
      const sum = streets.reduce((total, { geometry }) => total + squareKilometres(geometry), 0)
      // Positions are rounded to 0.1 m: some hundred square metres along all the borders of a district.
      expect(Math.abs(sum - squareKilometres(district.geometry)), district.code).toBeLessThan(0.001)
      // Sums would also agree if an overlap were as large as a gap: ask a grid of points too.
      for (const point of gridOver(ringsOf(district.geometry).flat())) {
        const holding = outlinesAt(point)
        const inStreets = holding.filter((code) => parentOf(code) === district.code)
        expect(inStreets.length, `${point}`).toBe(holding.includes(district.code) ? 1 : 0)
      }
    }
  })

  test('of streets hold the metro stations that bear their name, or stand near them', async ({ skip }) => {
    if (!samples) skip('ONECITY_SAMPLES is not set')
    const { l: lines } = JSON.parse(await readFile(join(samples ?? '', 'transit/szmc_metro_network.json'), 'utf8'))
    type Station = { n: string; sl: string }
    const stations = new Map(
      (lines as { st: Station[] }[]).flatMap(({ st }) => st.map(({ n, sl }) => [n, sl] as const)),
    )
    const distances = city.areas
      .filter(({ level, seat }) => level === 'street' && seat)
      .flatMap(({ name, seat }) => {
        const position = stations.get(name.zh.replace(/街道$/, ''))?.split(',').map(Number)
        // The file is in GCJ-02, some 500 m off: nothing at this coarseness.
        return position
          ? [Math.round(metresToSegment(seat?.position as LngLat, position as never, position as never))]
          : []
      })
    expect(distances.length).toBeGreaterThan(10)
    expect(Math.max(...distances)).toBeLessThan(3000)
  })

  test('lie on independently published WGS-84 borders', async ({ skip }) => {
    if (!samples) skip('ONECITY_SAMPLES is not set')
    const file = await readFile(join(samples ?? '', 'admin/sz_districts_10.wgs84.geojson'), 'utf8')
    const borders = (JSON.parse(file).features as { geometry: Geometry }[]).flatMap(({ geometry }) =>
      ringsOf(geometry).flatMap((ring) => ring.slice(1).map((to, i) => [ring[i] as LngLat, to] as const)),
    )
    for (const { code, geometry } of city.outlines.filter(({ approximate }) => !approximate)) {
      const distances = ringsOf(geometry)
        .flat()
        .map((point) => Math.min(...borders.map(([from, to]) => metresToSegment(point, from, to))))
        .sort((a, b) => a - b)
      // Left in GCJ-02 the median would be over 300 m.
      expect(distances[Math.floor(distances.length / 2)], code).toBeLessThan(5)
    }
  })
})

describe('resources', () => {
  test('carry what the catalogue guide asks of every entry', () => {
    for (const { id, code, abstract, name } of city.resources) {
      expect(code, id).toMatch(/^[123]\d{5,17}\/\d{6}$/)
      expect(abstract?.zh, id).toBeTruthy()
      expect(name.en, id).toBeTruthy()
    }
  })

  test('of another place say so in their names, and those of the city nowhere', () => {
    for (const { id, foreign, name } of city.resources)
      expect(/外地示例/.test(name.zh) && /example from elsewhere/.test(name.en ?? ''), id).toBe(foreign !== undefined)
  })

  test('that are answered or drawn by others name no real endpoint', () => {
    const addresses = city.resources.flatMap(({ service, layer }) =>
      [service?.endpoint, layer?.url].filter((each) => each),
    )
    expect(addresses.length).toBeGreaterThan(0)
    for (const address of addresses) expect(address).toMatch(/^http:\/\/localhost:\d+\//)
  })

  test.for([
    ['ev-charging-station', 'ev-charging-weather/urbanev/inf_raw.csv'],
    ['ev-charging-station', 'ev-charging-weather/urbanev/inf.csv'],
    ['weather-hourly', 'ev-charging-weather/urbanev/weather_central.csv'],
    ['weather-hourly-airport', 'ev-charging-weather/urbanev/weather_airport.csv'],
    ['nyc-service-ticket', 'tickets-311/nyc/311_subset.micro.csv'],
    ['nyc-service-ticket', 'tickets-311/nyc/311-service-requests.sample.csv'],
  ] as const)('%s finds its columns in %s', async ([id, path], { skip }) => {
    if (!samples) skip('ONECITY_SAMPLES is not set')
    const [header = ''] = (await readFile(join(samples ?? '', path), 'utf8')).split(/\r?\n/, 1)
    const columns = header.split(',')
    const items = city.resources.find((resource) => resource.id === id)?.items ?? []
    const needed = items.filter((item) => !item.optional && item.from === undefined)
    expect(needed.length).toBeGreaterThan(0)
    for (const item of needed) {
      const titles = item.columns
        ? [item.columns.lng, item.columns.lat]
        : [[item.id, item.name.zh, item.name.en, ...item.headers]]
      for (const each of titles)
        expect(
          columns.some((column) => each.includes(column)),
          item.id,
        ).toBe(true)
    }
  })
})

type Geometry = City['outlines'][number]['geometry']

const levelOf = (code: string) => city.areas.find((area) => area.code === code)?.level
const parentOf = (code: string) => city.areas.find((area) => area.code === code)?.parent

function squareKilometres(geometry: Geometry): number {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  const ofRing = (ring: readonly LngLat[]) =>
    Math.abs(ring.slice(1).reduce((sum, [x2, y2], i) => sum + (ring[i]?.[0] ?? 0) * y2 - x2 * (ring[i]?.[1] ?? 0), 0)) /
    2
  const squareDegrees = polygons.reduce(
    (sum, [outer = [], ...holes]) => sum + ofRing(outer) - holes.reduce((inner, hole) => inner + ofRing(hole), 0),
    0,
  )
  return squareDegrees * 111.32 * Math.cos((22.6 * Math.PI) / 180) * 110.77
}

/** Points all over a box, off the round coordinates at which borders could lie. */
function gridOver(points: readonly LngLat[]): LngLat[] {
  const [lngs, lats] = [points.map(([lng]) => lng), points.map(([, lat]) => lat)]
  const [west, south] = [Math.min(...lngs), Math.min(...lats)]
  const [width, height] = [Math.max(...lngs) - west, Math.max(...lats) - south]
  return Array.from({ length: 400 }, (_, i) => [
    west + (width * ((i % 20) + 0.513)) / 20,
    south + (height * (Math.floor(i / 20) + 0.487)) / 20,
  ])
}

function ringsOf(geometry: Geometry): readonly (readonly LngLat[])[] {
  return geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()
}

function outlinesAt([x, y]: LngLat): string[] {
  const holds = (rings: readonly (readonly LngLat[])[]) =>
    rings.reduce((inside, ring) => {
      const crossings = ring.slice(1).filter(([x2, y2], i) => {
        const [x1, y1] = ring[i] as LngLat
        return y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1
      })
      return inside !== (crossings.length % 2 === 1)
    }, false)
  return city.outlines.filter(({ geometry }) => holds(ringsOf(geometry))).map(({ code }) => code)
}

/** Flat-earth distance, right to a per mille at this latitude and size. */
function metresToSegment(point: LngLat, from: LngLat, to: LngLat): number {
  const [perLng, perLat] = [111_320 * Math.cos((22.6 * Math.PI) / 180), 110_770]
  const [px, py] = [(point[0] - from[0]) * perLng, (point[1] - from[1]) * perLat]
  const [dx, dy] = [(to[0] - from[0]) * perLng, (to[1] - from[1]) * perLat]
  const along = Math.max(0, Math.min(1, (px * dx + py * dy) / (dx * dx + dy * dy || 1)))
  return Math.hypot(px - along * dx, py - along * dy)
}
