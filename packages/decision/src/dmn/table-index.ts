import type { CellShape } from '../feel/cell-shape.ts'
import type { Test } from '../feel/compile/index.ts'
import type { Frame } from '../feel/program.ts'
import { newRun } from '../feel/run.ts'
import { dateOfDays, daysOf } from '../values/calendar.ts'
import { isNumber } from '../values/number.ts'
import { FeelDate } from '../values/temporal.ts'
import type { Value } from '../values/value.ts'
import type { ShapeAt } from './shape-at.ts'

/** A cell ready to be asked: undefined for `-`, which everything passes. `shapeAt` says of an opaque one what it holds now. */
export type Cell =
  | { readonly text: string; readonly shape: CellShape; readonly test: Test; readonly shapeAt?: ShapeAt }
  | undefined

/**
 * Which rules of a table a value passes, column by column: a word of bits (or several, 32 rules each) is looked up by the value
 * and the words of all columns are intersected. Texts are found in a map, numbers and dates among the sorted boundaries of the
 * cells: every boundary has a row of bits, and so has every gap between two. The rows are filled by asking the cells themselves for a
 * value that stands for the row, so that an index cannot mean anything else than the cells do.
 *
 * Not in the index are opaque cells and those with values of other kinds: their bits stay set, and they are asked while their
 * rule is alive. Values that are neither text, number, date, boolean nor null ask all cells of the column.
 */
export class ColumnIndex {
  /** Bits by row, `words` words each. */
  readonly bits: Int32Array
  /** Rules whose cell has to be asked. */
  readonly asked: Int32Array
  readonly hasAsked: boolean
  readonly #texts: ReadonlyMap<string, number>
  readonly #numbers: Float64Array
  readonly #otherText: number
  readonly #false: number
  readonly #firstNumber: number
  /** Days since 1970. */
  readonly #dates: Float64Array
  readonly #firstDate: number

  constructor(
    readonly cells: readonly Cell[],
    readonly words: number,
  ) {
    const texts = new Set<string>()
    const numbers = new Set<number>()
    const days = new Set<number>()
    const isIndexed = cells.map((cell) => cell === undefined || collect(cell.shape, texts, numbers, days))
    this.#numbers = Float64Array.from(numbers).sort()
    this.#dates = Float64Array.from(days).sort()
    const representatives: Value[] = [...texts]
    this.#texts = new Map(representatives.map((text, row) => [text as string, row]))
    this.#otherText = representatives.push(unused(texts)) - 1
    this.#false = representatives.push(false, true, null) - 3
    this.#firstNumber = representatives.length
    representatives.push(...withGaps(this.#numbers, between))
    this.#firstDate = representatives.length
    representatives.push(
      ...withGaps(this.#dates, (low, high) => (low === undefined ? (high ?? 1) - 1 : low + 1)).map(dateOfDays),
    )
    this.asked = new Int32Array(words)
    this.hasAsked = isIndexed.includes(false)
    this.bits = new Int32Array(representatives.length * words)
    const frame: Frame = [newRun({ now: 0 })]
    const everywhere = new Int32Array(words)
    for (const [rule, cell] of cells.entries()) {
      const word = rule >>> 5
      const bit = 1 << (rule & 31)
      const set = (row: number) => {
        this.bits[row * words + word] = (this.bits[row * words + word] as number) | bit
      }
      if (!cell || !isIndexed[rule]) {
        everywhere[word] = (everywhere[word] as number) | bit
        if (cell) this.asked[word] = (this.asked[word] as number) | bit
        continue
      }
      const only = plainValues(cell.shape)
      if (only) {
        for (const value of only) if (cell.test(value, frame) === true) set(this.rowOf(value))
        continue
      }
      const [first, last] = this.#numbersOf(cell.shape) ?? [0, representatives.length - 1]
      for (let row = first; row <= last; row++) if (cell.test(representatives[row] as Value, frame) === true) set(row)
    }
    if (everywhere.some((word) => word !== 0))
      for (let at = 0; at < this.bits.length; at++)
        this.bits[at] = (this.bits[at] as number) | (everywhere[at % words] as number)
  }

  /** First and last of the rows that a cell of numbers alone may let through: others need not be tried. */
  #numbersOf(shape: CellShape): readonly [number, number] | undefined {
    if (shape.kind !== 'set' || shape.negated) return undefined
    let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (const part of shape.parts) {
      const { start, end, isNot } = part.kind === 'value' ? { start: part.value, end: part.value } : part.range
      if (isNot || (start === undefined && end === undefined)) return undefined
      if ([start, end].some((value) => value !== undefined && typeof value !== 'number')) return undefined
      first = Math.min(first, start === undefined ? this.#firstNumber : this.rowOf(start))
      last = Math.max(last, end === undefined ? this.#firstNumber + 2 * this.#numbers.length : this.rowOf(end))
    }
    return first <= last ? [first, last] : undefined
  }

  /** The row of a value, or -1 for one that is in none. */
  rowOf(value: Value): number {
    if (typeof value === 'string') return this.#texts.get(value) ?? this.#otherText
    if (typeof value === 'number') return this.#firstNumber + placeIn(this.#numbers, value)
    if (typeof value === 'boolean') return this.#false + (value ? 1 : 0)
    if (value === null) return this.#false + 2
    if (value instanceof FeelDate) return this.#firstDate + placeIn(this.#dates, daysOf(value))
    return isNumber(value) ? this.#rowOfDecimal(value.toNumber()) : -1
  }

  /**
   * The row of a number of more digits, by the native one that is nearest: rounding keeps the order, so between two boundaries it
   * lies where its nearest lies. On a boundary that is not sure.
   */
  #rowOfDecimal(nearest: number): number {
    if (!Number.isFinite(nearest)) return -1
    const row = this.rowOf(nearest)
    return (row - this.#firstNumber) % 2 === 0 ? row : -1
  }
}

/** Where a number stands among sorted ones: odd on one of them, even in a gap. */
const placeIn = (sorted: Float64Array, value: number): number => {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] as number) < value) low = middle + 1
    else high = middle
  }
  return 2 * low + (sorted[low] === value ? 1 : 0)
}

