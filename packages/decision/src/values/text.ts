import { assertSize, Walk } from './limit.ts'
import { isNumber, numberToText } from './number.ts'
import { FeelDate, FeelDateTime, FeelDaysDuration, FeelMonthsDuration, FeelTime } from './temporal.ts'
import { dateText, dateTimeText, daysDurationText, monthsDurationText, timeText } from './temporal-text.ts'
import { type FeelContext, FeelFunction, FeelRange, isContext, isList, type Value } from './value.ts'

/** What FEEL's `string()` writes: a string as it is, strings within lists and contexts in quotes, dates and durations canonical. */
export const toText = (value: Value): string => (typeof value === 'string' ? value : new Writer().write(value))

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
  readonly #walk = new Walk()

  write(value: Value): string {
    const text = this.#textOf(value)
    if (!isList(value) && !isContext(value)) this.#count(text.length)
    return text
  }

  /** With the two characters between it and the next. */
  #count(length: number): void {
    this.#size += length + 2
    assertSize(this.#size)
  }

  #textOf(value: Value): string {
    if (typeof value === 'string') return quoted(value)
    if (value === null || typeof value === 'boolean') return String(value)
    if (isNumber(value)) return numberToText(value)
    if (isList(value) || isContext(value)) return this.#partsText(value)
    if (value instanceof FeelRange) return this.#rangeText(value)
    if (value instanceof FeelFunction)
      return `function(${(value.signatures[0] ?? []).map(({ name }) => name).join(', ')})`
    return temporalText(value) ?? ''
  }

  #partsText(value: readonly Value[] | FeelContext): string {
    this.#count(2)
    this.#walk.enter(0)
    const text = isList(value)
      ? `[${value.map((element) => this.write(element)).join(', ')}]`
      : `{${Object.keys(value)
          .map((key) => {
            this.#count(key.length)
            return `${keyText(key)}: ${this.write(value[key] as Value)}`
          })
          .join(', ')}}`
    this.#walk.leave()
    return text
  }

  #rangeText({ start, end, startIncluded, endIncluded, isNot, isOnly }: FeelRange): string {
    // In a range, as in an expression, a date needs its sign.
    const endText = (value: Value) => {
      const temporal = temporalText(value)
      return temporal === undefined ? this.write(value) : `@"${temporal}"`
    }
    if (isNot || isOnly) return `(${isNot ? '!=' : '='} ${endText(start ?? null)})`
    if (start === undefined) return `(${endIncluded ? '<=' : '<'} ${endText(end ?? null)})`
    if (end === undefined) return `(${startIncluded ? '>=' : '>'} ${endText(start)})`
    return `${startIncluded ? '[' : '('}${endText(start)}..${endText(end)}${endIncluded ? ']' : ')'}`
  }
}
