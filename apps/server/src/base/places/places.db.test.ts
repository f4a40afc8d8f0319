import { gunzipSync } from 'node:zlib'
import { VectorTile } from '@mapbox/vector-tile'
import type { City, Item, Resource, Role } from '@onecity/city'
import fastify from 'fastify'
import { PbfReader } from 'pbf'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isAppError } from '../../kernel/app-error.ts'
import { cellOf } from '../../kernel/cell.ts'
import { tileAt } from '../../kernel/geometry-tiles.ts'
import { newId } from '../../kernel/ids.ts'
import { sql } from '../../platform/db/db.ts'
import { withTestDatabase } from '../../platform/db/testing.ts'
import { type Action, makeDecide, makeRequestAccess } from '../../trust/access/index.ts'
import { buildIndexes, ensureTables } from '../registers/ensure-tables.ts'
import { findTileScope, readTileCells, type TileScope } from '../registers/index.ts'
import { planTables } from '../registers/table-plan.ts'
import { makePlacesRoutes } from './routes.ts'
import { chargerResource, makeTestCity } from './testing-city.ts'

const database = await withTestDatabase()

const people: Resource = {
  ...chargerResource,
  id: 'test-people',
  share: { type: 'conditional' },
  grade: { level: 'important', personal: true },
}
const secretPlace: Resource = {
  ...chargerResource,
  id: 'test-secret',
  items: chargerResource.items.map((item) => (item.id === 'position' ? { ...item, sensitive: 'high' as const } : item)),
}
const unborn: Resource = { ...chargerResource, id: 'test-unborn' }
const placeless: Resource = {
  ...chargerResource,
  id: 'test-placeless',
  items: chargerResource.items.filter(({ type }) => type !== 'point'),
}

const roles: Role[] = [
  {
    id: 'operator',
    name: { zh: '值守' },
    grants: [{ actions: ['places.read', 'registers.read'], purposes: ['administrative-basis'] }],
  },
  { id: 'luohu', name: { zh: '罗湖' }, grants: [{ actions: ['places.read', 'registers.read'], areas: ['440303'] }] },
  { id: 'map-only', name: { zh: '看图' }, grants: [{ actions: ['places.read'] }] },
  { id: 'nobody', name: { zh: '无' }, grants: [] },
  { id: 'limited', name: { zh: '限量' }, grants: [{ actions: ['places.read', 'registers.read'], rowLimit: 1 }] },
]
const model: City = { ...makeTestCity(), roles, resources: [chargerResource, people, secretPlace, placeless, unborn] }
let version = 1
const decide = makeDecide({ roles, descendants: (code) => (code === '440304' ? ['440304', '440304001'] : [code]) })

const app = fastify()
for (const route of makePlacesRoutes({ database, city: { current: () => ({ version, city: model }) } })) {
  app.route({
    method: route.method,
    url: route.url,
    schema: { ...(route.params && { params: route.params }), ...(route.query && { querystring: route.query }) },
    handler: async (request, reply) => {
      const access = makeRequestAccess({
        action: route.action as Action,
        headers: request.headers,
        query: request.query,
        city: model,
        decide,
      })
      const answer = await route.handler({
        params: request.params,
        query: request.query,
        headers: request.headers,
        body: request.raw,
        requestId: request.id,
        access,
        raw: request,
        reply,
      })
      expect(access.used).toBe(true)
      return answer
    },
  })
}
app.setErrorHandler((error: Error & { validation?: unknown }, _request, reply) => {
  if (isAppError(error)) return reply.code(400).send({ code: error.code, detail: error.detail })
  return reply.code(error.validation ? 400 : 500).send({ code: error.message })
})
afterAll(() => app.close())

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ method: 'GET', url, headers })
const layersOf = (payload: Buffer) => {
  const tile = new VectorTile(new PbfReader(payload))
  return Object.fromEntries(
    Object.entries(tile.layers).map(([name, layer]) => [
      name,
      Array.from({ length: layer.length }, (_, i) => layer.feature(i).properties as Record<string, unknown>),
    ]),
  )
}
const tileUrl = (resource: string, z: number, at: readonly [number, number] = [114.05, 22.55]) => {
  const { x, y } = tileAt(at[0], at[1], z)
  return `/api/places/tiles/registers/${resource}/${z}/${x}/${y}.pbf`
}

const createTable = async (resource: Resource) => {
  await database.db.transaction().execute(async (tx) => {
    await ensureTables(tx, planTables(resource))
    await buildIndexes(tx, planTables(resource))
  })
  await sql`update registers.registers set last_change_set = 1 where resource = ${resource.id}`.execute(database.db)
}
const touch = (resource: Resource) =>
  sql`update registers.registers set last_change_set = last_change_set + 1 where resource = ${resource.id}`.execute(
    database.db,
  )
const put = async (resource: Resource, rows: { code: string; area: string; lng: number; lat: number }[]) => {
  for (const row of rows)
    await sql`insert into ${sql.raw(planTables(resource).current)} (row_id, change_set, code, name, status, contact, area, position_lng, position_lat, position_cell)
      values (${newId()}, 1, ${row.code}, ${`站 ${row.code}`}, 'open', '13900000000', ${row.area}, ${row.lng}, ${row.lat}, ${cellOf(row.lng, row.lat)})`.execute(
      database.db,
    )
  await touch(resource)
}

