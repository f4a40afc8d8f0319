/**
 * What becomes of a batch that is held.
 *
 *   held ──confirm──▶ done            one transaction, which counts again; dies with its process, and the batch stays held
 *     │  ◀─────────── more would go than was confirmed: held again, with the new figures
 *     └─discard, or nobody in time──▶ discarded        wholly out
 *
 * There is no state in between that a crash could leave behind: the ledger row stays locked and `held` until the commit.
 */
import type { City } from '@onecity/city'
import type { Batch } from '@onecity/contracts'
import { AppError } from '../../kernel/app-error.ts'
import type { Database, Tx } from '../../platform/db/db.ts'
import { planTables, type TablePlan } from '../registers/index.ts'
import { findBatch } from './batch-ledger.ts'
import { claimHeld, type HeldBatch, noteDiscarded } from './hold-ledger.ts'
import { keyPlanOf } from './key-columns.ts'
import { type MergeOutcome, mergeDelivery, widenRegister } from './merge-delivery.ts'
import { dropStaging, listStagedColumns } from './staging.ts'
import { mergeUndo } from './undo-batch.ts'

export type DecideDeps = {
  readonly database: Database
  readonly city: City
  readonly queueMerge: <T>(work: () => Promise<T>) => Promise<T>
  readonly onCommitted: () => void
  readonly holdDays: number
}

export type Decision = { readonly batch: string; readonly by: string }

const getBatch = async (database: Database, id: string): Promise<Batch> => {
  const batch = await findBatch(database.db, id)
  if (!batch) throw new AppError('not-found')
  return batch
}

const planOf = (city: City, resource: string): TablePlan => {
  const declared = city.resources.find((each) => each.id === resource)
  if (!declared) throw new AppError('hold-outdated')
  return planTables(declared)
}

/** A city version that came in between may declare other items than those that were staged. */
const assertStagedFor = async (tx: Tx, plan: TablePlan, held: HeldBatch): Promise<void> => {
  const expected = (held.mode === 'delete' ? keyPlanOf(plan) : plan).columns.map((column) => column.name)
  const staged = await listStagedColumns(tx, held.id)
  if (!staged || staged.join() !== expected.join()) throw new AppError('hold-outdated')
}

/**
 * Does what a held batch would do, if not more rows go than `deleted`; else it is held again with the figures of now. A batch
 * that is done already is answered as it is.
 * Throws AppError `not-held`, `other-figures` (another number waits), `hold-outdated`, `nothing-to-undo`.
 */
export const confirmBatch = async (
  { database, city, queueMerge, onCommitted, holdDays }: DecideDeps,
  decision: Decision & { readonly deleted: number },
): Promise<Batch> => {
  const before = await getBatch(database, decision.batch)
  if (before.status === 'done' && before.plan !== null) return before
  if (before.status !== 'held') throw new AppError('not-held')
  const plan = planOf(city, before.resource)
  const confirm = async (tx: Tx): Promise<MergeOutcome> => {
    const held = await claimHeld(tx, decision.batch)
    if (!held) throw new AppError('not-held')
    if (held.plan.deleted !== decision.deleted)
      throw new AppError('other-figures', { params: { waiting: held.plan.deleted } })
    const confirmed = { deleted: decision.deleted, by: decision.by }
    if (held.mode === 'undo') return mergeUndo(tx, plan, held, { confirmed, holdDays })
    await assertStagedFor(tx, plan, held)
    return mergeDelivery(tx, plan, { ...held, mode: held.mode, confirmed, holdDays, timeZone: city.timeZone })
  }
  const outcome = await queueMerge(async () => {
    await database.db.transaction().execute((tx) => widenRegister(tx, plan))
    return database.db.transaction().execute(confirm)
  })
  if (outcome === 'changed') onCommitted()
  return getBatch(database, decision.batch)
}

/** Gives a held batch up; the register is as if it had never come. Throws AppError `not-held`. */
export const discardBatch = async (database: Database, decision: Decision): Promise<Batch> => {
  await database.db.transaction().execute(async (tx) => {
    if (!(await claimHeld(tx, decision.batch))) throw new AppError('not-held')
    await noteDiscarded(tx, decision.batch, decision.by)
    await dropStaging(tx, decision.batch)
  })
  return getBatch(database, decision.batch)
}
