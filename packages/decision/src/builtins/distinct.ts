import { DecisionError, defaultLimits } from '../problem.ts'
import { equal } from '../values/equal.ts'
import { instantOf, isLocal, secondsInUtc, secondsOfDay, wallOf } from '../values/instant.ts'
import { isNumber, numberToText } from '../values/number.ts'
import { FeelDate, FeelDateTime, FeelDaysDuration, FeelMonthsDuration, FeelTime } from '../values/temporal.ts'
import { isContext, isList, type Value } from '../values/value.ts'

/** Parts of a value beyond which it has no key: a small value can hold itself many times over. */
const mostParts = 1_000

/**
 * A text that two values share exactly when `equal` says that they are equal. Undefined for values of which a text cannot say
 * that (ranges, functions) and for very large ones.
 */
const keyOf = (value: Value, parts: { left: number }): string | undefined => {
  if (--parts.left < 0) return undefined
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return JSON.stringify(value)
  if (isNumber(value)) return numberToText(value)
  if (isList(value)) return joined('[', value, (element) => keyOf(element, parts))
  if (isContext(value))
    return joined('{', Object.keys(value).sort(), (name) => {
      const key = keyOf(value[name] as Value, parts)
      return key && `${JSON.stringify(name)}:${key}`
    })
  return temporalKeyOf(value)
}

const joined = <T>(
  opening: string,
  items: readonly T[],
  keyOfItem: (item: T) => string | undefined,
): string | undefined => {
  const keys: string[] = []
  for (const item of items) {
    const key = keyOfItem(item)
    if (key === undefined) return undefined
    keys.push(key)
  }
  return `${opening}${keys.join()})`
}

const temporalKeyOf = (value: Value): string | undefined => {
  if (value instanceof FeelDate) return `date ${value.year} ${value.month} ${value.day}`
  if (value instanceof FeelTime) return isLocal(value) ? `local ${secondsOfDay(value)}` : `time ${secondsInUtc(value)}`
  if (value instanceof FeelDateTime) {
    const { days, seconds } = isLocal(value.time) ? wallOf(value) : instantOf(value)
    return `${isLocal(value.time) ? 'wall' : 'instant'} ${days} ${seconds}`
  }
  if (value instanceof FeelDaysDuration) return `seconds ${value.seconds} ${value.nanoseconds}`
  if (value instanceof FeelMonthsDuration) return `months ${value.months}`
  return undefined
}

type Group = { readonly value: Value; count: number }

/** Groups of equal values, each under the first of them, in order of these. @throws DecisionError beyond the limit of steps */
export const grouped = (values: readonly Value[]): readonly Group[] => {
  const groups: Group[] = []
  const byKey = new Map<string, Group>()
  const unkeyed: Group[] = []
  let comparisons = 0
  for (const value of values) {
    const key = keyOf(value, { left: mostParts })
    if (key === undefined) comparisons += unkeyed.length
    if (comparisons > defaultLimits.steps) throw tooLong()
    const known = key === undefined ? unkeyed.find((group) => equal(group.value, value) === true) : byKey.get(key)
    if (known) {
      known.count++
      continue
    }
    const group = { value, count: 1 }
    groups.push(group)
    if (key === undefined) unkeyed.push(group)
    else byKey.set(key, group)
  }
  return groups
}

const tooLong = (): DecisionError =>
  new DecisionError([
    {
      code: 'limit.steps',
      severity: 'error',
      message: `Telling values apart takes more than ${defaultLimits.steps} steps`,
      params: { limit: defaultLimits.steps },
    },
  ])

export const distinct = (values: readonly Value[]): Value[] => grouped(values).map(({ value }) => value)
