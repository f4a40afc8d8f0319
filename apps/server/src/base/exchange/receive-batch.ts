/**
 * Takes one delivery into a register.
 *
 *   receiving ──staged──▶ merging ──one transaction──▶ done        rows, history, change log, rejects and ledger together
 *       │                    │ └──────would remove much──▶ held    its rows durable; see confirm-batch.ts
 *       └──────────┬─────────┘
 *                  ▼
 *        failed (the file) · interrupted (the way here)            wholly out: nothing of it was kept
 *
 * Whatever dies, the ledger row tells which it was: it is written by the very transaction that takes the rows in. A process
 * that loses the database at the commit asks the ledger afterwards; a process that dies is found by the sweep.
 */

import type { Readable } from 'node:stream'
import { findResource, hasRegister, type Intake, type Text } from '@onecity/city'
import type { Batch, ErrorCode } from '@onecity/contracts'
import type pg from 'pg'
import { AppError, isAppError } from '../../kernel/app-error.ts'
import { newId } from '../../kernel/ids.ts'
import { isDatabaseAway } from '../../platform/db/database-away.ts'
import type { Database } from '../../platform/db/db.ts'
import { isDiskFull } from '../../platform/db/disk-full.ts'
import { type MergeMode, planTables, type TablePlan } from '../registers/index.ts'
import {
  claimForMerge,
  failBatch,
  findBatch,
  findBatchByKey,
  noteProgress,
  noteStaged,
  openBatch,
} from './batch-ledger.ts'
import type { Spool } from './formats/spool.ts'
import { keyPlanOf } from './key-columns.ts'
import { layoutOf } from './layout-of.ts'
import { mergeDelivery, widenRegister } from './merge-delivery.ts'
import type { RecordPlanInput } from './record-plan.ts'
import { repairField } from './reject-ledger.ts'
import { type StageProgress, stageRows } from './stage-rows.ts'
import { createStaging, dropStaging } from './staging.ts'

export type BatchRequest = {
  readonly resource: string
  readonly key: string
  readonly mode: MergeMode
  readonly fileName: string | null
  /** What came with the delivery about its layout, beyond what the resource declares. */
  readonly layout: Intake | null
  readonly simulated: boolean
  readonly bytesExpected: number | null
  readonly source: Readable
  /** Who sends. */
  readonly sentBy: string | null
  /** The batch whose rejects, mended, this one brings: NDJSON, each row at the line of its reject. */
  readonly repairs?: string
}

export type ReceiveDeps = {
  readonly database: Database
  /** The city as it is now; the batch keeps to this version to its end. */
  readonly city: Omit<RecordPlanInput, 'header' | 'crs' | 'plan'> & { readonly version: number }
  readonly worker: number
  readonly spool: Spool
  /** A connection outside the pool: a delivery may take hours, and those who read must not wait for it. */
  readonly connect: () => Promise<pg.Client>
  /** Runs merges a few at a time: more of them than cores only fill the pool. */
  readonly queueMerge: <T>(work: () => Promise<T>) => Promise<T>
  /** Called after a commit that wrote a change set. */
  readonly onCommitted: () => void
  /** How long a batch waits for somebody to confirm what it would remove. */
  readonly holdDays: number
}

export type Receipt = { readonly batch: Batch; readonly repeated: boolean }

const progressEveryMs = 400

/** Takes the delivery in, or throws why the whole of it stays out. A key that was done before is answered with its batch. */
export const receiveBatch = async (deps: ReceiveDeps, request: BatchRequest): Promise<Receipt> => {
  const { database, city } = deps
  const resource = findResource(city.city, request.resource)
  if (!resource) throw new AppError('not-found', { detail: request.resource })
  if (!hasRegister(resource)) throw new AppError('no-register', { params: { kind: resource.kind } })
  const needsKey = request.mode === 'upsert' || request.mode === 'delete'
  if (needsKey && resource.key.length === 0) throw new AppError('mode-not-possible')

  // A sender may go away before anybody reads; the reader meets the error then, and until then nobody must trip over it.
  request.source.on('error', () => {})
  // Mended rows come in our own layout, not in the one in which files of the resource come.
  const { intake: _, ...plain } = resource
  const plan = planTables(request.repairs === undefined ? resource : plain)
  const id = newId()
  const opened = await openBatch(database.db, {
    id,
    key: request.key,
    resource: request.resource,
    mode: request.mode,
    cityVersion: city.version,
    fileName: request.fileName,
    crs: request.layout?.crs ?? null,
    simulated: request.simulated,
    bytesExpected: request.bytesExpected,
    worker: deps.worker,
    sentBy: request.sentBy,
    repairs: request.repairs ?? null,
  })
  if (!opened) return { batch: await answerRepeated(database, request), repeated: true }

  try {
    const { progress, notices } = await stage(deps, request, id, plan)
    // The field that carries what was mended is ours, not the sender's.
    const told = request.repairs === undefined ? notices : notices.filter(({ zh }) => !zh.includes(repairField))
    await noteStaged(database.db, id, progress, told)
    const merged = await deps.queueMerge(async () => {
      await database.db.transaction().execute((tx) => widenRegister(tx, plan))
      return database.db.transaction().execute(async (tx) => {
        if (!(await claimForMerge(tx, id)))
          throw new AppError('interrupted', { detail: 'the batch was given up meanwhile' })
        const { mode, simulated, repairs = null } = request
        const { received, rejected, suspects } = progress
        const { holdDays } = deps
        const { timeZone } = city.city
        const counts = { received, rejected, suspects }
        const staged = { id, mode, simulated, repairs, ...counts, confirmed: null, holdDays, timeZone }
        return mergeDelivery(tx, plan, staged)
      })
    })
    if (merged === 'changed') deps.onCommitted()
  } catch (error) {
    const outcome = await settle(database, id, error)
    if (outcome === 'done') deps.onCommitted()
    else throw outcome
  }
  const batch = await findBatch(database.db, id)
  if (!batch) throw new AppError('internal', { detail: `batch ${id} has no ledger row` })
  return { batch, repeated: false }
}

