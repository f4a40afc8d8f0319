/** One transaction is held open for long while others commit without pause: nobody waits for it, and no reader loses anything. */
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { expect, it } from 'vitest'
import { startSequencer } from '../../apps/server/src/platform/changes/index.ts'
import { withTestDatabase } from '../../apps/server/src/platform/db/testing.ts'
import { minutes, report } from './amounts.ts'

const writers = 4
/** Change sets come from deliveries; a hundred a second of each writer is far more than any city sends. */
const pauseMs = 5

const database = await withTestDatabase()
const connect = async () => {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  return client
}

it(`numbers everything once and in order while a transaction stays open for ${minutes} min`, async () => {
  const sequencers = [startSequencer(connect), startSequencer(connect)]
  const held = await connect()
  await held.query('begin')
  const opened = await held.query<{ id: string }>(
    `insert into changes.change_sets (resource) values ('held') returning id`,
  )
  const heldId = Number(opened.rows[0]?.id)

  const end = Date.now() + minutes * 60_000
  /** Committed and not yet seen by the reader, with the time of the commit. */
  const unseen = new Map<number, number>()
  /** Seen before the writer had heard of its own commit. */
  const early = new Set<number>()
  let committed = 0
  const write = async () => {
    const client = await connect()
    while (Date.now() < end) {
      const { rows } = await client.query<{ id: string }>(
        `insert into changes.change_sets (resource) values ('r') returning id`,
      )
      const id = Number(rows[0]?.id)
      committed++
      if (!early.delete(id)) unseen.set(id, performance.now())
      await sleep(pauseMs)
    }
    await client.end()
  }

  let seen = 0
  let last = 0
  let longestDelayMs = 0
  /** The longest delay in each tenth of the run: it must not grow with the time the transaction is open. */
  const byTenth = Array.from({ length: 10 }, () => 0)
  const faults: string[] = []
  const reader = await connect()
  const read = async () => {
    const { rows } = await reader.query<{ id: string; number: string }>(
      'select id, number from changes.change_sets where number > $1 order by number',
      [last],
    )
    const now = performance.now()
    for (const row of rows) {
      const [id, number] = [Number(row.id), Number(row.number)]
      if (number !== last + 1) faults.push(`after ${last} came ${number}`)
      last = number
      seen++
      const at = unseen.get(id)
      if (at === undefined) early.add(id)
      else {
        unseen.delete(id)
        longestDelayMs = Math.max(longestDelayMs, now - at)
        const tenth = Math.min(9, Math.max(0, Math.floor(10 * (1 - (end - Date.now()) / (minutes * 60_000)))))
        byTenth[tenth] = Math.max(byTenth[tenth] ?? 0, now - at)
      }
    }
  }
  const writing = Promise.all(Array.from({ length: writers }, write))
  let done = false
  void writing.then(() => {
    done = true
  })
  while (!done) {
    await read()
    await sleep(20)
  }
  await writing
  const drainedBy = Date.now() + 30_000
  while (unseen.size > 0 && Date.now() < drainedBy) await read()
  expect(unseen.size, 'committed and never numbered').toBe(0)
  expect(early.has(heldId), 'an open transaction is numbered').toBe(false)
  expect(early.size, 'numbered and never committed').toBe(0)
  expect(seen).toBe(committed)

  // When it commits at last, it comes at the end.
  const before = last
  await held.query('commit')
  const committedAt = performance.now()
  while (last === before && performance.now() - committedAt < 10_000) await read()
  const lateDelayMs = performance.now() - committedAt
  expect(early.has(heldId)).toBe(true)
  expect(last).toBe(before + 1)
  expect(faults).toEqual([])
  report('sequencer', {
    minutes,
    changeSets: committed,
    seen,
    perSecond: Math.round(committed / (minutes * 60)),
    longestDelayMs: Math.round(longestDelayMs),
    longestDelayMsByTenth: byTenth.map(Math.round),
    heldDelayMs: Math.round(lateDelayMs),
  })
  await Promise.all([...sequencers.map((each) => each.close()), held.end(), reader.end()])
  // Whoever waits for a change to be shown does not wait for a stranger's transaction.
  expect(longestDelayMs).toBeLessThan(5_000)
})
