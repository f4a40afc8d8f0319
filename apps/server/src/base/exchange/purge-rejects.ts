import type { Resource } from '@onecity/city'
import { type Db, sql } from '../../platform/db/db.ts'

const dayMs = 86_400_000

/** What `purgeRejects` would erase, or has. */
export type RejectPurge = {
  readonly what: 'rejects'
  readonly before: string
  readonly rows: number
  readonly versions: 0
}

/**
 * Erases the values of rows that were turned away longer ago than the resource keeps them (`retention.rejects`). Which line it
 * was and why stays, so the ledger still balances.
 */
export const purgeRejects = async (
  db: Db,
  resource: Resource,
  options: { readonly now: Date; readonly erase: boolean },
): Promise<readonly RejectPurge[]> => {
  const rejects = resource.retention?.rejects
  if (rejects === undefined) return []
  const before = new Date(options.now.getTime() - rejects * dayMs)
  const old = sql`batch in (select id from exchange.batches where resource = ${resource.id} and finished_at < ${before})
    and (raw <> '' or value is not null or repair is not null)`
  let rows: number
  if (options.erase) {
    const result = await sql`update exchange.rejects set raw = '', value = null, repair = null where ${old}`.execute(db)
    rows = Number(result.numAffectedRows ?? 0n)
  } else {
    const counted = await sql<{ rows: number }>`select count(*) as rows from exchange.rejects where ${old}`.execute(db)
    rows = counted.rows[0]?.rows ?? 0
  }
  return rows === 0 ? [] : [{ what: 'rejects', before: before.toISOString(), rows, versions: 0 }]
}
