import { cellShapeOf } from '../feel/cell-shape.ts'
import { compileTestsIn } from '../feel/compile/index.ts'
import { parseUnaryTests } from '../feel/parse.ts'
import type { Compiled, Frame } from '../feel/program.ts'
import type { Problem } from '../problem.ts'
import { anyType, type FeelType } from '../values/type.ts'
import type { Value } from '../values/value.ts'
import { type Box, compileText, lineOf, tellFound, wrong } from './box.ts'
import { ColumnReasons } from './fail-reasons.ts'
import { fitOf } from './fit.ts'
import { meansTheSameAnywhere, typeOfRef } from './item-types.ts'
import type { DecisionTable, TableInput } from './model.ts'
import { shapeAt } from './shape-at.ts'
import { type Cell, ColumnIndex } from './table-index.ts'

/** A place in a table. */
export const boxAt = (box: Box, part: Partial<Box['place']>): Box => ({
  ...box,
  place: {
    ...box.place,
    part: box.place.part === undefined ? 'decisionTable' : `${box.place.part}.decisionTable`,
    ...part,
  },
})

/** One input of a table, ready to be read and looked up. */
export type Column = {
  readonly read: Compiled
  /** Conversions of the declared type; what does not fit stays as it is. */
  readonly fit: ((value: Value) => Value | undefined) | undefined
  readonly type: FeelType
  /** What is not among the allowed values. */
  readonly refuses: ((value: Value, frame: Frame) => boolean) | undefined
  readonly index: ColumnIndex
  readonly reasons: ColumnReasons
  readonly box: Box
}

export const compileColumn = (
  table: DecisionTable,
  input: TableInput,
  at: number,
  words: number,
  lines: readonly Box['place'][],
  box: Box,
): Column => {
  const own = boxAt(box, { ...lineOf(input.id, box), column: at + 1, columnKind: 'input' })
  if (input.text === '') wrong(own, 'dmn.no-input-expression', `Input column ${at + 1} has no expression`)
  const type = input.typeRef === undefined ? anyType : typeOfRef(input.typeRef, box.unit, own.place, box.problems)
  const cells = table.rules.map(({ inputs }, row) =>
    compileCell(inputs[at] ?? '', box, { ...lines[row], row: row + 1, column: at + 1, columnKind: 'input' }),
  )
  const allowed =
    input.values === undefined ? undefined : compileCell(input.values, box, { column: at + 1, columnKind: 'input' })
  const index = new ColumnIndex(cells, words)
  return {
    read: input.text === '' ? () => null : compileText(input.text, own),
    fit: isBoundAs(input.text, type, box) ? undefined : fitOf(type),
    type,
    refuses: allowed && ((value, frame) => value !== null && allowed.test(value, frame) !== true),
    index,
    reasons: new ColumnReasons(at, index),
    box: own,
  }
}

/** Whether an input expression is a variable that already has the type: then its values fit. */
const isBoundAs = (name: string, type: FeelType, { scope }: Box): boolean => {
  const bound = scope.variables.get(name)
  return bound !== undefined && (bound === type || (bound.kind === type.kind && simple.has(type.kind)))
}

const simple = new Set<FeelType['kind']>(['number', 'string', 'boolean'])

export const compileCell = (text: string, box: Box, at: Partial<Box['place']>): Cell => {
  if (text === '' || text === '-') return undefined
  const known = box.plainCells.get(text)
  if (known) return known
  const cell = compileTests(text, boxAt(box, at))
  if (cell && cell.shape.kind !== 'opaque' && meansTheSameAnywhere(text)) box.plainCells.set(text, cell)
  return cell
}

const compileTests = (text: string, box: Box): Cell => {
  const parsed = parseUnaryTests(text, box.scope)
  const found: Problem[] = [...parsed.problems]
  if (!parsed.ok) {
    tellFound(found, text, box)
    return { text, shape: { kind: 'opaque' }, test: () => null }
  }
  if (parsed.expression.any) return undefined
  const test = compileTestsIn(parsed.expression, box.scope, found)
  tellFound(found, text, box)
  const shape = cellShapeOf(parsed.expression)
  if (shape.kind === 'opaque') return { text, shape, test, shapeAt: shapeAt(parsed.expression, box.scope) }
  return { text, shape, test }
}
