/**
 * Walks the rejects of a batch, proposing repairs. Rejects are read a page at a time, and each is forgotten before the next, so
 * that a million of them need no more memory than a thousand.
 */
import type { AreaTree, City, CrsName, Resource } from '@onecity/city'
import { type Repairs, repairRules } from '@onecity/contracts'
import { AppError } from '../../../kernel/app-error.ts'
import type { Executor } from '../../../platform/db/db.ts'
import { type AreaIndex, makeCrsConverter } from '../../places/index.ts'
import { planTables } from '../../registers/index.ts'
import { keyPlanOf } from '../key-columns.ts'
import { makeRecordPlan } from '../record-plan.ts'
import { countRepaired, type DeliveredAs, findDelivered, listUnrepaired, type RejectRow } from '../reject-ledger.ts'
import { type Fix, type Mended, type MendRecord, makeMendRecord } from './mend-record.ts'
import { makeReadReject, type ReadReject, repairColumns } from './reject-fields.ts'

export type RepairInput = {
  readonly city: City
  readonly tree: AreaTree
  readonly areaIndex: AreaIndex
}

const pageSize = 1_000
const examplesShown = 5
/** Rejects whose values are good in themselves: they lack a free key, or do not go together. */
const goodValues: ReadonlySet<string> = new Set(['duplicate-key', 'key-exists', 'quality-rule'])

export type Repairer = {
  readonly delivered: DeliveredAs
  readonly columns: readonly string[]
  readonly read: ReadReject
  /** Proposed repairs of a reject; null for one that could not be taken apart, or that a repair of values does not help. */
  readonly mend: (reject: RejectRow, allowed?: (fix: Fix) => boolean) => Mended | null
  /** The same for a record whose values somebody has written. */
  readonly mendFields: MendRecord
}

/** The resource as far as a batch of that mode reads it, and without a layout: mended rows come in our own. */
const repairedResource = (resource: Resource, mode: DeliveredAs['mode']): Resource => {
  const { intake: _, ...plain } = resource
  return mode === 'delete' ? keyPlanOf(planTables(plain)).resource : plain
}

/** What repairs of a batch's rejects need to know. Throws AppError `nothing-to-repair` for a batch that has none. */
export const makeRepairer = async (
  executor: Executor,
  { city, tree, areaIndex }: RepairInput,
  resource: Resource,
  batch: string,
): Promise<Repairer> => {
  const delivered = await findDelivered(executor, batch)
  if (!delivered || delivered.header === null) throw new AppError('nothing-to-repair')
  const read = makeReadReject(resource, delivered)
  const form = repairedResource(resource, delivered.mode)
  const columns = repairColumns(form)
  const places = columns.map((id) => repairColumns(resource).indexOf(id))
  const crs = (delivered.crs as CrsName | null) ?? resource.crs
  const plan = makeRecordPlan({
    plan: planTables(form),
    header: columns,
    city,
    tree,
    areaIndex,
    crs,
  })
  const context = { areaIndex, convert: makeCrsConverter(crs), foreign: resource.foreign !== undefined }
  const mendFields = makeMendRecord(form, plan, columns, context)
  const readForm: ReadReject = (reject) => {
    const fields = read(reject)
    return fields && places.map((at) => fields[at] ?? null)
  }
  return {
    delivered,
    columns,
    read: readForm,
    mendFields,
    mend: (reject, allowed) => {
      if (goodValues.has(reject.code)) return null
      const fields = readForm(reject)
      if (!fields) return null
      const mended = mendFields(fields, allowed)
      if (mended.reject !== null || mended.fixes.length > 0 || reject.item === null) return mended
      // The city has come to accept the value since: nothing is to be changed.
      const value = reject.value ?? ''
      const fix: Fix = { item: reject.item, rule: 'accepted-now', from: value, to: value }
      return allowed?.(fix) === false ? null : { ...mended, fixes: [fix] }
    },
  }
}

/** Rejects that were not repaired yet, a page at a time, in the order of the file. */
export async function* walkRejects(executor: Executor, batch: string): AsyncGenerator<readonly RejectRow[]> {
  for (let after = 0; ; ) {
    const page = await listUnrepaired(executor, batch, after, pageSize)
    if (page.length === 0) return
    yield page
    after = page.at(-1)?.line ?? after
  }
}

const groupKey = (fix: Pick<Fix, 'rule' | 'item'>): string => `${fix.rule} ${fix.item}`

/** Groups the rejects of a batch that have not been repaired by what would mend them. `showValues`: examples may be seen. */
export const listRepairs = async (
  executor: Executor,
  input: RepairInput,
  resource: Resource,
  batch: string,
  showValues: boolean,
): Promise<Repairs> => {
  const { mend } = await makeRepairer(executor, input, resource, batch)
  type Group = {
    rule: Fix['rule']
    item: string
    count: number
    examples: { line: number; from: string; to: string }[]
  }
  const groups = new Map<string, Group>()
  let repairable = 0
  let others = 0
  for await (const page of walkRejects(executor, batch))
    for (const reject of page) {
      const mended = mend(reject)
      if (mended === null || mended.reject !== null) {
        others++
        continue
      }
      repairable++
      for (const fix of mended.fixes) {
        const key = groupKey(fix)
        const group = groups.get(key) ?? { rule: fix.rule, item: fix.item, count: 0, examples: [] }
        groups.set(key, group)
        group.count++
        const isNew = !group.examples.some(({ from, to }) => from === fix.from && to === fix.to)
        if (showValues && isNew && group.examples.length < examplesShown)
          group.examples.push({ line: reject.line, from: fix.from, to: fix.to })
      }
    }
  const nameOf = (id: string) => resource.items.find((item) => item.id === id)?.name ?? { zh: id }
  const order = (group: Group) => repairRules.indexOf(group.rule)
  return {
    groups: [...groups.values()]
      .sort((a, b) => b.count - a.count || order(a) - order(b))
      .map((group) => ({ ...group, name: nameOf(group.item) })),
    repairable,
    others,
    repaired: (await countRepaired(executor, batch)).repaired,
  }
}
