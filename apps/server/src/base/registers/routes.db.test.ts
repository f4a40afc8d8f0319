import type { Item, Resource, Role } from '@onecity/city'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../kernel/ids.ts'
import { sql } from '../../platform/db/db.ts'
import { withTestDatabase } from '../../platform/db/testing.ts'
import { makeRegisterRoutes } from './routes.ts'
import {
  makeRegister,
  makeTestCity,
  numberChangeSet,
  serveRoutes,
  type Values,
  type Write,
  writeChangeSet,
} from './routes-testing.ts'

const database = await withTestDatabase()
const item = (id: string, type: Item['type'], more: Partial<Item> = {}): Item => ({
  id,
  type,
  name: { zh: id },
  optional: true,
  headers: [],
  index: false,
  ...more,
})
/** Every item type, one of them hidden from some, one masked. */
const things: Resource = {
  id: 'every-type',
  kind: 'stored',
  name: { zh: '各种' },
  owner: 'works',
  size: 'normal',
  share: { type: 'unconditional' },
  open: { type: 'none' },
  grade: { level: 'general', personal: false },
  update: 'daily',
  key: ['n'],
  items: [
    item('n', 'integer', { optional: false }),
    item('title', 'text', { index: true }),
    item('amount', 'decimal'),
    item('open', 'boolean'),
    item('day', 'date'),
    item('seen_at', 'datetime', { index: true }),
    item('kind', 'code'),
    item('contact', 'phone', { mask: 'keep-3-4' }),
    item('secret', 'text', { share: 'none' }),
    item('place', 'point'),
    item('area', 'area'),
  ],
  crs: 'WGS-84',
  highlights: [],
}
const roles: Role[] = [
  { id: 'nobody', name: { zh: '无' }, grants: [] },
  { id: 'reader', name: { zh: '只读' }, grants: [{ actions: ['registers.read'], shareTypes: ['unconditional'] }] },
  { id: 'three-rows', name: { zh: '三行' }, grants: [{ actions: ['registers.*'], rowLimit: 3 }] },
  {
    id: 'open-export',
    name: { zh: '导出' },
    grants: [{ actions: ['registers.read', 'registers.export'], shareTypes: ['unconditional'] }],
  },
  {
    id: 'west',
    name: { zh: '西区' },
    grants: [
      { actions: ['registers.read', 'registers.export'], areas: ['990102'], unmasked: true, purposes: ['data-check'] },
    ],
  },
]
const city = await makeTestCity({ roles, resources: [things] })
const app = await serveRoutes(city, makeRegisterRoutes({ database, city }))
afterAll(() => app.close())
await makeRegister(database, things)

const values = (n: number, more: Values = {}): Values => ({
  n,
  title: `标题 ${String(n).padStart(3, '0')}`,
  amount: `${n}.50`,
  open: n % 2 === 0,
  day: `2024-02-${String((n % 28) + 1).padStart(2, '0')}`,
  seen_at: new Date(Date.UTC(2024, 0, 1, n, 0, 0)).toISOString(),
  kind: n % 3 === 0 ? null : `k${n % 3}`,
  contact: `138000000${String(n).padStart(2, '0')}`,
  secret: `s${n}`,
  place: n % 5 === 0 ? null : [114 + n / 100, 22.5],
  area: n % 2 === 0 ? '990101001' : '990102001',
  ...more,
})
const rowIds = Array.from({ length: 20 }, () => newId())
const firstSet = await writeChangeSet(
  database,
  things,
  rowIds.map((rowId, index): Write => ({ kind: 'i', rowId, values: values(index) })),
  { batch: '01900000-0000-7000-8000-0000000000b1', simulated: true },
)
await numberChangeSet(database, firstSet, 1, '2026-01-01T00:00:00Z')

const path = '/api/registers/every-type/rows'
type Body = {
  readonly code?: string
  readonly rows: {
    readonly rowId: string
    readonly values: Values
    readonly simulated: boolean
    readonly changeSet: number
  }[]
  readonly next: string | null
  readonly total?: unknown
  readonly params?: Record<string, unknown>
  readonly versions: unknown[]
}
const ask = async (
  query: Record<string, string> = {},
  role = 'steward',
  url = path,
  headers: Record<string, string> = {},
) => {
  const answer = await app.inject({ url, query, headers: { 'x-onecity-role': role, ...headers } })
  const text = answer.payload
  const isJson =
    String(answer.headers['content-type']).includes('json') &&
    !String(answer.headers['content-type']).includes('ndjson')
  return { status: answer.statusCode, headers: answer.headers, text, body: (isJson ? JSON.parse(text) : {}) as Body }
}
const numbersOf = async (query: Record<string, string>, role?: string) => {
  const { body, status, text } = await ask({ limit: '100', ...query }, role)
  expect(status, text).toBe(200)
  return body.rows.map((row) => row.values.n)
}
const all = Array.from({ length: 20 }, (_, n) => n)

