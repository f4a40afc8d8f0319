/**
 * Every public file that the reference city has a resource for, taken in as it was published. How many rows a file holds was
 * counted outside the platform; what is turned away is said with its reason.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { sql } from '../../platform/db/db.ts'
import { withTestDatabase } from '../../platform/db/testing.ts'
import { listRejects } from './reject-ledger.ts'
import { makeIntake, readTestCity, sample } from './testing-intake.ts'
import { verifyLedger } from './verify-ledger.ts'

const samples = process.env['ONECITY_SAMPLES'] ?? ''
const skipped = samples === ''
if (skipped) console.warn('reference-files.db.test.ts skips: ONECITY_SAMPLES is not set')

const shenzhen = await readTestCity('shenzhen')
const database = skipped ? undefined : await withTestDatabase()

type Outcome = { received: number; inserted?: number; updated?: number; unchanged?: number; rejected?: number }
type Reject = readonly [line: number, item: string | null, code: string]
type Case = readonly [resource: string, file: string, outcome: Outcome, rejects?: readonly Reject[]]

const transit: readonly Case[] = [
  ['metro-station', 'transit/szmc_metro_stations.csv', { received: 215, inserted: 215 }],
  // 大剧院 stands twice below line 1: entry 4 and 5 of the file.
  [
    'metro-station-position',
    'transit/szmc_metro_network.json',
    { received: 216, inserted: 215, rejected: 1 },
    [[5, 'line_id', 'duplicate-key']],
  ],
  ['smart-card-record', 'transit/shenzhentong_100_of_1337000.json', { received: 100, inserted: 100 }],
]
const divisions: readonly Case[] = [
  ['division-province', 'admin/codes/provinces.csv', { received: 31, inserted: 31 }],
  ['division-city', 'admin/codes/cities.csv', { received: 342, inserted: 342 }],
  ['division-county', 'admin/codes/areas.csv', { received: 2978, inserted: 2978 }],
  ['division-township', 'admin/codes/streets.csv', { received: 41_352, inserted: 41_352 }],
  // A part of the file before.
  ['division-township', 'admin/codes/shenzhen_streets.csv', { received: 79, unchanged: 79 }],
  ['division-village', 'admin/codes/shenzhen_villages.csv', { received: 788, inserted: 788 }],
]
const shapes: readonly Case[] = [
  ['traffic-zone', 'admin/sz_taz_491.wgs84.geojson', { received: 491, inserted: 491 }],
  ['district-outline', 'admin/sz_districts_10.wgs84.geojson', { received: 10, inserted: 10 }],
  ['district-outline-old', 'admin/sz_districts_8.echarts.geojson', { received: 8, inserted: 8 }],
]
const services: readonly Case[] = [
  ['guangan-service-item', 'gov-services/guangan_zwfw_items.json', { received: 1135, inserted: 1135 }],
  ['kenya-ministry', 'gov-services/kenya/ministries.csv', { received: 27, inserted: 27 }],
  ['kenya-department', 'gov-services/kenya/departments.csv', { received: 54, inserted: 54 }],
  ['kenya-agency', 'gov-services/kenya/agencies.csv', { received: 286, inserted: 286 }],
  ['kenya-service', 'gov-services/kenya/services.csv', { received: 5489, inserted: 5489 }],
]
const energy: readonly Case[] = [
  ['ev-charging-point-2022', 'ev-charging-weather/st-evcdp/stations.csv', { received: 1706, inserted: 1706 }],
  ['ev-charging-zone', 'ev-charging-weather/st-evcdp/information.csv', { received: 247, inserted: 247 }],
  ['ev-charging-station', 'ev-charging-weather/urbanev/inf_raw.csv', { received: 1587, inserted: 1587 }],
  // The part of the file before that the publisher used.
  ['ev-charging-station', 'ev-charging-weather/urbanev/inf.csv', { received: 1362, unchanged: 1362 }],
  ['weather-hourly', 'ev-charging-weather/urbanev/weather_central.csv', { received: 4344, inserted: 4344 }],
  ['weather-hourly-airport', 'ev-charging-weather/urbanev/weather_airport.csv', { received: 4344, inserted: 4344 }],
]
const tickets: readonly Case[] = [
  ['nyc-service-ticket', 'tickets-311/nyc/311_subset.micro.csv', { received: 2000, inserted: 2000 }],
  // The first rows of the file before.
  ['nyc-service-ticket', 'tickets-311/nyc/311_nyc_sample.csv', { received: 999, unchanged: 999 }],
  // 52 columns; the ZIP code of its first row, 99432-01234, was planted by the publisher.
  [
    'nyc-service-ticket',
    'tickets-311/nyc/311-service-requests.sample.csv',
    { received: 199, inserted: 198, rejected: 1 },
    [[2, 'incident_zip', 'too-long']],
  ],
]
/** Square and wide tables: rows × columns. */
const tables: readonly Case[] = [
  ['ev-zone-adjacency', 'ev-charging-weather/urbanev/adj.csv', { received: 275 * 275, inserted: 275 * 275 }],
  ['ev-zone-distance', 'ev-charging-weather/urbanev/distance.csv', { received: 275 * 275, inserted: 275 * 275 }],
  ['ev-zone-adjacency-2022', 'ev-charging-weather/st-evcdp/adj.csv', { received: 247 * 247, inserted: 247 * 247 }],
  ['ev-zone-distance-2022', 'ev-charging-weather/st-evcdp/distance.csv', { received: 247 * 247, inserted: 247 * 247 }],
  ['road-adjacency', 'road-speed/sz_adj.csv', { received: 156 * 156, inserted: 156 * 156 }],
  ['los-angeles-adjacency', 'road-speed/los_adj.csv', { received: 207 * 207, inserted: 207 * 207 }],
]
const largeTables: readonly Case[] = [
  ['los-angeles-speed', 'road-speed/los_speed.csv', { received: 2016 * 207, inserted: 2016 * 207 }],
  ['road-poi-class', 'road-speed/ast-gcn/sz_poi.csv', { received: 156 * 2976, inserted: 156 * 2976 }],
  ['road-weather-class', 'road-speed/ast-gcn/sz_weather.csv', { received: 2976 * 156, inserted: 2976 * 156 }],
]

