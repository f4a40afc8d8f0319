import { assertDepth, assertSize } from './limit.ts'
import { isNumber, numberToText } from './number.ts'
import { FeelDate, FeelDateTime, FeelDaysDuration, FeelMonthsDuration, FeelTime } from './temporal.ts'
import { dateText, dateTimeText, daysDurationText, monthsDurationText, timeText } from './temporal-text.ts'
import { FeelFunction, FeelRange, isContext, isList, type Value } from './value.ts'

/** What FEEL's `string()` writes: a string as it is, strings within lists and contexts in quotes, dates and durations canonical. */
export const toText = (value: Value): string => (typeof value === 'string' ? value : new Writer().write(value, 0))

/** The text of a date, time, date and time or duration; undefined for all other values. */
export const temporalText = (value: Value): string | undefined => {
  if (value instanceof FeelDate) return dateText(value)
  if (value instanceof FeelDateTime) return dateTimeText(value)
  if (value instanceof FeelTime) return timeText(value)
  if (value instanceof FeelDaysDuration) return daysDurationText(value)
  if (value instanceof FeelMonthsDuration) return monthsDurationText(value)
  return undefined
}

const escapes: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

const quoted = (text: string): string => `"${text.replace(/["\\\n\r\t]/g, (found) => escapes[found] as string)}"`

/** A name stands as it is; any other key needs quotes to be read again. */
const keyText = (key: string): string => (/^[\p{L}_?][\p{L}\p{N}\p{M}_? .'/*+-]*$/u.test(key) ? key : quoted(key))

/** Counts what it has written, so that a small value of many shares does not become a text that fills the memory. */
class Writer {
  #size = 0

  write(value: Value, depth: number): string {
    const text = this.#textOf(value, depth)
    if (!isList(value) && !isContext(value)) this.#count(text)
    return text
  }

  #count(text: string): void {
    this.#size += text.length + 2
    assertSize(this.#size)
  }

  #textOf(value: Value, depth: number): string {
    if (typeof value === 'string') return quoted(value)
    if (value === null || typeof value === 'boolean') return String(value)
    if (isNumber(value)) return numberToText(value)
    assertDepth(depth)
    if (isList(value)) return `[${value.map((element) => this.write(element, depth + 1)).join(', ')}]`
    if (isContext(value)) {
      const entries = Object.keys(value).map((key) => {
        this.#count(key)
        return `${keyText(key)}: ${this.write(value[key] as Value, depth + 1)}`
      })
      return `{${entries.join(', ')}}`
    }
    if (value instanceof FeelRange) return this.#rangeText(value, depth)
    if (value instanceof FeelFunction)
      return `function(${(value.signatures[0] ?? []).map(({ name }) => name).join(', ')})`
    return temporalText(value) ?? ''
  }

  #rangeText({ start, end, startIncluded, endIncluded, isNot, isOnly }: FeelRange, depth: number): string {
    // In a range, as in an expression, a date needs its sign.
    const endText = (value: Value) => {
      const temporal = temporalText(value)
      return temporal === undefined ? this.write(value, depth + 1) : `@"${temporal}"`
    }
    if (isNot || isOnly) return `(${isNot ? '!=' : '='} ${endText(start ?? null)})`
    if (start === undefined) return `(${endIncluded ? '<=' : '<'} ${endText(end ?? null)})`
    if (end === undefined) return `(${startIncluded ? '>=' : '>'} ${endText(start)})`
    return `${startIncluded ? '[' : '('}${endText(start)}..${endText(end)}${endIncluded ? ']' : ')'}`
  }
}