describe('rows of a register', () => {
  it('carry each type as the contract says', async () => {
    const { body } = await ask({ filter: 'n = 4' })
    expect(body.rows).toEqual([
      {
        rowId: rowIds[4],
        changeSet: firstSet,
        simulated: true,
        values: {
          n: 4,
          title: '标题 004',
          amount: '4.50',
          open: true,
          day: '2024-02-05',
          seen_at: '2024-01-01T04:00:00Z',
          kind: 'k1',
          contact: '138****0004',
          secret: 's4',
          place: [114.04, 22.5],
          area: '990101001',
        },
      },
    ])
    expect((await ask({ filter: 'n = 5' })).body.rows[0]?.values.place).toBeNull()
  })

  it('answer filters of every kind', async () => {
    const matching: [string, (n: number) => boolean][] = [
      ['n >= 18', (n) => n >= 18],
      ['n < 2.5', (n) => n < 2.5],
      ["title = '标题 007'", (n) => n === 7],
      ["title LIKE '%01_'", (n) => n >= 10 && n <= 19],
      ['amount > 17.4 AND open = TRUE', (n) => n > 17 && n % 2 === 0],
      ["day = DATE('2024-02-05')", (n) => n === 4],
      ["seen_at BETWEEN TIMESTAMP('2024-01-01T08:00:00+08:00') AND TIMESTAMP('2024-01-01T01:00:00Z')", (n) => n <= 1],
      ["kind IN ('k1', 'k2')", (n) => n % 3 !== 0],
      ['kind IS NULL', (n) => n % 3 === 0],
      ['place IS NOT NULL', (n) => n % 5 !== 0],
      ["NOT (area = '990101001' OR n > 5)", (n) => n % 2 === 1 && n <= 5],
      ["kind <> 'k1'", (n) => n % 3 === 2],
    ]
    for (const [filter, holds] of matching) expect(await numbersOf({ filter }), filter).toEqual(all.filter(holds))
  })

  it('lie in an area of any level, or in a box', async () => {
    expect(await numbersOf({ area: '990100' })).toEqual(all)
    expect(await numbersOf({ area: '990101' })).toEqual(all.filter((n) => n % 2 === 0))
    expect(await numbersOf({ area: '990101002' })).toEqual([])
    expect(await numbersOf({ bbox: '114.025,22.4,114.085,22.6' })).toEqual([3, 4, 6, 7, 8])
    expect(await numbersOf({ bbox: '114.02,22.5,114.02,22.5' })).toEqual([2])
    expect(await numbersOf({ bbox: '114.15,-90,-170,90' })).toEqual([16, 17, 18, 19])
    for (const query of [
      { area: '1' },
      { bbox: '1,2,3' },
      { bbox: '0,10,1,5' },
      { bbox: '0,0,200,1' },
      { bbox: 'a,b,c,d' },
    ])
      expect((await ask(query)).body.code, JSON.stringify(query)).toBe('bad-request')
  })

  it('come whole and once over pages of any size, in every sort, nulls last', async () => {
    const byKind = (sign: number) => (a: number, b: number) => {
      const [ka, kb] = [a % 3, b % 3]
      if (ka === 0 || kb === 0) return ka === kb ? a - b : ka === 0 ? 1 : -1
      return ka === kb ? sign * (a - b) : sign * (ka - kb)
    }
    const expected: Record<string, number[]> = {
      '': all,
      n: all,
      '-n': [...all].reverse(),
      '-amount': [...all].reverse(),
      '-seen_at': [...all].reverse(),
      title: all,
      open: [...all.filter((n) => n % 2 === 1), ...all.filter((n) => n % 2 === 0)],
      kind: [...all].sort(byKind(1)),
      '-kind': [...all].sort(byKind(-1)),
    }
    for (const [sort, order] of Object.entries(expected))
      for (const limit of ['1', '3', '20']) {
        const read: unknown[] = []
        let after: string | null = null
        do {
          const { body, status, text } = await ask({ limit, ...(sort && { sort }), ...(after !== null && { after }) })
          expect(status, text).toBe(200)
          expect(body.rows.length).toBeLessThanOrEqual(Number(limit))
          read.push(...body.rows.map((row) => row.values.n))
          after = body.next
        } while (after !== null)
        expect(read, `${sort} by ${limit}`).toEqual(order)
      }
  })

  it('are counted when asked, up to ten thousand', async () => {
    expect((await ask({ count: 'exact', limit: '1', filter: 'n < 7' })).body.total).toEqual({ value: 7, exact: true })
    expect((await ask({ limit: '1' })).body.total).toBeUndefined()
  })

  it('refuse nonsense as a bad request', async () => {
    for (const query of [
      { sort: 'place' },
      { sort: 'nam' },
      { after: 'x' },
      { limit: '0' },
      { limit: '1001' },
      { f: 'xml' },
      { asOf: 'yesterday' },
      { asOf: '2999-01-01T00:00:00Z' },
    ])
      expect((await ask(query as Record<string, string>)).body.code, JSON.stringify(query)).toBe('bad-request')
    expect((await ask({ filter: "titl = 'x'" })).body).toMatchObject({
      code: 'bad-filter',
      params: { didYouMean: 'title', position: 1 },
    })
    expect((await ask({}, 'steward', '/api/registers/every-typ/rows')).body).toMatchObject({
      code: 'not-found',
      params: { didYouMean: 'every-type' },
    })
  })

  it('are none before the first batch, in every format', async () => {
    const noise = '/api/registers/noise-reading/rows'
    expect((await ask({ count: 'exact' }, 'steward', noise)).body).toEqual({
      rows: [],
      next: null,
      total: { value: 0, exact: true },
    })
    expect((await ask({ f: 'csv' }, 'steward', noise)).text).toBe('row_id,read_at,level,remark\r\n')
    expect((await ask({ f: 'geojson' }, 'steward', noise)).body).toEqual({ type: 'FeatureCollection', features: [] })
    expect((await ask({}, 'steward', `${noise}/${newId()}`)).status).toBe(404)
  })

  it('read null for an item declared after the last batch', async () => {
    const wider = { ...things, items: [...things.items, item('colour', 'text'), item('door', 'point')] }
    const later = await makeTestCity({ roles, resources: [wider] })
    const laterApp = await serveRoutes(later, makeRegisterRoutes({ database, city: later }))
    const answer = await laterApp.inject({
      url: path,
      query: { filter: 'colour IS NULL AND door IS NULL AND n = 1', sort: 'colour' },
      headers: { 'x-onecity-role': 'steward' },
    })
    expect(answer.json<Body>().rows[0]?.values).toMatchObject({ n: 1, colour: null, door: null })
    await laterApp.close()
  })
})

