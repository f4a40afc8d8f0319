import type { DecisionTable } from '../dmn/model.ts'
import type { Place, Problem, Severity } from '../problem.ts'
import type { NotChecked, TableCheck, TableRegion } from './check-table.ts'
import { literalText } from './literal-text.ts'

const labelOf = (table: DecisionTable, column: number): string => {
  const input = table.inputs[column]
  return input?.label || input?.text || `${column + 1}`
}

/** A region for people: columns that matter, and an example of them all. */
const told = (table: DecisionTable, { inputs, example }: TableRegion) => ({
  inputs: inputs.flatMap((text, column) => (text === '-' ? [] : [`${labelOf(table, column)} ${text}`])),
  example: example.map((value, column) => `${labelOf(table, column)} = ${literalText(value)}`),
})

const inWords = (parts: readonly string[]): string => (parts.length === 0 ? 'any input' : parts.join(', '))

const counted = (rules: readonly number[]): string[] => rules.map((rule) => `${rule + 1}`)

const reasons: Readonly<Record<NotChecked['why'], string>> = {
  opaque: 'cells that depend on other values',
  constraint: 'constraints that say nothing of single values',
  outputs: 'outputs that depend on the input',
  'more gaps': 'more gaps than are told',
  'more overlaps': 'more overlaps than are told',
  'too large': 'too many combinations',
}

/** What a check of a table found, as problems at their places; `sayProblem` makes sentences of them. */
export const tableProblems = (table: DecisionTable, check: TableCheck, place: Place = {}): readonly Problem[] => {
  const problems: Problem[] = []
  const add = (
    severity: Severity,
    code: string,
    message: string,
    params: NonNullable<Problem['params']>,
    at: Partial<Place> = {},
  ) => problems.push({ code, severity, message, params, place: { ...place, ...at } })
  const cell = (rule: number, column: number): Partial<Place> => ({
    row: rule + 1,
    column: column + 1,
    columnKind: 'input',
  })

  if (check.gapsMatter)
    for (const gap of check.gaps) {
      const { inputs, example } = told(table, gap)
      const message = `No rule takes ${inWords(inputs)} (for example ${example.join(', ')})`
      add(
        'warning',
        gap.assumed ? 'check.possible-gap' : 'check.gap',
        gap.assumed ? `${message}, if that can be` : message,
        { ...(inputs.length > 0 && { inputs }), example },
      )
    }
  for (const overlap of check.overlaps) {
    const { inputs, example } = told(table, overlap)
    const rules = counted(overlap.rules)
    const message = `Rules ${rules.join(', ')} all take ${inWords(inputs)} (for example ${example.join(', ')})`
    const params = { rules, ...(inputs.length > 0 && { inputs }), example }
    if (overlap.assumed) add('warning', 'check.possible-overlap', `${message}, if that can be`, params)
    else add('error', 'check.overlap', message, params)
  }
  for (const { rule, why, column, by } of check.unreachable) {
    if (why === 'masked')
      add(
        'warning',
        'check.masked-rule',
        `Rule ${rule + 1} never decides: ${(by?.length ?? 0) === 1 ? 'rule' : 'rules'} ${counted(by ?? []).join(', ')} take all of it before`,
        { rule: rule + 1, by: counted(by ?? []) },
        { row: rule + 1 },
      )
    else if (column !== undefined) addDeadCell({ rule, column, why })
  }
  function addDeadCell(dead: { rule: number; column: number; why: 'type' | 'outside' | 'empty'; value?: unknown }) {
    const { rule, column, why } = dead
    const text = 'value' in dead ? literalText(dead.value as never) : (table.rules[rule]?.inputs[column] ?? '').trim()
    const because = {
      type: `is of another type than ${labelOf(table, column)}`,
      outside: `is no value that ${labelOf(table, column)} can have`,
      empty: 'holds no value at all',
    }[why]
    const so = 'value' in dead ? '' : `; rule ${rule + 1} never holds`
    add(
      'warning',
      `check.cell-${why}`,
      `${text} ${because}${so}`,
      { text, label: labelOf(table, column), ...(so !== '' && { rule: rule + 1 }) },
      cell(rule, column),
    )
  }
  for (const dead of check.deadValues) addDeadCell(dead)
  if (table.rules.length > 0)
    for (const column of check.deadInputs)
      add(
        'warning',
        'check.dead-input',
        `No rule asks ${labelOf(table, column)}`,
        { label: labelOf(table, column) },
        { column: column + 1, columnKind: 'input' },
      )
  for (const { column, value } of check.unusedOutputs)
    add(
      'warning',
      'check.unused-output',
      `No rule gives ${literalText(value)}`,
      { value: literalText(value) },
      { column: column + 1, columnKind: 'output' },
    )
  for (const { rule, column, value } of check.strangeOutputs)
    add(
      'warning',
      'check.output-outside',
      `${literalText(value)} is not among the allowed values of the output`,
      { value: literalText(value) },
      { row: rule + 1, column: column + 1, columnKind: 'output' },
    )
  const why = [...new Set(check.notChecked.map((one) => one.why))]
  if (why.length > 0) {
    const told = why.map((one) => reasons[one])
    add('warning', 'check.not-complete', `Not completely checked for gaps and overlaps: ${told.join('; ')}`, {
      reasons: why,
    })
  }
  return problems
}
