/**
 * Reads the positions of a batch again as of another coordinate system, as a batch of its own.
 *
 *   receiving ──one transaction──▶ done        rows, history, change log and ledger row together
 *       └──▶ failed · interrupted              wholly out
 *
 * Rows are walked a page at a time under the register's lock; the ledger tells every process how far it is. A row that a later
 * batch changed stays as that batch left it.
 */
import type { Resource, Text } from '@onecity/city'
import type { Batch, Reading } from '@onecity/contracts'
import { AppError } from '../../../kernel/app-error.ts'
import { newId } from '../../../kernel/ids.ts'
import { closeChangeSet, openChangeSet } from '../../../platform/changes/index.ts'
import type { Database, Tx } from '../../../platform/db/db.ts'
import { lockRegister, openRewrite, walkTouched } from '../../registers/index.ts'
import { closeBatch, findBatch } from '../batch-ledger.ts'
import { countBrokenByRewrite } from '../hold-to-rules.ts'
import { prepareLongWork, widenRegister } from '../merge-delivery.ts'
import { settle } from '../receive-batch.ts'
import { isSameSystem } from './read-again.ts'
import { claimReread, noteReread, openReread } from './reread-ledger.ts'
import { getRereading, type RereadInput } from './rereading.ts'

export type RereadDeps = {
  readonly database: Database
  readonly input: RereadInput & { readonly version: number }
  readonly worker: number
  readonly queueMerge: <T>(work: () => Promise<T>) => Promise<T>
  readonly onCommitted: () => void
}

const noteEveryMs = 400

const brokenNotice = ({ rule, now, before }: Awaited<ReturnType<typeof countBrokenByRewrite>>[number]): Text[] =>
  now === 0
    ? []
    : [
        {
          zh: `重读后有 ${now} 行不符合规则「${rule.title.zh}」（重读前 ${before} 行），仍然保留`,
          en: `${now} ${now === 1 ? 'row breaks' : 'rows break'} the rule “${rule.title.en ?? rule.title.zh}” as read again (${before} before); nothing was removed`,
        },
      ]

/** Throws AppError `nothing-to-repair` when no row is left that the reading would change. */
export const rereadBatch = async (
  { database, input, worker, queueMerge, onCommitted }: RereadDeps,
  resource: Resource,
  original: Batch,
  reading: Reading,
  by: string,
): Promise<Batch> => {
  const {
    plan,
    changeSet: read,
    from,
    delivered,
    readerOf,
  } = await getRereading(database.db, input, resource, original)
  if (!reading.swapped && isSameSystem(reading.crs, from))
    throw new AppError('nothing-to-repair', { detail: `the positions were read as ${from} already` })
  const { columns, read: readRow } = readerOf(reading)
  const id = newId()
  await openReread(database.db, {
    id,
    original,
    from,
    reading,
    cityVersion: input.version,
    worker,
    sentBy: by,
    header: delivered.header,
    layout: delivered.layout,
  })

  let received = 0
  const rewrite = async (tx: Tx): Promise<void> => {
    await prepareLongWork(tx)
    await lockRegister(tx, resource.id)
    const { rowsBefore, add, apply } = await openRewrite(tx, plan, columns)
    let [updated, skipped] = [0, 0]
    for await (const page of walkTouched(tx, plan, read, columns)) {
      const changed = page.flatMap(({ rowId, values }) => {
        if (!values) skipped++
        const again = values && readRow(values)
        return again ? [{ rowId, values: again.values }] : []
      })
      await add(changed)
      received += page.length
      updated += changed.length
    }
    if (updated === 0) throw new AppError('nothing-to-repair')
    if (!(await claimReread(tx, id))) throw new AppError('interrupted', { detail: 'the batch was given up meanwhile' })
    const { simulated } = original
    const changeSet = await openChangeSet(tx, { resource: resource.id, batch: id, simulated })
    const written = await apply({ changeSet, simulated })
    if (written !== updated) throw new Error(`rewritten: ${written} instead of ${updated}`)
    const changes = { inserted: 0, updated, deleted: 0 }
    await closeChangeSet(tx, changeSet, changes)
    const counts = { ...changes, received, unchanged: received - updated - skipped, absent: 0, skipped, rejected: 0 }
    const held = { plan, zone: resource.timeZone ?? input.city.timeZone, now: new Date() }
    const items = new Set(plan.columns.flatMap(({ name, item }) => (columns.includes(name) ? [item] : [])))
    const notices = (await countBrokenByRewrite(tx, held, changeSet, items)).flatMap(brokenNotice)
    await closeBatch(tx, id, { ...counts, rowsBefore }, { changeSet, decidedBy: null, notices })
  }

  // A failed note is no reason to stop: the next one follows, and the outcome is written elsewhere.
  const noting = setInterval(() => void noteReread(database.db, id, received).catch(() => {}), noteEveryMs)
  try {
    await queueMerge(async () => {
      await database.db.transaction().execute((tx) => widenRegister(tx, plan))
      await database.db.transaction().execute(rewrite)
    })
    onCommitted()
  } catch (error) {
    const outcome = await settle(database, id, error)
    if (outcome !== 'done') throw outcome
    onCommitted()
  } finally {
    clearInterval(noting)
  }
  const batch = await findBatch(database.db, id)
  if (!batch) throw new AppError('internal', { detail: `batch ${id} has no ledger row` })
  return batch
}
