import type { Problem } from '../problem.ts'
import { FeelRange, isList, type Value } from '../values/value.ts'
import type { Expression, UnaryTests } from './ast.ts'
import { childrenOf } from './children.ts'
import { compileTree } from './compile/index.ts'
import { newRun } from './run.ts'
import { emptyScope } from './scope.ts'

/**
 * What a cell holds, when it can be known without an input: for indexes of tables, for saying why a cell failed, for gaps and
 * overlaps, and for what would change an outcome. `opaque` cells depend on other values.
 */
export type CellShape =
  | { readonly kind: 'any' }
  | { readonly kind: 'set'; readonly negated: boolean; readonly parts: readonly CellPart[] }
  | { readonly kind: 'opaque' }

/**
 * One value, or a range; a comparison is a range that is open to one side. A list holds its elements: that an input which is a list
 * itself also passes when it is equal to the whole is not told.
 */
export type CellPart =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'range'; readonly range: FeelRange }

const changing = new Set(['now', 'today', '?', 'item', 'partial'])
/** Built from constants alone, so that its value is the same whenever it is asked. */
const closed = new Set<Expression['kind']>([
  'null',
  'boolean',
  'number',
  'string',
  'at',
  'list',
  'range',
  'negate',
  'arithmetic',
  'call',
])

const isClosed = (node: Expression, isCallee = false): boolean => {
  if (node.kind === 'name') return isCallee && !changing.has(node.name)
  if (!closed.has(node.kind)) return false
  return childrenOf(node).every((child, index) => isClosed(child, node.kind === 'call' && index === 0))
}

/** The value of an expression that needs none; undefined when it needs some or has errors. */
export const constantOf = (node: Expression): Value | undefined => {
  if (!isClosed(node)) return undefined
  const problems: Problem[] = []
  const compiled = compileTree(node, emptyScope, problems)
  return problems.length > 0 ? undefined : compiled([newRun({ now: 0 })])
}

const partOf = (value: Value): CellPart =>
  value instanceof FeelRange ? { kind: 'range', range: value } : { kind: 'value', value }

/**
 * `comesTo` says what an expression comes to, and undefined where it does not; without it, what holds for all values is told.
 */
export const cellShapeOf = (
  tests: UnaryTests,
  comesTo: (expression: Expression) => Value | undefined = constantOf,
): CellShape => {
  if (tests.any) return { kind: 'any' }
  const parts: CellPart[] = []
  let { negated } = tests
  for (const test of tests.tests) {
    const value = comesTo(test.test === 'compare' ? test.operand : test.expression)
    if (value === undefined || (value === null && test.test === 'compare' && !/^!?=$/.test(test.operator)))
      return { kind: 'opaque' }
    if (test.test === 'expression') parts.push(...(isList(value) ? value.map(partOf) : [partOf(value)]))
    else if (test.operator === '=') parts.push({ kind: 'value', value })
    else if (test.operator === '!=') {
      // Only alone it is the same as not(value).
      if (tests.tests.length > 1) return { kind: 'opaque' }
      negated = !negated
      parts.push({ kind: 'value', value })
    } else {
      const isAbove = test.operator.startsWith('>')
      const isIncluded = test.operator.endsWith('=')
      const range = isAbove
        ? new FeelRange(value, undefined, isIncluded, false)
        : new FeelRange(undefined, value, false, isIncluded)
      parts.push({ kind: 'range', range })
    }
  }
  return { kind: 'set', negated, parts }
}
