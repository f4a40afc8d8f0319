import { plusMonths } from './calendar.ts'
import {
  datePlusDuration,
  durationBetween,
  instantOf,
  isLocal,
  makeDaysDuration,
  midnightInUtc,
  plusDuration,
  secondsInUtc,
  timePlusDuration,
  wallOf,
} from './instant.ts'
import { assertSize } from './limit.ts'
import {
  add,
  Decimal,
  divide,
  type FeelNumber,
  isNumber,
  multiply,
  negate,
  power,
  subtract,
  toDecimal,
} from './number.ts'
import { FeelDate, FeelDateTime, FeelDaysDuration, FeelMonthsDuration, FeelTime } from './temporal.ts'
import type { Value } from './value.ts'

/** The tables of DMN 1.5, clause 10.3.2.15: what they do not list is null. */

/** Numbers, texts, durations, and a date or time with a duration. */
export const plus = (left: Value, right: Value): Value => {
  if (isNumber(left)) return isNumber(right) ? add(left, right) : null
  if (typeof left === 'string') return typeof right === 'string' ? join(left, right) : null
  return later(left, right) ?? later(right, left)
}

export const minus = (left: Value, right: Value): Value => {
  if (isNumber(left)) return isNumber(right) ? subtract(left, right) : null
  if (right instanceof FeelDaysDuration || right instanceof FeelMonthsDuration) {
    const opposite = negative(right)
    return opposite === null || isDuration(left) !== isDuration(right) ? later(left, opposite) : sum(left, opposite)
  }
  return difference(left, right)
}

export const times = (left: Value, right: Value): Value => {
  if (isNumber(left)) return isNumber(right) ? multiply(left, right) : scaled(right, left)
  return isNumber(right) ? scaled(left, right) : null
}

/** null by zero. */
export const over = (left: Value, right: Value): Value => {
  if (isNumber(right)) return isNumber(left) ? divide(left, right) : divided(left, right)
  if (left instanceof FeelMonthsDuration && right instanceof FeelMonthsDuration)
    return divide(left.months, right.months)
  if (left instanceof FeelDaysDuration && right instanceof FeelDaysDuration) {
    const [dividend, divisor] = [secondsOf(left), secondsOf(right)]
    return dividend === null || divisor === null ? null : divide(dividend, divisor)
  }
  return null
}

export const raise = (left: Value, right: Value): Value =>
  isNumber(left) && isNumber(right) ? power(left, right) : null

/** A number or a duration the other way round. */
export const negative = (value: Value): Value => {
  if (isNumber(value)) return negate(value)
  if (value instanceof FeelMonthsDuration) return new FeelMonthsDuration(0 - value.months)
  if (value instanceof FeelDaysDuration) return new FeelDaysDuration(0 - value.seconds, 0 - value.nanoseconds)
  return null
}

const isDuration = (value: Value): boolean => value instanceof FeelDaysDuration || value instanceof FeelMonthsDuration

const join = (left: string, right: string): string => {
  assertSize(left.length + right.length)
  return left + right
}

const sum = (left: Value, right: Value): Value => {
  if (left instanceof FeelDaysDuration && right instanceof FeelDaysDuration)
    return makeDaysDuration(left.seconds + right.seconds, left.nanoseconds + right.nanoseconds)
  if (left instanceof FeelMonthsDuration && right instanceof FeelMonthsDuration) {
    const months = left.months + right.months
    return Number.isSafeInteger(months) ? new FeelMonthsDuration(months) : null
  }
  return null
}

/** A duration after a date, time or duration; null when `when` or `duration` is something else. */
const later = (when: Value, duration: Value): Value => {
  if (duration instanceof FeelDaysDuration) {
    if (when instanceof FeelDate) return datePlusDuration(when, duration)
    if (when instanceof FeelDateTime) return plusDuration(when, duration)
    if (when instanceof FeelTime) return timePlusDuration(when, duration)
  } else if (duration instanceof FeelMonthsDuration) {
    if (when instanceof FeelDate) return plusMonths(when, duration.months)
    if (when instanceof FeelDateTime) {
      const date = plusMonths(when.date, duration.months)
      return date && new FeelDateTime(date, when.time)
    }
  }
  return sum(when, duration)
}

const asDateTime = (value: Value): FeelDateTime | undefined =>
  value instanceof FeelDateTime ? value : value instanceof FeelDate ? midnightInUtc(value) : undefined

/** Between two dates, or date and times, or times: both with an offset or zone, or both without. */
const difference = (left: Value, right: Value): Value => {
  if (left instanceof FeelTime) {
    if (!(right instanceof FeelTime) || isLocal(left) !== isLocal(right)) return null
    return makeDaysDuration(secondsInUtc(left) - secondsInUtc(right), left.nanosecond - right.nanosecond)
  }
  const to = asDateTime(left)
  const from = asDateTime(right)
  if (!from || !to || isLocal(from.time) !== isLocal(to.time)) return null
  return isLocal(to.time) ? durationBetween(wallOf(from), wallOf(to)) : durationBetween(instantOf(from), instantOf(to))
}

const billion = 1_000_000_000

const secondsOf = ({ seconds, nanoseconds }: FeelDaysDuration): FeelNumber | null =>
  nanoseconds === 0 ? seconds : add(seconds, new Decimal(nanoseconds).div(billion))

/** Cut to whole nanoseconds, towards zero. */
const daysDurationOf = (seconds: FeelNumber | null): FeelDaysDuration | null => {
  if (seconds === null) return null
  if (Number.isSafeInteger(seconds)) return new FeelDaysDuration(seconds as number, 0)
  const exact = toDecimal(seconds)
  const whole = exact.trunc()
  return makeDaysDuration(whole.toNumber(), exact.minus(whole).times(billion).trunc().toNumber())
}

/** Cut to whole months, towards zero. */
const monthsDurationOf = (months: FeelNumber | null): FeelMonthsDuration | null => {
  if (months === null) return null
  const whole = toDecimal(months).trunc().toNumber()
  return Number.isSafeInteger(whole) ? new FeelMonthsDuration(whole + 0) : null
}

const scaled = (duration: Value, factor: FeelNumber): Value => {
  if (duration instanceof FeelMonthsDuration) return monthsDurationOf(multiply(duration.months, factor))
  if (!(duration instanceof FeelDaysDuration)) return null
  const seconds = secondsOf(duration)
  return seconds === null ? null : daysDurationOf(multiply(seconds, factor))
}

const divided = (duration: Value, divisor: FeelNumber): Value => {
  if (duration instanceof FeelMonthsDuration) return monthsDurationOf(divide(duration.months, divisor))
  if (!(duration instanceof FeelDaysDuration)) return null
  const seconds = secondsOf(duration)
  return seconds === null ? null : daysDurationOf(divide(seconds, divisor))
}
