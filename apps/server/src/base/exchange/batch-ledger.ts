/** The ledger of batches: all SQL on exchange.batches and exchange.rejects. */
import type { Text } from '@onecity/city'
import { type Batch, type ErrorCode, errorTable } from '@onecity/contracts'
import { type Executor, sql } from '../../platform/db/db.ts'
import type { StageProgress } from './stage-rows.ts'

export type NewBatch = {
  readonly id: string
  readonly key: string
  readonly resource: string
  readonly mode: 'upsert' | 'append'
  readonly cityVersion: number
  readonly fileName: string | null
  readonly simulated: boolean
  readonly bytesExpected: number | null
  readonly worker: number
}

type BatchRow = {
  id: string
  key: string
  resource: string
  mode: 'upsert' | 'append'
  status: Batch['status']
  file_name: string | null
  format: string | null
  encoding: string | null
  simulated: boolean
  bytes_received: number
  bytes_expected: number | null
  received: number
  inserted: number
  updated: number
  unchanged: number
  deleted: number
  rejected: number
  notices: Text[]
  error: { code: ErrorCode; detail: string | null } | null
  number: number | null
  started_at: Date
  finished_at: Date | null
  updated_at: Date
}

const toBatch = (row: BatchRow): Batch => {
  const seconds = ((row.finished_at ?? row.updated_at).getTime() - row.started_at.getTime()) / 1000
  const entry = row.error && errorTable[row.error.code]
  return {
    id: row.id,
    key: row.key,
    resource: row.resource,
    mode: row.mode,
    status: row.status,
    fileName: row.file_name,
    format: row.format,
    encoding: row.encoding,
    simulated: row.simulated,
    bytesReceived: row.bytes_received,
    bytesExpected: row.bytes_expected,
    received: row.received,
    inserted: row.inserted,
    updated: row.updated,
    unchanged: row.unchanged,
    deleted: row.deleted,
    rejected: row.rejected,
    notices: row.notices,
    error:
      row.error && entry
        ? { code: row.error.code, message: { zh: entry.zh, en: entry.en }, detail: row.error.detail }
        : null,
    changeNumber: row.number,
    startedAt: row.started_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    rowsPerSecond: seconds > 0 && row.received > 0 ? Math.round(row.received / seconds) : null,
  }
}

const columns =
  sql.raw(`batch.id, batch.key, batch.resource, batch.mode, batch.status, batch.file_name, batch.format, batch.encoding,
  batch.simulated, batch.bytes_received, batch.bytes_expected, batch.received, batch.inserted, batch.updated, batch.unchanged,
  batch.deleted, batch.rejected, batch.notices, batch.error, batch.started_at, batch.finished_at, batch.updated_at, sets.number`)
const fromBatches = sql.raw(
  'from exchange.batches as batch left join changes.change_sets as sets on sets.id = batch.change_set',
)

/** Opens a batch; answers false when another batch of that resource holds the key (under way or done). */
export const openBatch = async (executor: Executor, batch: NewBatch): Promise<boolean> => {
  const result = await sql`
    insert into exchange.batches (id, key, resource, mode, status, city_version, file_name, simulated, bytes_expected, worker)
    values (${batch.id}, ${batch.key}, ${batch.resource}, ${batch.mode}, 'receiving', ${batch.cityVersion}, ${batch.fileName},
      ${batch.simulated}, ${batch.bytesExpected}, ${batch.worker})
    on conflict (resource, key) where status in ('receiving', 'merging', 'done') do nothing`.execute(executor)
  return result.numAffectedRows === 1n
}

/** Notes how far a batch has come, so that any process can tell. */
export const noteProgress = async (executor: Executor, id: string, progress: StageProgress): Promise<void> => {
  await sql`
    update exchange.batches
    set bytes_received = ${progress.bytesReceived}, received = ${progress.received}, rejected = ${progress.rejected},
      format = ${progress.format}, encoding = ${progress.encoding}, updated_at = clock_timestamp()
    where id = ${id} and status = 'receiving'`.execute(executor)
}

/** All bytes are staged: from here on the batch goes wholly in or wholly out. */
export const noteStaged = async (
  executor: Executor,
  id: string,
  progress: StageProgress,
  notices: readonly Text[],
): Promise<void> => {
  await sql`
    update exchange.batches
    set status = 'merging', bytes_received = ${progress.bytesReceived}, received = ${progress.received}, rejected = ${progress.rejected},
      format = ${progress.format}, encoding = ${progress.encoding}, header = ${JSON.stringify(progress.header)}, delimiter = ${progress.delimiter},
      notices = ${JSON.stringify(notices)}, updated_at = clock_timestamp()
    where id = ${id} and status = 'receiving'`.execute(executor)
}

/** Takes the batch for the merge, against the sweep; false when it was given up meanwhile. */
export const claimForMerge = async (executor: Executor, id: string): Promise<boolean> => {
  const { rows } =
    await sql`select id from exchange.batches where id = ${id} and status = 'merging' for update`.execute(executor)
  return rows.length === 1
}

export type Accounting = {
  readonly received: number
  readonly inserted: number
  readonly updated: number
  readonly unchanged: number
  readonly rejected: number
}

