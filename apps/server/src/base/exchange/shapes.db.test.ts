import { VectorTile } from '@mapbox/vector-tile'
import type { City, Item, Resource, Role } from '@onecity/city'
import { PbfReader } from 'pbf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tileAt } from '../../kernel/geometry-tiles.ts'
import { sql } from '../../platform/db/db.ts'
import { withTestDatabase } from '../../platform/db/testing.ts'
import { mostShapes } from '../places/register-tiles.ts'
import { makePlacesRoutes } from '../places/routes.ts'
import { makeRegisterRoutes } from '../registers/index.ts'
import { makeTestCity, numberChangeSet, serveRoutes } from '../registers/routes-testing.ts'
import { makeIntake } from './testing-intake.ts'

/** Lines and polygons all the way: delivered as files, stored, read in every format, found by box, cut into tiles. */

const database = await withTestDatabase()
const roles: Role[] = [
  {
    id: 'open',
    name: { zh: '公开' },
    grants: [{ actions: ['registers.*', 'places.read'], shareTypes: ['unconditional'] }],
  },
  { id: 'west', name: { zh: '西区' }, grants: [{ actions: ['registers.*', 'places.read'], areas: ['990102'] }] },
]
const tiny = await makeTestCity()
const road = tiny.resource('road')
/** The same roads, whose course some do not see at all and others masked. */
const withRoute = (id: string, more: Partial<Item>): Resource => ({
  ...road,
  id,
  items: road.items.map((item) => (item.id === 'route' ? { ...item, ...more } : item)),
})
const hidden = withRoute('hidden-road', { share: 'none' })
const masked = withRoute('masked-road', { mask: 'hidden' })
const city = await makeTestCity({ roles, resources: [hidden, masked] })
const send = makeIntake(database, city.city as City)
const app = await serveRoutes(city, [
  ...makeRegisterRoutes({ database, city }),
  ...makePlacesRoutes({ database, city }),
])
afterAll(() => app.close())

const get = (url: string, role = 'operator') => app.inject({ method: 'GET', url, headers: { 'x-onecity-role': role } })
const rowsOf = async (url: string, role?: string) => {
  const answer = await get(url, role)
  expect(answer.statusCode, answer.body).toBe(200)
  return (answer.json() as { rows: { values: Record<string, unknown> }[] }).rows.map(({ values }) => values)
}
const csv = (...lines: string[]) => `${lines.join('\n')}\n`
const quoted = (value: unknown) => `"${JSON.stringify(value).replaceAll('"', '""')}"`

/** West of the border between the two districts at 114.1, across it, and far in the east. */
const west = {
  type: 'LineString',
  coordinates: [
    [114.02, 22.6],
    [114.04, 22.6],
  ],
}
const across = {
  type: 'MultiLineString',
  coordinates: [
    [
      [114.08, 22.58],
      [114.12, 22.62],
    ],
    [
      [114.08, 22.56],
      [114.09, 22.56],
    ],
  ],
}
const east = {
  type: 'LineString',
  coordinates: [
    [114.18, 22.62],
    [114.181, 22.621],
  ],
}

