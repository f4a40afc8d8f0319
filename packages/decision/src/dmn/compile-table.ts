import { cellShapeOf, constantOf } from '../feel/cell-shape.ts'
import { compileTestsIn, compileTree } from '../feel/compile/index.ts'
import { parseExpression, parseUnaryTests } from '../feel/parse.ts'
import type { Compiled, Frame, Run } from '../feel/program.ts'
import type { Problem } from '../problem.ts'
import type { FailedCell, RuleTrace } from '../trace/trace.ts'
import { anyType, type FeelType } from '../values/type.ts'
import type { Value } from '../values/value.ts'
import { type Box, compileText, fitted, lineOf, tellFound, withNotes, wrong } from './box.ts'
import { fitOf, misfit, shown } from './fit.ts'
import { aggregate, areEqual, priorityOf } from './hit-policy.ts'
import { meansTheSameAnywhere, typeOfRef } from './item-types.ts'
import type { DecisionTable, TableInput, TableOutput } from './model.ts'
import { type ModelRun, tell } from './model-run.ts'
import { type Cell, ColumnIndex } from './table-index.ts'
import { ColumnReasons, jsonOf } from './trace-table.ts'
import { problemAt } from './unit.ts'

const boxAt = (box: Box, part: Partial<Box['place']>): Box => ({
  ...box,
  place: {
    ...box.place,
    part: box.place.part === undefined ? 'decisionTable' : `${box.place.part}.decisionTable`,
    ...part,
  },
})

type Column = {
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

/** The outputs of one rule: known when compiled, or to be asked. */
type Outputs = { readonly constant: Value } | { readonly constant: undefined; readonly evaluate: Compiled }

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
  const outputOf: ValueOf = (rule, frame) => outputsOf(rules[rule] as Outputs, frame)
  const isSingle = !isMultiple
  const takesFirst = table.hitPolicy === 'FIRST'
  const say = traceOf(table, columns, box)
  return (frame) => {
    const run = frame[0] as ModelRun
    if (run.tracer) return say(frame, run.tracer, match, choose, rules, otherwise)
    const matched = match(frame)
    if (matched === refused) return null
    if (matched.length === 0) return otherwise.evaluate(frame)
    if (isSingle && (takesFirst || matched.length === 1)) return outputOf(matched[0] as number, frame)
    return choose(matched, outputOf, frame).value
  }
}

