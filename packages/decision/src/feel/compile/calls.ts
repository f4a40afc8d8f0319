import { builtins } from '../../builtins/index.ts'
import { callByName, callInOrder } from '../../builtins/invoke.ts'
import { DecisionError } from '../../problem.ts'
import { anyType, type FeelType } from '../../values/type.ts'
import { type Clock, FeelFunction, type Value } from '../../values/value.ts'
import type { CallExpression, FunctionExpression } from '../ast.ts'
import { externalMethod, externalName } from '../external.ts'
import type { Compiled, Frame, Run } from '../program.ts'
import { resolveType } from '../resolve-type.ts'
import { enter, leave, newRun, note, sized, step, stepThrough } from '../run.ts'
import { constant, constantIn, type Place, withLocals } from './place.ts'
import { resultType } from './result-type.ts'

export const compileCall = (node: CallExpression, place: Place): Compiled => {
  const callee = place.compile(node.callee, place)
  // A variable or an entry may have the name of a built-in function, as `date` often has: what is called is the function.
  const builtin = node.callee.kind === 'name' ? builtins.get(node.callee.name) : undefined
  const values = node.args.map((argument) => place.compile(argument.value, place))
  const names = node.args[0]?.name === undefined ? undefined : node.args.map((argument) => argument.name as string)
  const compiled: Compiled = (frame) => {
    const found = callee(frame)
    const called = found instanceof FeelFunction ? found : builtin
    if (!called) {
      note(frame, 'feel.no-function', 'This is no function', node)
      return null
    }
    const given = values.map((value) => value(frame))
    step(frame)
    stepThrough(frame, given)
    const run = frame[0] as Run
    enter(run)
    const result = names ? callByName(called, names, given, run) : callInOrder(called, given, run)
    leave(run)
    if (result === undefined)
      note(frame, 'feel.arguments', `"${called.name}" does not take these arguments`, node, { name: called.name })
    else if (result === null && !given.includes(null) && isOutOfDomain(called))
      note(frame, 'feel.arguments', `"${called.name}" gives nothing for these arguments`, node, { name: called.name })
    return sized(frame, result ?? null)
  }
  const value = [callee, ...values].every(constantIn) ? valueNow(callee, compiled) : null
  return value === null ? compiled : constant(value)
}

/** Functions that have null among their results, for arguments as good as any. */
const withNull = new Set(['all', 'any', 'get value'])

/** Whether null says that the arguments were none for this function, as for `sqrt(-1)`. */
const isOutOfDomain = (called: FeelFunction): boolean =>
  builtins.get(called.name) === called && !withNull.has(called.name)

const changing = new Set(['now', 'today'])

/** What a call of a built-in function with constants gives, such as `date("2026-11-20")`; null when that is left for later. */
const valueNow = (callee: Compiled, compiled: Compiled): Value => {
  const called = constantIn(callee)?.value
  if (!(called instanceof FeelFunction) || changing.has(called.name)) return null
  try {
    return compiled([newRun({ now: 0 })])
  } catch (fault) {
    if (fault instanceof DecisionError || fault instanceof RangeError) return null
    throw fault
  }
}

/** A function sees the names around it as they are when it is made, and at the slot `itself`, where it has a name, itself. */
export const compileFunction = (node: FunctionExpression, place: Place, itself?: number): Compiled => {
  if (node.external) {
    const method = externalMethod(externalName(node.body), node.parameters.length)
    const parameters = node.parameters.map(({ name, type }) => ({
      name,
      type: (type && resolveType(type, place.scope, place.problems)) ?? anyType,
    }))
    if (!('call' in method)) {
      const span = { from: node.from, to: node.to }
      place.problems.push({ code: 'feel.external-function', severity: 'warning', ...method, span })
      return () => new FeelFunction('external', [parameters], () => null)
    }
    const { name } = method
    const invoke = (args: readonly Value[], _: number, clock: Clock): Value => {
      const result = method.call(args)
      if (result === null)
        note([clock as Run], 'feel.arguments', `"${name}" gives nothing for these arguments`, node, { name })
      return result
    }
    return () => new FeelFunction(name, [parameters], invoke, method.result)
  }
  const inside = withLocals(place)
  const first = inside.free
  const types = new Map<string, FeelType>()
  const parameters = node.parameters.map(({ name, type: written }) => {
    inside.declare(name)
    const type = (written && resolveType(written, place.scope, place.problems)) ?? anyType
    types.set(name, type)
    return { name, type }
  })
  const body = place.compile(node.body, inside)
  const result = resultType(node.body, types)
  return (frame) => {
    const kept: Frame = frame.slice()
    const invoke = (args: readonly Value[]): Value => {
      const own = kept.slice()
      // Of the evaluation that calls it: functions such as `sort` call it too.
      step(own)
      for (let index = 0; index < parameters.length; index++) own[first + index] = args[index] ?? null
      return body(own)
    }
    const made = new FeelFunction('function', [parameters], invoke, result)
    if (itself !== undefined) kept[itself] = made
    return made
  }
}

export { callByName }
