import { equal } from '../../values/equal.ts'
import { contains } from '../../values/range.ts'
import { FeelRange, isList, type Value } from '../../values/value.ts'
import type { InExpression, UnaryTest, UnaryTests } from '../ast.ts'
import { mentions } from '../mentions.ts'
import type { Compiled, Frame } from '../program.ts'
import { comparisonOf } from './operators.ts'
import { type Place, withLocal } from './place.ts'

/** Whether one value passes: null when that cannot be said. */
export type Test = (value: Value, frame: Frame) => boolean | null

/** In a list: equal to an element, inside an element that is a range; or the same list. */
const inList = (value: Value, list: readonly Value[]): boolean => {
  if (isList(value) && equal(value, list) === true) return true
  return list.some(
    (element) => (element instanceof FeelRange ? contains(element, value) : equal(value, element)) === true,
  )
}

/** What `in`, and a cell, mean by a value (DMN 1.5, table 55): a range holds it, a list has it, a value is equal to it. */
export const isIn = (value: Value, what: Value): boolean | null => {
  if (what instanceof FeelRange) {
    if (value instanceof FeelRange && equal(value, what) === true) return true
    return contains(what, value)
  }
  if (isList(what)) return inList(value, what)
  return equal(value, what)
}

const compileTest = (test: UnaryTest, place: Place, inCell: boolean): Test => {
  if (test.test === 'compare') {
    const operand = place.compile(test.operand, place)
    const holds = comparisonOf(test.operator)
    return (value, frame) => holds(value, operand(frame))
  }
  const { expression } = test
  const compiled = place.compile(expression, place)
  // A condition on `?` says itself whether it holds; any other expression is what the value is tested against.
  if (inCell && mentions(expression, '?')) {
    return (_value, frame) => {
      const holds = compiled(frame)
      return typeof holds === 'boolean' ? holds : null
    }
  }
  return (value, frame) => {
    const what = compiled(frame)
    if (inCell && what === true && typeof value !== 'boolean') return true
    return isIn(value, what)
  }
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

export const compileIn = (node: InExpression, place: Place): Compiled => {
  const value = place.compile(node.value, place)
  const test = anyOf(node.tests.map((written) => compileTest(written, place, false)))
  return (frame) => test(value(frame), frame)
}

/** The tests of a cell: `?` is the value that is tested. */
export const compileTests = (node: UnaryTests, place: Place): Test => {
  if (node.any) return () => true
  const inside = withLocal(place, '?')
  const slot = inside.free - 1
  const test = anyOf(node.tests.map((written) => compileTest(written, inside, true)))
  const usesInput = node.tests.some((written) =>
    mentions(written.test === 'compare' ? written.operand : written.expression, '?'),
  )
  const asked: Test = usesInput
    ? (value, frame) => {
        frame[slot] = value
        return test(value, frame)
      }
    : test
  if (!node.negated) return asked
  return (value, frame) => {
    const passes = asked(value, frame)
    return passes === null ? null : !passes
  }
}