/** Every boundary, and something for every gap. */
const withGaps = (
  sorted: Float64Array,
  inGap: (low: number | undefined, high: number | undefined) => number,
): number[] => {
  const all: number[] = []
  for (const [index, boundary] of sorted.entries()) all.push(inGap(sorted[index - 1], boundary), boundary)
  all.push(inGap(sorted.at(-1), undefined))
  return all
}

/** Gathers the values that a cell speaks of; false when an index cannot hold them. */
const collect = (shape: CellShape, texts: Set<string>, numbers: Set<number>, days: Set<number>): boolean => {
  if (shape.kind === 'any') return true
  if (shape.kind === 'opaque') return false
  const values = shape.parts.flatMap((part) =>
    part.kind === 'value' ? [part.value] : [part.range.start, part.range.end].filter((end) => end !== undefined),
  )
  // Texts have an order too, but no text stands for those between two others.
  const hasTextRange = shape.parts.some(
    (part) => part.kind === 'range' && [part.range.start, part.range.end].some((end) => typeof end === 'string'),
  )
  const isSimple = values.every(
    (value) =>
      value === null ||
      typeof value === 'string' ||
      typeof value === 'boolean' ||
      typeof value === 'number' ||
      value instanceof FeelDate,
  )
  if (hasTextRange || !isSimple) return false
  for (const value of values) {
    if (typeof value === 'string') texts.add(value)
    else if (typeof value === 'number') numbers.add(value)
    else if (value instanceof FeelDate) days.add(daysOf(value))
  }
  return true
}

/** The only values that a cell may let through, when they are texts or numbers: no other row has to be tried. */
const plainValues = (shape: CellShape): readonly Value[] | undefined => {
  if (shape.kind !== 'set' || shape.negated) return undefined
  const values = shape.parts.flatMap((part) => (part.kind === 'value' ? [part.value] : []))
  const isPlain = values.every((value) => typeof value === 'string' || typeof value === 'number')
  return isPlain && values.length === shape.parts.length ? values : undefined
}

const unused = (texts: ReadonlySet<string>): string => {
  let text = '\u0000'
  while (texts.has(text)) text += '\u0000'
  return text
}

/** A number strictly between two; where there is none, no number will ask for its row. */
const between = (low: number | undefined, high: number | undefined): number => {
  if (low === undefined && high === undefined) return 0
  if (low === undefined) return (high as number) - 1 < (high as number) ? (high as number) - 1 : -Number.MAX_VALUE
  if (high === undefined) return low + 1 > low ? low + 1 : Number.MAX_VALUE
  return low / 2 + high / 2
}
