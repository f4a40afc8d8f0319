/**
 * Erases what a resource may not keep any longer (`retention` in its file): rows, and versions of rows that have ended.
 *
 * A row that goes is a deletion like any other - a change set, an entry in the change log - except that its values do not go to
 * the history: they are to be gone. So are its earlier versions. What was erased is counted in `registers.purges`, so that a
 * recount still balances; change sets and the change log hold no values and stay.
 * In parts of some ten thousand rows, each a transaction of its own: readers and deliveries hardly notice, and a purge that is
 * killed goes on where it was.
 */
import type { Resource } from '@onecity/city'
import { closeChangeSet, openChangeSet } from '../../platform/changes/index.ts'
import { type Db, liftStatementTimeout, sql, type Tx, withTransaction } from '../../platform/db/db.ts'
import { lockRegister } from './merge-batch.ts'
import { planTables, type TablePlan } from './table-plan.ts'

export type PurgeCount = {
  readonly resource: string
  readonly what: 'rows' | 'history'
  /** ISO 8601; nothing kept since then is touched. */
  readonly before: string
  readonly rows: number
  readonly versions: number
}

const rowsAtOnce = 20_000
const dayMs = 86_400_000

/** What would be erased now, or (`erase`) is. A register without limits is left alone. */
export const purgeRegister = async (
  db: Db,
  resource: Resource,
  options: { readonly now: Date; readonly erase: boolean },
): Promise<readonly PurgeCount[]> => {
  const { retention } = resource
  if (!retention || resource.kind !== 'stored' || !(await exists(db, resource.id))) return []
  const plan = planTables(resource)
  const limit = (days: number) => new Date(options.now.getTime() - days * dayMs)
  const counts: PurgeCount[] = []
  if (retention.days !== undefined) counts.push(await purgeRows(db, plan, limit(retention.days), options.erase))
  if (retention.history !== undefined)
    counts.push(await purgeHistory(db, plan, limit(retention.history), options.erase))
  return counts.filter(({ rows, versions }) => rows + versions > 0)
}

const exists = async (db: Db, resource: string): Promise<boolean> => {
  const { rows } = await sql`select from registers.registers where resource = ${resource}`.execute(db)
  return rows.length === 1
}

/** Rows whose own date, or else whose last change, lies before the limit. */
const expired = (plan: TablePlan, before: Date) => {
  const from = plan.resource.retention?.from
  return from === undefined
    ? sql`current.change_set in (select id from changes.change_sets
        where resource = ${plan.resource.id} and numbered_at < ${before})`
    : sql`current.${sql.ref(from)} < ${before}`
}

const purgeRows = async (db: Db, plan: TablePlan, before: Date, erase: boolean): Promise<PurgeCount> => {
  const { resource } = plan
  const sum = { resource: resource.id, what: 'rows' as const, before: before.toISOString(), rows: 0, versions: 0 }
  if (!erase) {
    const { rows } = await sql<{ rows: number }>`
      select count(*) as rows from ${sql.raw(plan.current)} as current where ${expired(plan, before)}`.execute(db)
    return { ...sum, rows: rows[0]?.rows ?? 0 }
  }
  for (;;) {
    const part = await withTransaction(db, (tx) => purgeSomeRows(tx, plan, before))
    sum.rows += part.rows
    sum.versions += part.versions
    if (part.rows < rowsAtOnce) return sum
  }
}

const purgeSomeRows = async (tx: Tx, plan: TablePlan, before: Date) => {
  const { resource } = plan
  await liftStatementTimeout(tx)
  await lockRegister(tx, resource.id)
  await sql`create temporary table leaving on commit drop as
    select row_id from ${sql.raw(plan.current)} as current where ${expired(plan, before)} limit ${rowsAtOnce}`.execute(
    tx,
  )
  const { rows: found } = await sql<{ rows: number }>`select count(*) as rows from leaving`.execute(tx)
  const rows = found[0]?.rows ?? 0
  if (rows === 0) return { rows: 0, versions: 0 }
  const changeSet = await openChangeSet(tx, { resource: resource.id, batch: null, simulated: false })
  await sql`insert into ${sql.raw(plan.changes)} (change_set, ordinal, row_id, kind)
    select ${changeSet}, row_number() over (order by row_id), row_id, 'd' from leaving`.execute(tx)
  const gone =
    await sql`delete from ${sql.raw(plan.history)} as history using leaving where history.row_id = leaving.row_id`.execute(
      tx,
    )
  await sql`delete from ${sql.raw(plan.current)} as current using leaving where current.row_id = leaving.row_id`.execute(
    tx,
  )
  // The version that ends here never came into the history.
  const versions = Number(gone.numAffectedRows ?? 0n)
  await notePurge(tx, plan, { what: 'rows', before, rows, versions, ended: versions + rows, changeSet })
  await sql`update registers.registers set rows = rows - ${rows}, last_change_set = ${changeSet}
    where resource = ${resource.id}`.execute(tx)
  await closeChangeSet(tx, changeSet, { inserted: 0, updated: 0, deleted: rows })
  return { rows, versions }
}

const purgeHistory = async (db: Db, plan: TablePlan, before: Date, erase: boolean): Promise<PurgeCount> => {
  const { resource } = plan
  const sum = { resource: resource.id, what: 'history' as const, before: before.toISOString(), rows: 0, versions: 0 }
  const ended = sql`history.ended_by in (select id from changes.change_sets
    where resource = ${resource.id} and numbered_at < ${before})`
  if (!erase) {
    const { rows } = await sql<{ versions: number }>`
      select count(*) as versions from ${sql.raw(plan.history)} as history where ${ended}`.execute(db)
    return { ...sum, versions: rows[0]?.versions ?? 0 }
  }
  for (;;) {
    const versions = await withTransaction(db, async (tx) => {
      await liftStatementTimeout(tx)
      await lockRegister(tx, resource.id)
      const gone = await sql`delete from ${sql.raw(plan.history)} where ctid = any(array(
        select history.ctid from ${sql.raw(plan.history)} as history where ${ended} limit ${rowsAtOnce}))`.execute(tx)
      const count = Number(gone.numAffectedRows ?? 0n)
      if (count > 0)
        await notePurge(tx, plan, { what: 'history', before, rows: 0, versions: count, ended: count, changeSet: null })
      return count
    })
    sum.versions += versions
    if (versions < rowsAtOnce) return sum
  }
}

const notePurge = async (
  tx: Tx,
  { resource }: TablePlan,
  purge: {
    readonly what: 'rows' | 'history'
    readonly before: Date
    readonly rows: number
    readonly versions: number
    /** Ended versions that the history will not show. */
    readonly ended: number
    readonly changeSet: number | null
  },
): Promise<void> => {
  await sql`insert into registers.purges (resource, what, before, rows, versions, change_set)
    values (${resource.id}, ${purge.what}, ${purge.before}, ${purge.rows}, ${purge.versions}, ${purge.changeSet})`.execute(
    tx,
  )
  await sql`update registers.registers set purged_versions = purged_versions + ${purge.ended},
      history_from = case when ${purge.what === 'history'} then greatest(history_from, ${purge.before}) else history_from end
    where resource = ${resource.id}`.execute(tx)
}
