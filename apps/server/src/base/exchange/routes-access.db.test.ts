import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Role } from '@onecity/city'
import pLimit from 'p-limit'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { withTestDatabase } from '../../platform/db/testing.ts'
import { makeLog } from '../../platform/log/index.ts'
import { makeAreaIndexCache } from '../places/index.ts'
import { makeTestCity, serveRoutes } from '../registers/routes-testing.ts'
import { makeSpool } from './formats/spool.ts'
import { makeRoutes } from './routes.ts'
import { makeIntake } from './testing-intake.ts'

/** Who may do what with batches: the roles of cities/tiny, and one that reads them without any right to deliver or decide. */
const auditor: Role = {
  id: 'auditor',
  name: { zh: '审计' },
  grants: [{ actions: ['batches.read'] }],
} as unknown as Role
const roles = ['visitor', 'district-steward', 'auditor', 'steward', 'operator'] as const

const database = await withTestDatabase()
const city = await makeTestCity({ roles: [auditor] })
const app = await serveRoutes(
  city,
  makeRoutes({
    database,
    city,
    areaIndexOf: makeAreaIndexCache(),
    log: makeLog({ level: 'error' }),
    connect: async () => {
      const client = new pg.Client({ connectionString: database.url })
      await client.connect()
      return client
    },
    holdDays: 7,
    onCommitted: () => {},
    hasRoom: async () => true,
    spoolFolder: join(tmpdir(), 'onecity-access-test'),
    spool: makeSpool(join(tmpdir(), 'onecity-access-test')),
    worker: 1,
    queueReceive: pLimit(2),
    queueMerge: pLimit(2),
    queuePreview: pLimit(2),
  }),
)
afterAll(() => app.close())

const send = makeIntake(database, city.city)
const header = 'point_id,status,public,longitude,latitude'
let batch = ''
beforeAll(async () => {
  const rows = ['1,working,true,114.05,22.6', '２,working,true,114.05,22.6']
  batch = (await send('charging-point', Readable.from([Buffer.from(`${header}\n${rows.join('\n')}\n`)]))).batch.id
})

type Asked = {
  readonly route: string
  readonly method: 'GET' | 'POST'
  readonly body?: unknown
  /** Statuses of visitor, district-steward, auditor, steward, operator. 409 and 404: allowed, and nothing there to do. */
  readonly expected: readonly [number, number, number, number, number]
}

// A visitor sees no batches; a steward of one district and an auditor see them and touch nothing; delivered values are for those
// who deliver to the whole city.
const table: readonly Asked[] = [
  { route: '', method: 'GET', expected: [403, 200, 200, 200, 200] },
  { route: '/preview', method: 'GET', expected: [403, 200, 200, 200, 200] },
  { route: '/rejects', method: 'GET', expected: [403, 200, 200, 200, 200] },
  { route: '/rejects.csv', method: 'GET', expected: [403, 403, 403, 200, 200] },
  { route: '/rejects/3', method: 'GET', expected: [403, 403, 403, 200, 200] },
  { route: '/repairs', method: 'GET', expected: [403, 200, 200, 200, 200] },
  { route: '/repairs', method: 'POST', body: {}, expected: [403, 403, 403, 409, 409] },
  { route: '/reread', method: 'GET', expected: [403, 200, 200, 200, 200] },
  // The system they were read in already: allowed, and nothing to do.
  { route: '/reread', method: 'POST', body: { crs: 'GCJ-02', swapped: false }, expected: [403, 403, 403, 409, 409] },
  { route: '/confirm', method: 'POST', body: { deleted: 0 }, expected: [403, 403, 403, 409, 409] },
  { route: '/discard', method: 'POST', expected: [403, 403, 403, 409, 409] },
  // Last: it leaves a held batch behind.
  { route: '/undo', method: 'POST', expected: [403, 403, 403, 200, 200] },
]

it.each(table)('$method /api/batches/:batch$route', async ({ route, method, body, expected }) => {
  const answers: number[] = []
  for (const role of roles) {
    const answer = await app.inject({
      method,
      url: `/api/batches/${batch}${route}`,
      headers: { 'x-onecity-role': role },
      ...(body === undefined ? {} : { payload: body as object }),
    })
    answers.push(answer.statusCode)
  }
  expect(Object.fromEntries(roles.map((role, i) => [role, answers[i]]))).toEqual(
    Object.fromEntries(roles.map((role, i) => [role, expected[i]])),
  )
})

it('who may not deliver to the whole city is told how many, and shown no value', async () => {
  const ask = async (role: string, route: string) =>
    (await app.inject({ url: `/api/batches/${batch}${route}`, headers: { 'x-onecity-role': role } })).body
  for (const role of ['auditor', 'district-steward']) {
    expect(await ask(role, '/repairs')).toContain('"count":1')
    expect(await ask(role, '/repairs')).not.toContain('２')
    expect(await ask(role, '/rejects')).not.toContain('２')
    expect(JSON.parse(await ask(role, '/reread')).readings.flatMap((each: { examples: [] }) => each.examples)).toEqual(
      [],
    )
  }
  expect(await ask('steward', '/repairs')).toContain('２')
  expect(JSON.parse(await ask('steward', '/reread')).readings[0].examples).toHaveLength(1)
})

it('tells of one batch how its file was read, fit to be sent with the next', async () => {
  const answer = await app.inject({ url: `/api/batches/${batch}`, headers: { 'x-onecity-role': 'auditor' } })
  expect(answer.json().readAs).toEqual({
    layout: { headerLine: 1, delimiter: ',' },
    sheets: [],
    columns: [
      { name: 'point_id', item: 'point_id' },
      { name: 'status', item: 'status' },
      { name: 'public', item: 'public' },
      { name: 'longitude', item: 'position.lng' },
      { name: 'latitude', item: 'position.lat' },
    ],
  })
})
