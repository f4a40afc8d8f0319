import type { Resource } from '@onecity/city'
import type { Batch, ReadAsFile } from '@onecity/contracts'
import type { Executor } from '../../platform/db/db.ts'
import { placeColumns } from './place-columns.ts'
import { targetsOf } from './preview-file.ts'
import { findDelivered } from './reject-ledger.ts'
import { shapeOf } from './repair/reject-fields.ts'

/** How the file of a batch was read, in a shape that can be sent with another; null for a batch that brought no file. */
export const findReadAs = async (executor: Executor, resource: Resource, batch: Batch): Promise<ReadAsFile | null> => {
  if (batch.repairs !== null || batch.undoes !== null) return null
  const delivered = await findDelivered(executor, batch.id)
  if (!delivered?.header || !delivered.layout) return null
  const { header, format } = delivered
  const { sheets = [], unpivoted: _, ...layout } = delivered.layout
  const geometry = format === 'geojson' || format === 'shapefile' ? shapeOf(resource) : null
  const targets = targetsOf(placeColumns(resource, header, layout, geometry))
  return {
    layout: layout as Record<string, unknown>,
    sheets: [...sheets],
    columns: header.map((name, at) => ({ name, item: targets.get(at) ?? null })),
  }
}
