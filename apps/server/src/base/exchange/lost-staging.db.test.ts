import pg from 'pg'
import { expect, it } from 'vitest'
import { sql } from '../../platform/db/db.ts'
import { withTestDatabase } from '../../platform/db/testing.ts'
import { makeIntake, readTestCity } from './testing-intake.ts'

const database = await withTestDatabase()
const send = makeIntake(database, await readTestCity('tiny'))

it('does not merge what a crash of the database emptied: the delivery is interrupted and may be sent again', async () => {
  const csv = 'read_at,level\n2026-01-01T00:00:00Z,50.1\n2026-01-01T01:00:00Z,51.2\n'
  const holder = new pg.Client({ connectionString: database.url })
  await holder.connect()
  await holder.query(`select pg_advisory_lock(hashtextextended('register noise-reading', 0))`)
  const sent = send('noise-reading', csv, { mode: 'append', key: 'emptied' })
  const outcome = sent.then(
    () => 'taken in',
    (error: { code?: string }) => error.code,
  )
  let table: string | undefined
  while (table === undefined) {
    const { rows } = await sql<{ table: string }>`
      select format('staging.b_%s', replace(id::text, '-', '')) as table from exchange.batches
      where status = 'merging' and exists (select from pg_locks where locktype = 'advisory' and not granted)`.execute(
      database.db,
    )
    table = rows[0]?.table
  }
  // What recovery does to unlogged tables.
  await holder.query(`truncate ${table}`)
  await holder.end()
  expect(await outcome).toBe('interrupted')
  const { rows } = await sql<{ status: string }>`select status from exchange.batches where key = 'emptied'`.execute(
    database.db,
  )
  expect(rows).toEqual([{ status: 'interrupted' }])
  const again = await send('noise-reading', csv, { mode: 'append', key: 'emptied' })
  expect(again.batch).toMatchObject({ status: 'done', received: 2, inserted: 2 })
})
