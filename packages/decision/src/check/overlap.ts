import type { TableAxis } from './axes.ts'
import type { Box } from './cover.ts'
import { allOf, type BitSet, bit, bitsOf, hasBit } from './region.ts'

export type Shared = { readonly rules: readonly number[]; readonly box: Box }

/** Rules that surely take something of what a rule takes on an axis; rules with the same cell share the answer. */
export const meetingOn = (axis: TableAxis, which: 'may' | 'must', ruleCount: number): ((rule: number) => BitSet) => {
  const known = new Map<BitSet, BitSet>()
  const every = allOf(axis.atoms.length)
  return (rule) => {
    const cell = axis.cells[rule]?.[which] ?? 0n
    let meeting = known.get(cell)
    if (meeting === undefined) {
      meeting = 0n
      if (cell === every) {
        for (const [at, other] of axis.cells.entries()) if (other.must !== 0n) meeting |= bit(at)
      } else for (const atom of bitsOf(cell)) meeting |= axis.must[atom] as BitSet
      meeting &= allOf(ruleCount)
      known.set(cell, meeting)
    }
    return meeting
  }
}

/** Atoms of which it is known that a value can lie in them. */
export const certainOf = (axis: TableAxis): BitSet => {
  let certain = 0n
  for (const [index, atom] of axis.atoms.entries()) if (!atom.uncertain) certain |= bit(index)
  return certain
}

/**
 * Rules that surely take some input together, two and two; further rules that take all of what the two share are told with
 * them, once. `differ` says which pairs matter.
 */
export const sharedInputs = (
  axes: readonly TableAxis[],
  ruleCount: number,
  differ: (left: number, right: number) => boolean,
  most: number,
): { readonly found: readonly Shared[]; readonly hasMore: boolean } => {
  const meeting = axes.map((axis) => meetingOn(axis, 'must', ruleCount))
  const certain = axes.map(certainOf)
  const boxOf = (rules: readonly number[]): Box =>
    axes.map((axis, at) => rules.reduce((box, rule) => box & (axis.cells[rule]?.must ?? 0n), certain[at] as BitSet))
  const found: Shared[] = []
  const told = new Set<string>()
  for (let left = 0; left < ruleCount; left++) {
    // Only rules after it: each pair once.
    let later = allOf(ruleCount) ^ allOf(left + 1)
    for (const meets of meeting) {
      later &= meets(left)
      if (later === 0n) break
    }
    for (const right of bitsOf(later)) {
      if (!differ(left, right)) continue
      const box = boxOf([left, right])
      // They only meet where it is not known whether there are values at all.
      if (box.includes(0n)) continue
      const key = box.join(' ')
      if (told.has(key)) continue
      if (found.length === most) return { found, hasMore: true }
      told.add(key)
      const rules = [left, right]
      for (let other = left + 1; other < ruleCount; other++)
        if (
          other !== right &&
          hasBit(later, other) &&
          axes.every((axis, at) => holdsAll(axis, other, box[at] as BitSet))
        )
          rules.push(other)
      found.push({ rules: rules.sort((one, two) => one - two), box })
    }
  }
  return { found, hasMore: false }
}

const holdsAll = (axis: TableAxis, rule: number, atoms: BitSet): boolean =>
  (atoms & ~(axis.cells[rule]?.must ?? 0n)) === 0n
