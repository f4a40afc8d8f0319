import { equal } from '../../values/equal.ts'
import { contains } from '../../values/range.ts'
import { FeelRange, isList, type Value } from '../../values/value.ts'
import type { Expression, InExpression, UnaryTest, UnaryTests } from '../ast.ts'
import { mentions } from '../mentions.ts'
import type { Compiled, Frame } from '../program.ts'
import { stepThrough } from '../run.ts'
import { isKnown } from './names.ts'
import { comparisonOf } from './operators.ts'
import { constantIn, type Place, withLocals } from './place.ts'

/** Whether one value passes: null when that cannot be said. */
export type Test = (value: Value, frame: Frame) => boolean | null

const isInRange = (value: Value, range: FeelRange): boolean | null =>
  value instanceof FeelRange ? equal(value, range) : contains(range, value)

/** In a list: equal to an element, inside an element that is a range; or the same list. */
const inList = (value: Value, list: readonly Value[]): boolean => {
  if (isList(value) && equal(value, list) === true) return true
  return list.some(
    (element) => (element instanceof FeelRange ? isInRange(value, element) : equal(value, element)) === true,
  )
}

/** What `in`, and a cell, mean by a value (DMN 1.5, table 55): a range holds it, a list has it, a value is equal to it. */
const isIn = (value: Value, what: Value): boolean | null => {
  if (what instanceof FeelRange) return isInRange(value, what)
  return isList(what) ? inList(value, what) : equal(value, what)
}

const operandOf = (test: UnaryTest): Expression => (test.test === 'compare' ? test.operand : test.expression)

/** `plain` tests are about values alone; in the others `?` is what is tested, and in cells a condition needs no `?`. */
type Kind = 'cell' | 'of input' | 'plain'

const compileTest = (test: UnaryTest, place: Place, kind: Kind): Test => {
  const compiled = place.compile(operandOf(test), place)
  const constant = constantIn(compiled)
  if (test.test === 'compare') {
    const holds = comparisonOf(test.operator)
    if (constant) return (value) => holds(value, constant.value)
    return (value, frame) => holds(value, compiled(frame))
  }
  const { expression } = test
  const isCondition = kind === 'cell' && expression.kind !== 'boolean'
  if (constant && !(isCondition && constant.value === true)) return testOf(constant.value)
  const asksInput = kind !== 'plain' && mentions(expression, '?')
  return (value, frame) => {
    const what = compiled(frame)
    // A condition says itself whether it holds; any other value is what the input is tested against.
    if (asksInput && (typeof what === 'boolean' || what === null)) return what
    if (isCondition && what === true && typeof value !== 'boolean') return true
    if (isList(what)) stepThrough(frame, [what])
    return isIn(value, what)
  }
}

/** The test against a value that is known beforehand: most cells are one. */
const testOf = (what: Value): Test => {
  if (what instanceof FeelRange) return (value) => isInRange(value, what)
  if (isList(what))
    return (value, frame) => {
      stepThrough(frame, [what])
      return inList(value, what)
    }
  return (value) => (value === what ? true : equal(value, what))
}

/** The disjunction of tests, with its three values. */
const anyOf = (tests: readonly Test[]): Test => {
  const [only] = tests
  if (only && tests.length === 1) return only
  return (value, frame) => {
    let isUnknown = false
    for (const test of tests) {
      const passes = test(value, frame)
      if (passes === true) return true
      if (passes === null) isUnknown = true
    }
    return isUnknown ? null : false
  }
}

/** Tests inside which `?` is the value that is tested. */
const ofInput = (tests: readonly UnaryTest[], place: Place, kind: Kind): Test => {
  const inside = withLocals(place)
  const slot = inside.declare('?')
  const test = anyOf(tests.map((written) => compileTest(written, inside, kind)))
  if (!tests.some((written) => mentions(operandOf(written), '?'))) return test
  return (value, frame) => {
    frame[slot] = value
    return test(value, frame)
  }
}

const conditions = new Set<Expression['kind']>([
  'comparison',
  'between',
  'in',
  'and',
  'or',
  'instance of',
  'quantified',
  'call',
])

/** `x in (? > 5)`: a condition on `?` is one on x. In a cell, `x in [?..10]` is about the cell's input (DMN 1.5, table 55). */
export const compileIn = (node: InExpression, place: Place): Compiled => {
  const value = place.compile(node.value, place)
  const isOuter = isKnown('?', place)
  const test = anyOf(
    node.tests.map((written) =>
      isOuter && !(written.test === 'expression' && conditions.has(written.expression.kind))
        ? compileTest(written, place, 'plain')
        : ofInput([written], place, 'of input'),
    ),
  )
  return (frame) => test(value(frame), frame)
}

/** The tests of a cell: `?` is the value that is tested. */
export const compileTests = (node: UnaryTests, place: Place): Test => {
  if (node.any) return () => true
  const test = ofInput(node.tests, place, 'cell')
  if (!node.negated) return test
  return (value, frame) => {
    const passes = test(value, frame)
    return passes === null ? null : !passes
  }
}
