import { get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, it } from 'vitest'
import { sql } from '../../platform/db/db.ts'
import { withTestDatabase } from '../../platform/db/testing.ts'
import { streamRows } from './read-row-stream.ts'
import { makeRegisterRoutes } from './routes.ts'
import { makeRegister, makeTestCity, serveRoutes, writeChangeSet } from './routes-testing.ts'
import { makeScope } from './scope.ts'
import { planTables } from './table-plan.ts'

const database = await withTestDatabase()
const city = await makeTestCity()
const app = await serveRoutes(city, makeRegisterRoutes({ database, city }))
afterAll(() => app.close())
const points = city.resource('charging-point')
await makeRegister(database, points)
const plan = planTables(points)
const changeSet = await writeChangeSet(database, points, [])
const addRows = (from: number, to: number) =>
  sql`insert into ${sql.raw(plan.current)} (row_id, change_set, point_id, status, public)
    select ('01900000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, ${changeSet}, n, repeat('w', 200), true
    from generate_series(${from}::int, ${to}::int) as n`.execute(database.db)
await addRows(1, 5_000)

const nothing = { areas: null, hiddenItems: [], masks: {}, limit: null, scopeHash: '' }
const scope = makeScope(plan, nothing, new Set(plan.columns.map(({ name }) => name)))
const query = { scope, conditions: [], areas: null, sort: undefined, asOfNumber: undefined }
const inTransaction = async () => {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from pg_stat_activity
    where datname = current_database() and state like 'idle in transaction%'`.execute(database.db)
  return rows[0]?.n
}
const until = async (holds: () => Promise<boolean>) => {
  const end = Date.now() + 10_000
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('not within 10 s')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

it('gives every row once, as one state of the register, whatever is written meanwhile', async () => {
  const read: number[] = []
  for await (const rows of streamRows(database.db, query, null)) {
    if (read.length === 0) {
      await addRows(9_001, 9_100)
      await sql`delete from ${sql.raw(plan.current)} where point_id between 4000 and 4009`.execute(database.db)
    }
    read.push(...rows.map(({ values }) => Number(values.point_id)))
  }
  expect(read).toEqual(Array.from({ length: 5_000 }, (_, index) => index + 1))
  await sql`delete from ${sql.raw(plan.current)} where point_id > 5000`.execute(database.db)
  await addRows(4_000, 4_009)
})

it('stops at the limit', async () => {
  let count = 0
  for await (const rows of streamRows(database.db, query, 2_001)) count += rows.length
  expect(count).toBe(2_001)
})

it('ends its transaction when the loop is left early', async () => {
  for await (const rows of streamRows(database.db, query, null)) {
    expect(rows.length).toBe(2_000)
    expect(await inTransaction()).toBe(1)
    break
  }
  expect(await inTransaction()).toBe(0)
})

it('answers over HTTP whole, and lets go of the database when the client leaves', async () => {
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}/api/registers/charging-point/rows?f=ndjson`
  const whole = await (await fetch(url, { headers: { 'x-onecity-role': 'steward' } })).text()
  expect(whole.trimEnd().split('\n').length).toBe(5_000)
  expect(await inTransaction()).toBe(0)

  await addRows(10_000, 60_000)
  await new Promise<void>((resolve, reject) => {
    const request = get(url, { headers: { 'x-onecity-role': 'steward' } }, (answer) => {
      answer.once('data', () => {
        answer.pause()
        resolve()
      })
    })
    request.once('error', reject)
    setTimeout(() => request.destroy(), 500)
    request.removeListener('error', reject).on('error', () => {})
  })
  // A reader that does not read holds the stream at a batch, with the transaction open.
  await until(async () => (await inTransaction()) === 1)
  await until(async () => (await inTransaction()) === 0)
})
