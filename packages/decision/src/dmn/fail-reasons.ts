import type { CellPart, CellShape } from '../feel/cell-shape.ts'
import type { Frame } from '../feel/program.ts'
import type { FailedCell, FailReason, Json } from '../trace/trace.ts'
import { compare } from '../values/compare.ts'
import { typeOf, typeText } from '../values/conform.ts'
import { toJson } from '../values/json.ts'
import { toText } from '../values/text.ts'
import type { Value } from '../values/value.ts'
import { quietly } from './shape-at.ts'
import type { Cell, ColumnIndex } from './table-index.ts'

const isOther = (part: CellPart, value: Value): boolean => {
  if (part.kind === 'value') return part.value !== null && typeOf(part.value).kind !== typeOf(value).kind
  const end = part.range.start ?? part.range.end ?? null
  return end !== null && compare(value, end) === null
}

/** Why a value does not pass a cell, as far as the cell can be known without asking. */
export const reasonOf = (shape: CellShape, value: Value): FailReason => {
  if (shape.kind !== 'set') return value === null ? { kind: 'missing' } : { kind: 'false' }
  const { parts, negated } = shape
  const values = parts.flatMap((part) => (part.kind === 'value' ? [toJson(part.value)] : []))
  if (value === null && !negated) return { kind: 'missing' }
  if (negated) return values.length === parts.length ? { kind: 'is one of', excluded: values } : { kind: 'false' }
  const expected = parts.find((part) => part.kind === 'range' || part.value !== null)
  if (expected && parts.every((part) => isOther(part, value))) {
    const sample = expected.kind === 'value' ? expected.value : (expected.range.start ?? expected.range.end ?? null)
    return { kind: 'type', expected: typeText(typeOf(sample)) }
  }
  if (values.length === parts.length) return { kind: 'not one of', allowed: values }
  const [only] = parts
  if (parts.length === 1 && only?.kind === 'range' && !only.range.isNot) {
    const { start, end, startIncluded, endIncluded } = only.range
    const beforeStart = start === undefined || start === null ? null : compare(value, start)
    if (beforeStart !== null && (beforeStart < 0 || (beforeStart === 0 && !startIncluded)))
      return { kind: 'below', limit: toJson(start as Value), included: startIncluded }
    if (end !== undefined && end !== null) return { kind: 'above', limit: toJson(end), included: endIncluded }
  }
  return {
    kind: 'outside',
    ranges: parts.map((part) => toText(part.kind === 'range' ? part.range : quoted(part.value))),
  }
}

const quoted = (value: Value): Value => (typeof value === 'string' ? JSON.stringify(value) : value)

/** Rules of a table whose reasons are kept: beyond it, rows times rules would fill the memory. */
const mostKept = 256

/**
 * The failed cells of a column for a value, by rule. Kept for each row of the column's index: a reason speaks of the cell, not of
 * the value, so all values of a row fail alike.
 */
export class ColumnReasons {
  readonly #byRow: (readonly (FailedCell | undefined)[] | undefined)[] = []

  constructor(
    readonly column: number,
    readonly index: ColumnIndex,
  ) {}

  of(value: Value, frame: Frame): readonly (FailedCell | undefined)[] {
    const row = this.index.rowOf(value)
    // Cells were asked before, while rules were looked for: asking them again is none of what happened.
    if (row < 0) return quietly(frame, () => this.#all(value, frame, (cell) => cell.test(value, frame) === true))
    let known = this.#byRow[row]
    if (!known) {
      const { bits, words } = this.index
      known = this.#all(
        value,
        frame,
        (_cell, rule) => ((bits[row * words + (rule >>> 5)] as number) & (1 << (rule & 31))) !== 0,
      )
      if (this.index.cells.length <= mostKept) this.#byRow[row] = known
    }
    if (!this.index.hasAsked) return known
    const indexed = known
    return quietly(frame, () =>
      this.index.cells.map((cell, rule) => {
        const isAsked = ((this.index.asked[rule >>> 5] as number) & (1 << (rule & 31))) !== 0
        return isAsked && cell && cell.test(value, frame) !== true ? this.#failed(cell, value, frame) : indexed[rule]
      }),
    )
  }

  #all(
    value: Value,
    frame: Frame,
    passes: (cell: NonNullable<Cell>, rule: number) => boolean,
  ): (FailedCell | undefined)[] {
    return this.index.cells.map((cell, rule) =>
      cell === undefined || passes(cell, rule) ? undefined : this.#failed(cell, value, frame),
    )
  }

  #failed({ text, shape, shapeAt }: NonNullable<Cell>, value: Value, frame: Frame): FailedCell {
    return { column: this.column, text, reason: reasonOf(shapeAt ? shapeAt(frame) : shape, value) }
  }
}

export const jsonOf = (value: Value): Json =>
  value === null || typeof value !== 'object' ? (value as Json) : toJson(value)
