import { conform } from '../values/conform.ts'
import { anyType, type FeelType } from '../values/type.ts'
import { type Clock, type FeelFunction, type FunctionParameter, isList, type Value } from '../values/value.ts'

type Parameters = readonly FunctionParameter[]

const takes = (parameters: Parameters, count: number): boolean => {
  if (count > parameters.length && parameters.at(-1)?.variadic !== true) return false
  for (let index = count; index < parameters.length; index++) {
    const { optional, variadic } = parameters[index] as FunctionParameter
    if (!optional && !variadic) return false
  }
  return true
}

/** The place of a name in a signature; those that a variadic parameter `c` takes are called c1, c2 … as in the standard. */
const placeOf = (parameters: Parameters, name: string): number => {
  const at = parameters.findIndex((parameter) => parameter.name === name)
  const last = parameters.at(-1)
  if (at >= 0 || !last?.variadic || !name.startsWith(last.name)) return at
  const order = name.slice(last.name.length)
  return /^[1-9]\d{0,3}$/.test(order) ? parameters.length - 2 + Number(order) : -1
}

/** Values in the order of a signature, those left out null; undefined when a name is none of its parameters. */
const inOrder = (
  parameters: Parameters,
  names: readonly string[],
  values: readonly Value[],
  mayMiss: boolean,
): (Value | undefined)[] | undefined => {
  const ordered: (Value | undefined)[] = []
  for (let index = 0; index < names.length; index++) {
    const at = placeOf(parameters, names[index] as string)
    if (at < 0 || ordered[at] !== undefined) return undefined
    while (ordered.length <= at) ordered.push(undefined)
    ordered[at] = values[index] as Value
  }
  for (let index = 0; index < parameters.length; index++) {
    const { optional, variadic } = parameters[index] as FunctionParameter
    if (optional || variadic || ordered[index] !== undefined) continue
    if (!mayMiss) return undefined
    while (ordered.length <= index) ordered.push(undefined)
  }
  return ordered
}

/** What needs no conversion, told without looking into it. */
const isPlainFit = (value: Value, type: FeelType): boolean => {
  switch (type.kind) {
    case 'Any':
      return true
    case 'number':
    case 'string':
    case 'boolean':
      return typeof value === type.kind
    case 'list':
      return type.of.kind === 'Any' && isList(value)
    default:
      return false
  }
}

/** Each value made to fit its parameter; undefined when one cannot be. */
const fits = (parameters: Parameters, values: readonly (Value | undefined)[]): readonly Value[] | undefined => {
  let fitted: Value[] | undefined
  for (let index = 0; index < values.length; index++) {
    const value = values[index]
    const type = parameters[Math.min(index, parameters.length - 1)]?.type
    if (value !== undefined && (!type || isPlainFit(value, type))) {
      if (fitted) fitted[index] = value
      continue
    }
    const found = conform(value ?? null, type ?? anyType)
    if (!found) return undefined
    fitted ??= values.slice(0, index) as Value[]
    fitted[index] = found.value
  }
  return fitted ?? (values as readonly Value[])
}

/**
 * Calls a function with values in order: the signature by their number, each value made to fit its parameter. Undefined when
 * they do not fit. Several signatures may take the same number of arguments: the first whose types fit is taken.
 */
export const callInOrder = (callee: FeelFunction, values: readonly Value[], clock: Clock): Value | undefined => {
  const { signatures } = callee
  for (let index = 0; index < signatures.length; index++) {
    const parameters = signatures[index] as Parameters
    if (!takes(parameters, values.length)) continue
    const fitted = fits(parameters, values)
    if (fitted) return callee.invoke(fitted, index, clock)
  }
  return undefined
}

/**
 * Calls a function with values by name: a signature that has all it requires, else one where what is missing is null (DMN 1.5,
 * clause 10.3.2.13.5). Undefined when none has these names or a value does not fit.
 */
export const callByName = (
  callee: FeelFunction,
  names: readonly string[],
  values: readonly Value[],
  clock: Clock,
): Value | undefined => {
  const { signatures } = callee
  for (const mayMiss of [false, true])
    for (let index = 0; index < signatures.length; index++) {
      const parameters = signatures[index] as Parameters
      const ordered = inOrder(parameters, names, values, mayMiss)
      const fitted = ordered && fits(parameters, ordered)
      if (fitted) return callee.invoke(fitted, index, clock)
    }
  return undefined
}
