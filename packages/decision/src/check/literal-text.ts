import { isNumber, numberToText } from '../values/number.ts'
import { toText } from '../values/text.ts'
import { FeelRange, isContext, isList, type Value } from '../values/value.ts'

/** A value as FEEL writes it in a cell: strings in quotes, dates and durations after `@`. */
export const literalText = (value: Value): string => {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return JSON.stringify(value)
  if (isNumber(value)) return numberToText(value)
  if (isList(value)) return `[${value.map(literalText).join(', ')}]`
  if (isContext(value))
    return `{${Object.entries(value)
      .map(([key, inside]) => `${key}: ${literalText(inside)}`)
      .join(', ')}}`
  if (value instanceof FeelRange) return toText(value)
  return `@"${toText(value)}"`
}
