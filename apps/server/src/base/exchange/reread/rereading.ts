/** What reading a batch's positions again needs to know of it. */
import type { AreaTree, City, CrsName, Resource } from '@onecity/city'
import type { Batch, Reading } from '@onecity/contracts'
import { AppError } from '../../../kernel/app-error.ts'
import type { Executor } from '../../../platform/db/db.ts'
import type { AreaIndex } from '../../places/index.ts'
import { isPlaced, planTables, type TablePlan } from '../../registers/index.ts'
import { findChangeSetOf } from '../hold-ledger.ts'
import { placeColumns } from '../place-columns.ts'
import { type DeliveredAs, findDelivered } from '../reject-ledger.ts'
import { derivedAreas, makeReadAgain, makeRowReader, type RowReader } from './read-again.ts'

export type RereadInput = { readonly city: City; readonly tree: AreaTree; readonly areaIndex: AreaIndex }

export type Rereading = {
  readonly plan: TablePlan
  readonly changeSet: number
  readonly from: CrsName
  readonly delivered: DeliveredAs
  readonly readerOf: (reading: Reading) => RowReader
}

const brings: ReadonlySet<Batch['mode']> = new Set(['upsert', 'append', 'replace', 'reread'])

/** Throws AppError `nothing-to-repair` for a batch that brought no positions, or that is not done. */
export const getRereading = async (
  executor: Executor,
  { areaIndex }: RereadInput,
  resource: Resource,
  batch: Batch,
): Promise<Rereading> => {
  const changeSet = await findChangeSetOf(executor, batch.id)
  const delivered = await findDelivered(executor, batch.id)
  const hasPositions = brings.has(batch.mode) && resource.items.some(isPlaced)
  if (changeSet === undefined || !delivered || !hasPositions) throw new AppError('nothing-to-repair')
  const from = (delivered.crs as CrsName | null) ?? resource.crs
  const plan = planTables(resource)
  const { places } = placeColumns(resource, delivered.header ?? [], delivered.layout ?? resource.intake ?? {}, null)
  const areas = derivedAreas(resource, (item) => places.some((place) => place.item.id === item.id))
  // A row found under another key would be another row.
  if (areas.some(({ id }) => resource.key.includes(id))) throw new AppError('nothing-to-repair')
  const readerOf = (reading: Reading) => makeRowReader(plan, areaIndex, areas, makeReadAgain(from, reading))
  return { plan, changeSet, from, delivered, readerOf }
}
