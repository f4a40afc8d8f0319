/** Rows that were turned away, and what became of them when they were mended: all SQL on exchange.rejects. */

import { type Executor, sql } from '../../platform/db/db.ts'
import type { MergeMode } from '../registers/index.ts'
import type { ReadAs } from './layout-of.ts'
import { stagingName } from './staging.ts'

export type RejectRow = {
  readonly line: number
  readonly item: string | null
  readonly value: string | null
  readonly code: string
  readonly params: Record<string, string | number> | null
  readonly raw: string
  readonly repaired_by: string | null
}

/** Rejects of one reason; `params` holds only the facts that all of them share. */
export type RejectGroup = {
  readonly code: string
  readonly item: string | null
  /** The quality rule that was broken. */
  readonly rule: string | null
  readonly count: number
  readonly params: Record<string, string | number> | null
}

/** Rejects of a batch in the order of the file, after a line. */
export const listRejects = async (
  executor: Executor,
  batch: string,
  after: number,
  limit: number,
): Promise<RejectRow[]> => {
  const { rows } = await sql<RejectRow>`
    select line, item, value, code, params, raw, repaired_by from exchange.rejects
    where batch = ${batch} and line > ${after} order by line limit ${limit}`.execute(executor)
  return rows
}

export const countRejects = async (executor: Executor, batch: string): Promise<readonly RejectGroup[]> => {
  const { rows } = await sql<RejectGroup>`
    with reasons as (
      select code, item, params ->> 'rule' as rule, count(*) as count
      from exchange.rejects where batch = ${batch} group by 1, 2, 3
    ),
    shared as (
      select code, item, params ->> 'rule' as rule, fact.key, min(fact.value::text)::jsonb as value
      from exchange.rejects cross join lateral jsonb_each(params) as fact
      where batch = ${batch} group by 1, 2, 3, fact.key having count(distinct fact.value) = 1
    )
    select code, item, rule, count, (
      select jsonb_object_agg(shared.key, shared.value) from shared
      where shared.code = reasons.code and shared.item is not distinct from reasons.item
        and shared.rule is not distinct from reasons.rule
    ) as params
    from reasons order by count desc, code limit 100`.execute(executor)
  return rows
}

/** Rejects that no mended row has replaced yet, in the order of the file, after a line. */
export const listUnrepaired = async (
  executor: Executor,
  batch: string,
  after: number,
  limit: number,
): Promise<RejectRow[]> => {
  const { rows } = await sql<RejectRow>`
    select line, item, value, code, params, raw, repaired_by from exchange.rejects
    where batch = ${batch} and line > ${after} and repaired_by is null order by line limit ${limit}`.execute(executor)
  return rows
}

export const findReject = async (executor: Executor, batch: string, line: number): Promise<RejectRow | undefined> => {
  const { rows } = await sql<RejectRow>`
    select line, item, value, code, params, raw, repaired_by from exchange.rejects
    where batch = ${batch} and line = ${line}`.execute(executor)
  return rows[0]
}

/** How many rejects of a batch are kept, and of how many a mended row was taken in. */
export const countRepaired = async (
  executor: Executor,
  batch: string,
): Promise<{ readonly kept: number; readonly repaired: number }> => {
  const { rows } = await sql<{ kept: number; repaired: number }>`
    select count(*) as kept, count(repaired_by) as repaired from exchange.rejects where batch = ${batch}`.execute(
    executor,
  )
  return rows[0] ?? { kept: 0, repaired: 0 }
}

/** Field of a mended row that carries what was changed, from the intake to the reject it belongs to. */
export const repairField = '_repair'

/**
 * Notes on the rejects of `repaired` that their mended rows are taken in by batch `by`, with what was changed. A mended row
 * has the line of its reject. Answers how many were noted: fewer than rows taken in means that somebody was quicker.
 */
export const noteRepaired = async (executor: Executor, repaired: string, by: string): Promise<number> => {
  const { numAffectedRows } = await sql`
    update exchange.rejects as reject set repaired_by = ${by}, repair = staged.raw::jsonb -> ${repairField}
    from ${sql.raw(stagingName(by))} as staged
    where reject.batch = ${repaired} and reject.line = staged.line and staged.reject_code is null and reject.repaired_by is null`.execute(
    executor,
  )
  return Number(numAffectedRows ?? 0n)
}

/** How a batch was delivered: what its rejects are read with. */
export type DeliveredAs = {
  readonly header: string[] | null
  readonly delimiter: string | null
  readonly format: string | null
  readonly crs: string | null
  readonly mode: MergeMode | 'undo' | 'reread'
  readonly simulated: boolean
  readonly file_name: string | null
  /** How its file was read; null for a batch that brought no file. */
  readonly layout: ReadAs | null
}

export const findDelivered = async (executor: Executor, batch: string): Promise<DeliveredAs | undefined> => {
  const { rows } = await sql<DeliveredAs>`
    select header, delimiter, format, crs, mode, simulated, file_name, layout from exchange.batches where id = ${batch}`.execute(
    executor,
  )
  return rows[0]
}