describe('what a reader may not see', () => {
  it('is not read: roles without the action, or limited to areas', async () => {
    expect((await ask({}, 'nobody')).body.code).toBe('not-allowed')
    expect((await ask({}, 'king')).body.code).toBe('bad-request')
    expect(await numbersOf({}, 'west')).toEqual(all.filter((n) => n % 2 === 1))
    expect(await numbersOf({ area: '990101' }, 'west')).toEqual([])
    expect(await numbersOf({ filter: "area = '990101001' OR n >= 0" }, 'west')).toEqual(all.filter((n) => n % 2 === 1))
    expect((await ask({}, 'west', `${path}/${rowIds[2]}`)).status).toBe(404)
    expect((await ask({}, 'west', `${path}/${rowIds[2]}/history`)).status).toBe(404)
    expect((await ask({}, 'west', `${path}/${rowIds[3]}`)).body).toMatchObject({ rowId: rowIds[3] })
  })

  it('is absent or masked in rows, and unmasked for whom a grant says so', async () => {
    const seen = async (role: string) => (await ask({ filter: 'n = 3' }, role)).body.rows[0]?.values
    expect(await seen('reader')).not.toHaveProperty('secret')
    expect(await seen('reader')).toMatchObject({ contact: '138****0003' })
    expect(await seen('west')).toMatchObject({ contact: '13800000003', secret: 's3' })
  })

  it('is not found out by filtering or sorting', async () => {
    for (const query of [
      { filter: "secret = 's3'" },
      { sort: 'secret' },
      { filter: "contact LIKE '138%'" },
      { sort: '-contact' },
      { filter: 'n = 1 OR NOT contact IS NULL' },
    ])
      expect((await ask(query as Record<string, string>, 'reader')).body.code, JSON.stringify(query)).toBe(
        'not-allowed',
      )
    expect(await numbersOf({ filter: "contact = '13800000003'" }, 'west')).toEqual([3])
  })

  it('is limited by rows in one answer', async () => {
    expect((await ask({ limit: '100' }, 'three-rows')).body.rows.length).toBe(3)
    const csv = await ask({ f: 'csv' }, 'three-rows')
    expect(csv.text.split('\r\n').length).toBe(3 + 2)
    expect(csv.headers['x-onecity-row-limit']).toBe('3')
  })

  it('needs the right to export besides the right to read when it is everything at once', async () => {
    for (const f of ['csv', 'ndjson', 'geojson']) {
      expect((await ask({ f }, 'reader')).body.code).toBe('not-allowed')
      expect((await ask({ f }, 'open-export')).status).toBe(200)
    }
    expect((await ask({ f: 'csv' }, 'open-export')).text.split('\r\n')[0]).toBe(
      'row_id,n,title,amount,open,day,seen_at,kind,contact,place_lng,place_lat,area',
    )
  })

  it('stays hidden in personal registers until a purpose is stated', async () => {
    const people = '/api/registers/person/rows'
    expect((await ask({}, 'visitor', people)).body.code).toBe('not-allowed')
    expect((await ask({}, 'operator', people)).body.code).toBe('not-allowed')
    expect((await ask({}, 'district-steward', people)).body).toMatchObject({
      code: 'purpose-required',
      params: { purposes: ['data-check'] },
    })
    expect((await ask({ purpose: 'work-reference' }, 'district-steward', people)).body.code).toBe('purpose-required')
    expect((await ask({ purpose: 'data-check' }, 'district-steward', people)).status).toBe(200)
    expect((await ask({}, 'district-steward', people, { 'x-onecity-purpose': 'data-check' })).status).toBe(200)
  })

  it('is not even there for whom the catalogue does not list it', async () => {
    const people = '/api/registers/person/rows'
    expect((await ask({}, 'reader', people)).body.code).toBe('not-found')
    const misspelt = await ask({}, 'reader', '/api/registers/persn/rows')
    expect(misspelt.body.code).toBe('not-found')
    expect(misspelt.body.params).toBeUndefined()
  })

  it('is decided on every route: allowed for the steward, refused to nobody', async () => {
    const urls = [
      path,
      `${path}/${rowIds[0]}`,
      `${path}/${rowIds[0]}/history`,
      '/api/registers/every-type/changes',
      '/api/changes',
    ]
    for (const url of urls) {
      expect((await ask({}, 'steward', url)).status, url).toBe(200)
      expect((await ask({}, 'nobody', url)).body.code, url).toBe('not-allowed')
    }
    for (const url of urls.slice(3)) expect((await ask({}, 'reader', url)).body.code, url).toBe('not-allowed')
  })
})

