import type { Resource } from '@onecity/city'
import type { BatchPreview } from '@onecity/contracts'
import type { Executor } from '../../platform/db/db.ts'
import type { Obligations } from '../../trust/access/index.ts'
import { readNamedRows } from '../registers/index.ts'
import { findNamedRows } from './hold-ledger.ts'

/**
 * Examples of the rows that a held batch would remove and that an undo leaves, with their values of now as far as the reader
 * may see them; `obligations` are null for a reader who may see batches but not rows.
 */
export const previewBatch = async (
  executor: Executor,
  resource: Resource,
  obligations: Obligations | null,
  batch: string,
): Promise<BatchPreview> => {
  const { removed, left } = await findNamedRows(executor, batch)
  const values = obligations ? await readNamedRows(executor, resource, obligations, [...removed, ...left]) : new Map()
  const named = (rowId: string) => ({ rowId, values: values.get(rowId) ?? null })
  return { removed: removed.map(named), skipped: left.map(named) }
}
