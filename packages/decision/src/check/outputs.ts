import type { DecisionTable } from '../dmn/model.ts'
import { cellShapeOf, constantOf } from '../feel/cell-shape.ts'
import { parseExpression, parseUnaryTests } from '../feel/parse.ts'
import type { Scope } from '../feel/scope.ts'
import { equal } from '../values/equal.ts'
import type { Value } from '../values/value.ts'

/** What the output cells of a table say, where that can be known without an input. */
export type OutputColumn = {
  /** For each rule; undefined for what depends on inputs. */
  readonly values: readonly (Value | undefined)[]
  readonly defaultValue: Value | undefined
  /** Allowed values in order of priority, when they are plain values. */
  readonly allowed: readonly Value[] | undefined
}

const valuesOf = (text: string | undefined, scope: Scope): readonly Value[] | undefined => {
  if (!text?.trim()) return undefined
  const parsed = parseUnaryTests(text, scope)
  if (!parsed.ok) return undefined
  const shape = cellShapeOf(parsed.expression)
  if (shape.kind !== 'set' || shape.negated) return undefined
  const values = shape.parts.map((part) => (part.kind === 'value' ? part.value : undefined))
  return values.includes(undefined) ? undefined : (values as Value[])
}

const constantIn = (text: string | undefined, scope: Scope): Value | undefined => {
  if (!text?.trim()) return undefined
  const parsed = parseExpression(text, scope)
  return parsed.ok ? constantOf(parsed.expression) : undefined
}

/** @param typed allowed values of each output's type, for columns that have none of their own */
export const outputsOf = (
  table: DecisionTable,
  scope: Scope,
  typed: readonly (readonly Value[] | undefined)[],
): readonly OutputColumn[] => {
  const read = new Map<string, Value | undefined>()
  const cell = (text: string): Value | undefined => {
    if (!read.has(text)) read.set(text, constantIn(text, scope))
    return read.get(text)
  }
  return table.outputs.map((output, column) => ({
    values: table.rules.map((rule) => cell(rule.outputs[column] ?? '')),
    defaultValue: constantIn(output.defaultValue, scope),
    allowed: valuesOf(output.values, scope) ?? typed[column],
  }))
}

/** Whether two rules say the same: undefined when that depends on the input. */
export const saySame = (
  table: DecisionTable,
  outputs: readonly OutputColumn[],
  left: number,
  right: number,
): boolean | undefined => {
  let same: boolean | undefined = true
  for (const [column, { values }] of outputs.entries()) {
    const texts = [left, right].map((rule) => (table.rules[rule]?.outputs[column] ?? '').replace(/\s+/g, ' ').trim())
    if (texts[0] === texts[1]) continue
    const [one, other] = [values[left], values[right]]
    if (one === undefined || other === undefined) same = undefined
    else if (equal(one, other) !== true) return false
  }
  return same
}

/** Place of a rule's outputs in the order of priority, column by column; undefined when it cannot be known. */
export const rankOf = (outputs: readonly OutputColumn[], rule: number): readonly number[] | undefined => {
  const ranks: number[] = []
  for (const { values, allowed } of outputs) {
    // A column without a list has no say.
    if (!allowed) continue
    const value = values[rule]
    if (value === undefined) return undefined
    const rank = allowed.findIndex((other) => equal(other, value) === true)
    ranks.push(rank < 0 ? allowed.length : rank)
  }
  return ranks.length > 0 ? ranks : undefined
}
