import { dateOfDays, daysOf, makeDate } from './calendar.ts'
import { makeDaysDuration } from './instant.ts'
import { type FeelDate, FeelDateTime, type FeelDaysDuration, FeelMonthsDuration, FeelTime } from './temporal.ts'
import type { Value } from './value.ts'
import { isZone } from './zone.ts'

/**
 * Dates, times and durations from their texts: the lexical spaces of XML Schema Part 2, and `@Zone/Name` after a time (DMN 1.5,
 * clause 10.3.4.1). Lengths are bounded by the patterns before anything is computed.
 */

const datePattern = /^(-?(?:[1-9]\d{4,8}|\d{4}))-(\d\d)-(\d\d)$/
const timePattern = /^(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:([Zz]|[+-]\d\d:\d\d(?::\d\d)?)|@(.+))?$/

/** XML Schema knows no more. */
export const furthestOffset = 50_400

export const dateFromText = (text: string): FeelDate | null => {
  const parts = datePattern.exec(text)
  return parts && makeDate(Number(parts[1]), Number(parts[2]), Number(parts[3]))
}

/** Seconds east of UTC from `Z`, `+08:00` or, as `time()` can make them, `+08:00:30`. */
export const offsetFromText = (text: string): number | null => {
  if (text === 'Z' || text === 'z') return 0
  if (!/^[+-]\d\d:\d\d(:\d\d)?$/.test(text)) return null
  const [hours, minutes, seconds = 0] = text.slice(1).split(':').map(Number) as [number, number, number?]
  if (minutes > 59 || seconds > 59) return null
  const offset = hours * 3_600 + minutes * 60 + seconds
  if (offset > furthestOffset) return null
  return text.startsWith('-') ? 0 - offset : offset
}

const nanoseconds = (fraction: string | undefined): number =>
  fraction === undefined ? 0 : Number(fraction.slice(0, 9).padEnd(9, '0'))

/** A time of day, and whether it is the end of the day, written 24:00:00. */
const readTime = (text: string): { time: FeelTime; isEndOfDay: boolean } | null => {
  const parts = timePattern.exec(text)
  if (!parts) return null
  const [hour, minute, second] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  const nanosecond = nanoseconds(parts[4])
  const isEndOfDay = hour === 24 && minute === 0 && second === 0 && nanosecond === 0
  if ((hour > 23 && !isEndOfDay) || minute > 59 || second > 59) return null
  const offset = parts[5] === undefined ? undefined : offsetFromText(parts[5])
  const zone = parts[6]
  if (offset === null || (zone !== undefined && !isZone(zone))) return null
  return { time: new FeelTime(isEndOfDay ? 0 : hour, minute, second, nanosecond, offset, zone), isEndOfDay }
}

export const timeFromText = (text: string): FeelTime | null => readTime(text)?.time ?? null

/** A date alone is its midnight. */
export const dateTimeFromText = (text: string): FeelDateTime | null => {
  const at = text.indexOf('T')
  if (at < 0) {
    const isUtc = /[Zz]$/.test(text)
    const date = dateFromText(isUtc ? text.slice(0, -1) : text)
    return date && new FeelDateTime(date, new FeelTime(0, 0, 0, 0, isUtc ? 0 : undefined, undefined))
  }
  const date = dateFromText(text.slice(0, at))
  const read = readTime(text.slice(at + 1))
  if (!date || !read) return null
  const day = read.isEndOfDay ? dateOfDays(daysOf(date) + 1) : date
  return day && new FeelDateTime(day, read.time)
}

const monthsPattern = /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?$/
const daysPattern = /^(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(?:(\d+)(?:\.(\d*))?|\.(\d+))S)?)?$/
/** More digits than the longest duration has, leading zeros aside. */
const longestDuration = 200

export const durationFromText = (text: string): FeelDaysDuration | FeelMonthsDuration | null => {
  if (text.length > longestDuration || !/[YMDHS]$/.test(text)) return null
  const inMonths = monthsPattern.exec(text)
  if (inMonths) {
    const months = Number(inMonths[2] ?? 0) * 12 + Number(inMonths[3] ?? 0)
    if (!Number.isSafeInteger(months)) return null
    return new FeelMonthsDuration(inMonths[1] ? 0 - months : months)
  }
  const inDays = daysPattern.exec(text)
  if (!inDays) return null
  const [, sign, days = '0', hours = '0', minutes = '0', whole = '0', fraction, bare] = inDays
  const seconds = Number(days) * 86_400 + Number(hours) * 3_600 + Number(minutes) * 60 + Number(whole)
  const nanosecond = nanoseconds(fraction ?? bare)
  return sign ? makeDaysDuration(0 - seconds, 0 - nanosecond) : makeDaysDuration(seconds, nanosecond)
}

/** What `@"…"` means: a date, time, date and time or duration by the form of its text; null when it has none of these. */
export const temporalFromText = (text: string): Value => {
  if (/^-?P/.test(text)) return durationFromText(text)
  if (timePattern.test(text)) return timeFromText(text)
  return dateFromText(text) ?? (text.includes('T') ? dateTimeFromText(text) : null)
}
