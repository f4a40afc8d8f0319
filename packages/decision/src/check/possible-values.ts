import type { Boxed, DecisionTable } from '../dmn/model.ts'
import type { Expression } from '../feel/ast.ts'
import { constantOf } from '../feel/cell-shape.ts'
import { parseExpression } from '../feel/parse.ts'
import type { Scope } from '../feel/scope.ts'
import { equal } from '../values/equal.ts'
import type { FeelType } from '../values/type.ts'
import type { Value } from '../values/value.ts'
import { bareType, kindOf } from './kinds.ts'
import { literalText } from './literal-text.ts'

const most = 200

/**
 * The type of a result, narrowed to the values that its logic can give when these stand written there: what asks it need not care for
 * others. Unchanged where results are computed.
 */
export const narrowed = (type: FeelType, logic: Boxed, scope: Scope): FeelType => {
  if (type.kind === 'constrained') return type
  if (logic.kind === 'table' && logic.outputs.length > 1) {
    const bare = bareType(type)
    if (bare.kind !== 'context' || !isSingleHit(logic)) return type
    const entries = { ...bare.entries }
    for (const [column, { name }] of logic.outputs.entries())
      if (name !== undefined && entries[name]) entries[name] = toThese(entries[name], ofColumn(logic, column, scope))
    return { ...bare, entries }
  }
  return toThese(type, valuesOf(logic, scope))
}

const isSingleHit = ({ hitPolicy }: DecisionTable): boolean => /^(UNIQUE|FIRST|PRIORITY|ANY)$/.test(hitPolicy)

const toThese = (type: FeelType, found: readonly Value[] | undefined): FeelType => {
  if (!found || type.kind === 'constrained' || found.length > most) return type
  const values = found.filter(
    (value, at) => value !== null && found.findIndex((one) => equal(one, value) === true) === at,
  )
  const bare = bareType(type)
  const isFitting = values.every((value) => {
    const kind = kindOf(value)
    return kind !== undefined && kind !== 'boolean' && (bare.kind === 'Any' || bare.kind === kind)
  })
  if (values.length === 0 || !isFitting) return type
  return {
    kind: 'constrained',
    base: type,
    text: values.map(literalText).join(', '),
    allows: (value) => values.some((one) => equal(one, value as Value) === true),
    values,
  }
}

/** All that it can give, null left out or not; undefined when that is computed. */
const valuesOf = (logic: Boxed | undefined, scope: Scope): readonly Value[] | undefined => {
  if (logic?.kind === 'literal') return ofText(logic.text, scope)
  if (logic?.kind === 'table') return isSingleHit(logic) ? ofColumn(logic, 0, scope) : undefined
  if (logic?.kind === 'conditional') return both(valuesOf(logic.then, scope), valuesOf(logic.else, scope))
  return undefined
}

const ofColumn = (table: DecisionTable, column: number, scope: Scope): readonly Value[] | undefined => {
  const { defaultValue } = table.outputs[column] ?? {}
  const texts = new Set(table.rules.map(({ outputs }) => outputs[column] ?? ''))
  if (defaultValue) texts.add(defaultValue)
  let found: readonly Value[] | undefined = []
  for (const text of texts) {
    found = both(found, ofText(text, scope))
    if (!found) return undefined
  }
  return found
}

const ofText = (text: string, scope: Scope): readonly Value[] | undefined => {
  const parsed = parseExpression(text, scope)
  return parsed.ok ? ofExpression(parsed.expression) : undefined
}

const ofExpression = (node: Expression): readonly Value[] | undefined => {
  if (node.kind === 'if') return both(ofExpression(node.consequent), ofExpression(node.alternative))
  const value = constantOf(node)
  return value === undefined ? undefined : [value]
}

const both = (left: readonly Value[] | undefined, right: readonly Value[] | undefined) =>
  left && right && left.length + right.length <= 2 * most ? [...left, ...right] : undefined
