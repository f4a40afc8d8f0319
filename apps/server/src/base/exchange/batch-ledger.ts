/** The ledger of batches: how each one goes from its opening to its end. Rejects stand in `reject-ledger.ts`. */
import type { Text } from '@onecity/city'
import { type Batch, type BatchPlan, type ErrorCode, errorTable, type RuleCount } from '@onecity/contracts'
import { type Executor, sql } from '../../platform/db/db.ts'
import type { MergeMode } from '../registers/index.ts'
import type { StageProgress } from './stage-rows.ts'

export type NewBatch = {
  readonly id: string
  readonly key: string
  readonly resource: string
  readonly mode: MergeMode
  readonly cityVersion: number
  readonly fileName: string | null
  readonly crs: string | null
  readonly simulated: boolean
  readonly bytesExpected: number | null
  readonly worker: number
  readonly sentBy: string | null
  /** The batch whose rejects, mended, this one brings. */
  readonly repairs: string | null
}

type BatchRow = {
  id: string
  key: string
  resource: string
  mode: Batch['mode']
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
  absent: number
  skipped: number
  rejected: number
  rows_before: number | null
  rows_after: number | null
  plan: StoredPlan | null
  expires_at: Date | null
  undoes: string | null
  undone_by: string | null
  repairs: string | null
  reread: Batch['reread']
  sent_by: string | null
  decided_by: string | null
  notices: Text[]
  quality: RuleCount[]
  error: { code: ErrorCode; detail: string | null } | null
  number: number | null
  started_at: Date
  finished_at: Date | null
  updated_at: Date
}

/** What a batch would do, with ids of rows that a person may look at before deciding. */
export type StoredPlan = BatchPlan & { readonly removed: readonly string[]; readonly left: readonly string[] }

const shownPlan = ({ removed: _, left: __, ...plan }: StoredPlan): BatchPlan => plan

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
    absent: row.absent,
    skipped: row.skipped,
    rejected: row.rejected,
    rowsBefore: row.rows_before,
    rowsAfter: row.rows_after,
    plan: row.plan && shownPlan(row.plan),
    expiresAt: row.status === 'held' ? (row.expires_at?.toISOString() ?? null) : null,
    undoes: row.undoes,
    undoneBy: row.undone_by,
    repairs: row.repairs,
    reread: row.reread,
    sentBy: row.sent_by,
    decidedBy: row.decided_by,
    notices: row.notices,
    quality: row.quality,
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
  batch.deleted, batch.absent, batch.skipped, batch.rejected, batch.rows_before, batch.rows_after, batch.plan, batch.expires_at,
  batch.undoes, batch.repairs, batch.reread, batch.sent_by, batch.decided_by,
  (select undo.id from exchange.batches as undo where undo.undoes = batch.id and undo.status = 'done' order by undo.id desc limit 1) as undone_by,
  batch.notices, batch.quality, batch.error, batch.started_at, batch.finished_at, batch.updated_at, sets.number`)
const fromBatches = sql.raw(
  'from exchange.batches as batch left join changes.change_sets as sets on sets.id = batch.change_set',
)

/** Opens a batch; answers false when another batch of that resource holds the key (under way or done). */
export const openBatch = async (executor: Executor, batch: NewBatch): Promise<boolean> => {
  const result = await sql`
    insert into exchange.batches (id, key, resource, mode, status, city_version, file_name, crs, simulated, bytes_expected, worker,
      sent_by, repairs)
    values (${batch.id}, ${batch.key}, ${batch.resource}, ${batch.mode}, 'receiving', ${batch.cityVersion}, ${batch.fileName},
      ${batch.crs}, ${batch.simulated}, ${batch.bytesExpected}, ${batch.worker}, ${batch.sentBy}, ${batch.repairs})
    on conflict (resource, key) where status in ('receiving', 'merging', 'held', 'done') do nothing`.execute(executor)
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
      layout = ${JSON.stringify(progress.readAs)}, crs = coalesce(crs, ${progress.crs}), suspects = ${progress.suspects}, notices = ${JSON.stringify(notices)}, updated_at = clock_timestamp()
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
  readonly deleted: number
  readonly absent: number
  readonly skipped: number
  readonly rejected: number
  readonly rowsBefore: number
}

/** The batch is in: written by the transaction that takes it in. `decidedBy` is who confirmed one that was held. */
export const closeBatch = async (
  executor: Executor,
  id: string,
  counts: Accounting,
  outcome: {
    readonly changeSet: number | null
    readonly decidedBy: string | null
    readonly notices: readonly Text[]
    readonly quality?: readonly RuleCount[]
  },
): Promise<void> => {
  await sql`
    update exchange.batches
    set status = 'done', received = ${counts.received}, inserted = ${counts.inserted}, updated = ${counts.updated},
      unchanged = ${counts.unchanged}, deleted = ${counts.deleted}, absent = ${counts.absent}, skipped = ${counts.skipped},
      rejected = ${counts.rejected}, rows_before = ${counts.rowsBefore},
      rows_after = ${counts.rowsBefore + counts.inserted - counts.deleted}, change_set = ${outcome.changeSet}, worker = null,
      notices = notices || ${JSON.stringify(outcome.notices)}::jsonb, quality = ${JSON.stringify(outcome.quality ?? [])}, decided_by = ${outcome.decidedBy},
      decided_at = case when ${outcome.decidedBy !== null} then clock_timestamp() end,
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

/** The batch that holds a key: under way, held or done; else the latest that failed under it. */
export const findBatchByKey = async (executor: Executor, resource: string, key: string): Promise<Batch | undefined> => {
  const { rows } = await sql<BatchRow>`
    select ${columns} ${fromBatches} where batch.resource = ${resource} and batch.key = ${key}
    order by batch.status in ('receiving', 'merging', 'held', 'done') desc, batch.id desc limit 1`.execute(executor)
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
