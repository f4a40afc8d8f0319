import { midnightInUtc } from './instant.ts'
import { Walk } from './limit.ts'
import { isNumber } from './number.ts'
import { FeelDate, FeelDateTime, FeelDaysDuration, FeelMonthsDuration, FeelTime } from './temporal.ts'
import { anyType, type FeelType, listOf, nullType, simpleType } from './type.ts'
import {
  type FeelContext,
  FeelFunction,
  FeelRange,
  type FunctionParameter,
  isContext,
  isList,
  type Value,
} from './value.ts'

/** `value instance of type` (DMN 1.5, table 61): allowed values do not matter, null is an instance of Null alone. */
export const isInstance = (value: Value, type: FeelType): boolean =>
  value === null ? baseOf(type).kind === 'Null' : belongs(value, type, false, new Walk())

/**
 * The value as it is bound to something of a type, with the implicit conversions of DMN 1.5, clause 10.3.2.9.4: into a list of
 * one, out of a list of one, a date to its midnight in UTC. Undefined when it does not fit; null always does.
 */
export const conform = (value: Value, type: FeelType): { readonly value: Value } | undefined => {
  if (type.kind === 'Any' || value === null || belongs(value, type, true, new Walk())) return { value }
  const wanted = baseOf(type)
  if (wanted.kind === 'list') {
    const list = [value]
    return !isList(value) && belongs(list, type, true, new Walk()) ? { value: list } : undefined
  }
  const single = isList(value) && value.length === 1 ? (value[0] as Value) : value
  const converted = wanted.kind === 'date and time' && single instanceof FeelDate ? midnightInUtc(single) : single
  return converted !== value && (converted === null || belongs(converted, type, true, new Walk()))
    ? { value: converted }
    : undefined
}

/** Without allowed values and names. */
const baseOf = (type: FeelType): FeelType => {
  let base = type
  // Item definitions that only name each other in a circle are no type at all.
  for (let turn = 0; turn < 100; turn++) {
    if (base.kind === 'constrained') base = base.base
    else if (base.kind === 'reference') base = base.resolve()
    else return base
  }
  return nullType
}

const belongs = (value: Value, type: FeelType, isBound: boolean, walk: Walk): boolean => {
  switch (type.kind) {
    case 'number':
      return isNumber(value)
    case 'string':
    case 'boolean':
      return typeof value === type.kind
    case 'Any':
      return true
    case 'Null':
      return value === null
    case 'date':
      return value instanceof FeelDate
    case 'time':
      return value instanceof FeelTime
    case 'date and time':
      return value instanceof FeelDateTime
    case 'days and time duration':
      return value instanceof FeelDaysDuration
    case 'years and months duration':
      return value instanceof FeelMonthsDuration
    case 'list':
      return isList(value) && elementsBelong(value, type.of, isBound, walk)
    case 'range':
      return (
        value instanceof FeelRange &&
        [value.start, value.end].every(
          (end) => end === undefined || end === null || belongs(end, type.of, isBound, walk),
        )
      )
    case 'context':
      return isContext(value) && entriesBelong(value, type.entries, isBound, walk)
    case 'function':
      return (
        value instanceof FeelFunction && value.signatures.some((parameters) => isCallableAs(parameters, value, type))
      )
    case 'constrained':
      return belongs(value, type.base, isBound, walk) && (!isBound || type.allows(value))
    case 'reference': {
      // Counted as well: a definition may name itself and nothing else.
      walk.enter(0)
      const isOne = belongs(value, type.resolve(), isBound, walk)
      walk.leave()
      return isOne
    }
  }
}

const elementsBelong = (list: readonly Value[], type: FeelType, isBound: boolean, walk: Walk): boolean => {
  walk.enter(list.length)
  const all = list.every((element) => element === null || belongs(element, type, isBound, walk))
  walk.leave()
  return all
}

const entriesBelong = (
  context: FeelContext,
  types: Readonly<Record<string, FeelType>>,
  isBound: boolean,
  walk: Walk,
): boolean => {
  const keys = Object.keys(types)
  walk.enter(keys.length)
  const all = keys.every((key) => {
    if (!Object.hasOwn(context, key)) return false
    const entry = context[key] as Value
    return entry === null || belongs(entry, types[key] as FeelType, isBound, walk)
  })
  walk.leave()
  return all
}

type FunctionType = FeelType & { readonly kind: 'function' }

