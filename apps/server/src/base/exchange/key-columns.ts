import type { TablePlan } from '../registers/index.ts'
import { copyNull } from './copy-text.ts'
import { makeRecordPlan, type RecordPlanInput } from './record-plan.ts'
import type { SourceRecord } from './record-source.ts'

/** The register of a resource as far as its key goes, with what the key is worked out from: all that a batch that deletes brings. */
export const keyPlanOf = (plan: TablePlan): TablePlan => {
  const { resource } = plan
  const key = new Set(resource.key)
  for (const item of resource.items) if (key.has(item.id) && item.from !== undefined) key.add(item.from)
  return {
    ...plan,
    resource: { ...resource, items: resource.items.filter((item) => key.has(item.id)) },
    columns: plan.columns.filter((column) => key.has(column.item)),
  }
}

/**
 * Makes the columns of a staging table for a record that was turned away: its key where every item of it can be read, all
 * else null. Each column is followed by a tab.
 */
export const makeKeyColumns = (input: RecordPlanInput, keyPlan: TablePlan): ((record: SourceRecord) => string) => {
  const keyRecord = makeRecordPlan({ ...input, plan: keyPlan })
  const { columns } = input.plan
  const key = new Set(keyPlan.resource.key)
  const places = columns.map((column) => keyPlan.columns.findIndex(({ name }) => name === column.name))
  const none = `${copyNull}\t`.repeat(columns.length)
  return (record) => {
    // Cells of a record that was cut wrongly stand anywhere.
    if (record.fault !== undefined) return none
    const read = keyRecord.read(record)
    if (!Array.isArray(read)) return none
    // A point fills three columns with one text.
    const values = read.slice(1, -1).join('\t').split('\t')
    return columns.map((column, at) => `${key.has(column.item) ? values[places[at] as number] : copyNull}\t`).join('')
  }
}