describe('rows as a file', () => {
  it('are CSV with a name, quoted where needed', async () => {
    const { text, headers } = await ask({ f: 'csv', filter: 'n IN (4, 5)', sort: '-n', bom: 'true' })
    expect(headers['content-type']).toMatch(/^text\/csv/)
    expect(headers['content-disposition']).toBe('attachment; filename="every-type.csv"')
    expect(text).toBe(
      '\ufeffrow_id,n,title,amount,open,day,seen_at,kind,contact,secret,place_lng,place_lat,area\r\n' +
        `${rowIds[5]},5,标题 005,5.50,false,2024-02-06,2024-01-01T05:00:00Z,k2,138****0005,s5,,,990102001\r\n` +
        `${rowIds[4]},4,标题 004,4.50,true,2024-02-05,2024-01-01T04:00:00Z,k1,138****0004,s4,114.04,22.5,990101001\r\n`,
    )
  })

  it('are NDJSON and GeoJSON, by f or by Accept', async () => {
    const ndjson = await ask({}, 'steward', path, { accept: 'application/x-ndjson' })
    const lines = ndjson.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Body['rows'][number])
    expect(lines.map((line) => line.values.n)).toEqual(all)
    const geojson = await ask({ f: 'geojson', area: '990101' })
    const { features } = JSON.parse(geojson.text) as {
      features: { id: string; geometry: unknown; properties: Values }[]
    }
    expect(features.map(({ properties }) => properties.n)).toEqual(all.filter((n) => n % 2 === 0))
    expect(features[0]).toMatchObject({ id: rowIds[0], geometry: null })
    expect(features[2]).toMatchObject({ id: rowIds[4], geometry: { type: 'Point', coordinates: [114.04, 22.5] } })
    expect(geojson.headers['content-type']).toMatch(/^application\/geo\+json/)
  })
})

