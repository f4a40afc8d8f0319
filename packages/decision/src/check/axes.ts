import type { TableRule } from '../dmn/model.ts'
import { cellShapeOf } from '../feel/cell-shape.ts'
import type { Scope } from '../feel/scope.ts'
import type { FeelType, SimpleTypeName } from '../values/type.ts'
import type { Value } from '../values/value.ts'
import { type Atom, cut } from './atoms.ts'
import { asksOrder } from './breaks.ts'
import { type Domain, domainOf, readTests, type Tests } from './domain.ts'
import { kindOf } from './kinds.ts'
import { type Axis, allOf, type BitSet, bit, bitsOf } from './region.ts'

/** A cell of one column, on its axis. */
export type CellOnAxis = {
  /** Atoms it surely passes, and those it may pass; they differ for cells that depend on other values. */
  readonly must: BitSet
  readonly may: BitSet
}

/** One input expression, with all columns that ask it: they can only be told apart together. */
export type TableAxis = Axis & {
  readonly text: string
  readonly columns: readonly number[]
  /** For each rule. */
  readonly cells: readonly CellOnAxis[]
  /** Rules that may take an atom, for each atom; and those that surely do. */
  readonly may: readonly BitSet[]
  readonly must: readonly BitSet[]
}

/** A cell, or a value in it, that no input can meet. */
export type DeadCell = {
  readonly rule: number
  readonly column: number
  /** Of another type; outside the allowed values; a range that holds nothing. */
  readonly why: 'type' | 'outside' | 'empty'
  /** The value, when others of the cell can be met. */
  readonly value?: Value
}

export type ColumnOfTable = {
  readonly text: string
  readonly types: readonly FeelType[]
  readonly allowedValues: readonly string[]
  readonly isWhole: boolean
}

export type AxesOfTable = {
  readonly axes: readonly TableAxis[]
  readonly opaque: readonly { readonly rule: number; readonly column: number }[]
  readonly deadCells: readonly DeadCell[]
}

type Cell = Tests | 'any' | 'unreadable'

const isAny = (text: string): boolean => text.trim() === '' || text.trim() === '-'

/** Lays the cells of a table along the values of its inputs. */
export const axesOf = (columns: readonly ColumnOfTable[], rules: readonly TableRule[], scope: Scope): AxesOfTable => {
  const opaque: { rule: number; column: number }[] = []
  const deadCells: DeadCell[] = []
  const byText = new Map<string, number[]>()
  for (const [index, { text }] of columns.entries()) {
    const key = text.replace(/\s+/g, ' ').trim()
    byText.set(key, [...(byText.get(key) ?? []), index])
  }
  const axes = [...byText].map(([text, members]): TableAxis => {
    const of = members.map((member) => columns[member] as ColumnOfTable)
    const domain = domainOf(
      of.flatMap(({ types }) => types),
      of.flatMap(({ allowedValues }) => allowedValues),
      scope,
    )
    const whole = domain.isWhole || of.some(({ isWhole }) => isWhole)
    const read = new Map<string, Cell>()
    const cellAt = (rule: TableRule, column: number): Cell => {
      const source = rule.inputs[column] ?? ''
      if (isAny(source)) return 'any'
      const known = read.get(source)
      if (known) return known
      const made = readTests(source, scope) ?? 'unreadable'
      read.set(source, made)
      return made
    }
    const written = rules.map((rule) => members.map((member) => cellAt(rule, member)))
    const tests = [...read.values()].filter((cell) => typeof cell === 'object')
    const atoms = atomsFor(domain, tests, whole)
    const onAxis = new Map<Cell, CellOnAxis>()
    const textAt = new Map(
      atoms.atoms.flatMap(({ point }, index) => (typeof point === 'string' ? [[point, index] as const] : [])),
    )
    const all = allOf(atoms.atoms.length)
    const place = (cell: Cell): CellOnAxis => {
      const known = onAxis.get(cell)
      if (known) return known
      const made =
        cell === 'any'
          ? { must: all, may: all }
          : cell === 'unreadable' || !cell.breaks || !atoms.isCut
            ? { must: 0n, may: all }
            : exactly(cell, atoms.atoms, textAt)
      onAxis.set(cell, made)
      return made
    }
    const cells = written.map((ofRule, rule) => {
      let must = all
      let may = all
      for (const [index, cell] of ofRule.entries()) {
        const column = members[index] as number
        const placed = place(cell)
        must &= placed.must
        may &= placed.may
        if (placed.must !== placed.may) opaque.push({ rule, column })
        else if (typeof cell === 'object') deadCells.push(...deadIn(cell, placed, rule, column, domain, atoms.kinds))
      }
      return { must, may }
    })
    const rulesAt = (which: keyof CellOnAxis): BitSet[] => {
      const sets = atoms.atoms.map(() => 0n)
      // Rules of the same cell are put in together: the sets are long.
      const together = new Map<BitSet, number[]>()
      for (const [rule, cell] of cells.entries()) {
        const same = together.get(cell[which])
        if (same) same.push(rule)
        else together.set(cell[which], [rule])
      }
      for (const [set, members] of together) {
        const ofRules = setOf(members)
        for (const atom of bitsOf(set)) sets[atom] = (sets[atom] as bigint) | ofRules
      }
      return sets
    }
    return { text, columns: members, atoms: atoms.atoms, whole, cells, may: rulesAt('may'), must: rulesAt('must') }
  })
  return { axes, opaque, deadCells }
}

