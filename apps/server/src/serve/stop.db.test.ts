/** What SIGTERM does to a delivery under way. */
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { projectRoot } from '../platform/config/index.ts'
import { sql } from '../platform/db/db.ts'
import { withTestDatabase } from '../platform/db/testing.ts'
import {
  beginCommand,
  buildServer,
  endAll,
  makeFolder,
  pointRows,
  type Server,
  startServer,
  until,
} from './testing-process.ts'

const database = await withTestDatabase()
const { rows: schemas } = await sql<{ name: string }>`
  select nspname as name from pg_namespace
  where nspowner = (select oid from pg_roles where rolname = current_user) and nspname !~ '^pg_'`.execute(database.db)
for (const { name } of schemas) await sql`drop schema ${sql.id(name)} cascade`.execute(database.db)

const data = makeFolder('stop')
let server: Server
beforeAll(buildServer)
afterEach(async () => {
  if (server?.isRunning()) await server.kill()
})
afterAll(() => endAll(data))

const begin = async (key: string, from: number) => {
  server = await startServer(['--data', data, '--city', join(projectRoot, 'cities/tiny'), '--port', '0'], {
    DATABASE_URL: database.url,
  })
  const sender = beginCommand(['import', 'charging-point', '-', '--key', key, '--url', server.url, '--json'])
  sender.child.stdin?.write(pointRows(from, 2_000))
  await until('rows are being received', async () => (await batchOf(key))?.received)
  return sender
}
const batchOf = async (key: string) => {
  const { rows } = await sql<{ status: string; received: number }>`
    select status, received from exchange.batches where key = ${key}`.execute(database.db)
  return rows[0]
}
const stagingTables = async () => {
  const { rows } = await sql`select from pg_tables where schemaname = 'staging'`.execute(database.db)
  return rows.length
}
const countRows = async (from: number, to: number) => {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from registers.charging_point where point_id between ${from} and ${to}`.execute(database.db)
  return rows[0]?.n
}

it('lets a delivery that ends within the grace finish, and ends with 0', async () => {
  const sender = await begin('in-time', 1)
  const stopped = server.stop()
  await sleep(500)
  expect(server.isRunning()).toBe(true)
  sender.child.stdin?.end(pointRows(2_001, 500, { header: false }))
  expect(await sender.ended, sender.errors.join('\n')).toMatchObject({ code: 0 })
  expect(JSON.parse(sender.said.at(-1) ?? '')).toMatchObject({ received: 2_500, inserted: 2_500 })
  expect(await stopped).toEqual({ code: 0, signal: null })
  expect(await countRows(1, 2_500)).toBe(2_500)
})

it('cuts off a delivery that goes on past the grace, and writes so into the ledger before it ends', async () => {
  const sender = await begin('too-long', 10_001)
  expect(await server.stop()).toEqual({ code: 0, signal: null })
  expect(await batchOf('too-long')).toMatchObject({ status: 'interrupted' })
  expect(await stagingTables()).toBe(0)
  expect(await countRows(10_001, 20_000)).toBe(0)
  sender.child.kill('SIGKILL')
  await sender.ended
})

it('ends at once when told a second time; what was under way is given up by the next process', async () => {
  const sender = await begin('twice', 20_001)
  server.child.kill('SIGTERM')
  await until('it stops', () => server.said.some((line) => line.includes('stopping')))
  // A signal that comes twice within a moment is one: terminals and npm pass it on twice.
  await sleep(1_000)
  expect(server.isRunning()).toBe(true)
  const at = performance.now()
  server.child.kill('SIGTERM')
  expect(await server.ended).toEqual({ code: 130, signal: null })
  expect(performance.now() - at).toBeLessThan(3_000)
  const left = await batchOf('twice')
  expect(['receiving', 'interrupted']).toContain(left?.status)
  server = await startServer(['--data', data, '--city', join(projectRoot, 'cities/tiny'), '--port', '0'], {
    DATABASE_URL: database.url,
  })
  await until('the batch is given up', async () => (await batchOf('twice'))?.status === 'interrupted')
  await until('no staging table is left', async () => (await stagingTables()) === 0)
  expect(await countRows(20_001, 30_000)).toBe(0)
  sender.child.kill('SIGKILL')
  await sender.ended
})
