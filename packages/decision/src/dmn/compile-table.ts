import type { Compiled } from '../feel/program.ts'
import { anyType } from '../values/type.ts'
import { type Box, lineOf, wrong } from './box.ts'
import { chooseBy, type OutputOf } from './choose-rules.ts'
import { typeOfRef } from './item-types.ts'
import { matchMany, matchOne, refused } from './match-rules.ts'
import type { DecisionTable } from './model.ts'
import type { ModelRun } from './model-run.ts'
import { boxAt, compileColumn } from './table-columns.ts'
import { compileDefault, compileOutputs, type Outputs, outputsOf, prioritiesOf } from './table-outputs.ts'
import { traceOf } from './trace-rules.ts'

/** Compiles a table to a lookup of its rules (table-index.ts) and what its hit policy makes of them. */
export const compileTable = (table: DecisionTable, box: Box): Compiled => {
  const here = boxAt(box, {})
  const words = Math.max(1, Math.ceil(table.rules.length / 32))
  const lines = table.rules.map(({ id }) => lineOf(id, box))
  const columns = table.inputs.map((input, index) => compileColumn(table, input, index, words, lines, box))
  const types = table.outputs.map((output) =>
    output.typeRef === undefined ? anyType : typeOfRef(output.typeRef, box.unit, here.place, box.problems),
  )
  const rules = table.rules.map(({ outputs }, row) =>
    compileOutputs(table, outputs, types, { ...lines[row], row: row + 1 }, box),
  )
  const isMultiple = /^(RULE ORDER|OUTPUT ORDER|COLLECT)$/.test(table.hitPolicy)
  const otherwise = compileDefault(table, types, isMultiple, box)
  const priorities = table.outputs.map((output, index) =>
    prioritiesOf(output, types[index] ?? anyType, index, table.outputs.length === 1, box),
  )
  if (/^(PRIORITY|OUTPUT ORDER)$/.test(table.hitPolicy) && priorities.every((values) => values.length === 0))
    wrong(here, 'dmn.no-priorities', `The hit policy ${table.hitPolicy} needs output values in order of priority`, {
      severity: 'warning',
    })
  if (table.outputs.length === 0) wrong(here, 'dmn.no-output', 'The table has no output column')
  if (table.outputs.length > 1)
    for (const [column, { name }] of table.outputs.entries())
      if (name === undefined || name === '')
        wrong(
          boxAt(box, { column: column + 1, columnKind: 'output' }),
          'dmn.output-name',
          `Output column ${column + 1} has no name, although there are several`,
        )
  const match = words === 1 ? matchOne(columns, table.rules.length) : matchMany(columns, table.rules.length, words)
  const choose = chooseBy(table, priorities, here)
  const outputOf: OutputOf = (rule, frame) => outputsOf(rules[rule] as Outputs, frame)
  const takesFirst = table.hitPolicy === 'FIRST'
  const evaluateAndTell = traceOf(table, columns, box)
  return (frame) => {
    const run = frame[0] as ModelRun
    if (run.tracer) return evaluateAndTell(frame, run.tracer, match, choose, rules, otherwise)
    const matched = match(frame)
    if (matched === refused) return null
    if (matched.length === 0) return otherwise.evaluate(frame)
    if (!isMultiple && (takesFirst || matched.length === 1)) return outputOf(matched[0] as number, frame)
    return choose(matched, outputOf, frame).value
  }
}
