import { builtins } from '../../builtins/index.ts'
import type { CallExpression, FunctionExpression } from '../../feel/ast.ts'
import { externalMethod, externalName } from '../../feel/external.ts'
import { resolveType } from '../../feel/resolve-type.ts'
import { anyType, type FeelType } from '../../values/type.ts'
import { FeelFunction, type FunctionParameter } from '../../values/value.ts'
import { bareType } from '../kinds.ts'
import { type Env, tell, withLocal } from './env.ts'
import { isOpen, mayBe, typeName } from './relations.ts'

/** A function of the host or a built-in one, unless a variable of that name stands before it. */
const functionNamed = (name: string, env: Env): FeelFunction | undefined => {
  for (let locals = env.locals; locals; locals = locals.outer) {
    if ('name' in locals ? locals.name === name : isOpen(bareType(locals.element))) return undefined
  }
  if (env.scope.variables.has(name)) return undefined
  const found = env.scope.extensions?.get(name) ?? builtins.get(name)
  return found instanceof FeelFunction ? found : undefined
}

const parameterText = ({ name, type, optional, variadic }: FunctionParameter): string =>
  `${name}${variadic ? '…' : ''}${optional ? '?' : ''}${type && !isOpen(type) ? `: ${typeName(type)}` : ''}`

const signatureText = (called: FeelFunction): string =>
  called.signatures.map((parameters) => `${called.name}(${parameters.map(parameterText).join(', ')})`).join(' / ')

type Given = { readonly name: string | undefined; readonly type: FeelType }

const takesInOrder = (parameters: readonly FunctionParameter[], given: readonly Given[]): boolean => {
  const least = parameters.filter(({ optional, variadic }) => !optional && !variadic).length
  if (given.length < least) return false
  if (given.length > parameters.length && !parameters.at(-1)?.variadic) return false
  return given.every(({ type }, index) => {
    const parameter = parameters[Math.min(index, parameters.length - 1)]
    return !parameter?.type || mayBe(type, parameter.type)
  })
}

/** What a parameter `c` that takes the rest takes is called c1, c2 … */
const isOfRest = ({ name, variadic }: FunctionParameter, given: string | undefined): boolean =>
  variadic === true && given !== undefined && given.startsWith(name) && /^[1-9]\d*$/.test(given.slice(name.length))

const takesByName = (parameters: readonly FunctionParameter[], given: readonly Given[]): boolean =>
  given.every(({ name, type }) => {
    const parameter = parameters.find((one) => one.name === name || isOfRest(one, name))
    return parameter !== undefined && (!parameter.type || mayBe(type, parameter.type))
  }) &&
  parameters.every(
    ({ name, optional, variadic }) => optional || variadic || given.some((argument) => argument.name === name),
  )

export const inferCall = (node: CallExpression, env: Env): FeelType => {
  const given = node.args.map(({ name, value }) => ({ name, type: env.infer(value, env) }))
  const isNamed = given[0]?.name !== undefined
  const known = node.callee.kind === 'name' ? functionNamed(node.callee.name, env) : undefined
  if (known) {
    const takes = isNamed ? takesByName : takesInOrder
    if (!known.signatures.some((parameters) => takes(parameters, given)))
      tell(
        env,
        node,
        'check.arguments',
        `"${known.name}" never takes (${given.map(({ type }) => typeName(type)).join(', ')}); it is ${signatureText(known)}`,
        { name: known.name, given: given.map(({ type }) => typeName(type)), signature: signatureText(known) },
      )
    return known.result ?? anyType
  }
  const callee = bareType(env.infer(node.callee, env))
  if (isOpen(callee) || callee.kind === 'list') return anyType
  if (callee.kind !== 'function') {
    tell(env, node, 'check.no-function', `${typeName(callee)} is no function`, { type: typeName(callee) })
    return anyType
  }
  // A function type without parameters says nothing of them.
  if (callee.parameters.length > 0 && !isNamed) {
    const parameters = callee.parameters.map((type, index) => ({ name: `${index + 1}`, type }))
    if (!takesInOrder(parameters, given)) {
      const name = node.callee.kind === 'name' ? node.callee.name : 'function'
      const signature = `${name}(${callee.parameters.map(typeName).join(', ')})`
      tell(
        env,
        node,
        'check.arguments',
        `"${name}" never takes (${given.map(({ type }) => typeName(type)).join(', ')}); it is ${signature}`,
        { name, given: given.map(({ type }) => typeName(type)), signature },
      )
    }
  }
  return callee.result
}

export const inferFunction = (node: FunctionExpression, env: Env): FeelType => {
  let inside = env
  const parameters = node.parameters.map(({ name, type }) => {
    const resolved = (type && resolveType(type, env.scope, [])) ?? anyType
    inside = withLocal(inside, name, resolved)
    return resolved
  })
  if (node.external) {
    const method = externalMethod(externalName(node.body), parameters.length)
    return { kind: 'function', parameters, result: 'call' in method ? method.result : anyType }
  }
  return { kind: 'function', parameters, result: env.infer(node.body, inside) }
}
