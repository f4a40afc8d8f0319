import { weekdayOf } from './calendar.ts'
import { offsetOf } from './instant.ts'
import { add, Decimal, type FeelNumber } from './number.ts'
import { FeelDate, FeelDateTime, FeelDaysDuration, FeelMonthsDuration, FeelTime } from './temporal.ts'
import { FeelRange, type Value } from './value.ts'

/** A property of a date, time, duration or range by name (DMN 1.5, tables 53, 65 and 66); undefined when it has none of that name. */
export const propertyOf = (value: Value, name: string): Value | undefined => {
  if (value instanceof FeelDate) return ofDate(value, name)
  if (value instanceof FeelDateTime)
    return name === 'time offset'
      ? offsetDuration(offsetOf(value))
      : (ofDate(value.date, name) ?? ofTime(value.time, name))
  if (value instanceof FeelTime) return ofTime(value, name)
  if (value instanceof FeelDaysDuration) return ofDaysDuration(value, name)
  if (value instanceof FeelMonthsDuration) return ofMonthsDuration(value, name)
  if (value instanceof FeelRange) return ofRange(value, name)
  return undefined
}

const withFraction = (seconds: number, nanoseconds: number): FeelNumber =>
  nanoseconds === 0 ? seconds : (add(seconds, new Decimal(nanoseconds).div(1_000_000_000)) ?? seconds)

const ofDate = (date: FeelDate, name: string): Value | undefined => {
  switch (name) {
    case 'year':
      return date.year
    case 'month':
      return date.month
    case 'day':
      return date.day
    case 'weekday':
      return weekdayOf(date)
    default:
      return undefined
  }
}

const offsetDuration = (offset: number | undefined): Value =>
  offset === undefined ? null : new FeelDaysDuration(offset, 0)

const ofTime = (time: FeelTime, name: string): Value | undefined => {
  switch (name) {
    case 'hour':
      return time.hour
    case 'minute':
      return time.minute
    case 'second':
      return withFraction(time.second, time.nanosecond)
    // A zone alone has none: it depends on the day.
    case 'time offset':
      return offsetDuration(time.offset)
    case 'timezone':
      return time.zone ?? null
    default:
      return undefined
  }
}

/** Each component has the sign of the whole. */
const ofDaysDuration = ({ seconds, nanoseconds }: FeelDaysDuration, name: string): Value | undefined => {
  switch (name) {
    case 'days':
      return Math.trunc(seconds / 86_400) + 0
    case 'hours':
      return (Math.trunc(seconds / 3_600) % 24) + 0
    case 'minutes':
      return (Math.trunc(seconds / 60) % 60) + 0
    case 'seconds':
      return withFraction((seconds % 60) + 0, nanoseconds)
    default:
      return undefined
  }
}

const ofMonthsDuration = ({ months }: FeelMonthsDuration, name: string): Value | undefined => {
  switch (name) {
    case 'years':
      return Math.trunc(months / 12) + 0
    case 'months':
      return (months % 12) + 0
    default:
      return undefined
  }
}

const ofRange = (range: FeelRange, name: string): Value | undefined => {
  switch (name) {
    case 'start':
      return range.start ?? null
    case 'end':
      return range.end ?? null
    case 'start included':
      return range.startIncluded
    case 'end included':
      return range.endIncluded
    default:
      return undefined
  }
}