describe('a row', () => {
  it('is found by its id, and its history names who wrote and ended each version', async () => {
    const rowId = newId()
    const sets = [
      await writeChangeSet(database, things, [{ kind: 'i', rowId, values: values(100, { area: '990102001' }) }], {
        batch: '01900000-0000-7000-8000-0000000000b2',
      }),
      await writeChangeSet(database, things, [
        { kind: 'u', rowId, values: values(100, { area: '990101001', title: '改' }) },
      ]),
    ]
    await numberChangeSet(database, sets[0] ?? 0, 2, '2026-01-02T00:00:00Z')
    const { body } = await ask({}, 'steward', `${path}/${rowId}/history`)
    expect(body.versions).toMatchObject([
      {
        values: { title: '标题 100', area: '990102001' },
        from: { number: 2, at: '2026-01-02T00:00:00Z', batch: '01900000-0000-7000-8000-0000000000b2' },
        until: { number: null, at: null, batch: null },
      },
      { values: { title: '改' }, from: { number: null, at: null, batch: null }, until: null },
    ])
    // Each version is held to the reader's areas by itself.
    expect((await ask({}, 'west', `${path}/${rowId}/history`)).body.versions.length).toBe(1)
    expect((await ask({}, 'west', `${path}/${rowId}`)).status).toBe(404)
    expect((await ask({}, 'steward', `${path}/${rowId}`)).body).toMatchObject({ rowId, values: { title: '改' } })
    expect((await ask({}, 'steward', `${path}/not-an-id`)).status).toBe(404)
    expect((await ask({}, 'steward', `${path}/${newId()}`)).status).toBe(404)

    // As of the first change set the row was not there; as of the second it was as first written, its update has no number.
    const titlesAsOf = async (asOf: string) =>
      (await ask({ asOf, filter: 'n = 100' })).body.rows.map((row) => row.values.title)
    expect(await titlesAsOf('2026-01-01T12:00:00Z')).toEqual([])
    expect(await titlesAsOf('2026-01-02T00:00:00Z')).toEqual(['标题 100'])
    expect((await ask({ asOf: '2026-01-02T00:00:00Z', filter: 'n = 100', count: 'exact' })).body.total).toEqual({
      value: 1,
      exact: true,
    })
    await writeChangeSet(database, things, [{ kind: 'd', rowId }])
    expect(await titlesAsOf('2026-01-02T00:00:00Z')).toEqual(['标题 100'])
    expect((await ask({}, 'steward', `${path}/${rowId}`)).status).toBe(404)
    expect((await ask({}, 'steward', `${path}/${rowId}/history`)).body.versions.length).toBe(2)
  })
})

describe('a large register', () => {
  beforeAll(() => sql`update registers.registers set rows = 100001 where resource = 'every-type'`.execute(database.db))
  afterAll(() => sql`update registers.registers set rows = 20 where resource = 'every-type'`.execute(database.db))

  it('is filtered and sorted by indexed items, key, area and place only', async () => {
    for (const query of [
      { filter: 'amount > 3' },
      { filter: 'n = 1 AND open = TRUE' },
      { filter: "title LIKE '%7'" },
      { sort: 'amount' },
    ])
      expect((await ask(query as Record<string, string>)).body.code, JSON.stringify(query)).toBe('not-indexed')
    expect(
      await numbersOf({
        filter: "title LIKE '标题 003%' AND n < 5 AND area = '990102001' AND place IS NOT NULL",
        sort: 'seen_at',
      }),
    ).toEqual([3])
    expect(await numbersOf({ sort: '-title', bbox: '114.025,22.4,114.035,22.6', area: '990102' })).toEqual([3])
  })
})
