/**
 * Says that this process is alive: a session advisory lock on a connection of its own, under a number that the process writes
 * into the batches it works on. When the process dies, or its machine, PostgreSQL lets go of the lock, and the sweep of any
 * other process sees that those batches have nobody. If only the connection is lost, the lock is taken again as soon as the
 * database is back; a sweep that came in between gives the batch up, and its merge then refuses to start (`claimForMerge`).
 */
import { randomInt } from 'node:crypto'
import type pg from 'pg'

/** First key of the two-key advisory locks of base/exchange. */
export const workerLockSpace = 7_310_002
const retryMs = 500

export type WorkerLock = {
  readonly number: number
  /** Resolves once the lock is held for the first time. */
  readonly held: Promise<void>
  readonly close: () => Promise<void>
}

export const holdWorkerLock = (connect: () => Promise<pg.Client>): WorkerLock => {
  const number = randomInt(1, 2 ** 31 - 1)
  let closing = false
  let current: pg.Client | undefined
  let firstHeld: () => void = () => {}
  const held = new Promise<void>((resolve) => {
    firstHeld = resolve
  })
  const run = async () => {
    while (!closing) {
      try {
        const client = await connect()
        current = client
        const lost = new Promise<void>((resolve) => {
          client.once('error', () => resolve())
          client.once('end', () => resolve())
        })
        await client.query('select pg_advisory_lock($1, $2)', [workerLockSpace, number])
        firstHeld()
        if (!closing) await lost
      } catch {
        // The database is away: try again below.
      }
      await current?.end().catch(() => {})
      if (!closing) await new Promise((resolve) => setTimeout(resolve, retryMs))
    }
  }
  const finished = run()
  return {
    number,
    held,
    close: async () => {
      closing = true
      await current?.end().catch(() => {})
      await finished
    },
  }
}
