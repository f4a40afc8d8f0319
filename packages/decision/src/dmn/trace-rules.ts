import type { Frame } from '../feel/program.ts'
import type { FailedCell, Json, RuleTrace } from '../trace/trace.ts'
import type { Value } from '../values/value.ts'
import type { Box } from './box.ts'
import type { Choose, Chosen, OutputOf } from './choose-rules.ts'
import { jsonOf } from './fail-reasons.ts'
import { type Match, none, refused } from './match-rules.ts'
import type { DecisionTable } from './model.ts'
import type { Tracer } from './model-run.ts'
import type { Column } from './table-columns.ts'
import { type Default, type Outputs, outputNames, outputsOf } from './table-outputs.ts'

type Tracing = (
  frame: Frame,
  tracer: Tracer,
  match: Match,
  choose: Choose,
  rules: readonly Outputs[],
  otherwise: Default,
) => Value

/** The same evaluation, and what it was made of. */
export const traceOf = (table: DecisionTable, columns: readonly Column[], box: Box): Tracing => {
  const outputs = table.outputs.map(({ label, name }, index) => ({
    label: label ?? name ?? (index === 0 ? (table.outputLabel ?? box.place.element ?? '') : ''),
  }))
  const path = box.place.part ?? ''
  const names = outputNames(table.outputs)
  const labels = table.inputs.map(({ label, text }) => ({ label: label ?? text, text }))
  const split = (value: Value) =>
    names.length === 1 ? [jsonOf(value)] : names.map((name) => jsonOf((value as Record<string, Value>)[name] ?? null))
  const constants = table.rules.map(() => undefined as readonly Json[] | undefined)
  return (frame, tracer, match, choose, rules, otherwise) => {
    const values = new Array<Value>(columns.length)
    const matched = match(frame, values)
    // Outputs are evaluated once, although they are told of all rules that match.
    const made = new Map<number, Value>()
    const outputOf: OutputOf = (rule) => {
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