const setOf = (positions: readonly number[]): BitSet => {
  const digits = new Array<string>((positions.at(-1) ?? 0) + 1).fill('0')
  for (const position of positions) digits[position] = '1'
  return BigInt(`0b${digits.reverse().join('')}`)
}

/** Texts that a cell lists, and nothing else: a long code list would be asked for every code of the others. */
const listedTexts = (cell: Tests): readonly string[] | undefined => {
  const shape = cellShapeOf(cell.tests)
  if (shape.kind !== 'set' || shape.negated) return undefined
  const texts = shape.parts.map((part) => (part.kind === 'value' ? part.value : undefined))
  return texts.every((text) => typeof text === 'string') ? texts : undefined
}

const exactly = (cell: Tests, atoms: readonly Atom[], textAt: ReadonlyMap<string, number>): CellOnAxis => {
  let set = 0n
  const listed = listedTexts(cell)
  if (listed) {
    for (const text of listed) {
      const at = textAt.get(text)
      if (at !== undefined) set |= bit(at)
    }
    return { must: set, may: set }
  }
  for (const [index, atom] of atoms.entries()) if (cell.holds(atom.sample)) set |= bit(index)
  return { must: set, may: set }
}

type Cut = {
  readonly atoms: readonly Atom[]
  /** False when the values cannot be cut: one atom stands for them all. */
  readonly isCut: boolean
  readonly kinds: ReadonlySet<string>
}

const uncut: Cut = { atoms: [{ kind: 'Null', sample: null, rest: true }], isCut: false, kinds: new Set() }

const atomsFor = (domain: Domain, cells: readonly Tests[], whole: boolean): Cut => {
  if (domain.isComposite) return uncut
  const breaks = [...domain.breaks, ...cells.flatMap((cell) => cell.breaks ?? [])]
  const kinds = new Set<SimpleTypeName>()
  if (domain.kind) kinds.add(domain.kind)
  else
    for (const value of breaks) {
      const kind = kindOf(value)
      if (kind === undefined) return uncut
      if (kind !== 'Null') kinds.add(kind)
    }
  if (kinds.size === 0) return uncut
  const isOrdered = [...cells, ...domain.constraints].some(({ tests }) => asksOrder(tests))
  const atoms: Atom[] = []
  for (const kind of kinds) {
    const ofKind = cut(
      kind,
      breaks.filter((value) => kindOf(value) === kind),
      { isOrdered, whole, allows: domain.allows, isExact: domain.isExact },
    )
    if (!ofKind) return uncut
    atoms.push(...ofKind)
  }
  // A missing value is only looked at where a cell asks for it.
  if (breaks.includes(null)) atoms.push({ kind: 'Null', point: null, sample: null })
  return atoms.length > 0 ? { atoms, isCut: true, kinds } : uncut
}

const deadIn = (
  cell: Tests,
  placed: CellOnAxis,
  rule: number,
  column: number,
  domain: Domain,
  kinds: ReadonlySet<string>,
): readonly DeadCell[] => {
  const values = (cell.breaks ?? []).filter((value) => value !== null)
  const isOfKind = (value: Value) => kinds.has(kindOf(value) ?? '')
  if (placed.may === 0n) {
    if (values.length > 0 && !values.some(isOfKind)) return [{ rule, column, why: 'type' }]
    // Met without the constraint, so that the constraint is what stands against it.
    const isMet = [...kinds].some((kind) =>
      cut(
        kind as SimpleTypeName,
        values.filter((value) => kindOf(value) === kind),
        { isOrdered: true, isExact: true },
      )?.some((atom) => cell.holds(atom.sample)),
    )
    return [{ rule, column, why: isMet ? 'outside' : 'empty' }]
  }
  const shape = cellShapeOf(cell.tests)
  if (shape.kind !== 'set' || shape.negated) return []
  return shape.parts.flatMap((part): DeadCell[] => {
    // A condition that is constant says itself whether it holds.
    if (part.kind !== 'value' || part.value === null || typeof part.value === 'boolean') return []
    const { value } = part
    if (!isOfKind(value)) return [{ rule, column, why: 'type', value }]
    return domain.allows(value) ? [] : [{ rule, column, why: 'outside', value }]
  })
}
