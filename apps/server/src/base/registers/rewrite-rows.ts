/**
 * Rewrites some columns of the rows that one change set brought or changed, as a further change set. Only rows which that set
 * was the last to touch are handed out; the others are counted as skipped. Rows are read a page at a time, and what is written
 * stands in a temporary table until all is known, so that memory does not grow with the batch.
 *
 * The caller holds the register's lock for all of it, works the values out, and opens the change set.
 */
import { type Executor, sql, type Tx } from '../../platform/db/db.ts'
import { noteMerged, prepareForSets } from './merge-batch.ts'
import type { TablePlan } from './table-plan.ts'

/** A row that a change set brought or changed: its columns, or null where a later batch changed or removed it. */
export type TouchedRow = { readonly rowId: string; readonly values: Readonly<Record<string, unknown>> | null }
export type RewrittenRow = { readonly rowId: string; readonly values: Readonly<Record<string, unknown>> }

const pageSize = 2_000

const quoted = (names: readonly string[], prefix = ''): string => names.map((name) => `${prefix}"${name}"`).join(', ')

/** Rows with a position that a change set touched last, and rows that it touched and that moved since. Walks the whole set. */
export const countTouched = async (
  executor: Executor,
  plan: TablePlan,
  changeSet: number,
): Promise<{ readonly rows: number; readonly skipped: number }> => {
  const cells = plan.columns.filter(({ part }) => part === 'cell').map(({ name }) => `existing."${name}"`)
  const { rows } = await sql<{ rows: number; skipped: number }>`
    select count(*) filter (where ${sql.raw(`num_nonnulls(${cells.join(', ')})`)} > 0) as rows, count(*) - count(existing.row_id) as skipped
    from ${sql.raw(plan.changes)} as entry
    left join ${sql.raw(plan.current)} as existing on existing.row_id = entry.row_id and existing.change_set = ${changeSet}
    where entry.change_set = ${changeSet} and entry.kind <> 'd'`.execute(executor)
  return rows[0] ?? { rows: 0, skipped: 0 }
}

type RawRow = Record<string, unknown> & { row_id: string; ordinal: number; there: boolean }
const toTouched = ({ row_id: rowId, ordinal: _, there, ...values }: RawRow): TouchedRow => ({
  rowId,
  values: there ? values : null,
})

/** Rows spread evenly over a change set of `entries` rows, at most `most`; found one by one, however large it is. */
export const sampleTouched = async (
  executor: Executor,
  plan: TablePlan,
  changeSet: number,
  columns: readonly string[],
  { entries, most }: { readonly entries: number; readonly most: number },
): Promise<readonly TouchedRow[]> => {
  const stride = Math.max(1, Math.ceil(entries / most))
  const { rows } = await sql<RawRow>`
    select entry.row_id, entry.ordinal, existing.row_id is not null as there, ${sql.raw(quoted(columns, 'existing.'))}
    from generate_series(1, ${entries}::bigint, ${stride}::bigint) as picked (ordinal)
    join ${sql.raw(plan.changes)} as entry on entry.change_set = ${changeSet} and entry.ordinal = picked.ordinal and entry.kind <> 'd'
    left join ${sql.raw(plan.current)} as existing on existing.row_id = entry.row_id and existing.change_set = ${changeSet}
    order by entry.ordinal`.execute(executor)
  return rows.map(toTouched)
}

/** Every row of a change set, in its order, a page at a time. */
export async function* walkTouched(
  executor: Executor,
  plan: TablePlan,
  changeSet: number,
  columns: readonly string[],
): AsyncGenerator<readonly TouchedRow[]> {
  for (let after = 0; ; ) {
    const { rows } = await sql<RawRow>`
      select entry.row_id, entry.ordinal, existing.row_id is not null as there, ${sql.raw(quoted(columns, 'existing.'))}
      from (
        select row_id, ordinal from ${sql.raw(plan.changes)}
        where change_set = ${changeSet} and ordinal > ${after} and kind <> 'd' order by ordinal limit ${pageSize}
      ) as entry
      left join ${sql.raw(plan.current)} as existing on existing.row_id = entry.row_id and existing.change_set = ${changeSet}
      order by entry.ordinal`.execute(executor)
    if (rows.length === 0) return
    yield rows.map(toTouched)
    after = rows.at(-1)?.ordinal ?? after
  }
}

export type Rewrite = {
  readonly rowsBefore: number
  readonly add: (rows: readonly RewrittenRow[]) => Promise<void>
  /** Writes everything added, under `changeSet`; answers how many rows that were. */
  readonly apply: (options: { readonly changeSet: number; readonly simulated: boolean }) => Promise<number>
}

/** Begins a rewrite of `columns` in this transaction. */
export const openRewrite = async (tx: Tx, plan: TablePlan, columns: readonly string[]): Promise<Rewrite> => {
  await prepareForSets(tx)
  const typed = columns.map((name) => {
    const column = plan.columns.find((each) => each.name === name)
    if (!column) throw new Error(`${plan.current} has no column ${name}`)
    return `"${name}" ${column.sqlType}`
  })
  const shape = sql.raw(`row_id uuid, ${typed.join(', ')}`)
  await sql`create temporary table rewriting (${shape}) on commit drop`.execute(tx)
  const { rows: state } = await sql<{ rows: number }>`
    select rows from registers.registers where resource = ${plan.resource.id}`.execute(tx)

  const add = async (rows: readonly RewrittenRow[]): Promise<void> => {
    if (rows.length === 0) return
    const json = JSON.stringify(rows.map(({ rowId, values }) => ({ row_id: rowId, ...values })))
    await sql`insert into rewriting select * from jsonb_to_recordset(${json}::jsonb) as given (${shape})`.execute(tx)
  }

  const apply: Rewrite['apply'] = async ({ changeSet, simulated }) => {
    const all = sql.raw(quoted(plan.columns.map(({ name }) => name)))
    await sql`analyze rewriting`.execute(tx)
    await sql`
      insert into ${sql.raw(plan.history)} (row_id, change_set, ${all}, ended_by)
      select row_id, change_set, ${all}, ${changeSet} from ${sql.raw(plan.current)}
      where row_id in (select row_id from rewriting)`.execute(tx)
    const { numAffectedRows } = await sql`
      update ${sql.raw(plan.current)} as existing
      set change_set = ${changeSet}, ${sql.raw(columns.map((name) => `"${name}" = given."${name}"`).join(', '))}
      from rewriting as given where existing.row_id = given.row_id`.execute(tx)
    await sql`
      insert into ${sql.raw(plan.changes)} (change_set, ordinal, row_id, kind)
      select ${changeSet}, row_number() over (order by row_id), row_id, 'u' from rewriting`.execute(tx)
    const updated = Number(numAffectedRows ?? 0n)
    await noteMerged(tx, plan.resource.id, { inserted: 0, updated, deleted: 0, changeSet, simulated })
    return updated
  }
  return { rowsBefore: state[0]?.rows ?? 0, add, apply }
}
