import type { Text } from '@onecity/city'
import type { RuleCount } from '@onecity/contracts'
import { type Executor, sql } from '../../platform/db/db.ts'
import { type ReasonParams, reasonText } from './reject-reasons.ts'

export type BatchLine = {
  readonly id: string
  readonly at: string
  readonly received: number
  readonly rejected: number
}

/** The last finished batches of a resource, newest first. */
export const listLastBatches = async (executor: Executor, resource: string, limit: number): Promise<BatchLine[]> => {
  const { rows } = await sql<{ id: string; at: Date; received: number; rejected: number }>`
    select id, coalesce(finished_at, started_at) as at, received, rejected from exchange.batches
    where resource = ${resource} and status = 'done' order by id desc limit ${limit}`.execute(executor)
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

/** The last of the newest finished batches of a resource that was held to quality rules, with the rows that broke each. */
export const findLastRuleCounts = async (
  executor: Executor,
  resource: string,
): Promise<{
  readonly id: string
  readonly at: string
  readonly received: number
  readonly quality: RuleCount[]
} | null> => {
  const { rows } = await sql<{ id: string; at: Date; received: number; quality: RuleCount[] }>`
    select id, at, received, quality from (
      select id, coalesce(finished_at, started_at) as at, received, quality from exchange.batches
      where resource = ${resource} and status = 'done' order by id desc limit 100
    ) as latest where quality <> '[]' order by id desc limit 1`.execute(executor)
  const [last] = rows
  return last ? { ...last, at: last.at.toISOString() } : null
}

/** By resource: its last finished batch. */
export const listLatestBatchIds = async (executor: Executor): Promise<ReadonlyMap<string, string>> => {
  const { rows } = await sql<{ resource: string; id: string }>`
    select distinct on (resource) resource, id from exchange.batches where status = 'done'
    order by resource, id desc`.execute(executor)
  return new Map(rows.map(({ resource, id }) => [resource, id]))
}

/** Rows of these batches that were not taken in, counted by reason. Reads every reject: for background work. */
export const summariseRejects = async (
  executor: Executor,
  batches: readonly string[],
): Promise<{ code: string; reason: Text; item: string | null; count: number }[]> => {
  const { rows } = await sql<{ code: string; item: string | null; count: number; params: ReasonParams | null }>`
    select code, item, count(*)::int as count, (array_agg(params))[1] as params
    from exchange.rejects where batch = any(${[...batches]}::uuid[])
    group by code, item, params ->> 'rule' order by count(*) desc, code, item limit 50`.execute(executor)
  return rows.map(({ params, ...row }) => ({ ...row, reason: reasonText(row.code, params) }))
}
