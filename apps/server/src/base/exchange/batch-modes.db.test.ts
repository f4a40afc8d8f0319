import { afterEach, describe, expect, it } from 'vitest'
import { isAppError } from '../../kernel/app-error.ts'
import { sql } from '../../platform/db/db.ts'
import { withTestDatabase } from '../../platform/db/testing.ts'
import { confirmBatch, discardBatch } from './confirm-batch.ts'
import { findNamedRows } from './hold-ledger.ts'
import { sweepBatches } from './sweep-batches.ts'
import { makeIntake, readTestCity } from './testing-intake.ts'
import { proposeUndo } from './undo-batch.ts'
import { verifyLedger } from './verify-ledger.ts'

const database = await withTestDatabase()
const { db } = database
const city = await readTestCity('tiny')
const send = makeIntake(database, city)
const decideDeps = {
  database,
  city,
  queueMerge: <T>(work: () => Promise<T>) => work(),
  onCommitted: () => {},
  holdDays: 7,
}
const confirm = (batch: string, deleted: number) => confirmBatch(decideDeps, { batch, deleted, by: 'steward' })
const undo = (batch: Parameters<typeof proposeUndo>[1]) =>
  proposeUndo({ database, city, cityVersion: 1, holdDays: 7 }, batch, 'steward')

const header = 'point_id,status,power,public,longitude,latitude'
const line = (id: number | string, status = 'working') => `${id},${status},1,true,114.05,22.6`
const points = (...lines: string[]) => `${[header, ...lines].join('\n')}\n`
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)
type Counted = Awaited<ReturnType<typeof send>>['batch']
const counts = ({ received, inserted, updated, unchanged, deleted, absent, skipped, rejected }: Counted) => ({
  ...(received && { received }),
  ...(inserted && { inserted }),
  ...(updated && { updated }),
  ...(unchanged && { unchanged }),
  ...(deleted && { deleted }),
  ...(absent && { absent }),
  ...(skipped && { skipped }),
  ...(rejected && { rejected }),
})
const codeOf = async (work: Promise<unknown>) => {
  try {
    await work
  } catch (error) {
    if (isAppError(error)) return error.code
    throw error
  }
  throw new Error('it was not refused')
}
const ids = async () =>
  (
    await sql<{ id: number; row: string; status: string }>`
      select point_id as id, row_id::text as row, status from registers.charging_point order by point_id`.execute(db)
  ).rows
const logOf = async (batch: string) =>
  (
    await sql<{ kinds: string | null }>`
      select string_agg(kind::text, '' order by ordinal) as kinds from registers.charging_point_changes as entry
      join changes.change_sets as sets on sets.id = entry.change_set where sets.batch = ${batch}`.execute(db)
  ).rows[0]?.kinds

afterEach(async () => {
  expect((await verifyLedger(database)).findings).toEqual([])
})

/** Forty rows, of which two may go unasked. */
const fill = async () => {
  const { batch } = await send('charging-point', points(...range(1, 40).map((id) => line(id))), { mode: 'replace' })
  return batch.status === 'held' ? confirm(batch.id, batch.plan?.deleted ?? -1) : batch
}

