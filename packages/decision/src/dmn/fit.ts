import { conform, typeText } from '../values/conform.ts'
import { isNumber } from '../values/number.ts'
import { toText } from '../values/text.ts'
import type { FeelType } from '../values/type.ts'
import type { Value } from '../values/value.ts'

/** Makes a value fit a type (DMN 1.5, clause 10.3.2.9.4); undefined when it does not. */
export type Fit = (value: Value) => Value | undefined

/** What most values are is let through without looking further; undefined for a type that takes everything. */
export const fitOf = (type: FeelType): Fit | undefined => {
  const slow = (value: Value): Value | undefined => {
    const found = conform(value, type)
    return found ? found.value : undefined
  }
  switch (type.kind) {
    case 'Any':
      return undefined
    case 'number':
      return (value) => (value === null || isNumber(value) ? value : slow(value))
    case 'string':
    case 'boolean': {
      const { kind } = type
      return (value) => (value === null || typeof value === kind ? value : slow(value))
    }
    case 'constrained': {
      const known = type.values && new Set<unknown>(type.values.filter((value) => typeof value === 'string'))
      return known && known.size > 0 && type.base.kind === 'string'
        ? (value) => (value === null || known.has(value) ? value : slow(value))
        : slow
    }
    default:
      return slow
  }
}

/** A value in a sentence, cut where it is long. */
export const shown = (value: Value): string => {
  const text = typeof value === 'string' ? JSON.stringify(value) : String(toText(value))
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

/** What to say of a value that does not fit. */
export const misfit = (value: Value, type: FeelType) => ({
  message: `${shown(value)} is no ${typeText(type)}; it becomes null`,
  params: { value: shown(value), type: typeText(type) },
})
