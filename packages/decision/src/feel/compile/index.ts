import type { Problem } from '../../problem.ts'
import { negative } from '../../values/arithmetic.ts'
import { isInstance } from '../../values/conform.ts'
import { temporalFromText } from '../../values/literal.ts'
import { makeRange } from '../../values/range.ts'
import type { Expression, IfExpression, InstanceOfExpression, RangeExpression, UnaryTests } from '../ast.ts'
import type { Compiled, Frame } from '../program.ts'
import { resolveType } from '../resolve-type.ts'
import { newRun, note } from '../run.ts'
import type { Scope } from '../scope.ts'
import { compileCall, compileFunction } from './calls.ts'
import { compileContext, compileFilter, compileList } from './collections.ts'
import { compileFor, compileQuantified } from './iterations.ts'
import { compileName, compilePath } from './names.ts'
import {
  compileAnd,
  compileArithmetic,
  compileBetween,
  compileComparison,
  compileNegate,
  compileOr,
} from './operators.ts'
import { constant, constantIn, type Place } from './place.ts'
import { compileIn, compileTests, type Test } from './tests.ts'

/**
 * Compiles a tree to closures: everything that does not depend on values is decided now. Variables of the scope are expected in
 * the frame's slots 1, 2 … in the order of `scope.variables`.
 */
export const compileTree = (node: Expression, scope: Scope, problems: Problem[]): Compiled =>
  compile(node, placeIn(scope, problems))

/** Compiles the tests of a cell to a test of one value. */
export const compileTestsIn = (node: UnaryTests, scope: Scope, problems: Problem[]): Test =>
  compileTests(node, placeIn(scope, problems))

const placeIn = (scope: Scope, problems: Problem[]): Place => ({
  scope,
  names: undefined,
  free: scope.variables.size + 1,
  problems,
  compile,
})

const compile = (node: Expression, place: Place): Compiled => {
  switch (node.kind) {
    case 'null':
      return constant(null)
    case 'boolean':
    case 'number':
    case 'string':
      return constant(node.value)
    case 'at':
      return compileAt(node, place)
    case 'name':
      return compileName(node, place)
    case 'path':
      return compilePath(node, place)
    case 'list':
      return compileList(node, place)
    case 'context':
      return compileContext(node, place)
    case 'filter':
      return compileFilter(node, place)
    case 'for':
      return compileFor(node, place)
    case 'quantified':
      return compileQuantified(node, place)
    case 'negate':
      return node.operand.kind === 'number' ? constant(negative(node.operand.value)) : compileNegate(node, place)
    case 'arithmetic':
      return compileArithmetic(node, place)
    case 'comparison':
      return compileComparison(node, place)
    case 'between':
      return compileBetween(node, place)
    case 'and':
      return compileAnd(node, place)
    case 'or':
      return compileOr(node, place)
    case 'in':
      return compileIn(node, place)
    case 'range':
      return compileRange(node, place)
    case 'instance of':
      return compileInstanceOf(node, place)
    case 'if':
      return compileIf(node, place)
    case 'function':
      return compileFunction(node, place)
    case 'call':
      return compileCall(node, place)
    case 'unary tests':
      return compileBoundTests(node, place)
  }
}

const compileAt = (node: Expression & { kind: 'at' }, place: Place): Compiled => {
  const value = temporalFromText(node.text)
  if (value === null)
    place.problems.push({
      code: 'feel.at-literal',
      severity: 'warning',
      message: `"${node.text}" is no date, time or duration; it is null`,
      params: { text: node.text },
      span: { from: node.from, to: node.to },
    })
  return constant(value)
}

/** For what is evaluated while compiling. */
const silent: Frame = [newRun({ now: 0 })]

const compileRange = (node: RangeExpression, place: Place): Compiled => {
  const start = node.start && place.compile(node.start, place)
  const end = node.end && place.compile(node.end, place)
  const isNot = node.operator === '!='
  const isOnly = node.operator === '='
  const compiled: Compiled = (frame) => {
    const range = makeRange(start?.(frame), end?.(frame), node.startIncluded, node.endIncluded, isNot, isOnly)
    if (range === null) note(frame, 'feel.range', 'The ends do not make a range', node)
    return range
  }
  const isConstant = (!start || constantIn(start)) && (!end || constantIn(end))
  const range = isConstant ? compiled(silent) : null
  return range === null ? compiled : constant(range)
}

const incomplete = new Set(['list', 'range', 'context', 'function'])

/** null for a type that is not whole: `list` alone is none (DMN 1.5, table 61). */
const compileInstanceOf = (node: InstanceOfExpression, place: Place): Compiled => {
  const value = place.compile(node.value, place)
  const { type: written } = node
  if (written.type === 'named' && incomplete.has(written.name) && !place.scope.types?.has(written.name)) {
    place.problems.push({
      code: 'feel.incomplete-type',
      severity: 'warning',
      message: `"${written.name}" says not of what, as in ${written.name}<…>; the result is null`,
      params: { name: written.name },
      span: { from: written.from, to: written.to },
    })
    return constant(null)
  }
  const type = resolveType(written, place.scope, place.problems)
  if (!type) return constant(null)
  return (frame) => isInstance(value(frame), type)
}

/** Whatever is not true takes the other way. */
const compileIf = (node: IfExpression, place: Place): Compiled => {
  const condition = place.compile(node.condition, place)
  const consequent = place.compile(node.consequent, place)
  const alternative = place.compile(node.alternative, place)
  return (frame) => (condition(frame) === true ? consequent(frame) : alternative(frame))
}

/** Tests as an expression: of the variable `?`. */
const compileBoundTests = (node: UnaryTests, place: Place): Compiled => {
  const input = compileName({ kind: 'name', name: '?', from: node.from, to: node.from }, place)
  const test = compileTests(node, place)
  return (frame) => test(input(frame), frame)
}

export type { Test }
