import { constantOf } from '../feel/cell-shape.ts'
import { compileTree } from '../feel/compile/index.ts'
import { parseExpression } from '../feel/parse.ts'
import type { Compiled, Frame } from '../feel/program.ts'
import type { Problem } from '../problem.ts'
import { anyType, type FeelType } from '../values/type.ts'
import type { Value } from '../values/value.ts'
import { type Box, fitted, tellFound, withNotes, wrong } from './box.ts'
import { fitOf, misfit } from './fit.ts'
import { aggregate } from './hit-policy.ts'
import type { DecisionTable, TableOutput } from './model.ts'
import { boxAt, compileCell } from './table-columns.ts'

/** The outputs of one rule: known when compiled, or to be asked. */
export type Outputs = { readonly constant: Value } | { readonly constant: undefined; readonly evaluate: Compiled }

/** Names of the entries that several outputs make. */
export const outputNames = (outputs: readonly TableOutput[]): readonly string[] =>
  outputs.map(({ name }, index) => name ?? `output ${index + 1}`)

export const compileOutputs = (
  table: DecisionTable,
  texts: readonly string[],
  types: readonly FeelType[],
  at: Box['place'],
  box: Box,
): Outputs =>
  combined(
    table.outputs,
    table.outputs.map((_output, column) =>
      compileOutput(
        texts[column] ?? '',
        types[column] ?? anyType,
        boxAt(box, { ...at, column: column + 1, columnKind: 'output' }),
      ),
    ),
  )

const compileOutput = (text: string, type: FeelType, box: Box): Outputs => {
  // An empty cell, or a dash, gives nothing.
  if (text === '' || text === '-') return { constant: null }
  const parsed = parseExpression(text, box.scope)
  const found: Problem[] = [...parsed.problems]
  if (!parsed.ok) {
    tellFound(found, text, box)
    return { constant: null }
  }
  const compiled = compileTree(parsed.expression, box.scope, found)
  tellFound(found, text, box)
  const constant = constantOf(parsed.expression)
  const fit = fitOf(type)
  if (constant !== undefined) {
    const fits = fit ? fit(constant) : constant
    if (fits !== undefined) return { constant: fits }
    const { message, params } = misfit(constant, type)
    wrong(box, 'dmn.type', message, { severity: 'warning', params })
    return { constant: null }
  }
  return { constant: undefined, evaluate: fitted(withNotes(compiled, text, box), type, box) }
}

/** One output is its value; several are a context. Shared between evaluations where nothing changes it: values never do. */
const combined = (outputs: readonly TableOutput[], parts: readonly Outputs[]): Outputs => {
  const [only] = parts
  if (parts.length === 1 && only) return only
  const names = outputNames(outputs)
  const make = (outputOf: (part: Outputs) => Value): Value => {
    const made: Record<string, Value> = Object.create(null)
    for (let index = 0; index < parts.length; index++) made[names[index] as string] = outputOf(parts[index] as Outputs)
    return made
  }
  if (parts.every(({ constant }) => constant !== undefined))
    return { constant: make(({ constant }) => constant as Value) }
  return { constant: undefined, evaluate: (frame) => make((part) => outputsOf(part, frame)) }
}

export const outputsOf = (outputs: Outputs, frame: Frame): Value =>
  outputs.constant === undefined ? (outputs as { evaluate: Compiled }).evaluate(frame) : outputs.constant

export type Default = { readonly isSet: boolean; readonly evaluate: Compiled }

/** What the table gives when no rule matches: its defaults, or what its hit policy makes of nothing. */
export const compileDefault = (
  table: DecisionTable,
  types: readonly FeelType[],
  isMultiple: boolean,
  box: Box,
): Default => {
  const isSet = table.outputs.some(({ defaultValue }) => defaultValue !== undefined && defaultValue !== '')
  if (isSet) {
    const outputs = combined(
      table.outputs,
      table.outputs.map(({ defaultValue }, column) =>
        compileOutput(
          defaultValue ?? '',
          types[column] ?? anyType,
          boxAt(box, { column: column + 1, columnKind: 'output' }),
        ),
      ),
    )
    return {
      isSet,
      evaluate: (frame) => {
        const value = outputsOf(outputs, frame)
        return isMultiple && table.aggregation === undefined && !Array.isArray(value) ? [value] : value
      },
    }
  }
  const nothing: Value = isMultiple ? (table.aggregation === undefined ? [] : aggregate(table.aggregation, [])) : null
  return { isSet, evaluate: () => nothing }
}

/** From the output values, else from the allowed values of the type. */
export const prioritiesOf = (
  output: TableOutput,
  type: FeelType,
  column: number,
  isOnly: boolean,
  box: Box,
): readonly Value[] => {
  const declared = output.values === undefined || output.values === '' ? undefined : output.values
  if (declared === undefined) return allowedIn(type.kind === 'Any' ? expectedOf(output, isOnly, box) : type)
  const cell = compileCell(declared, box, { column: column + 1, columnKind: 'output' })
  if (cell?.shape.kind !== 'set') return []
  return cell.shape.parts.flatMap((part) => (part.kind === 'value' ? [part.value] : []))
}

const allowedIn = (type: FeelType): readonly Value[] =>
  type.kind === 'constrained' ? ((type.values ?? []) as readonly Value[]) : []

/** What the type of the whole says of one output: of its elements, for a list; of the entry, for several outputs. */
const expectedOf = ({ name }: TableOutput, isOnly: boolean, { expected }: Box): FeelType => {
  let type = expected ?? anyType
  if (type.kind === 'list') type = type.of
  if (isOnly) return type
  return type.kind === 'context' && name !== undefined ? (type.entries[name] ?? anyType) : anyType
}
