/** Proposes repairs of a record that was turned away, and checks each by reading the record again. */
import type { Item, Resource } from '@onecity/city'
import type { RepairRuleName } from '@onecity/contracts'
import type { RecordPlan, Reject } from '../record-plan.ts'
import { citizenIds } from './citizen-ids.ts'
import { codes } from './codes.ts'
import { companyCodes } from './company-codes.ts'
import { dates } from './dates.ts'
import { numbers } from './numbers.ts'
import { positions } from './positions.ts'
import type { Candidate, Family, RepairContext } from './repair-rule.ts'
import { clean, widthAndSpaces } from './width-and-spaces.ts'

/** Mildest first: what only changes the form comes before what takes a decision. */
const families: readonly Family[] = [numbers, dates, citizenIds, companyCodes, codes, positions]

export type Fix = { readonly item: string; readonly rule: RepairRuleName; readonly from: string; readonly to: string }

export type Mended = {
  /** Values of the record with the fixes made, in the order of the plan's columns. */
  readonly fields: readonly (string | null)[]
  readonly fixes: readonly Fix[]
  /** What is still wrong with it; null for a record that would be taken in. */
  readonly reject: Reject | null
}

export type MendRecord = (fields: readonly (string | null)[], allowed?: (fix: Fix) => boolean) => Mended

/** Worked out one after the other: of most values the first is good already. */
function* candidatesFor(item: Item, text: string, context: RepairContext): Generator<Candidate> {
  yield* widthAndSpaces(item, text, context)
  const narrow = clean(item.type, text)
  for (const family of families) yield* family(item, narrow, context)
}

/**
 * Makes the mender of a resource's records. `plan` reads records whose columns are `columns`, item ids. A record is mended item
 * by item as its faults appear; a proposal that its reader would turn away as well is none.
 */
export const makeMendRecord = (
  resource: Resource,
  plan: Pick<RecordPlan, 'read'>,
  columns: readonly string[],
  context: RepairContext,
): MendRecord => {
  const items = new Map(resource.items.map((item) => [item.id, item]))
  const read = (fields: readonly (string | null)[]): Reject | null => {
    const verdict = plan.read({ line: 1, fields, raw: '' })
    return Array.isArray(verdict) ? null : verdict
  }

  return (delivered, allowed = () => true) => {
    let fields = delivered
    const fixes: Fix[] = []
    let reject = read(fields)
    // A fix changes one item and each item is fixed once, so this comes to an end.
    while (reject?.item != null && !fixes.some((fix) => fix.item === reject?.item)) {
      const item = items.get(reject.item)
      const at = columns.indexOf(reject.item)
      const from = fields[at]?.trim() ?? ''
      if (!item || at === -1 || from === '') break
      let mended: { fix: Fix; next: (string | null)[]; verdict: Reject | null } | null = null
      for (const candidate of candidatesFor(item, from, context)) {
        if (candidate.to === '' || candidate.to === from) continue
        const next = [...fields]
        next[at] = candidate.to
        const verdict = read(next)
        if (verdict?.item === item.id) continue
        mended = { fix: { item: item.id, from, ...candidate }, next, verdict }
        break
      }
      if (!mended || !allowed(mended.fix)) break
      fixes.push(mended.fix)
      fields = mended.next
      reject = mended.verdict
    }
    return { fields, fixes, reject }
  }
}
