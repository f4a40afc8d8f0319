import type { TableAxis } from './axes.ts'
import { type BitSet, bit, bitsOf, hasBit } from './region.ts'

/** A part of all inputs: for each axis some of its atoms. */
export type Box = readonly BitSet[]

/** What searches may still spend; one for all of a table, so that a big one ends in time. */
export type Budget = { left: number }

/**
 * Looks for inputs inside a box that no rule takes: axis by axis, atoms that the same rules take together, then what these
 * rules do on the axes after it. Rules that were found to leave no hole behind an axis are remembered.
 */
export class Cover {
  readonly #within: Box
  /** Positions of the atoms of `within`, axis by axis. */
  readonly #atoms: readonly (readonly number[])[]
  readonly #sets: BitSet[][]
  /** From each axis on: rules that take everything of the box. */
  readonly #openFrom: BitSet[]
  readonly #budget: Budget
  readonly #covered: readonly Set<BitSet>[]
  #rules: BitSet
  #count: number

  /** @param which what counts of cells that depend on other values: that they may take an input, or that they surely do */
  constructor(
    axes: readonly TableAxis[],
    which: 'may' | 'must',
    rules: BitSet,
    ruleCount: number,
    within: Box,
    budget: Budget,
  ) {
    this.#within = within
    this.#atoms = within.map(bitsOf)
    this.#rules = rules
    this.#count = ruleCount
    this.#budget = budget
    this.#sets = axes.map((axis) => axis[which].map((taking) => taking & rules))
    this.#covered = axes.map(() => new Set())
    const openFrom: BitSet[] = [rules]
    for (let at = axes.length - 1; at >= 0; at--) {
      let open = openFrom[0] as BitSet
      for (const atom of this.#atoms[at] as readonly number[]) open &= (this.#sets[at] as BitSet[])[atom] as BitSet
      openFrom.unshift(open)
    }
    this.#openFrom = openFrom
  }

  /** From now on `box` counts as taken: the next hole lies outside. */
  fill(box: Box): void {
    const own = bit(this.#count++)
    this.#rules |= own
    let isOpen = true
    for (let at = this.#sets.length; at >= 0; at--) {
      if (at < this.#sets.length) {
        const sets = this.#sets[at] as BitSet[]
        for (const atom of bitsOf(box[at] as BitSet)) sets[atom] = (sets[atom] as BitSet) | own
        isOpen &&= ((this.#within[at] as BitSet) & ~(box[at] as BitSet)) === 0n
      }
      if (isOpen) this.#openFrom[at] = (this.#openFrom[at] as BitSet) | own
    }
  }

  /** @returns `covered` when there is none, `unknown` when the budget ran out first */
  hole(): Box | 'covered' | 'unknown' {
    return this.#within.includes(0n) ? 'covered' : this.#hole(0, this.#rules)
  }

  #hole(at: number, rules: BitSet): Box | 'covered' | 'unknown' {
    if (rules === 0n) return this.#within.slice(at)
    if ((rules & (this.#openFrom[at] as BitSet)) !== 0n) return 'covered'
    const covered = this.#covered[at] as Set<BitSet>
    if (covered.has(rules)) return 'covered'
    if (--this.#budget.left < 0) return 'unknown'
    const groups = new Map<BitSet, BitSet>()
    for (const atom of this.#atoms[at] as readonly number[]) {
      const left = rules & ((this.#sets[at] as BitSet[])[atom] as BitSet)
      groups.set(left, (groups.get(left) ?? 0n) | bit(atom))
    }
    for (const [left, atoms] of groups) {
      const found = this.#hole(at + 1, left)
      if (found === 'unknown') return found
      if (found !== 'covered') return [atoms, ...found]
    }
    covered.add(rules)
    return 'covered'
  }
}

/** As wide as a box can be made inside `within` without meeting a rule; axes that then stand open whole come first. */
export const widened = (box: Box, axes: readonly TableAxis[], within: Box): Box => {
  const wide = [...box]
  const taken = axes.map((axis, at) => takenIn(axis, wide[at] as BitSet))
  const reach = (at: number): BitSet => {
    // Rules that are met on all other axes: only atoms that none of them takes may be added.
    const others = taken.filter((_, other) => other !== at)
    const [first] = others
    const met = first === undefined ? undefined : others.reduce((both, ofOne) => both & ofOne, first)
    let atoms = 0n
    for (const [atom, taking] of (axes[at] as TableAxis).may.entries())
      if (hasBit(within[at] as BitSet, atom) && (met === undefined ? taking : taking & met) === 0n) atoms |= bit(atom)
    return atoms
  }
  const open = new Set(axes.keys())
  while (open.size > 0) {
    const reached = [...open].map((at) => ({ at, atoms: reach(at) }))
    const next = reached.find(({ at, atoms }) => atoms === within[at]) ?? reached[0]
    if (!next) break
    wide[next.at] = next.atoms
    taken[next.at] = takenIn(axes[next.at] as TableAxis, next.atoms)
    open.delete(next.at)
  }
  return wide
}

const takenIn = (axis: TableAxis, atoms: BitSet): BitSet => {
  let taken = 0n
  for (const [atom, taking] of axis.may.entries()) if (hasBit(atoms, atom)) taken |= taking
  return taken
}
