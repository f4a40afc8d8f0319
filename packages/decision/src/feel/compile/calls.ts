import { callByName, callInOrder } from '../../builtins/invoke.ts'
import { anyType, type FeelType } from '../../values/type.ts'
import { FeelFunction } from '../../values/value.ts'
import type { CallExpression, FunctionExpression } from '../ast.ts'
import type { Compiled, Frame, Run } from '../program.ts'
import { resolveType } from '../resolve-type.ts'
import { enter, leave, note, step } from '../run.ts'
import { type Place, withLocal } from './place.ts'

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
