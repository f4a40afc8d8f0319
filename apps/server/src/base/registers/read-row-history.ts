import { type Executor, sql } from '../../platform/db/db.ts'
import type { Scope } from './scope.ts'
import { toIsoTime } from './scope.ts'

export type ChangeMoment = { readonly number: number | null; readonly at: string | null; readonly batch: string | null }
export type RowVersion = {
  readonly values: Record<string, unknown>
  readonly from: ChangeMoment
  /** Null for the version that holds now. */
  readonly until: ChangeMoment | null
}

type VersionRow = Readonly<Record<string, unknown>> & {
  readonly from_number: number | null
  readonly from_at: Date | null
  readonly from_batch: string | null
  readonly ended_by: number | null
  readonly until_number: number | null
  readonly until_at: Date | null
  readonly until_batch: string | null
}

/** Every version of a row that lies within the reader's scope, oldest first; empty when there is none. */
export const readRowHistory = async (
  executor: Executor,
  scope: Scope,
  rowId: string,
): Promise<readonly RowVersion[]> => {
  const { plan } = scope
  const within = scope.where ? sql`and ${scope.where}` : sql``
  const { rows } = await sql<VersionRow>`
    select version.*,
      written.number as from_number, written.numbered_at as from_at, written.batch as from_batch,
      ended.number as until_number, ended.numbered_at as until_at, ended.batch as until_batch
    from (
      select change_set, null::bigint as ended_by, ${scope.select}
      from ${sql.raw(plan.current)} where row_id = ${rowId}::uuid ${within}
      union all
      select change_set, ended_by, ${scope.select}
      from ${sql.raw(plan.history)} where row_id = ${rowId}::uuid ${within}
    ) as version
    left join changes.change_sets as written on written.id = version.change_set
    left join changes.change_sets as ended on ended.id = version.ended_by
    order by version.ended_by nulls last, version.change_set`.execute(executor)
  return rows.map((row) => ({
    values: scope.readValues(row),
    from: { number: row.from_number, at: row.from_at && toIsoTime(row.from_at), batch: row.from_batch },
    until:
      row.ended_by === null
        ? null
        : { number: row.until_number, at: row.until_at && toIsoTime(row.until_at), batch: row.until_batch },
  }))
}
