import { equal } from '../values/equal.ts'
import { isNumber, numberToText } from '../values/number.ts'
import { isContext, isList, type Value } from '../values/value.ts'

/**
 * A text that two values share exactly when they are equal, for those of which texts can say that: null, booleans, strings,
 * numbers, and lists and contexts of them. Undefined for the rest (times of different zones can be equal).
 */
const keyOf = (value: Value): string | undefined => {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return JSON.stringify(value)
  if (isNumber(value)) return numberToText(value)
  if (isList(value)) {
    const keys = value.map(keyOf)
    return keys.includes(undefined) ? undefined : `[${keys.join()}]`
  }
  if (!isContext(value)) return undefined
  const entries = Object.keys(value)
    .sort()
    .map((name) => {
      const key = keyOf(value[name] as Value)
      return key === undefined ? undefined : `${JSON.stringify(name)}:${key}`
    })
  return entries.includes(undefined) ? undefined : `{${entries.join()}}`
}

/** Groups of equal values, each under the first of them, in order of these. */
export const grouped = (values: readonly Value[]): { readonly value: Value; count: number }[] => {
  const groups: { readonly value: Value; count: number }[] = []
  const byKey = new Map<string, { readonly value: Value; count: number }>()
  const unkeyed: { readonly value: Value; count: number }[] = []
  for (const value of values) {
    const key = keyOf(value)
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

export const distinct = (values: readonly Value[]): Value[] => grouped(values).map(({ value }) => value)
