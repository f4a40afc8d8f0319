import pg from 'pg'
import { afterEach, describe, expect, it } from 'vitest'
import { sql } from '../db/db.ts'
import { withTestDatabase } from '../db/testing.ts'
import { closeChangeSet, openChangeSet, type Sequencer, startSequencer } from './index.ts'

const { db, url } = await withTestDatabase()

const connect = async () => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
}

const running: Sequencer[] = []
const start = () => {
  const sequencer = startSequencer(connect)
  running.push(sequencer)
  return sequencer
}
afterEach(async () => {
  await Promise.all(running.splice(0).map((sequencer) => sequencer.close()))
})

const until = async (what: string, holds: () => Promise<boolean> | boolean, withinMs = 10_000) => {
  const end = Date.now() + withinMs
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

const set = { resource: 'r', batch: null, simulated: false }
const commitOne = () => db.transaction().execute((tx) => openChangeSet(tx, set))
const numberOf = async (id: number) =>
  (await sql<{ number: number | null }>`select number from changes.change_sets where id = ${id}`.execute(db)).rows[0]
    ?.number ?? null

/** A reader as subscribers are: remembers the highest number it saw and asks for what came after. */
const makeReader = () => {
  const seen: number[] = []
  let cursor = 0
  return {
    seen,
    read: async () => {
      const { rows } = await sql<{ id: number; number: number }>`
        select id, number from changes.change_sets where number > ${cursor} order by number`.execute(db)
      for (const row of rows) {
        seen.push(row.id)
        cursor = row.number
      }
    },
  }
}

describe('the sequencer', () => {
  it('numbers a set that commits late after those that committed before it, so that a reader skips nothing', async () => {
    start()
    const reader = makeReader()
    const slow = await connect()
    await slow.query('begin')
    const { rows } = await slow.query<{ id: string }>(
      "insert into changes.change_sets (resource) values ('r') returning id",
    )
    const late = Number(rows[0]?.id)
    const early = await commitOne()
    await until('the early one is numbered', async () => (await numberOf(early)) !== null)
    await reader.read()
    expect(reader.seen).toEqual([early])
    expect(await numberOf(late)).toBeNull()

    await slow.query('commit')
    await slow.end()
    await until('the late one is numbered', async () => (await numberOf(late)) !== null)
    await reader.read()
    expect(late).toBeLessThan(early)
    expect(reader.seen).toEqual([early, late])
  })

  it('goes on numbering 1,000 commits while one transaction is held open, and loses none', async () => {
    start()
    const reader = makeReader()
    const held = await connect()
    await held.query('begin')
    const { rows } = await held.query<{ id: string }>(
      "insert into changes.change_sets (resource) values ('held') returning id",
    )
    const heldId = Number(rows[0]?.id)
    const committed = new Set<number>()
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let i = 0; i < 125; i++) committed.add(await commitOne())
      }),
    )
    await until('all 1,000 are numbered', async () => {
      await reader.read()
      return [...committed].every((id) => reader.seen.includes(id))
    })
    expect(reader.seen).not.toContain(heldId)
    await held.query('commit')
    await held.end()
    await until('the held one is numbered', async () => (await numberOf(heldId)) !== null)
    await reader.read()
    expect(reader.seen.at(-1)).toBe(heldId)
    expect(new Set(reader.seen).size).toBe(reader.seen.length)
  })

  it('gives numbers without gaps, and times that never fall', async () => {
    const { rows } = await sql<{ gaps: number; falls: number }>`
      select count(*) filter (where number <> rank) as gaps, count(*) filter (where numbered_at < before) as falls
      from (
        select number, row_number() over (order by number) as rank, numbered_at, lag(numbered_at) over (order by number) as before
        from changes.change_sets where number is not null
      ) as ordered`.execute(db)
    expect(rows[0]).toEqual({ gaps: 0, falls: 0 })
  })

  it('works in one process at a time, and another takes over when its connection is cut', async () => {
    const first = start()
    await until('the first is elected', first.isActive)
    const second = start()
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(second.isActive()).toBe(false)
    await sql`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted and pid <> pg_backend_pid()
      and database = (select oid from pg_database where datname = current_database())`.execute(db)
    await until('one of them is elected again', () => first.isActive() || second.isActive())
    const id = await commitOne()
    await until('it numbers again', async () => (await numberOf(id)) !== null)
  })

  it('notifies listeners once a round with the highest number', async () => {
    const listener = await connect()
    const heard: number[] = []
    listener.on('notification', (message) => heard.push(Number(message.payload)))
    await listener.query('listen onecity_changes')
    const ids = await Promise.all(Array.from({ length: 50 }, commitOne))
    start()
    const last = Math.max(...ids)
    await until('the last is numbered', async () => (await numberOf(last)) !== null)
    const highest = await numberOf(last)
    await until('it was announced', () => heard.includes(highest ?? -1))
    expect(heard.length).toBeLessThan(50)
    await listener.end()
  })

  it('records the counts of a set with its transaction, or nothing', async () => {
    const id = await db.transaction().execute(async (tx) => {
      const opened = await openChangeSet(tx, set)
      await closeChangeSet(tx, opened, { inserted: 3, updated: 2, deleted: 1 })
      return opened
    })
    const { rows } = await sql<{ inserted: number; updated: number; deleted: number }>`
      select inserted, updated, deleted from changes.change_sets where id = ${id}`.execute(db)
    expect(rows[0]).toEqual({ inserted: 3, updated: 2, deleted: 1 })
    const before = await sql<{ n: number }>`select count(*) as n from changes.change_sets`.execute(db)
    await expect(
      db.transaction().execute(async (tx) => {
        await openChangeSet(tx, set)
        throw new Error('the writer failed')
      }),
    ).rejects.toThrow('the writer failed')
    const after = await sql<{ n: number }>`select count(*) as n from changes.change_sets`.execute(db)
    expect(after.rows[0]?.n).toBe(before.rows[0]?.n)
  })
})

describe('the sequencer and the clock', () => {
  it('goes on numbering in rising times when the clock is set back by an hour', async () => {
    const before = await commitOne()
    const first = start()
    await until('the first is numbered', async () => (await numberOf(before)) !== null)
    await first.close()
    // An hour later by then; now the clock says an hour less.
    await sql`update changes.change_sets set numbered_at = numbered_at + interval '1 hour' where id = ${before}`.execute(
      db,
    )
    const after = await commitOne()
    start()
    await until('the second is numbered', async () => (await numberOf(after)) !== null)
    const { rows } = await sql<{ rises: boolean; step: number }>`
      select later.numbered_at >= earlier.numbered_at as rises, later.number - earlier.number as step
      from changes.change_sets as earlier, changes.change_sets as later
      where earlier.id = ${before} and later.id = ${after}`.execute(db)
    expect(rows[0]).toEqual({ rises: true, step: 1 })
    await sql`update changes.change_sets set numbered_at = least(numbered_at, clock_timestamp())`.execute(db)
  })
})