describe('lines and polygons', () => {
  beforeAll(async () => {
    const file = csv(
      'road_id,name,class,geometry',
      `r1,西路,main,${quoted(west)}`,
      'r2,中路,main,"MULTILINESTRING((114.08 22.58,114.12 22.62),(114.08 22.56,114.09 22.56))"',
      `r3,东路,local,"${JSON.stringify(east.coordinates)}"`,
    )
    const { batch } = await send('road', file)
    expect(batch).toMatchObject({ status: 'done', inserted: 3, rejected: 0 })
    for (const { id } of [hidden, masked]) await send(id, file)
  })

  it('are read as GeoJSON, with the area of a point on them', async () => {
    expect(await rowsOf('/api/registers/road/rows')).toEqual([
      { road_id: 'r1', name: '西路', class: 'main', route: west, district: '990102' },
      // The middle of the longer part lies on the border itself.
      { road_id: 'r2', name: '中路', class: 'main', route: across, district: expect.stringMatching(/^99010[12]$/) },
      { road_id: 'r3', name: '东路', class: 'local', route: east, district: '990101' },
    ])
    const geojson = (await get('/api/registers/road/rows?f=geojson')).json() as {
      features: { geometry: unknown; properties: unknown }[]
    }
    expect(geojson.features.map(({ geometry }) => geometry)).toEqual([west, across, east])
    expect(geojson.features[0]?.properties).not.toHaveProperty('route')
    const text = (await get('/api/registers/road/rows?f=csv')).body
    expect(text).toContain('"MULTILINESTRING ((114.08 22.58, 114.12 22.62), (114.08 22.56, 114.09 22.56))"')
    // What was read can be delivered again and changes nothing.
    const again = await send('road', text.replace('row_id,', 'ignored,').replace('route', 'wkt'))
    expect(again.batch).toMatchObject({ inserted: 0, updated: 0, unchanged: 3, rejected: 0 })
  })

  it('are found by their box, which the line itself may miss', async () => {
    const found = async (bbox: string) =>
      (await rowsOf(`/api/registers/road/rows?bbox=${bbox}`)).map(({ road_id }) => road_id)
    expect(await found('113,22,115,23')).toEqual(['r1', 'r2', 'r3'])
    expect(await found('114.03,22.59,114.035,22.61')).toEqual(['r1'])
    expect(await found('114.1801,22.6201,114.1802,22.6202')).toEqual(['r3'])
    // Beside the diagonal, inside its box.
    expect(await found('114.11,22.57,114.115,22.575')).toEqual(['r2'])
    expect(await found('114.13,22.57,114.135,22.575')).toEqual([])
  })

  it('keep their versions, and stay unchanged while their text differs only in form', async () => {
    const same = await send(
      'road',
      csv('road_id,name,class,wkt', 'r1,西路,main,"LINESTRING(114.0200000001 22.600,114.04 22.6)"'),
    )
    expect(same.batch).toMatchObject({ unchanged: 1, updated: 0 })
    const before = await sql<{
      id: number
    }>`select max(id) as id from changes.change_sets where resource = 'road'`.execute(database.db)
    await numberChangeSet(database, before.rows[0]?.id as number, 1, '2026-01-01T00:00:00Z')
    const moved = await send(
      'road',
      csv('road_id,name,class,wkt', 'r1,西路,main,"LINESTRING(114.02 22.61,114.04 22.61)"'),
    )
    expect(moved.batch).toMatchObject({ updated: 1 })
    const changed = {
      type: 'LineString',
      coordinates: [
        [114.02, 22.61],
        [114.04, 22.61],
      ],
    }
    const now = await rowsOf('/api/registers/road/rows?bbox=114.03,22.605,114.035,22.615')
    expect(now.map(({ route }) => route)).toEqual([changed])
    const then = await rowsOf('/api/registers/road/rows?bbox=114.03,22.59,114.035,22.605&asOf=2026-01-02T00:00:00Z')
    expect(then.map(({ route }) => route)).toEqual([west])
  })

  it('tell nothing of themselves to readers who may not see them', async () => {
    for (const { id } of [hidden, masked]) {
      const rows = await rowsOf(`/api/registers/${id}/rows`, 'open')
      expect(rows.map(({ road_id }) => road_id)).toEqual(['r1', 'r2', 'r3'])
      for (const row of rows) expect(row['route'] ?? null).toBeNull()
      for (const url of [
        `/api/registers/${id}/rows?bbox=113,22,115,23`,
        `/api/registers/${id}/rows?filter=route%20IS%20NULL`,
        tileUrl(id, 12, [114.03, 22.6]),
      ])
        expect((await get(url, 'open')).json(), url).toMatchObject({ code: 'not-allowed' })
    }
    expect((await get('/api/registers/road/rows?sort=route')).json()).toMatchObject({ code: 'bad-request' })
  })

  it('are turned away with what is wrong, and polygons are converted, closed and turned', async () => {
    const { batch } = await send(
      'park',
      csv(
        'park_id,name,outline',
        'p1,方园,"POLYGON((114.05 22.6,114.05 22.61,114.06 22.61,114.06 22.6))"',
        'p2,线,"LINESTRING(114.05 22.6,114.06 22.61)"',
        'p3,反,"[[22.6,114.05],[22.61,114.05],[22.6,114.06]]"',
        'p4,少,"[[114.05,22.6],[114.06,22.6]]"',
      ),
    )
    expect(batch).toMatchObject({ inserted: 1, rejected: 3 })
    const { rows: rejects } = await sql<{ code: string }>`
      select code from exchange.rejects where batch = ${batch.id} order by line`.execute(database.db)
    expect(rejects.map(({ code }) => code)).toEqual(['bad-polygon', 'bad-shape-position', 'too-few-positions'])
    const [park] = await rowsOf('/api/registers/park/rows')
    const ring = (park?.['outline'] as { coordinates: [number, number][][] } | undefined)?.coordinates[0] ?? []
    expect(ring).toHaveLength(5)
    expect(ring[0]).toEqual(ring[4])
    const twice = ring.slice(1).reduce((sum, [x, y], i) => sum + (ring[i]?.[0] ?? 0) * y - x * (ring[i]?.[1] ?? 0), 0)
    expect(twice).toBeGreaterThan(0)
    // Delivered in GCJ-02, some 500 m off WGS-84 here.
    expect(Math.abs((ring[0]?.[0] ?? 0) - 114.05)).toBeGreaterThan(0.003)
  })
})

