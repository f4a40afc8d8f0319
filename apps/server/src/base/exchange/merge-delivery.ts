/**
 * The one transaction in which a batch's rows, their history, the change log, its rejects and its ledger row are written; or
 * in which the batch is held, with everything it needs made durable, because it would remove more than nobody should be asked
 * about. A confirmed batch goes through the same steps: it is counted again under the register's lock, since the register may
 * have moved while it waited.
 */
import type { Text } from '@onecity/city'
import type { RuleCount } from '@onecity/contracts'
import { AppError } from '../../kernel/app-error.ts'
import { closeChangeSet, openChangeSet } from '../../platform/changes/index.ts'
import { liftStatementTimeout, sql, type Tx } from '../../platform/db/db.ts'
import {
  applyBatch,
  buildIndexes,
  ensureTables,
  lockRegister,
  type MergeForecast,
  type MergeMode,
  matchBatch,
  type TablePlan,
  widenTables,
} from '../registers/index.ts'
import { type Accounting, closeBatch } from './batch-ledger.ts'
import { holdBatch } from './hold-ledger.ts'
import { defaultMostRemoved, holdReason } from './hold-reason.ts'
import { countByRule, rejectByRules } from './hold-to-rules.ts'
import { noteRepaired } from './reject-ledger.ts'
import { dropStaging, isStagingEmpty, keepRejects, makeStagingDurable, stagingName } from './staging.ts'

export type StagedBatch = {
  readonly id: string
  readonly mode: MergeMode
  readonly received: number
  readonly rejected: number
  readonly suspects: number
  readonly simulated: boolean
  readonly repairs: string | null
  /** How many removals somebody has agreed to, and who; null for a batch that nobody has been asked about. */
  readonly confirmed: { readonly deleted: number; readonly by: string } | null
  readonly holdDays: number
  /** Zone of the city, for rules of resources that name none. */
  readonly timeZone: string
}

export type MergeOutcome = 'changed' | 'unchanged' | 'held'

/**
 * Has the database look every second whether this process still lives. A statement whose client was killed would else work
 * on to its end, for minutes perhaps, and the batch with it could be neither given up nor sent again.
 */
const noticeDeadClient = async (tx: Tx): Promise<void> => {
  // PostgreSQL on Windows cannot look, and refuses to try.
  await sql`select set_config('client_connection_check_interval', '1s', true)
    where version() !~* 'windows|mingw|msvc|visual'`.execute(tx)
}

/** For a transaction that takes as long as it needs, but not longer than its process lives. */
export const prepareLongWork = async (tx: Tx): Promise<void> => {
  await liftStatementTimeout(tx)
  await noticeDeadClient(tx)
}

/** Gives the register the columns its resource has been declared with since; in a transaction of its own (see widenTables). */
export const widenRegister = async (tx: Tx, plan: TablePlan): Promise<void> => {
  await prepareLongWork(tx)
  await lockRegister(tx, plan.resource.id)
  await widenTables(tx, plan)
}

const keptNotice = (kept: number): readonly Text[] =>
  kept === 0
    ? []
    : [
        {
          zh: `${kept} 行没有删除：文件里有它们的主键，但那一行被退回`,
          en: `${kept} ${kept === 1 ? 'row was' : 'rows were'} not removed: the file has their keys, in rows that were rejected`,
        },
      ]

/** Merges a staged batch or holds it. The caller has locked its ledger row in `tx`. */
export const mergeDelivery = async (tx: Tx, plan: TablePlan, batch: StagedBatch): Promise<MergeOutcome> => {
  await prepareLongWork(tx)
  await lockRegister(tx, plan.resource.id)
  // Staging is unlogged until a batch is held: a crash of the database while it waited for its turn has emptied it.
  if (batch.received > 0 && (await isStagingEmpty(tx, batch.id)))
    throw new AppError('interrupted', { detail: 'the database was restarted before the rows were merged' })
  const { isNew } = await ensureTables(tx, plan)
  // A batch that deletes brings keys alone.
  const rules =
    batch.mode === 'delete'
      ? null
      : { plan, batch: batch.id, zone: plan.resource.timeZone ?? batch.timeZone, now: new Date() }
  const broken = rules ? await rejectByRules(tx, rules) : 0
  const forecast = await matchBatch(tx, plan, stagingName(batch.id), {
    mode: batch.mode,
    good: batch.received - batch.rejected - broken,
    suspects: batch.suspects,
    isNew,
  })
  const mostRemoved = plan.resource.mostRemoved ?? defaultMostRemoved
  const reason = holdReason(forecast, mostRemoved, batch.confirmed?.deleted ?? null)
  const rejected = batch.rejected + broken + forecast.rejected
  const quality = rules ? await countByRule(tx, rules) : []
  if (reason !== null) {
    const { rowsBefore: rows, inserted, updated, unchanged, deleted, absent, removed } = forecast
    const counts = { rows, inserted, updated, unchanged, deleted, absent, skipped: 0 }
    await makeStagingDurable(tx, batch.id)
    await holdBatch(tx, batch.id, {
      plan: { reason, ...counts, mostRemoved, again: batch.confirmed !== null, removed, left: [] },
      rejected,
      quality,
      days: batch.holdDays,
    })
    return 'held'
  }
  return write(tx, plan, batch, forecast, { rejected, quality, isNew })
}

const write = async (
  tx: Tx,
  plan: TablePlan,
  batch: StagedBatch,
  forecast: MergeForecast,
  {
    rejected,
    quality,
    isNew,
  }: { readonly rejected: number; readonly quality: readonly RuleCount[]; readonly isNew: boolean },
): Promise<MergeOutcome> => {
  const { id, mode, received, simulated } = batch
  const changes = forecast.inserted + forecast.updated + forecast.deleted > 0
  const changeSet = changes ? await openChangeSet(tx, { resource: plan.resource.id, batch: id, simulated }) : null
  await applyBatch(tx, plan, stagingName(id), forecast, { changeSet, simulated })
  if (isNew) await buildIndexes(tx, plan)
  const kept = rejected > 0 ? await keepRejects(tx, id) : 0
  if (batch.repairs !== null && (await noteRepaired(tx, batch.repairs, id)) !== received - rejected)
    throw new AppError('nothing-to-repair', { detail: 'some of these rows were repaired by somebody else meanwhile' })
  const accounting: Accounting = { ...forecast, rejected, received, skipped: 0 }
  assertBalanced(accounting, mode, kept)
  if (changeSet !== null) await closeChangeSet(tx, changeSet, forecast)
  const notices = keptNotice(forecast.kept)
  await closeBatch(tx, id, accounting, { changeSet, decidedBy: batch.confirmed?.by ?? null, notices, quality })
  await dropStaging(tx, id)
  return changes ? 'changed' : 'unchanged'
}

/** Every row received has exactly one outcome, or the transaction does not commit. */
const assertBalanced = (counts: Accounting, mode: MergeMode, rejectsKept: number) => {
  // Rows that a replacing batch removes are in no file: they go because they are not.
  const deleted = mode === 'replace' ? 0 : counts.deleted
  const sum = counts.inserted + counts.updated + counts.unchanged + counts.absent + counts.rejected + deleted
  if (sum !== counts.received || rejectsKept !== counts.rejected)
    throw new AppError('internal', {
      detail: `the accounting does not balance: received ${counts.received}, accounted ${sum}, rejects kept ${rejectsKept}`,
      params: { ...counts },
    })
}
