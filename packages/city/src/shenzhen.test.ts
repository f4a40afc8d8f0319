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
  test('hold the seat of their district, Longgang’s that of Dapeng too, and nobody’s that of Shenshan', () => {
    const seats = city.areas.flatMap(({ code, seat }) => (seat ? [[code, outlinesAt(seat.position)] as const] : []))
    expect(Object.fromEntries(seats)).toEqual({
      ...Object.fromEntries(city.outlines.map(({ code }) => [code, [code]])),
      '440307-DP': ['440307'],
      '4403SS': [],
    })
  })

  test('lie on independently published WGS-84 borders', async ({ skip }) => {
    if (!samples) skip('ONECITY_SAMPLES is not set')
    const file = await readFile(join(samples ?? '', 'admin/sz_districts_10.wgs84.geojson'), 'utf8')
    const borders = (JSON.parse(file).features as { geometry: Geometry }[]).flatMap(({ geometry }) =>
      ringsOf(geometry).flatMap((ring) => ring.slice(1).map((to, i) => [ring[i] as LngLat, to] as const)),
    )
    for (const { code, geometry } of city.outlines) {
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