describe('a batch that deletes', () => {
  it('needs the key alone; every key is removed, absent or turned away, and history keeps what went', async () => {
    await fill()
    const { batch } = await send('charging-point', 'point_id\n1\n2\n999\n2\nx\n', { mode: 'delete' })
    expect(counts(batch)).toEqual({ received: 5, deleted: 2, absent: 1, rejected: 2 })
    expect([batch.rowsBefore, batch.rowsAfter]).toEqual([40, 38])
    expect((await ids()).map(({ id }) => id)).toEqual(range(3, 40))
    expect(await logOf(batch.id)).toBe('dd')
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from registers.charging_point_history as was join changes.change_sets as sets on sets.id = was.ended_by
      where sets.batch = ${batch.id}`.execute(db)
    expect(rows[0]?.n).toBe(2)
  })

  it('is refused where there is no key', async () => {
    expect(await codeOf(send('noise-reading', 'read_at\n2026-01-01\n', { mode: 'delete' }))).toBe('mode-not-possible')
  })
})

describe('a batch that replaces', () => {
  it('leaves exactly the good rows of the file, and removes at most one row in twenty unasked', async () => {
    await fill()
    const { batch } = await send(
      'charging-point',
      points(...range(3, 40).map((id) => line(id, id === 3 ? 'broken' : 'working')), line(100)),
      { mode: 'replace' },
    )
    expect(batch.status).toBe('done')
    expect(counts(batch)).toEqual({ received: 39, inserted: 1, updated: 1, unchanged: 37, deleted: 2 })
    expect((await ids()).map(({ id }) => id)).toEqual([...range(3, 40), 100])
    expect(await logOf(batch.id)).toBe('uddi')
  })

  it('does not remove a row whose key stands in a rejected row, and says so', async () => {
    await fill()
    const lines = range(1, 40).map((id) => (id <= 3 ? line(id, 'melted') : line(id)))
    const { batch } = await send('charging-point', points(...lines), { mode: 'replace' })
    expect(counts(batch)).toEqual({ received: 40, unchanged: 37, rejected: 3 })
    expect((await ids()).map(({ id }) => id)).toEqual(range(1, 40))
    expect(batch.notices.map(({ en }) => en)).toContainEqual(expect.stringContaining('3 rows were not removed'))
  })

  it('waits for a person when rows would go while nobody can read which keys were rejected', async () => {
    await fill()
    const { batch } = await send('charging-point', points(...range(2, 40).map((id) => line(id)), line('l')), {
      mode: 'replace',
    })
    expect(batch).toMatchObject({ status: 'held', plan: { reason: 'unreadable-keys', deleted: 1 } })
    await discardBatch(database, { batch: batch.id, by: 'steward' })
  })

  it('without a key keeps rows that are equal in every value, each as often as the file has it', async () => {
    const csv = (...lines: string[]) => ['read_at,level,remark', ...lines, ''].join('\n')
    const [a, b, c] = ['2026-01-01T00:00:00Z,50.1,', '2026-01-01T01:00:00Z,51,x', '2026-01-01T02:00:00Z,52,']
    await send('noise-reading', csv(a as string, a as string, b as string), { mode: 'append' })
    const { batch } = await send('noise-reading', csv(a as string, c as string, b as string), { mode: 'replace' })
    expect(batch).toMatchObject({ status: 'held', plan: { inserted: 1, unchanged: 2, deleted: 1 } })
    expect(counts(await confirm(batch.id, 1))).toEqual({ received: 3, inserted: 1, unchanged: 2, deleted: 1 })
    const { rows } = await sql<{
      level: string
    }>`select level::text from registers.noise_reading order by level`.execute(db)
    expect(rows.map(({ level }) => level)).toEqual(['50.1', '51', '52'])
  })
})

describe('a held batch', () => {
  const holdEmpty = async () => {
    await fill()
    const { batch } = await send('charging-point', points(), { mode: 'replace' })
    return batch
  }

  it('has changed nothing, says what it would do and names rows that would go', async () => {
    const batch = await holdEmpty()
    expect(batch).toMatchObject({
      status: 'held',
      plan: { reason: 'removes-all', rows: 40, inserted: 0, updated: 0, unchanged: 0, deleted: 40, mostRemoved: 0.05 },
      finishedAt: null,
    })
    expect(Date.parse(batch.expiresAt ?? '') - Date.now()).toBeGreaterThan(6.9 * 86_400_000)
    expect(await ids()).toHaveLength(40)
    const { removed } = await findNamedRows(db, batch.id)
    expect(removed).toHaveLength(20)
    expect((await ids()).map(({ row }) => row)).toEqual(expect.arrayContaining([...removed]))
    await discardBatch(database, { batch: batch.id, by: 'steward' })
  })

  it('keeps its rows in a table that a crash of the database does not empty, and the sweep leaves it', async () => {
    await fill()
    const { batch } = await send('charging-point', points(line(1), line(2, 'broken')), { mode: 'replace' })
    await sweepBatches(database)
    const { rows } = await sql<{ kind: string }>`
      select relpersistence::text as kind from pg_class where relname = ${`b_${batch.id.replaceAll('-', '')}`}`.execute(
      db,
    )
    expect(rows).toEqual([{ kind: 'p' }])
    expect(counts(await confirm(batch.id, 38))).toEqual({ received: 2, updated: 1, unchanged: 1, deleted: 38 })
    expect((await ids()).map(({ id, status }) => [id, status])).toEqual([
      [1, 'working'],
      [2, 'broken'],
    ])
  })

  it('is confirmed by the number that was shown, once; discarded or done it does not wait any more', async () => {
    const batch = await holdEmpty()
    expect(await codeOf(confirm(batch.id, 39))).toBe('other-figures')
    const done = await confirm(batch.id, 40)
    expect(done).toMatchObject({ status: 'done', deleted: 40, rowsAfter: 0, decidedBy: 'steward' })
    // Asked twice, answered twice, done once.
    expect((await confirm(batch.id, 40)).changeNumber).toBe(done.changeNumber)
    expect(await codeOf(discardBatch(database, { batch: batch.id, by: 'steward' }))).toBe('not-held')
  })

  it('is held again when more would go than was confirmed, and done when fewer would', async () => {
    const batch = await holdEmpty()
    await send('charging-point', points(line(41)))
    const again = await confirm(batch.id, 40)
    expect(again).toMatchObject({ status: 'held', plan: { deleted: 41, again: true } })
    expect(await ids()).toHaveLength(41)
    await send('charging-point', 'point_id\n41\n', { mode: 'delete' })
    expect(await confirm(batch.id, 41)).toMatchObject({ status: 'done', deleted: 40, rowsAfter: 0 })
  })

  it('counts duplicates found before it was held once', async () => {
    await fill()
    const { batch } = await send('charging-point', points(line(1), line(1, 'broken'), line('x')), { mode: 'replace' })
    expect(counts(await confirm(batch.id, 39))).toEqual({ received: 3, unchanged: 1, deleted: 39, rejected: 2 })
  })

  it('holds its key, and gives it free when it is discarded', async () => {
    await fill()
    const key = 'held-key'
    const { batch } = await send('charging-point', points(), { mode: 'replace', key })
    const again = await send('charging-point', points(), { mode: 'replace', key })
    expect(again).toMatchObject({ repeated: true, batch: { id: batch.id, status: 'held' } })
    const gone = await discardBatch(database, { batch: batch.id, by: 'steward' })
    expect(gone).toMatchObject({ status: 'discarded', decidedBy: 'steward' })
    const fresh = await send('charging-point', points(...range(1, 40).map((id) => line(id))), { mode: 'replace', key })
    expect(fresh).toMatchObject({ repeated: false, batch: { status: 'done', unchanged: 40 } })
  })

  it('is discarded when nobody decides in time', async () => {
    const batch = await holdEmpty()
    await sql`update exchange.batches set expires_at = clock_timestamp() - interval '1 second' where id = ${batch.id}`.execute(
      db,
    )
    await sweepBatches(database)
    const { rows } = await sql<{ status: string; code: string }>`
      select status, error ->> 'code' as code from exchange.batches where id = ${batch.id}`.execute(db)
    expect(rows).toEqual([{ status: 'discarded', code: 'hold-expired' }])
    expect(await codeOf(confirm(batch.id, 40))).toBe('not-held')
    const left = await sql`select from pg_tables where schemaname = 'staging'`.execute(db)
    expect(left.rows).toHaveLength(0)
  })
})

describe('taking a batch back', () => {
  it('removes what it inserted, gives back what it changed, brings back what it removed under the same row ids', async () => {
    await fill()
    const before = await ids()
    const { batch } = await send(
      'charging-point',
      points(...range(3, 40).map((id) => line(id, id === 3 ? 'broken' : 'working')), line(100)),
      { mode: 'replace' },
    )
    const after = await ids()
    const proposed = await undo(batch)
    expect(proposed).toMatchObject({
      mode: 'undo',
      status: 'held',
      undoes: batch.id,
      plan: { reason: 'undo', inserted: 2, updated: 1, deleted: 1, skipped: 0 },
    })
    expect(await ids()).toEqual(after)
    const done = await confirm(proposed.id, 1)
    expect(counts(done)).toEqual({ received: 4, inserted: 2, updated: 1, deleted: 1 })
    expect(await ids()).toEqual(before)

    // And back again.
    const redone = await undo(done)
    expect(counts(await confirm(redone.id, 2))).toEqual({ received: 4, inserted: 1, updated: 1, deleted: 2 })
    expect(await ids()).toEqual(after)
  })

  it('leaves rows that moved since, by number and by name', async () => {
    await fill()
    const { batch } = await send('charging-point', points(line(1, 'broken'), line(2, 'broken'), line(50), line(51)))
    const removed = await send('charging-point', 'point_id\n51\n', { mode: 'delete' })
    await send('charging-point', points(line(2, 'working')))
    const proposed = await undo(batch)
    expect(proposed.plan).toMatchObject({ updated: 1, deleted: 1, skipped: 2 })
    const { left } = await findNamedRows(db, proposed.id)
    expect(left).toHaveLength(2)
    expect(left).toContain((await ids()).find(({ id }) => id === 2)?.row)
    expect(counts(await confirm(proposed.id, 1))).toEqual({ received: 4, updated: 1, deleted: 1, skipped: 2 })
    expect((await ids()).filter(({ id }) => [1, 2, 50, 51].includes(id)).map(({ id, status }) => [id, status])).toEqual(
      [
        [1, 'working'],
        [2, 'working'],
      ],
    )
    // The key of a removed row was taken meanwhile by another row: the old one stays away.
    await send('charging-point', points(line(51)))
    expect(await codeOf(undo(removed.batch))).toBe('nothing-to-undo')
  })

  it('is asked about again when a later batch has moved more rows than was shown', async () => {
    await fill()
    const { batch } = await send('charging-point', points(line(1, 'broken'), line(2, 'broken')))
    const proposed = await undo(batch)
    await send('charging-point', points(line(2, 'working')))
    expect(await confirm(proposed.id, 0)).toMatchObject({
      status: 'held',
      plan: { updated: 1, skipped: 1, again: true },
    })
    expect(counts(await confirm(proposed.id, 0))).toEqual({ received: 2, updated: 1, skipped: 1 })
  })

  it('is refused where nothing is left to take back', async () => {
    await fill()
    const { batch } = await send('charging-point', points(line(1)))
    expect(counts(batch)).toEqual({ received: 1, unchanged: 1 })
    expect(await codeOf(undo(batch))).toBe('nothing-to-undo')
  })
})
