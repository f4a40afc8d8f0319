import { dateOfDays, daysOf } from './calendar.ts'
import { type FeelDate, FeelDateTime, FeelDaysDuration, FeelTime } from './temporal.ts'
import { offsetAt, offsetAtLocal } from './zone.ts'

/**
 * A point on a line of days: in UTC, or in an unknown place when it comes from a local time. Days and seconds apart, because the
 * seconds of FEEL's years do not fit a JavaScript number exactly.
 */
export type Instant = { readonly days: number; readonly seconds: number; readonly nanoseconds: number }

const daySeconds = 86_400
const billion = 1_000_000_000

const makeInstant = (days: number, seconds: number, nanoseconds: number): Instant => {
  const carriedSeconds = Math.floor(nanoseconds / billion)
  const allSeconds = seconds + carriedSeconds
  const carriedDays = Math.floor(allSeconds / daySeconds)
  return {
    days: days + carriedDays,
    seconds: allSeconds - carriedDays * daySeconds,
    nanoseconds: nanoseconds - carriedSeconds * billion,
  }
}

export const isLocal = ({ offset, zone }: FeelTime): boolean => offset === undefined && zone === undefined

export const secondsOfDay = ({ hour, minute, second }: FeelTime): number => hour * 3_600 + minute * 60 + second

export const timeOfSeconds = (seconds: number, nanoseconds: number, offset?: number, zone?: string): FeelTime =>
  new FeelTime(
    Math.floor(seconds / 3_600),
    Math.floor(seconds / 60) % 60,
    seconds % 60,
    nanoseconds,
    offset,
    offset === undefined ? zone : undefined,
  )

/** Times of day with a zone have no date to know their offset by: they take that of this winter's day in the north. */
const referenceDay = 10_957

const offsetOn = (days: number, time: FeelTime): number =>
  time.offset ?? (time.zone === undefined ? 0 : offsetAtLocal(time.zone, days, secondsOfDay(time)))

/** Offset in seconds east of UTC; undefined for local ones. */
export const offsetOf = ({ date, time }: FeelDateTime): number | undefined =>
  isLocal(time) ? undefined : offsetOn(daysOf(date), time)

/** As the clock on the wall says. */
export const wallOf = ({ date, time }: FeelDateTime): Instant => ({
  days: daysOf(date),
  seconds: secondsOfDay(time),
  nanoseconds: time.nanosecond,
})

/** Asking for the rules of a zone takes a hundred times as long as all the rest: constants and sorted values are asked often. */
const instantsInZones = new WeakMap<FeelDateTime, Instant>()

/** In UTC; a local one as if its place were at UTC. */
export const instantOf = (dateTime: FeelDateTime): Instant => {
  const known = dateTime.time.zone === undefined ? undefined : instantsInZones.get(dateTime)
  if (known) return known
  const { date, time } = dateTime
  const days = daysOf(date)
  const instant = makeInstant(days, secondsOfDay(time) - offsetOn(days, time), time.nanosecond)
  if (time.zone !== undefined) instantsInZones.set(dateTime, instant)
  return instant
}

/** Seconds of a time of day since midnight of UTC, which may be before it or after its end. */
export const secondsInUtc = (time: FeelTime): number => secondsOfDay(time) - offsetOn(referenceDay, time)

export const compareInstants = (left: Instant, right: Instant): number =>
  left.days - right.days || left.seconds - right.seconds || left.nanoseconds - right.nanoseconds

/** The two signs agree. null when it is longer than can be counted exactly, some 285 million years. */
export const makeDaysDuration = (seconds: number, nanoseconds: number): FeelDaysDuration | null => {
  const carried = Math.floor(nanoseconds / billion)
  let whole = seconds + carried
  let rest = nanoseconds - carried * billion
  if (!Number.isSafeInteger(whole)) return null
  if (whole < 0 && rest > 0) {
    whole += 1
    rest -= billion
  }
  return new FeelDaysDuration(whole + 0, rest + 0)
}

export const durationBetween = (from: Instant, to: Instant): FeelDaysDuration | null =>
  makeDaysDuration((to.days - from.days) * daySeconds + to.seconds - from.seconds, to.nanoseconds - from.nanoseconds)

const plus = (instant: Instant, { seconds, nanoseconds }: FeelDaysDuration): Instant => {
  const days = Math.trunc(seconds / daySeconds)
  return makeInstant(
    instant.days + days,
    instant.seconds + (seconds - days * daySeconds),
    instant.nanoseconds + nanoseconds,
  )
}

/** In the zone, or at the offset, of `like`. null beyond the years of FEEL. */
const dateTimeOf = (instant: Instant, { offset, zone }: FeelTime): FeelDateTime | null => {
  const wall =
    zone === undefined
      ? instant
      : makeInstant(instant.days, instant.seconds + offsetAt(zone, instant.days, instant.seconds), instant.nanoseconds)
  const date = dateOfDays(wall.days)
  return date && new FeelDateTime(date, timeOfSeconds(wall.seconds, wall.nanoseconds, offset, zone))
}

/** Later by so much real time: across a change of clocks the wall shows another difference. */
export const plusDuration = (dateTime: FeelDateTime, duration: FeelDaysDuration): FeelDateTime | null =>
  dateTimeOf(plus(dateTime.time.zone === undefined ? wallOf(dateTime) : instantOf(dateTime), duration), dateTime.time)

/** The day that many days and hours after its midnight. */
export const datePlusDuration = (date: FeelDate, duration: FeelDaysDuration): FeelDate | null =>
  dateOfDays(plus({ days: daysOf(date), seconds: 0, nanoseconds: 0 }, duration).days)

/** Round the clock. */
export const timePlusDuration = (time: FeelTime, duration: FeelDaysDuration): FeelTime => {
  const wall = plus({ days: 0, seconds: secondsOfDay(time), nanoseconds: time.nanosecond }, duration)
  return timeOfSeconds(wall.seconds, wall.nanoseconds, time.offset, time.zone)
}

/** What a date is taken for where a date and time is needed (DMN 1.5, clause 10.3.2.9.4). */
export const midnightInUtc = (date: FeelDate): FeelDateTime =>
  new FeelDateTime(date, new FeelTime(0, 0, 0, 0, 0, undefined))

/** Date and time at an instant of milliseconds since 1970, in a zone or at an offset such as `+08:00`. */
export const dateTimeAt = (
  milliseconds: number,
  offset: number | undefined,
  zone: string | undefined,
): FeelDateTime | null => {
  const instant = makeInstant(
    0,
    Math.floor(milliseconds / 1_000),
    (milliseconds - Math.floor(milliseconds / 1_000) * 1_000) * 1e6,
  )
  const like = new FeelTime(0, 0, 0, 0, offset, zone)
  return dateTimeOf(
    offset === undefined ? instant : makeInstant(instant.days, instant.seconds + offset, instant.nanoseconds),
    like,
  )
}