const here = { code: 'A', area: '440304', lng: 114.05, lat: 22.55 }
const there = { code: 'B', area: '440303', lng: 114.15, lat: 22.55 }
beforeAll(async () => {
  for (const resource of [chargerResource, people, secretPlace]) await createTable(resource)
})
beforeEach(async () => {
  for (const resource of [chargerResource, people, secretPlace])
    await sql`delete from ${sql.raw(planTables(resource).current)}`.execute(database.db)
})

describe('GET /api/places/at', () => {
  it('names the area of a point and the way down to it', async () => {
    const answer = await get('/api/places/at?lng=114.01&lat=22.51')
    expect(answer.json()).toEqual({
      area: '440304001',
      path: [
        { code: '440300', level: 'city', name: { zh: '试市', en: 'Test city' } },
        { code: '440304', level: 'district', name: { zh: '福田区', en: 'Futian' } },
        { code: '440304001', level: 'street', name: { zh: '南园街道', en: 'Nanyuan' } },
      ],
      inCity: true,
    })
    expect((await get('/api/places/at?lng=10&lat=10')).json()).toEqual({ area: null, path: [], inCity: false })
  })

  it('refuses coordinates that are none', async () => {
    expect((await get('/api/places/at?lng=200&lat=1')).statusCode).toBe(400)
    expect((await get('/api/places/at?lng=1')).statusCode).toBe(400)
  })
})

describe('tiles of areas', () => {
  it('carry outlines and label points, streets only from zoom 11', async () => {
    const far = layersOf((await get('/api/places/tiles/areas/10/836/446.pbf')).rawPayload)
    expect(far['areas']?.map(({ code }) => code).toSorted()).toEqual(['440303', '440304'])
    expect(far['area-seats']?.map(({ code }) => code)).toEqual(['440304'])
    const { x, y } = tileAt(114.02, 22.52, 11)
    const near = layersOf((await get(`/api/places/tiles/areas/11/${x}/${y}.pbf`)).rawPayload)
    expect(near['areas']).toContainEqual({
      code: '440304001',
      name_zh: '南园街道',
      name_en: 'Nanyuan',
      level: 'street',
      parent: '440304',
      approximate: true,
    })
    expect(near['area-seats']).toContainEqual(expect.objectContaining({ code: '440304001', approximate: true }))
  })

  it('are not sent again until the next city version', async () => {
    const url = '/api/places/tiles/areas/10/836/446.pbf'
    const first = await get(url)
    const etag = String(first.headers.etag)
    expect(first.headers['cache-control']).toBe('private, no-cache')
    const again = await get(url, { 'if-none-match': etag })
    expect([again.statusCode, again.rawPayload.length]).toEqual([304, 0])
    version++
    expect((await get(url, { 'if-none-match': etag })).statusCode).toBe(200)
  })

  it('refuse an address outside the pyramid', async () => {
    expect((await get('/api/places/tiles/areas/1/2/0.pbf')).json()).toMatchObject({ code: 'bad-request' })
  })

  it('have their outlines as GeoJSON too', async () => {
    const answer = await get('/api/places/outlines', { 'accept-encoding': 'gzip' })
    expect(answer.headers['content-encoding']).toBe('gzip')
    const geojson = JSON.parse(gunzipSync(answer.rawPayload).toString()) as { features: unknown[] }
    expect(geojson.features).toHaveLength(model.outlines.length)
  })
})

describe('who may not read places', () => {
  it.each([
    '/api/places/at?lng=114&lat=22',
    '/api/places/outlines',
    '/api/places/tiles/areas/10/836/446.pbf',
    tileUrl('test-charger', 10),
  ])('gets nothing from %s', async (url) => {
    expect((await get(url, { 'x-onecity-role': 'nobody' })).json()).toMatchObject({ code: 'not-allowed' })
    expect((await get(url)).statusCode).toBe(200)
  })
})

