/**
 * Takes back what one change set did, as a further change set: rows it inserted go, rows it updated get back the version that
 * it ended, rows it deleted come back under their row ids. History only grows; what was known stays known.
 *
 * A row is touched only if that change set was the last to touch it. Rows that moved since are left, and counted as skipped;
 * so is a deleted row whose key another row has taken. Since a row id belongs to one row for ever, taking back what took back
 * works the same way.
 */
import { sql, type Tx } from '../../platform/db/db.ts'
import { noteMerged, prepareForSets } from './merge-batch.ts'
import { removeLeaving } from './remove-rows.ts'
import type { TablePlan } from './table-plan.ts'

export type UndoForecast = {
  readonly rowsBefore: number
  /** Rows that the change set touched: brought back + given back + removed + skipped. */
  readonly received: number
  readonly inserted: number
  readonly updated: number
  readonly deleted: number
  readonly skipped: number
  /** Ids of rows that would go, and of rows that stay as a later batch left them: the first few. */
  readonly removed: readonly string[]
  readonly left: readonly string[]
}

const removedNamed = 20
const leftNamed = 100

/** Finds out what taking a change set back would do; touches only a temporary table. The caller holds the register's lock. */
export const matchUndo = async (tx: Tx, plan: TablePlan, undone: number): Promise<UndoForecast> => {
  await prepareForSets(tx)
  const { key } = plan.resource
  const keyTaken =
    key.length === 0
      ? 'false'
      : `exists (select from ${plan.current} as other where ${key.map((name) => `other."${name}" = was."${name}"`).join(' and ')})`
  await sql`
    create temporary table undoing on commit drop as
    select entry.row_id, entry.kind,
      case entry.kind
        when 'd' then existing.row_id is null and was.row_id is not null and not ${sql.raw(keyTaken)}
          and not exists (
            select from ${sql.raw(plan.history)} as later
            where later.row_id = entry.row_id and later.change_set > ${undone}
          )
        when 'u' then existing.change_set is not distinct from ${undone}::bigint and was.row_id is not null
        else existing.change_set is not distinct from ${undone}::bigint
      end as possible
    from ${sql.raw(plan.changes)} as entry
    left join ${sql.raw(plan.current)} as existing on existing.row_id = entry.row_id
    left join ${sql.raw(plan.history)} as was on entry.kind <> 'i' and was.row_id = entry.row_id and was.ended_by = ${undone}
    where entry.change_set = ${undone}`.execute(tx)
  await sql`analyze undoing`.execute(tx)
  const { rows } = await sql<UndoForecast & { removed: string[] | null; left: string[] | null }>`
    select
      coalesce((select rows from registers.registers where resource = ${plan.resource.id}), 0) as "rowsBefore",
      count(*) as received,
      count(*) filter (where possible and kind = 'd') as inserted,
      count(*) filter (where possible and kind = 'u') as updated,
      count(*) filter (where possible and kind = 'i') as deleted,
      count(*) filter (where not possible) as skipped,
      (select array_agg(row_id::text) from (
        select row_id from undoing where possible and kind = 'i' order by row_id limit ${removedNamed}) as first) as removed,
      (select array_agg(row_id::text) from (
        select row_id from undoing where not possible order by row_id limit ${leftNamed}) as first) as left
    from undoing`.execute(tx)
  const found = rows[0] as (typeof rows)[number]
  return { ...found, removed: found.removed ?? [], left: found.left ?? [] }
}

/** Does what `matchUndo` found, in the same transaction, under `changeSet`. */
export const applyUndo = async (
  tx: Tx,
  plan: TablePlan,
  forecast: UndoForecast,
  options: { readonly undone: number; readonly changeSet: number; readonly simulated: boolean },
): Promise<void> => {
  const { changeSet, undone } = options
  const names = plan.columns.map((column) => `"${column.name}"`)
  const all = sql.raw(names.join(', '))
  const current = sql.raw(plan.current)
  const history = sql.raw(plan.history)
  const log = (kind: 'u' | 'i', of: 'u' | 'd', from: number) =>
    sql`
      insert into ${sql.raw(plan.changes)} (change_set, ordinal, row_id, kind)
      select ${changeSet}, ${from} + row_number() over (order by row_id), row_id, ${kind}
      from undoing where possible and kind = ${of}`.execute(tx)

  if (forecast.updated > 0) {
    await sql`
      insert into ${history} (row_id, change_set, ${all}, ended_by)
      select row_id, change_set, ${all}, ${changeSet} from ${current}
      where row_id in (select row_id from undoing where possible and kind = 'u')`.execute(tx)
    await sql`
      update ${current} as existing
      set change_set = ${changeSet}, ${sql.raw(names.map((name) => `${name} = was.${name}`).join(', '))}
      from undoing join ${history} as was on was.row_id = undoing.row_id and was.ended_by = ${undone}
      where undoing.possible and undoing.kind = 'u' and existing.row_id = undoing.row_id`.execute(tx)
    await log('u', 'u', 0)
  }
  if (forecast.deleted > 0) {
    await sql`
      create temporary table leaving on commit drop as
      select row_id from undoing where possible and kind = 'i'`.execute(tx)
    await removeLeaving(tx, plan, changeSet, forecast.updated)
  }
  if (forecast.inserted > 0) {
    await sql`
      insert into ${current} (row_id, change_set, ${all})
      select was.row_id, ${changeSet}, ${sql.raw(names.map((name) => `was.${name}`).join(', '))}
      from undoing join ${history} as was on was.row_id = undoing.row_id and was.ended_by = ${undone}
      where undoing.possible and undoing.kind = 'd'`.execute(tx)
    await log('i', 'd', forecast.updated + forecast.deleted)
  }
  await noteMerged(tx, plan.resource.id, { ...forecast, changeSet, simulated: options.simulated })
}