/** Takes all that the type's callers give, and gives what they expect. */
const isCallableAs = (
  parameters: readonly FunctionParameter[],
  { result }: FeelFunction,
  type: FunctionType,
): boolean => {
  const isVariadic = parameters.at(-1)?.variadic === true
  const fewest = parameters.filter(({ optional, variadic }) => !optional && !variadic).length
  const count = type.parameters.length
  if (count < fewest || (count > parameters.length && !isVariadic)) return false
  const takes = type.parameters.every((given, index) => {
    const own = (parameters[index] ?? parameters.at(-1))?.type
    return own === undefined || conformsTo(given, own)
  })
  return takes && (result === undefined || conformsTo(result, type.result))
}

/** Whether all values of one type are values of another (DMN 1.5, clause 10.3.2.9.2), as far as types tell; Any is unknown. */
const conformsTo = (type: FeelType, other: FeelType, depth = 0): boolean => {
  const [own, wanted] = [baseOf(type), baseOf(other)]
  if (own === wanted || wanted.kind === 'Any' || own.kind === 'Any' || own.kind === 'Null' || depth > 50) return true
  if (own.kind === 'list' || own.kind === 'range')
    return wanted.kind === own.kind && conformsTo(own.of, wanted.of, depth + 1)
  if (own.kind === 'context')
    return (
      wanted.kind === 'context' &&
      Object.entries(wanted.entries).every(([key, entry]) => {
        const ownEntry = Object.hasOwn(own.entries, key) ? own.entries[key] : undefined
        return ownEntry !== undefined && conformsTo(ownEntry, entry, depth + 1)
      })
    )
  if (own.kind === 'function')
    return (
      wanted.kind === 'function' &&
      own.parameters.length === wanted.parameters.length &&
      wanted.parameters.every((given, index) => conformsTo(given, own.parameters[index] as FeelType, depth + 1)) &&
      conformsTo(own.result, wanted.result, depth + 1)
    )
  return own.kind === wanted.kind
}

/** The type of a value, of lists and contexts by their elements. */
export const typeOf = (value: Value): FeelType => typeWithin(value, new Walk())

const typeWithin = (value: Value, walk: Walk): FeelType => {
  if (value === null) return nullType
  if (typeof value === 'string' || typeof value === 'boolean') return simpleType(typeof value as 'string' | 'boolean')
  if (isNumber(value)) return simpleType('number')
  if (value instanceof FeelDate) return simpleType('date')
  if (value instanceof FeelTime) return simpleType('time')
  if (value instanceof FeelDateTime) return simpleType('date and time')
  if (value instanceof FeelDaysDuration) return simpleType('days and time duration')
  if (value instanceof FeelMonthsDuration) return simpleType('years and months duration')
  if (value instanceof FeelFunction)
    return {
      kind: 'function',
      parameters: (value.signatures[0] ?? []).map(({ type }) => type ?? anyType),
      result: value.result ?? anyType,
    }
  if (value instanceof FeelRange) return { kind: 'range', of: typeWithin(value.start ?? value.end ?? null, walk) }
  walk.enter(isList(value) ? value.length : 0)
  const type = isList(value) ? listOf(commonType(value, walk)) : contextTypeOf(value as FeelContext, walk)
  walk.leave()
  return type
}

const contextTypeOf = (context: FeelContext, walk: Walk): FeelType => {
  const entries: Record<string, FeelType> = Object.create(null)
  for (const key of Object.keys(context)) entries[key] = typeWithin(context[key] as Value, walk)
  return { kind: 'context', entries }
}

const commonType = (values: readonly Value[], walk: Walk): FeelType => {
  let common: FeelType | undefined
  for (const value of values) {
    if (value === null) continue
    if (common === undefined) common = typeWithin(value, walk)
    else if (!belongs(value, common, false, walk)) return anyType
  }
  return common ?? anyType
}

/** As it is written in FEEL: `list<number>`, or the name of an item definition. */
export const typeText = (type: FeelType): string => {
  switch (type.kind) {
    case 'list':
    case 'range':
      return `${type.kind}<${typeText(type.of)}>`
    case 'context': {
      if (type.name !== undefined) return type.name
      const entries = Object.entries(type.entries).map(([key, entry]) => `${key}: ${typeText(entry)}`)
      return `context<${entries.join(', ')}>`
    }
    case 'function':
      return `function<${type.parameters.map(typeText).join(', ')}> -> ${typeText(type.result)}`
    case 'constrained':
      return type.name ?? typeText(type.base)
    case 'reference':
      return type.name
    default:
      return type.kind
  }
}
