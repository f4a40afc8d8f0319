import { fromJson, type Json } from '../values/json.ts'
import { isNumber } from '../values/number.ts'
import { FeelDate, FeelDateTime, FeelDaysDuration, FeelMonthsDuration, FeelTime } from '../values/temporal.ts'
import type { FeelType } from '../values/type.ts'
import { FeelFunction, FeelRange, isContext, isList, type Value } from '../values/value.ts'

const classes = [FeelDate, FeelTime, FeelDateTime, FeelDaysDuration, FeelMonthsDuration, FeelRange, FeelFunction]

const isOwn = (value: object): boolean => isNumber(value) || classes.some((made) => value instanceof made)

/** Whether a value is what JSON gives, through and through; undefined when it is not even a value of FEEL. */
const isJson = (value: unknown, depth: number): boolean | undefined => {
  if (value === null || value === undefined || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value) ? true : undefined
  if (typeof value !== 'object' || depth > 200) return undefined
  if (isOwn(value)) return false
  if (!isList(value) && !isContext(value)) return undefined
  let isPlain = true
  for (const inner of isList(value) ? value : Object.values(value)) {
    const found = isJson(inner, depth + 1)
    if (found === undefined) return undefined
    if (!found) isPlain = false
  }
  return isPlain
}

/**
 * What was handed in as a value of FEEL: JSON as `toJson` writes it, with plain texts of dates where the type wants dates, or
 * values of FEEL as they are. Undefined for what is neither: a Date, a Map, NaN.
 */
export const inputValue = (given: unknown, type: FeelType): Value | undefined => {
  if (given === null || given === undefined) return null
  if (typeof given === 'boolean') return given
  if (typeof given === 'number') return Number.isFinite(given) ? given + 0 : undefined
  if (typeof given === 'string') return isPlainText(type) ? given : fromJson(given, type)
  const found = isJson(given, 0)
  if (found === undefined) return undefined
  return found ? fromJson(given as Json, type) : (given as Value)
}

/** Types for which a text is surely only a text. */
const isPlainText = (type: FeelType): boolean =>
  type.kind === 'string' || type.kind === 'Any' || (type.kind === 'constrained' && isPlainText(type.base))

/** The same context with null for components that its type has and it has not, so that a caller may leave them out. */
export const completed = (value: Value, type: FeelType, depth = 0): Value => {
  if (depth > 200) return value
  switch (type.kind) {
    case 'constrained':
      return completed(value, type.base, depth + 1)
    case 'reference':
      return completed(value, type.resolve(), depth + 1)
    case 'list':
      return isList(value) ? value.map((element) => completed(element, type.of, depth + 1)) : value
    case 'context': {
      if (!isContext(value)) return value
      const made: Record<string, Value> = Object.create(null)
      for (const [key, entry] of Object.entries(value)) {
        const of = Object.hasOwn(type.entries, key) ? type.entries[key] : undefined
        made[key] = of ? completed(entry, of, depth + 1) : entry
      }
      for (const key of Object.keys(type.entries)) if (!Object.hasOwn(made, key)) made[key] = null
      return made
    }
    default:
      return value
  }
}
