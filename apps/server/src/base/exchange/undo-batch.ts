/**
 * Takes a batch back by a further one of mode `undo`, in two steps: it is held with what it would do, and confirmed like any
 * held batch. It needs no staging: what it brings stands in the register's history.
 */
import type { City } from '@onecity/city'
import type { Batch } from '@onecity/contracts'
import { AppError } from '../../kernel/app-error.ts'
import { newId } from '../../kernel/ids.ts'
import { closeChangeSet, openChangeSet } from '../../platform/changes/index.ts'
import type { Database, Tx } from '../../platform/db/db.ts'
import { applyUndo, lockRegister, matchUndo, planTables, type TablePlan, widenTables } from '../registers/index.ts'
import { closeBatch, findBatch, type StoredPlan } from './batch-ledger.ts'
import { findChangeSetOf, findHeldUndo, type HeldBatch, holdBatch, openUndo } from './hold-ledger.ts'
import { type MergeOutcome, prepareLongWork } from './merge-delivery.ts'

type Forecast = Awaited<ReturnType<typeof matchUndo>>

const toPlan = (forecast: Forecast, again: boolean): StoredPlan => ({
  reason: 'undo',
  rows: forecast.rowsBefore,
  inserted: forecast.inserted,
  updated: forecast.updated,
  unchanged: 0,
  deleted: forecast.deleted,
  absent: 0,
  skipped: forecast.skipped,
  mostRemoved: 0,
  again,
  removed: forecast.removed,
  left: forecast.left,
})

/** Opens the undo of a batch, held with what it would do; one that is waiting already is discarded for it. */
export const proposeUndo = async (
  {
    database,
    city,
    cityVersion,
    holdDays,
  }: {
    readonly database: Database
    readonly city: City
    readonly cityVersion: number
    readonly holdDays: number
  },
  undone: Batch,
  by: string,
): Promise<Batch> => {
  const resource = city.resources.find((each) => each.id === undone.resource)
  if (!resource) throw new AppError('not-found')
  const plan = planTables(resource)
  const id = await database.db.transaction().execute(async (tx) => {
    await prepareLongWork(tx)
    await lockRegister(tx, resource.id)
    const waiting = await findHeldUndo(tx, undone.id)
    const changeSet = await findChangeSetOf(tx, undone.id)
    if (changeSet === undefined) throw new AppError('nothing-to-undo')
    await widenTables(tx, plan)
    const forecast = await matchUndo(tx, plan, changeSet)
    if (forecast.skipped === forecast.received) throw new AppError('nothing-to-undo')
    const facts = { plan: toPlan(forecast, false), days: holdDays }
    if (waiting !== undefined) {
      await holdBatch(tx, waiting, { ...facts, rejected: 0 })
      return waiting
    }
    const undo = newId()
    await openUndo(tx, {
      ...facts,
      id: undo,
      undoes: undone.id,
      resource: resource.id,
      cityVersion,
      received: forecast.received,
      simulated: undone.simulated,
      sentBy: by,
    })
    return undo
  })
  const batch = await findBatch(database.db, id)
  if (!batch) throw new AppError('internal', { detail: `batch ${id} has no ledger row` })
  return batch
}

/** The confirmed undo, counted again: held anew if more rows would go, or more be left, than was shown. */
export const mergeUndo = async (
  tx: Tx,
  plan: TablePlan,
  held: HeldBatch,
  options: { readonly confirmed: { readonly deleted: number; readonly by: string }; readonly holdDays: number },
): Promise<MergeOutcome> => {
  await prepareLongWork(tx)
  await lockRegister(tx, held.resource)
  const undone = held.undoes === null ? undefined : await findChangeSetOf(tx, held.undoes)
  if (undone === undefined) throw new AppError('nothing-to-undo')
  const forecast = await matchUndo(tx, plan, undone)
  if (forecast.deleted > options.confirmed.deleted || forecast.skipped > held.plan.skipped) {
    await holdBatch(tx, held.id, { plan: toPlan(forecast, true), rejected: 0, days: options.holdDays })
    return 'held'
  }
  if (forecast.skipped === forecast.received) throw new AppError('nothing-to-undo')
  const { simulated } = held
  const changeSet = await openChangeSet(tx, { resource: held.resource, batch: held.id, simulated })
  await applyUndo(tx, plan, forecast, { undone, changeSet, simulated })
  await closeChangeSet(tx, changeSet, forecast)
  const counts = { ...forecast, unchanged: 0, absent: 0, rejected: 0 }
  await closeBatch(tx, held.id, counts, { changeSet, decidedBy: options.confirmed.by, notices: [] })
  return 'changed'
}