const tileUrl = (resource: string, z: number, [lng, lat]: readonly [number, number]) => {
  const { x, y } = tileAt(lng, lat, z)
  return `/api/places/tiles/registers/${resource}/${z}/${x}/${y}.pbf`
}
const layersOf = async (url: string, role?: string) => {
  const answer = await get(url, role)
  expect(answer.statusCode, answer.body).toBe(200)
  const tile = new VectorTile(new PbfReader(answer.rawPayload))
  return Object.fromEntries(
    Object.entries(tile.layers).map(([name, layer]) => [
      name,
      Array.from({ length: layer.length }, (_, i) => layer.feature(i)),
    ]),
  )
}

describe('tiles of lines and polygons', () => {
  it('draw what meets them, for who may see it', async () => {
    const at = [114.19, 22.63] as const
    const { lines = [], ...others } = await layersOf(tileUrl('road', 12, at))
    expect(Object.keys(others)).toEqual([])
    expect(lines.map(({ properties }) => properties['class'])).toEqual(['local'])
    expect(lines[0]?.properties['rowId']).toMatch(/^[0-9a-f-]{36}$/)
    expect(lines[0]?.properties).not.toHaveProperty('road_id')
    expect(await layersOf(tileUrl('road', 12, at), 'west')).toEqual({})
    const { polygons = [] } = await layersOf(tileUrl('park', 14, [114.05, 22.605]))
    expect(polygons).toHaveLength(1)
  })

  it('draw the largest where there are too many, and say so', async () => {
    const lines = Array.from({ length: mostShapes + 50 }, (_, i) => {
      const [x, y] = [114.01 + (i % 50) * 0.001, 22.56 + Math.floor(i / 50) * 0.001]
      return `b${i},巷,local,"[[${x},${y}],[${x + 0.0003},${y + 0.0003}]]"`
    })
    await send('road', csv('road_id,name,class,route', ...lines))
    const { lines: drawn = [], more = [] } = await layersOf(tileUrl('road', 8, [114.05, 22.6]))
    expect(more.map(({ properties }) => properties)).toEqual([{ shown: drawn.length }])
    expect(drawn.length).toBeLessThanOrEqual(mostShapes)
    // The three roads are larger than any of the lanes.
    expect(drawn.filter(({ properties }) => properties['class'] === 'main')).toHaveLength(2)
    expect(await layersOf(tileUrl('road', 14, [114.02, 22.6]))).not.toHaveProperty('more')
  })
})
