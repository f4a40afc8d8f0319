import type { Db } from '../../platform/db/db.ts'
import { sql } from '../../platform/db/db.ts'
import type { RowCursor } from './read-cursor.ts'
import { type ReadRow, type RowsQuery, readRows } from './read-rows.ts'

/** Large enough that the round trip does not count, small enough that a batch of wide rows stays within a few megabytes. */
const BATCH_ROWS = 2_000
/** A batch that takes longer is searching a large register for hardly any rows; better to say so than to hold a snapshot. */
const BATCH_TIMEOUT_MS = 120_000

/**
 * All rows of a query, batch by batch, as one state of the register: every batch reads the same snapshot. Each batch is
 * fetched when the one before has been taken, so a slow reader slows the database down, not the memory up. Leaving the loop
 * early ends the transaction.
 */
export async function* streamRows(
  db: Db,
  query: RowsQuery,
  limit: number | null,
): AsyncGenerator<readonly ReadRow[], void, undefined> {
  const tx = await db.startTransaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute()
  try {
    await sql`set local statement_timeout = ${sql.raw(String(BATCH_TIMEOUT_MS))}`.execute(tx)
    let after: RowCursor | undefined
    let left = limit ?? Number.POSITIVE_INFINITY
    while (left > 0) {
      const wanted = Math.min(BATCH_ROWS, left)
      const rows = await readRows(tx, query, { after, limit: wanted })
      if (rows.length > 0) yield rows
      if (rows.length < wanted) return
      after = rows.at(-1)?.cursor
      left -= rows.length
    }
  } finally {
    await tx.rollback().execute()
  }
}