const answerRepeated = async (database: Database, request: BatchRequest): Promise<Batch> => {
  const batch = await findBatchByKey(database.db, request.resource, request.key)
  if (!batch || batch.status === 'receiving' || batch.status === 'merging')
    throw new AppError('batch-in-progress', { params: { batch: batch?.id } })
  if (batch.mode !== request.mode) throw new AppError('batch-key-reused', { params: { batch: batch.id } })
  return batch
}

const stage = async (
  { database, city, connect, spool }: ReceiveDeps,
  request: BatchRequest,
  id: string,
  plan: TablePlan,
): Promise<{ progress: StageProgress; notices: readonly Text[] }> => {
  const progress: StageProgress = {
    bytesReceived: 0,
    received: 0,
    rejected: 0,
    suspects: 0,
    format: null,
    encoding: null,
    header: null,
    delimiter: null,
    readAs: null,
    crs: null,
  }
  // What is not of the key says nothing about which rows go.
  const staged = request.mode === 'delete' ? keyPlanOf(plan) : plan
  const table = await createStaging(database.db, id, staged)
  const client = await connect()
  // A failed note is no reason to stop: the next one follows, and the outcome is written elsewhere.
  const noting = setInterval(() => void noteProgress(database.db, id, progress).catch(() => {}), progressEveryMs)
  try {
    const notices = await stageRows(
      client,
      table,
      {
        source: request.source,
        // Mended rows name items: what the files of the resource look like does not matter to them.
        layout: request.repairs === undefined ? layoutOf(plan.resource, request.layout) : (request.layout ?? {}),
        spool,
        keepRaw: request.repairs !== undefined || mayTurnAway(request.mode, plan),
        keyPlan: request.mode === 'replace' && plan.resource.key.length > 0 ? keyPlanOf(plan) : null,
      },
      { ...city, plan: staged },
      progress,
    )
    return { progress, notices }
  } finally {
    clearInterval(noting)
    await client.end().catch(() => {})
  }
}

/** Whether rows that can be read may still be turned away by the merge: all of them have to be kept as they were written. */
const mayTurnAway = (mode: MergeMode, { resource }: TablePlan): boolean =>
  (mode === 'append' && resource.key.length > 0) ||
  (mode !== 'delete' && resource.quality?.some(({ severity }) => severity === 'reject') === true)

const settleForMs = 60_000
const settleEveryMs = 500

const toOutcome = (error: unknown): { status: 'failed' | 'interrupted'; code: ErrorCode; detail: string | null } => {
  if (isAppError(error))
    return {
      status: error.code === 'interrupted' ? 'interrupted' : 'failed',
      code: error.code,
      detail: error.detail ?? null,
    }
  return { status: 'failed', code: 'internal', detail: null }
}

/**
 * After anything went wrong: the ledger decides. If the merge had committed after all, the batch is done or held; else it is
 * marked and everything staged is dropped. While the database is away, keeps asking; past a minute the sweep will do it.
 */
export const settle = async (database: Database, id: string, error: unknown): Promise<'done' | AppError> => {
  const known = asAppError(error)
  const { status, code, detail } = toOutcome(known)
  const end = Date.now() + settleForMs
  for (;;) {
    try {
      const batch = await findBatch(database.db, id)
      if (batch?.status === 'done' || batch?.status === 'held') return 'done'
      await failBatch(database.db, id, status, { code, detail })
      await dropStaging(database.db, id)
      return known
    } catch {
      if (Date.now() > end) return new AppError('database-away', { cause: error })
      await new Promise((resolve) => setTimeout(resolve, settleEveryMs))
    }
  }
}

/** Codes of a body that stopped before its end. */
const cutOff = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR', 'ECONNRESET'])

/** What a failure on the way means to the sender. */
const asAppError = (error: unknown): AppError => {
  if (isAppError(error)) return error
  const { code, message } = error as { code?: string; message?: string }
  if (isDiskFull(error)) return new AppError('disk-full', { cause: error })
  if (isDatabaseAway(error))
    return new AppError('interrupted', { detail: 'a connection was lost on the way', cause: error })
  if (cutOff.has(code ?? '') || message === 'aborted')
    return new AppError('interrupted', {
      detail: 'the connection closed before the whole file had arrived',
      cause: error,
    })
  return new AppError('internal', { cause: error })
}
