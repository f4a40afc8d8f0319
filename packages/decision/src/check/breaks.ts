import type { Expression, UnaryTest, UnaryTests } from '../feel/ast.ts'
import { constantOf } from '../feel/cell-shape.ts'
import { childrenOf } from '../feel/children.ts'
import { mentions } from '../feel/mentions.ts'
import { FeelRange, isList, type Value } from '../values/value.ts'

/**
 * The values at which the outcome of tests may change: between two neighbours of them, and for all values that are none of them,
 * tests come out alike. Undefined when that cannot be known from the text: it depends on other values, or asks a function.
 */
export const breaksOf = (tests: UnaryTests): readonly Value[] | undefined => {
  const breaks: Value[] = []
  return tests.tests.every((test) => addTest(test, breaks)) ? breaks : undefined
}

const addTest = (test: UnaryTest, breaks: Value[]): boolean => {
  const node = test.test === 'compare' ? test.operand : test.expression
  return test.test === 'expression' && mentions(node, '?') ? addCondition(node, breaks) : addConstant(node, breaks)
}

const addConstant = (node: Expression, breaks: Value[]): boolean => {
  const value = constantOf(node)
  // What is no range (its ends are the wrong way round) holds nothing; only a written null means null.
  if (value === null && node.kind !== 'null') return true
  return value !== undefined && addValue(value, breaks)
}

const addValue = (value: Value, breaks: Value[]): boolean => {
  if (isList(value)) return value.every((element) => addValue(element, breaks))
  if (value instanceof FeelRange) {
    for (const end of [value.start, value.end]) if (end !== undefined && end !== null) breaks.push(end)
    return true
  }
  breaks.push(value)
  return true
}

const isInput = (node: Expression): boolean => node.kind === 'name' && node.name === '?'

/** A condition on `?` that compares it with constants and nothing else. */
const addCondition = (node: Expression, breaks: Value[]): boolean => {
  switch (node.kind) {
    case 'boolean':
      return true
    case 'name':
      // The input itself as a condition.
      if (!isInput(node)) return false
      breaks.push(true, false)
      return true
    case 'and':
    case 'or':
      return addCondition(node.left, breaks) && addCondition(node.right, breaks)
    case 'comparison':
      if (isInput(node.left)) return addConstant(node.right, breaks)
      return isInput(node.right) && addConstant(node.left, breaks)
    case 'between':
      return isInput(node.value) && addConstant(node.low, breaks) && addConstant(node.high, breaks)
    case 'in':
      return (
        isInput(node.value) &&
        node.tests.every((test) => addConstant(test.test === 'compare' ? test.operand : test.expression, breaks))
      )
    case 'call': {
      const [argument] = node.args
      const isNot = node.callee.kind === 'name' && node.callee.name === 'not' && node.args.length === 1
      return isNot && argument !== undefined && addCondition(argument.value, breaks)
    }
    default:
      return false
  }
}

const orders = new Set(['<', '<=', '>', '>='])

/** Whether values are asked for their order, not for being equal alone. */
export const asksOrder = (tests: UnaryTests): boolean => tests.tests.some(isOrder)

const isOrder = (test: UnaryTest): boolean => {
  if (test.test === 'compare') return orders.has(test.operator)
  return mentions(test.expression, '?') ? isOrderOfInput(test.expression) : hasRange(test.expression)
}

const hasRange = (node: Expression): boolean => node.kind === 'range' || childrenOf(node).some(hasRange)

/** Of the input itself: `string length(?) < 5` compares something else. */
const isOrderOfInput = (node: Expression): boolean =>
  (node.kind === 'between' && isInput(node.value)) ||
  (node.kind === 'comparison' && orders.has(node.operator) && (isInput(node.left) || isInput(node.right))) ||
  (node.kind === 'in' && isInput(node.value) && node.tests.some(isOrder)) ||
  childrenOf(node).some(isOrderOfInput)
