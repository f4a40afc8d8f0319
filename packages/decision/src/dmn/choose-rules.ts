import type { Frame, Run } from '../feel/program.ts'
import type { Value } from '../values/value.ts'
import type { Box } from './box.ts'
import { aggregate, areEqual, priorityOf } from './hit-policy.ts'
import type { DecisionTable } from './model.ts'
import { tell } from './model-run.ts'
import { outputNames } from './table-outputs.ts'
import { problemAt } from './unit.ts'

/** What the matching rules give together, and which of them gave it. */
export type Chosen = { readonly value: Value; readonly rules: readonly number[] }
export type OutputOf = (rule: number, frame: Frame) => Value
export type Choose = (matched: readonly number[], outputOf: OutputOf, frame: Frame) => Chosen

/** What a hit policy makes of the rules that match (DMN 1.5, clause 8.2.11). */
export const chooseBy = (table: DecisionTable, priorities: readonly (readonly Value[])[], box: Box): Choose => {
  const names = outputNames(table.outputs)
  const rank = (value: Value): number[] =>
    priorities.map((values, index) =>
      priorityOf(
        names.length === 1 ? value : ((value as Record<string, Value>)[names[index] as string] ?? null),
        values,
      ),
    )
  const ranked = (matched: readonly number[], outputOf: OutputOf, frame: Frame) =>
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
