import { type Database, sql } from '../../platform/db/db.ts'
import { failBatch, listOpenWorkers } from './batch-ledger.ts'
import { discardExpired } from './hold-ledger.ts'
import { listOrphanedStaging } from './staging.ts'
import { workerLockSpace } from './worker-lock.ts'

/** A staging table just made belongs to a batch whose row this sweep may not see yet; nobody waits longer than this for a lock. */
const lockTimeout = '200ms'

/**
 * Gives up batches whose process is gone: they are marked interrupted, wholly out. Discards held batches that nobody decided
 * in time. Drops staging tables that belong to no batch under way or held. Safe to run in any process at any time. Answers the batches it gave up.
 */
export const sweepBatches = async ({ db }: Database): Promise<readonly string[]> => {
  const givenUp = await db.transaction().execute(async (tx) => {
    const gone: string[] = []
    for (const { id, worker } of await listOpenWorkers(tx)) {
      if (worker !== null) {
        const { rows } = await sql<{ free: boolean }>`
          select pg_try_advisory_xact_lock(${workerLockSpace}, ${worker}) as free`.execute(tx)
        if (rows[0]?.free !== true) continue
      }
      if (
        await failBatch(tx, id, 'interrupted', { code: 'interrupted', detail: 'the process that worked on it ended' })
      )
        gone.push(id)
    }
    return gone
  })
  await discardExpired(db)
  for (const table of await listOrphanedStaging(db)) {
    await db
      .transaction()
      .execute(async (tx) => {
        await sql`select set_config('lock_timeout', ${lockTimeout}, true)`.execute(tx)
        await sql.raw(`drop table if exists staging."${table}"`).execute(tx)
      })
      .catch(() => {
        // Somebody still holds it; the next sweep finds it again.
      })
  }
  return givenUp
}