describe('tiles of a register', () => {
  it('carry row ids and harmless items, never keys, phones or positions', async () => {
    await put(chargerResource, [here])
    const { points } = layersOf((await get(tileUrl('test-charger', 12))).rawPayload)
    expect(points).toEqual([{ rowId: expect.stringMatching(/^[0-9a-f-]{36}$/), name: '站 A', status: 'open' }])
  })

  it('carry no text items of a resource about persons, and need a purpose', async () => {
    await put(people, [here])
    expect((await get(tileUrl('test-people', 12))).json()).toMatchObject({ code: 'purpose-required' })
    const { points } = layersOf(
      (await get(tileUrl('test-people', 12), { 'x-onecity-purpose': 'administrative-basis' })).rawPayload,
    )
    expect(points).toEqual([{ rowId: expect.any(String), status: 'open' }])
  })

  it('show each reader only the areas they may see, also from the cache', async () => {
    await put(chargerResource, [here, there])
    const rows = async (role: string) =>
      layersOf((await get(tileUrl('test-charger', 9), { 'x-onecity-role': role })).rawPayload)
        ['points']?.map(({ name }) => name)
        .toSorted()
    expect(await rows('operator')).toEqual(['站 A', '站 B'])
    expect(await rows('luohu')).toEqual(['站 B'])
    expect(await rows('operator')).toEqual(['站 A', '站 B'])
  })

  it('are refused to who may not read the register, and where the position is masked', async () => {
    for (const role of ['map-only', 'nobody'])
      expect((await get(tileUrl('test-charger', 12), { 'x-onecity-role': role })).json()).toMatchObject({
        code: 'not-allowed',
      })
    expect((await get(tileUrl('test-secret', 12))).json()).toMatchObject({ code: 'not-allowed' })
    expect((await get(tileUrl('test-placeless', 12))).json()).toMatchObject({ code: 'not-found' })
    expect((await get(tileUrl('no-such', 12))).json()).toMatchObject({ code: 'not-found' })
  })

  it('follow the data: a change makes a new tile, no change answers 304', async () => {
    await put(chargerResource, [here])
    const url = tileUrl('test-charger', 12)
    const etag = String((await get(url)).headers.etag)
    expect((await get(url, { 'if-none-match': `"x", ${etag}` })).statusCode).toBe(304)
    await put(chargerResource, [{ ...here, code: 'C' }])
    const changed = await get(url, { 'if-none-match': etag })
    expect(changed.statusCode).toBe(200)
    expect(layersOf(changed.rawPayload)['points']).toHaveLength(2)
  })

  it('are counted in cells when there are more than 4,000 rows, and lose none', async () => {
    const { current } = planTables(chargerResource)
    const rows = Array.from({ length: 10_000 }, (_, n) => ({
      n,
      lng: 114 + (n % 100) * 0.001,
      lat: 22.5 + Math.floor(n / 100) * 0.001,
    }))
    await sql`insert into ${sql.raw(current)} (row_id, change_set, code, name, status, area, position_lng, position_lat, position_cell)
      select gen_random_uuid(), 1, n::text, 'n', 'open', case when n % 2 = 0 then '440304' else '440303' end, lng, lat, cell
      from jsonb_to_recordset(${JSON.stringify(rows.map((row) => ({ ...row, cell: cellOf(row.lng, row.lat) })))}::jsonb)
        as row (n int, lng float8, lat float8, cell bigint)`.execute(database.db)
    await touch(chargerResource)
    const count = async (url: string, role = 'operator') => {
      const { cells = [], points = [] } = layersOf((await get(url, { 'x-onecity-role': role })).rawPayload)
      return {
        cells: cells.length > 0,
        rows: points.length + cells.reduce((sum, cell) => sum + Number(cell['count']), 0),
      }
    }
    expect(await count(tileUrl('test-charger', 5))).toEqual({ cells: true, rows: 10_000 })
    expect(await count(tileUrl('test-charger', 5), 'luohu')).toEqual({ cells: true, rows: 5_000 })
    const near = await count(tileUrl('test-charger', 15))
    expect(near.cells).toBe(false)
    expect(near.rows).toBeGreaterThan(10)
    // All tiles of a level together hold every row once: cells do not overlap at tile borders.
    const everything = { areas: null, hiddenItems: [], masks: {}, limit: null, scopeHash: '' }
    const point = chargerResource.items.find(({ type }) => type === 'point') as Item
    const register = (await findTileScope(database.db, chargerResource, point, everything)) as TileScope
    const first = tileAt(114, 22.6, 13)
    const last = tileAt(114.1, 22.5, 13)
    let counted = 0
    for (let x = first.x; x <= last.x; x++)
      for (let y = first.y; y <= last.y; y++)
        for (const cell of await readTileCells(database.db, register, { z: 13, x, y }, 6)) counted += cell.count
    expect(counted).toBe(10_000)
  })

  it('show no more rows than the reader may have in one answer, but count them', async () => {
    await put(chargerResource, [here, { ...here, code: 'C', lat: 22.551 }])
    const layers = layersOf((await get(tileUrl('test-charger', 9), { 'x-onecity-role': 'limited' })).rawPayload)
    expect(Object.keys(layers)).toEqual(['cells'])
    expect(layers['cells']?.reduce((sum, { count }) => sum + Number(count), 0)).toBe(2)
  })

  it('are empty, not missing, before the first batch and where nothing is', async () => {
    for (const url of [tileUrl('test-unborn', 12), tileUrl('test-charger', 12, [100, 10])]) {
      const answer = await get(url)
      expect([answer.statusCode, answer.rawPayload.length]).toEqual([200, 0])
    }
  })

  it('ask to come again when the database takes too long', async () => {
    const { current } = planTables(chargerResource)
    const lock = await database.pool.connect()
    try {
      await lock.query('begin')
      await lock.query(`lock table ${current} in access exclusive mode`)
      const answer = await get(tileUrl('test-charger', 13))
      expect(answer.json()).toMatchObject({ code: 'took-too-long' })
    } finally {
      await lock.query('rollback')
      lock.release()
    }
    expect((await get(tileUrl('test-charger', 13))).statusCode).toBe(200)
  }, 30_000)
})
