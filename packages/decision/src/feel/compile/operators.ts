import { minus, negative, over, plus, raise, times } from '../../values/arithmetic.ts'
import { compare } from '../../values/compare.ts'
import { equal } from '../../values/equal.ts'
import type { Value } from '../../values/value.ts'
import type {
  ArithmeticExpression,
  BetweenExpression,
  ComparisonExpression,
  ComparisonOperator,
  ConjunctionExpression,
  DisjunctionExpression,
  NegateExpression,
} from '../ast.ts'
import type { Compiled } from '../program.ts'
import { note, sized } from '../run.ts'
import type { Place } from './place.ts'

/** false wins over everything, then null over true; what is not boolean is null (DMN 1.5, table 50). */
export const compileAnd = (node: ConjunctionExpression, place: Place): Compiled => {
  const left = place.compile(node.left, place)
  const right = place.compile(node.right, place)
  return (frame) => {
    const first = left(frame)
    if (first === false) return false
    const second = right(frame)
    if (second === false) return false
    return first === true && second === true ? true : null
  }
}

export const compileOr = (node: DisjunctionExpression, place: Place): Compiled => {
  const left = place.compile(node.left, place)
  const right = place.compile(node.right, place)
  return (frame) => {
    const first = left(frame)
    if (first === true) return true
    const second = right(frame)
    if (second === true) return true
    return first === false && second === false ? false : null
  }
}

/** One comparison of two values; null when they cannot be compared. */
export const comparisonOf = (operator: ComparisonOperator): ((left: Value, right: Value) => boolean | null) => {
  switch (operator) {
    case '=':
      return equal
    case '!=':
      return (left, right) => {
        const same = equal(left, right)
        return same === null ? null : !same
      }
    case '<':
      return (left, right) => {
        if (typeof left === 'number' && typeof right === 'number') return left < right
        const order = compare(left, right)
        return order === null ? null : order < 0
      }
    case '<=':
      return (left, right) => {
        if (typeof left === 'number' && typeof right === 'number') return left <= right
        const order = compare(left, right)
        return order === null ? null : order <= 0
      }
    case '>':
      return (left, right) => {
        if (typeof left === 'number' && typeof right === 'number') return left > right
        const order = compare(left, right)
        return order === null ? null : order > 0
      }
    case '>=':
      return (left, right) => {
        if (typeof left === 'number' && typeof right === 'number') return left >= right
        const order = compare(left, right)
        return order === null ? null : order >= 0
      }
  }
}

export const compileComparison = (node: ComparisonExpression, place: Place): Compiled => {
  const left = place.compile(node.left, place)
  const right = place.compile(node.right, place)
  const holds = comparisonOf(node.operator)
  return (frame) => {
    const result = holds(left(frame), right(frame))
    if (result === null) note(frame, 'feel.incomparable', 'The two sides cannot be compared', node)
    return result
  }
}

/** `value >= low and value <= high` (DMN 1.5, table 55). */
export const compileBetween = (node: BetweenExpression, place: Place): Compiled => {
  const value = place.compile(node.value, place)
  const low = place.compile(node.low, place)
  const high = place.compile(node.high, place)
  const atLeast = comparisonOf('>=')
  const atMost = comparisonOf('<=')
  return (frame) => {
    const it = value(frame)
    const above = atLeast(it, low(frame))
    const below = atMost(it, high(frame))
    if (above === false || below === false) return false
    return above === null || below === null ? null : true
  }
}

const operations = { '+': plus, '-': minus, '*': times, '/': over, '**': raise } as const

export const compileArithmetic = (node: ArithmeticExpression, place: Place): Compiled => {
  const left = place.compile(node.left, place)
  const right = place.compile(node.right, place)
  const operate = operations[node.operator]
  return (frame) => {
    const first = left(frame)
    const second = right(frame)
    const result = operate(first, second)
    if (result === null) note(frame, 'feel.arithmetic', `"${node.operator}" gives nothing for these values`, node)
    return typeof result === 'string' ? sized(frame, result) : result
  }
}

export const compileNegate = (node: NegateExpression, place: Place): Compiled => {
  const operand = place.compile(node.operand, place)
  return (frame) => negative(operand(frame))
}