export const closeBatch = async (
  executor: Executor,
  id: string,
  counts: Accounting,
  changeSet: number | null,
): Promise<void> => {
  await sql`
    update exchange.batches
    set status = 'done', received = ${counts.received}, inserted = ${counts.inserted}, updated = ${counts.updated},
      unchanged = ${counts.unchanged}, rejected = ${counts.rejected}, change_set = ${changeSet}, worker = null,
      updated_at = clock_timestamp(), finished_at = clock_timestamp()
    where id = ${id}`.execute(executor)
}

/** The batch is wholly out. Counts of rows go back to zero: none was kept, and none was turned away for good. */
export const failBatch = async (
  executor: Executor,
  id: string,
  status: 'failed' | 'interrupted',
  error: { readonly code: ErrorCode; readonly detail: string | null },
): Promise<boolean> => {
  const result = await sql`
    update exchange.batches
    set status = ${status}, error = ${JSON.stringify(error)}, worker = null, updated_at = clock_timestamp(), finished_at = clock_timestamp()
    where id = ${id} and status in ('receiving', 'merging')`.execute(executor)
  return result.numAffectedRows === 1n
}

export const findBatch = async (executor: Executor, id: string): Promise<Batch | undefined> => {
  const { rows } = await sql<BatchRow>`select ${columns} ${fromBatches} where batch.id = ${id}`.execute(executor)
  return rows[0] && toBatch(rows[0])
}

/** The batch that holds a key: under way or done; else the latest that failed under it. */
export const findBatchByKey = async (executor: Executor, resource: string, key: string): Promise<Batch | undefined> => {
  const { rows } = await sql<BatchRow>`
    select ${columns} ${fromBatches} where batch.resource = ${resource} and batch.key = ${key}
    order by batch.status in ('receiving', 'merging', 'done') desc, batch.id desc limit 1`.execute(executor)
  return rows[0] && toBatch(rows[0])
}

export type BatchFilter = {
  readonly resources: readonly string[]
  readonly key?: string | undefined
  readonly status?: string | undefined
  readonly before?: string | undefined
  readonly limit: number
}

/** Newest first. */
export const listBatches = async (
  executor: Executor,
  filter: BatchFilter,
): Promise<{ batches: Batch[]; next: string | null }> => {
  const { rows } = await sql<BatchRow>`
    select ${columns} ${fromBatches}
    where batch.resource = any(${filter.resources as string[]})
      ${filter.key === undefined ? sql`` : sql`and batch.key = ${filter.key}`}
      ${filter.status === undefined ? sql`` : sql`and batch.status = ${filter.status}`}
      ${filter.before === undefined ? sql`` : sql`and batch.id < ${filter.before}`}
    order by batch.id desc limit ${filter.limit + 1}`.execute(executor)
  const page = rows.slice(0, filter.limit).map(toBatch)
  return { batches: page, next: rows.length > filter.limit ? (page.at(-1)?.id ?? null) : null }
}

/** Batches that moved since a time, oldest movement first: what the live feed tells. */
export const listChangedBatches = async (executor: Executor, since: Date): Promise<Batch[]> => {
  const { rows } = await sql<BatchRow>`
    select ${columns} ${fromBatches} where batch.updated_at > ${since} order by batch.updated_at limit 200`.execute(
    executor,
  )
  return rows.map(toBatch)
}

/** Batches under way whose worker is gone, with the key of the lock that tells. */
export const listOpenWorkers = async (
  executor: Executor,
): Promise<readonly { id: string; worker: number | null }[]> => {
  const { rows } = await sql<{ id: string; worker: number | null }>`
    select id, worker from exchange.batches where status in ('receiving', 'merging') for update skip locked`.execute(
    executor,
  )
  return rows
}

export type RejectRow = {
  readonly line: number
  readonly item: string | null
  readonly value: string | null
  readonly code: string
  readonly params: Record<string, string | number> | null
  readonly raw: string
}

/** Rejects of one reason; `params` holds only the facts that all of them share. */
export type RejectGroup = {
  readonly code: string
  readonly item: string | null
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
    select line, item, value, code, params, raw from exchange.rejects
    where batch = ${batch} and line > ${after} order by line limit ${limit}`.execute(executor)
  return rows
}

export const countRejects = async (executor: Executor, batch: string): Promise<readonly RejectGroup[]> => {
  const { rows } = await sql<RejectGroup>`
    with reasons as (
      select code, item, count(*) as count from exchange.rejects where batch = ${batch} group by code, item
    ),
    shared as (
      select code, item, fact.key, min(fact.value::text)::jsonb as value
      from exchange.rejects cross join lateral jsonb_each(params) as fact
      where batch = ${batch} group by code, item, fact.key having count(distinct fact.value) = 1
    )
    select code, item, count, (
      select jsonb_object_agg(shared.key, shared.value) from shared
      where shared.code = reasons.code and shared.item is not distinct from reasons.item
    ) as params
    from reasons order by count desc, code limit 100`.execute(executor)
  return rows
}

export const findDeliveredShape = async (
  executor: Executor,
  batch: string,
): Promise<{ header: string[] | null; delimiter: string | null; format: string | null } | undefined> => {
  const { rows } = await sql<{ header: string[] | null; delimiter: string | null; format: string | null }>`
    select header, delimiter, format from exchange.batches where id = ${batch}`.execute(executor)
  return rows[0]
}
