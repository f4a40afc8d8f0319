import { conform } from '../../values/conform.ts'
import { anyType, type FeelType } from '../../values/type.ts'
import { type Clock, FeelFunction, type FunctionParameter, type Value } from '../../values/value.ts'
import type { CallExpression, FunctionExpression } from '../ast.ts'
import type { Compiled, Frame, Run } from '../program.ts'
import { resolveType } from '../resolve-type.ts'
import { enter, leave, note, step } from '../run.ts'
import { type Place, withLocal } from './place.ts'

type Parameters = readonly FunctionParameter[]

const takes = (parameters: Parameters, count: number): boolean =>
  count >= parameters.filter(({ optional, variadic }) => !optional && !variadic).length &&
  (count <= parameters.length || parameters.at(-1)?.variadic === true)

/** Which signature has parameters of these names, or -1. */
const signatureOfNames = ({ signatures }: FeelFunction, names: readonly string[]): number =>
  signatures.findIndex(
    (parameters) =>
      names.every((name) => parameters.some((parameter) => parameter.name === name)) &&
      parameters.every(({ name, optional, variadic }) => optional || variadic || names.includes(name)),
  )

const fits = (parameters: Parameters, values: readonly Value[]): Value[] | undefined => {
  const fitted: Value[] = []
  for (let index = 0; index < values.length; index++) {
    const parameter = parameters[Math.min(index, parameters.length - 1)]
    const value = values[index] as Value
    if (!parameter?.type) {
      fitted.push(value)
      continue
    }
    const found = conform(value, parameter.type)
    if (!found) return undefined
    fitted.push(found.value)
  }
  return fitted
}

/**
 * Calls a function with values in order: the signature by their number, each value made to fit its parameter. Undefined when
 * they do not fit. Several signatures may take the same number of arguments: the first whose types fit is taken.
 */
export const callInOrder = (callee: FeelFunction, values: readonly Value[], clock: Clock): Value | undefined => {
  for (let index = 0; index < callee.signatures.length; index++) {
    const parameters = callee.signatures[index] as Parameters
    if (!takes(parameters, values.length)) continue
    const fitted = fits(parameters, values)
    if (fitted) return callee.invoke(fitted, index, clock)
  }
  return undefined
}

/** Calls a function with values by name; undefined when there is no such signature or a value does not fit. */
export const callByName = (
  callee: FeelFunction,
  names: readonly string[],
  values: readonly Value[],
  clock: Clock,
): Value | undefined => {
  const index = signatureOfNames(callee, names)
  if (index < 0) return undefined
  const parameters = callee.signatures[index] as Parameters
  const last = parameters.reduce((most, { name }, at) => (names.includes(name) ? at : most), -1)
  const inOrder = parameters.slice(0, last + 1).map(({ name }) => values[names.indexOf(name)] ?? null)
  const fitted = fits(parameters, inOrder)
  return fitted && callee.invoke(fitted, index, clock)
}

export const compileCall = (node: CallExpression, place: Place): Compiled => {
  const callee = place.compile(node.callee, place)
  const values = node.args.map((argument) => place.compile(argument.value, place))
  const names = node.args[0]?.name === undefined ? undefined : node.args.map((argument) => argument.name as string)
  return (frame) => {
    const called = callee(frame)
    if (!(called instanceof FeelFunction)) {
      note(frame, 'feel.no-function', 'This is no function', node)
      return null
    }
    step(frame)
    const given = values.map((value) => value(frame))
    const run = frame[0] as Run
    enter(run)
    const result = names ? callByName(called, names, given, run) : callInOrder(called, given, run)
    leave(run)
    if (result !== undefined) return result
    note(frame, 'feel.arguments', `"${called.name}" does not take these arguments`, node, { name: called.name })
    return null
  }
}

/** A function sees the names around it as they are when it is made. */
export const compileFunction = (node: FunctionExpression, place: Place): Compiled => {
  if (node.external) {
    place.problems.push({
      code: 'feel.external-function',
      severity: 'warning',
      message: 'External functions (Java, PMML) are not run; the result is null',
      span: { from: node.from, to: node.to },
    })
    const parameters = node.parameters.map(({ name }) => ({ name }))
    return () => new FeelFunction('external', [parameters], () => null)
  }
  let inside = place
  const parameters = node.parameters.map(({ name, type }) => {
    inside = withLocal(inside, name)
    const resolved: FeelType | undefined = type && resolveType(type, place.scope, place.problems)
    return { name, type: resolved ?? anyType }
  })
  const first = inside.free - parameters.length
  const body = place.compile(node.body, inside)
  return (frame) => {
    const kept: Frame = frame.slice()
    return new FeelFunction('function', [parameters], (args) => {
      const own = kept.slice()
      for (let index = 0; index < parameters.length; index++) own[first + index] = args[index] ?? null
      return body(own)
    })
  }
}