describe.skipIf(skipped)('the public files (needs ONECITY_SAMPLES)', () => {
  const { db } = database ?? ({} as never)
  const send = makeIntake(database as never, shenzhen)

  const takeIn = async ([resource, file, outcome, rejects = []]: Case) => {
    const { batch } = await send(resource, sample(file) as never, { fileName: file.split('/').at(-1) ?? null })
    const { received, inserted, updated, unchanged, deleted, rejected } = batch
    expect({ received, inserted, updated, unchanged, deleted, rejected }, `${file} into ${resource}`).toEqual({
      inserted: 0,
      updated: 0,
      unchanged: 0,
      deleted: 0,
      rejected: 0,
      ...outcome,
    })
    const found = await listRejects(db, batch.id, 0, 10)
    expect(found.map(({ line, item, code }) => [line, item, code])).toEqual(rejects)
  }
  const takeInAll = async (cases: readonly Case[]) => {
    for (const each of cases) await takeIn(each)
  }
  const one = async (query: ReturnType<typeof sql>) => (await query.execute(db)).rows[0]

  it('of metro and smart cards: no header, nested records, positions in GCJ-02', async () => {
    await takeInAll(transit)
    expect(
      await one(sql`select station, line_name, sequence from registers.metro_station where station_code = '0104'`),
    ).toEqual({ station: '大剧院', line_name: '地铁1号线', sequence: 4 })
    const station = (await one(
      sql`select line_name, position_lng as lng, position_lat as lat, area, interchange from registers.metro_station_position
        where station = '大剧院' and line_id = '440300024063'`,
    )) as { lng: number; lat: number; area: string }
    // The file says 114.107811, 22.5418 in GCJ-02, which in Shenzhen lies some 520 m to the east and 310 m to the south of WGS-84.
    expect(station).toMatchObject({ line_name: '1号线/罗宝线', interchange: true })
    expect((114.107811 - station.lng) * 102_800).toBeCloseTo(520, -2)
    expect((station.lat - 22.5418) * 110_800).toBeCloseTo(310, -2)
    expect(station.area).toMatch(/^440303\d{3}$/)
  })

  it('of division codes, 45,570 rows on five levels', () => takeInAll(divisions))

  it('of zones and districts: polygons in three coordinate systems, from GeoJSON and from a shapefile', async () => {
    await takeInAll(shapes)
    const folder = join(samples, 'admin/taz-src')
    const parts = ['shp', 'shx', 'dbf', 'prj', 'cpg'].map((ending) => `SZ_districts.${ending}`)
    const archive = zipSync(Object.fromEntries(parts.map((name) => [name, readFileSync(join(folder, name))])))
    const { batch } = await send('traffic-zone', Buffer.from(archive), { fileName: 'SZ_districts.zip' })
    // The same zones, converted from Web Mercator here instead of by the one who made the other file: none is new.
    expect([batch.received, batch.inserted, batch.rejected, batch.updated + batch.unchanged]).toEqual([491, 0, 0, 491])
  })

  it('of service items and tickets of other places: nested JSON, 41 and 52 columns, planted dirt', async () => {
    await takeInAll(services)
    expect(await one(sql`select count(distinct department)::int as n from registers.guangan_service_item`)).toEqual({
      n: 34,
    })
    await takeInAll(tickets)
    const zips = await send('nyc-ticket-zip', sample('tickets-311/nyc/311-service-requests-sf=1.csv') as never, {
      mode: 'append',
    })
    expect([zips.batch.received, zips.batch.inserted, zips.batch.rejected]).toEqual([98_814, 98_814, 0])
  })

  it('of charging and weather', () => takeInAll(energy))

  it('of square tables, a row for each pair', async () => {
    await takeInAll(tables)
    // Zone 104 is row 1 and lies beside zone 105 (line 3, column 3 of the file), 734.06 m from it.
    expect(
      await one(sql`select adjacent from registers.ev_zone_adjacency where from_row = 1 and to_zone = 105`),
    ).toEqual({
      adjacent: true,
    })
    expect(
      await one(
        sql`select distance::text as distance from registers.ev_zone_distance where from_row = 1 and to_zone = 105`,
      ),
    ).toEqual({ distance: '734.0615802' })
    expect(
      await one(
        sql`select weight::text as weight from registers.los_angeles_adjacency where from_detector = 1 and to_detector = 2`,
      ),
    ).toEqual({ weight: '0.717437923' })
  })

  it('of wide tables, 1,345,824 rows with their times', { timeout: 300_000 }, async () => {
    await takeInAll(largeTables)
    // Second line of the file, first column: the first five minutes of 1 March 2012 in Los Angeles, eight hours behind UTC.
    expect(
      await one(
        sql`select speed::text as speed, measured_at as at from registers.los_angeles_speed
          where detector = '773869' order by measured_at limit 1`,
      ),
    ).toEqual({ speed: '64.375', at: new Date('2012-03-01T08:00:00Z') })
    expect(await one(sql`select max(at) as last from registers.road_weather_class where road = 155`)).toEqual({
      last: new Date('2015-01-31T15:45:00Z'),
    })
  })

  it('are held to the quality rules of their resources: of 2,000 tickets one was closed before it was created', async () => {
    const { rows } = await sql<{ file: string; quality: { rule: string; rows: number }[] }>`
      select file_name as file, quality from exchange.batches where quality <> '[]' order by id`.execute(db)
    const counts = rows.map(({ file, quality }) => [file, ...quality.map((each) => [each.rule, each.rows])])
    expect(counts).toContainEqual(['311_subset.micro.csv', ['closed-after-created', 1]])
    expect(counts).toContainEqual(['information.csv', ['fast-and-slow', 0]])
    expect(counts).toContainEqual(['weather_central.csv', ['dew-point', 0]])
  })

  it('leave books that balance', async () => {
    expect((await verifyLedger(database as never)).findings).toEqual([])
  })
})

it('every stored resource about a public file is tried, or its form is only declared', () => {
  const tried = new Set(
    [transit, divisions, shapes, services, energy, tickets, tables, largeTables].flat().map(([id]) => id),
  )
  const fromFiles = shenzhen.resources.filter(({ kind, source }) => kind === 'stored' && source !== undefined)
  expect(fromFiles.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual(['nyc-ticket-zip'])
})
