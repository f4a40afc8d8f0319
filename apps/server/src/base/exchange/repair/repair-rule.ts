import type { Item } from '@onecity/city'
import type { RepairRuleName } from '@onecity/contracts'
import type { AreaIndex, CrsConverter } from '../../places/index.ts'

/** What a family of repairs may look at besides the value. */
export type RepairContext = {
  readonly areaIndex: AreaIndex
  /** Of the system in which the positions were delivered. */
  readonly convert: CrsConverter
  /** Rows of another city: positions are not expected inside this one. */
  readonly foreign: boolean
}

/** One value that may have been meant, and the rule that made it. Whether it is good is for the item's reader to say. */
export type Candidate = { readonly rule: RepairRuleName; readonly to: string }

/**
 * Proposes what a value that was turned away may have been meant to be; nothing where that would be a guess. `text` is trimmed
 * and in half-width form without inner spaces, as far as that changes nothing but the form (`clean`).
 */
export type Family = (item: Item, text: string, context: RepairContext) => readonly Candidate[]
