import { minus, plus } from '../values/arithmetic.ts'
import { equal } from '../values/equal.ts'
import { FeelDaysDuration, FeelMonthsDuration } from '../values/temporal.ts'
import type { SimpleTypeName } from '../values/type.ts'
import type { Value } from '../values/value.ts'
import { type Atom, samplesBetween } from './atoms.ts'
import { literalText } from './literal-text.ts'

/** Which of a row of things, bit by bit: atoms of a column, rules of a table. */
export type BitSet = bigint

export const hasBit = (set: BitSet, index: number): boolean => ((set >> BigInt(index)) & 1n) === 1n

export const bit = (index: number): BitSet => 1n << BigInt(index)

export const allOf = (count: number): BitSet => (1n << BigInt(count)) - 1n

/** Positions of the bits that are set, from the lowest. */
export const bitsOf = (set: BitSet): number[] => {
  const found: number[] = []
  // As text: shifting a long one bit by bit would copy it each time.
  const text = set.toString(2)
  for (let at = text.length - 1; at >= 0; at--) if (text[at] === '1') found.push(text.length - 1 - at)
  return found
}

/** The cut values of one input. */
export type Axis = {
  readonly atoms: readonly Atom[]
  /** Numbers are whole. */
  readonly whole: boolean
}

/** From one value to the next, for kinds that have such: between neighbours lies nothing, so that ends can be told included. */
const stepOf = (atom: Atom, { whole }: Axis): Value | undefined => {
  if (atom.kind === 'date') return new FeelDaysDuration(86_400, 0)
  if (atom.kind === 'years and months duration') return new FeelMonthsDuration(1)
  return atom.kind === 'number' && whole ? 1 : undefined
}

type Run = { from: Atom; to: Atom }
type End = { readonly value: Value; readonly included: boolean } | undefined

const endOf = (point: Value | undefined, open: Value | undefined, next: (open: Value) => Value | undefined): End => {
  if (point !== undefined) return { value: point, included: true }
  if (open === undefined) return undefined
  const inside = next(open)
  return inside === undefined ? { value: open, included: false } : { value: inside, included: true }
}

const runText = ({ from, to }: Run, axis: Axis): string => {
  const step = stepOf(from, axis)
  const low = endOf(from.point, from.low, (open) => step && plus(open, step))
  const high = endOf(to.point, to.high, (open) => step && minus(open, step))
  if (!low && !high) return '-'
  if (!low) return `${high?.included ? '<=' : '<'} ${literalText(high?.value as Value)}`
  if (!high) return `${low.included ? '>=' : '>'} ${literalText(low.value)}`
  if (equal(low.value, high.value) === true) return literalText(low.value)
  return `${low.included ? '[' : '('}${literalText(low.value)}..${literalText(high.value)}${high.included ? ']' : ')'}`
}

/** Whether nothing lies between two neighbours of one kind. */
const touches = (left: Atom, right: Atom, axis: Axis): boolean => {
  if (left.kind !== right.kind) return false
  const low = left.point ?? left.high
  const high = right.point ?? right.low
  if (low === undefined || high === undefined) return false
  if (equal(low, high) === true) return left.point !== undefined || right.point !== undefined
  // Of kinds where one value follows the next.
  return stepOf(left, axis) !== undefined && samplesBetween(left.kind as SimpleTypeName, low, high, axis).length === 0
}

/** Neighbours in one; values without order, and those with something between them, stay single. */
const runsOf = (axis: Axis, set: BitSet): Run[] => {
  const runs: Run[] = []
  let open: Run | undefined
  for (let index = 0; index < axis.atoms.length; index++) {
    const atom = axis.atoms[index] as Atom
    if (!hasBit(set, index)) open = undefined
    else if (open && touches(open.to, atom, axis)) open.to = atom
    else {
      open = { from: atom, to: atom }
      runs.push(open)
    }
  }
  return runs
}

/** A set of atoms as the tests of a cell: `-`, `[18..30), >= 65`, `not("a", "b")`. */
export const regionText = (axis: Axis, set: BitSet): string => {
  const { atoms } = axis
  if (set === allOf(atoms.length)) return '-'
  if (
    atoms.some((atom, index) => atom.rest && hasBit(set, index)) &&
    atoms.every((atom) => atom.point !== undefined || atom.rest)
  ) {
    const missing = atoms.filter((atom, index) => atom.point !== undefined && !hasBit(set, index))
    return `not(${missing.map((atom) => literalText(atom.point as Value)).join(', ')})`
  }
  return runsOf(axis, set)
    .map((run) => (run.from.rest ? literalText(run.from.sample) : runText(run, axis)))
    .join(', ')
}

/** The value of a region that says most: whole and inside, rather than at an edge. */
export const sampleOf = ({ atoms }: Axis, set: BitSet): Value | undefined => {
  const certain = bitsOf(set)
    .map((index) => atoms[index] as Atom)
    .filter((atom) => !atom.uncertain)
  const best =
    certain.find((atom) => atom.point === undefined && Number.isInteger(atom.sample)) ??
    certain.find((atom) => atom.point !== undefined && atom.kind !== 'Null') ??
    certain[0]
  return best?.sample
}
