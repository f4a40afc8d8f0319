import type { Span } from '../problem.ts'
import { minus } from '../values/arithmetic.ts'
import { isNumber, numberToText } from '../values/number.ts'
import { FeelDate, FeelDateTime, FeelDaysDuration, FeelMonthsDuration, FeelTime } from '../values/temporal.ts'
import type { Value } from '../values/value.ts'
import { nullTerm, type Term, type Work } from './term.ts'

const firstYear = 1
const lastYear = 9999
const epoch = new FeelDateTime(new FeelDate(1970, 1, 1), new FeelTime(0, 0, 0, 0, 0, undefined))

const digitsOf = (text: string): { before: number; after: number } => {
  const [before = '', after = ''] = text.replace('-', '').split('.')
  return { before: before.length, after: after.length }
}

const padded = (value: number, length: number): string => String(value).padStart(length, '0')

/** Seconds with their fraction, exactly. */
const secondsText = ({ seconds, nanoseconds }: FeelDaysDuration): string => {
  const sign = seconds < 0 || nanoseconds < 0 ? '-' : ''
  const fraction = nanoseconds === 0 ? '' : `.${padded(Math.abs(nanoseconds), 9)}`
  return `${sign}${Math.abs(seconds)}${fraction}`
}

const tooFar = `Stored dates are of the years ${firstYear} to ${lastYear}`
const isStored = ({ year }: FeelDate): boolean => year >= firstYear && year <= lastYear

/** A value that is known, as a parameter; refused when PostgreSQL has nothing that means the same. */
export const literal = (value: Value, at: Span, work: Work): Term | undefined => {
  const known = { nullable: false, constant: value }
  if (value === null) return nullTerm
  if (typeof value === 'boolean') return { kind: 'boolean', sql: String(value), ...known }
  if (isNumber(value)) {
    const text = numberToText(value)
    const digits = digitsOf(text)
    if (digits.before + digits.after > 1_000)
      return work.refuse(at, 'sql.number', 'This number has too many digits for the database')
    return { kind: 'number', sql: work.parameter(text, 'numeric'), digits, ...known }
  }
  if (typeof value === 'string') {
    // PostgreSQL keeps neither.
    if (value.includes('\0') || !value.isWellFormed())
      return work.refuse(at, 'sql.text', 'This text has characters that the database cannot keep')
    return { kind: 'string', sql: work.parameter(value, 'text'), ...known }
  }
  if (value instanceof FeelDate) {
    if (!isStored(value)) return work.refuse(at, 'sql.date', tooFar)
    const text = `${padded(value.year, 4)}-${padded(value.month, 2)}-${padded(value.day, 2)}`
    return { kind: 'date', sql: work.parameter(text, 'date'), ...known }
  }
  if (value instanceof FeelDateTime) {
    const { offset, zone } = value.time
    if (offset === undefined && zone === undefined)
      return work.refuse(at, 'sql.local-time', 'A date and time without zone or offset says no instant', {
        suggestion: 'an offset behind it, such as +08:00',
      })
    const since = minus(value, epoch)
    if (!(since instanceof FeelDaysDuration) || !isStored(value.date)) return work.refuse(at, 'sql.date', tooFar)
    if (value.time.nanosecond % 1_000 !== 0)
      return work.refuse(at, 'sql.date', 'Stored instants are told to the microsecond')
    // Before 1970 the fraction counts backwards.
    const micros = since.nanoseconds / 1_000
    const instant = new Date((micros < 0 ? since.seconds - 1 : since.seconds) * 1_000).toISOString()
    if (!/^(?!0000)\d{4}-/.test(instant)) return work.refuse(at, 'sql.date', tooFar)
    const text = `${instant.slice(0, 19)}.${padded(micros < 0 ? micros + 1_000_000 : micros, 6)}Z`
    return {
      kind: 'date and time',
      sql: work.parameter(text, 'timestamptz'),
      zone: zone ?? offsetZone(offset ?? 0),
      ...known,
    }
  }
  if (value instanceof FeelDaysDuration)
    return { kind: 'days and time duration', sql: work.parameter(secondsText(value), 'numeric'), ...known }
  if (value instanceof FeelMonthsDuration)
    return { kind: 'years and months duration', sql: work.parameter(String(value.months), 'numeric'), ...known }
  return work.refuse(at, 'sql.value', 'The database has no value like this one')
}

/** As PostgreSQL takes an offset for a zone: an interval would need another type, and `+08:00` means west there. */
const offsetZone = (seconds: number): string => {
  const sign = seconds < 0 ? '+' : '-'
  const minutes = Math.floor(Math.abs(seconds) / 60)
  return `<fix>${sign}${padded(Math.floor(minutes / 60), 2)}:${padded(minutes % 60, 2)}`
}