const compileColumn = (
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

const compileCell = (text: string, box: Box, at: Partial<Box['place']>): Cell => {
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
  return { text, shape, test }
}

const compileOutputs = (
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
  const names = outputs.map(({ name }, index) => name ?? `output ${index + 1}`)
  const make = (outputOf: (part: Outputs) => Value): Value => {
    const made: Record<string, Value> = Object.create(null)
    for (let index = 0; index < parts.length; index++) made[names[index] as string] = outputOf(parts[index] as Outputs)
    return made
  }
  if (parts.every(({ constant }) => constant !== undefined))
    return { constant: make(({ constant }) => constant as Value) }
  return { constant: undefined, evaluate: (frame) => make((part) => outputsOf(part, frame)) }
}

const outputsOf = (outputs: Outputs, frame: Frame): Value =>
  outputs.constant === undefined ? (outputs as { evaluate: Compiled }).evaluate(frame) : outputs.constant

type Default = { readonly isSet: boolean; readonly evaluate: Compiled }

/** What the table gives when no rule matches: its defaults, or what its hit policy makes of nothing. */
const compileDefault = (table: DecisionTable, types: readonly FeelType[], isMultiple: boolean, box: Box): Default => {
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
const prioritiesOf = (
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

/** Rules (from 0) that match, in order; `refused` when an input has a value that is not allowed. */
type Match = (frame: Frame, values?: Value[]) => readonly number[]
const refused: readonly number[] = []
const none: readonly number[] = []

const readColumn = (column: Column, frame: Frame): Value => {
  const value = column.read(frame)
  if (!column.fit) return value
  const fits = column.fit(value)
  return fits === undefined ? value : fits
}

const tellRefused = (column: Column, value: Value, frame: Frame): void => {
  const text = shown(value)
  tell(
    frame[0] as Run,
    problemAt(
      column.box.unit,
      column.box.place,
      'dmn.input-value',
      `${text} is not among the allowed values of input column ${column.box.place.column}; the table gives null`,
      { severity: 'warning', params: { value: text, column: column.box.place.column as number } },
    ),
  )
}

const rulesOf = (word: number, first: number, into: number[]): void => {
  let rest = word
  while (rest !== 0) {
    const lowest = rest & -rest
    into.push(first + 31 - Math.clz32(lowest))
    rest ^= lowest
  }
}

const asks = (column: Column, value: Value, alive: number, word: number, frame: Frame): number => {
  let rest = alive
  let kept = alive
  while (rest !== 0) {
    const lowest = rest & -rest
    const cell = column.index.cells[word * 32 + 31 - Math.clz32(lowest)]
    if (cell && cell.test(value, frame) !== true) kept ^= lowest
    rest ^= lowest
  }
  return kept
}

const single = Array.from({ length: 32 }, (_unused, rule): readonly number[] => [rule])

/** Up to 32 rules: one word. */
const matchOne = (columns: readonly Column[], rules: number): Match => {
  const all = rules === 32 ? -1 : (1 << rules) - 1
  const count = columns.length
  const checks = columns.some(({ refuses }) => refuses)
  const hasAsked = columns.some(({ index }) => index.hasAsked)
  return (frame, values) => {
    let alive = all
    let isRefused = false
    const kept = hasAsked ? (values ?? new Array<Value>(count)) : values
    let isAsked = hasAsked
    let later: Value[] | undefined
    for (let at = 0; at < count; at++) {
      const column = columns[at] as Column
      const value = readColumn(column, frame)
      if (kept) kept[at] = value
      if (column.refuses?.(value, frame)) {
        isRefused = true
        tellRefused(column, value, frame)
      }
      const row = column.index.rowOf(value)
      if (row >= 0) alive &= column.index.bits[row] as number
      else {
        later ??= new Array<Value>(count)
        later[at] = value
        isAsked = true
      }
      if (alive === 0 && !checks && !values) return none
    }
    if (isRefused) return refused
    if (isAsked)
      for (let at = 0; at < count && alive !== 0; at++) {
        const column = columns[at] as Column
        if (later && later[at] !== undefined) alive = asks(column, later[at] as Value, alive, 0, frame)
        else if (column.index.hasAsked) {
          const asked = alive & (column.index.asked[0] as number)
          if (asked !== 0) alive ^= asked ^ asks(column, kept?.[at] as Value, asked, 0, frame)
        }
      }
    if (alive === 0) return none
    const rule = 31 - Math.clz32(alive & -alive)
    if ((alive & (alive - 1)) === 0) return single[rule] as readonly number[]
    const matched: number[] = []
    rulesOf(alive, 0, matched)
    return matched
  }
}

const matchMany = (columns: readonly Column[], rules: number, words: number): Match => {
  const all = new Int32Array(words).fill(-1)
  if (rules % 32 !== 0) all[words - 1] = (1 << (rules % 32)) - 1
  return (frame, values) => {
    const alive = all.slice()
    const read = values ?? new Array<Value>(columns.length)
    const rows = new Array<number>(columns.length)
    let isRefused = false
    for (let at = 0; at < columns.length; at++) {
      const column = columns[at] as Column
      const value = readColumn(column, frame)
      read[at] = value
      if (column.refuses?.(value, frame)) {
        isRefused = true
        tellRefused(column, value, frame)
      }
      const row = column.index.rowOf(value)
      rows[at] = row
      if (row < 0) continue
      const { bits } = column.index
      for (let word = 0; word < words; word++)
        alive[word] = (alive[word] as number) & (bits[row * words + word] as number)
    }
    if (isRefused) return refused
    const matched: number[] = []
    for (let word = 0; word < words; word++) {
      let left = alive[word] as number
      for (let at = 0; at < columns.length && left !== 0; at++) {
        const column = columns[at] as Column
        const asked = (rows[at] as number) < 0 ? left : left & (column.index.asked[word] as number)
        if (asked !== 0) left ^= asked ^ asks(column, read[at] as Value, asked, word, frame)
      }
      rulesOf(left, word * 32, matched)
    }
    return matched
  }
}

type Chosen = { readonly value: Value; readonly rules: readonly number[] }
type ValueOf = (rule: number, frame: Frame) => Value
type Choose = (matched: readonly number[], outputOf: ValueOf, frame: Frame) => Chosen

const chooseBy = (table: DecisionTable, priorities: readonly (readonly Value[])[], box: Box): Choose => {
  const names = table.outputs.map(({ name }, index) => name ?? `output ${index + 1}`)
  const rank = (value: Value): number[] =>
    priorities.map((values, index) =>
      priorityOf(
        names.length === 1 ? value : ((value as Record<string, Value>)[names[index] as string] ?? null),
        values,
      ),
    )
  const ranked = (matched: readonly number[], outputOf: ValueOf, frame: Frame) =>
    matched
      .map((rule) => {
        const value = outputOf(rule, frame)
        return { rule, value, ranks: rank(value) }
      })
      .sort((left, right) => {
        for (let index = 0; index < left.ranks.length; index++) {
          const order = (left.ranks[index] as number) - (right.ranks[index] as number)
          if (order !== 0) return order
        }
        return left.rule - right.rule
      })
  const clash = (matched: readonly number[], frame: Frame, code: string, what: string): Chosen => {
    const numbers = matched.map((rule) => rule + 1).join(', ')
    const message = `Rules ${numbers} match at once, ${what}; the result is null`
    tell(
      frame[0] as Run,
      problemAt(box.unit, box.place, code, message, { severity: 'warning', params: { rules: numbers } }),
    )
    return { value: null, rules: [] }
  }
  const first: Choose = (matched, outputOf, frame) => ({
    value: outputOf(matched[0] as number, frame),
    rules: matched.length === 1 ? matched : [matched[0] as number],
  })
  switch (table.hitPolicy) {
    case 'UNIQUE':
      return (matched, outputOf, frame) =>
        matched.length === 1
          ? { value: outputOf(matched[0] as number, frame), rules: matched }
          : clash(matched, frame, 'dmn.not-unique', 'although the table allows only one')
    case 'FIRST':
      return first
    case 'ANY':
      return (matched, outputOf, frame) => {
        const value = outputOf(matched[0] as number, frame)
        const isSame = matched.every((rule) => areEqual(outputOf(rule, frame), value))
        return isSame ? { value, rules: matched } : clash(matched, frame, 'dmn.not-any', 'with different outputs')
      }
    case 'PRIORITY':
      return (matched, outputOf, frame) => {
        const best = ranked(matched, outputOf, frame)[0] as { rule: number; value: Value }
        return { value: best.value, rules: [best.rule] }
      }
    case 'OUTPUT ORDER':
      return (matched, outputOf, frame) => {
        const order = ranked(matched, outputOf, frame)
        return { value: order.map(({ value }) => value), rules: order.map(({ rule }) => rule) }
      }
    case 'RULE ORDER':
      return (matched, outputOf, frame) => ({ value: matched.map((rule) => outputOf(rule, frame)), rules: matched })
    case 'COLLECT':
      return (matched, outputOf, frame) => {
        const values = matched.map((rule) => outputOf(rule, frame))
        const { aggregation } = table
        if (aggregation === undefined) return { value: values, rules: matched }
        if (names.length === 1 || aggregation === 'COUNT')
          return { value: aggregate(aggregation, values), rules: matched }
        const made: Record<string, Value> = Object.create(null)
        for (const name of names)
          made[name] = aggregate(
            aggregation,
            values.map((value) => (value as Record<string, Value>)[name] ?? null),
          )
        return { value: made, rules: matched }
      }
  }
}

type Tracing = (
  frame: Frame,
  tracer: NonNullable<ModelRun['tracer']>,
  match: Match,
  choose: Choose,
  rules: readonly Outputs[],
  otherwise: Default,
) => Value

/** The same evaluation, and what it was made of. */
const traceOf = (table: DecisionTable, columns: readonly Column[], box: Box): Tracing => {
  const outputs = table.outputs.map(({ label, name }, index) => ({
    label: label ?? name ?? (index === 0 ? (table.outputLabel ?? box.place.element ?? '') : ''),
  }))
  const path = box.place.part ?? ''
  const names = table.outputs.map(({ name }, index) => name ?? `output ${index + 1}`)
  const labels = table.inputs.map(({ label, text }) => ({ label: label ?? text, text }))
  const split = (value: Value) =>
    names.length === 1 ? [jsonOf(value)] : names.map((name) => jsonOf((value as Record<string, Value>)[name] ?? null))
  const constants = table.rules.map(() => undefined as readonly ReturnType<typeof jsonOf>[] | undefined)
  return (frame, tracer, match, choose, rules, otherwise) => {
    const values = new Array<Value>(columns.length)
    const matched = match(frame, values)
    // Outputs are evaluated once, although they are told of all rules that match.
    const made = new Map<number, Value>()
    const outputOf: ValueOf = (rule) => {
      const output = rules[rule] as Outputs
      if (output.constant !== undefined) return output.constant
      if (!made.has(rule)) made.set(rule, outputsOf(output, frame))
      return made.get(rule) as Value
    }
    const isRefused = matched === refused
    const chosen: Chosen =
      isRefused || matched.length === 0
        ? { value: isRefused ? null : otherwise.evaluate(frame), rules: none }
        : choose(matched, outputOf, frame)
    const failed = columns.map((column, at) => column.reasons.of(values[at] as Value, frame))
    let next = 0
    const told = table.rules.map(({ annotations }, rule): RuleTrace => {
      const cells: FailedCell[] = []
      for (let at = 0; at < failed.length; at++) {
        const cell = failed[at]?.[rule]
        if (cell) cells.push(cell)
      }
      const isMatched = matched[next] === rule
      if (!isMatched) return { matched: false, failed: cells }
      next++
      const output = rules[rule] as Outputs
      let texts = constants[rule]
      if (!texts) {
        texts = split(outputOf(rule, frame))
        if (output.constant !== undefined) constants[rule] = texts
      }
      return { matched: true, failed: cells, outputs: texts, ...(annotations.length > 0 && { annotations }) }
    })
    tracer.table({
      path,
      hitPolicy: table.hitPolicy,
      ...(table.aggregation && { aggregation: table.aggregation }),
      inputs: columns.map((column, at) => {
        const value = values[at] as Value
        const { label, text } = labels[at] as { label: string; text: string }
        return column.refuses?.(value, frame)
          ? { label, text, value: jsonOf(value), allowed: false as const }
          : { label, text, value: jsonOf(value) }
      }),
      outputs,
      rules: told,
      chosen: chosen.rules,
      defaulted: !isRefused && matched.length === 0 && otherwise.isSet,
    })
    return chosen.value
  }
}
