import { FeelDate } from './temporal.ts'

/** Proleptic Gregorian calendar over all years of FEEL, in days since 1970-01-01. Weekdays are those of ISO 8601. */

const furthestYear = 999_999_999

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeapYear(year) ? 29 : (lengths[month - 1] as number)

/** null when there is no such day, or its year is none of FEEL's. */
export const makeDate = (year: number, month: number, day: number): FeelDate | null => {
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(day)) return null
  if (Math.abs(year) > furthestYear || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null
  return new FeelDate(year + 0, month, day)
}

const daysOfCycle = 146_097
const daysToEpoch = 719_468

/** Years are counted from March here, so that the leap day is the last of a year. */
export const daysOf = ({ year, month, day }: FeelDate): number => {
  const marchYear = month <= 2 ? year - 1 : year
  const cycle = Math.floor(marchYear / 400)
  const yearOfCycle = marchYear - cycle * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfCycle = yearOfCycle * 365 + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100) + dayOfYear
  return cycle * daysOfCycle + dayOfCycle - daysToEpoch
}

/** null beyond the years of FEEL. */
export const dateOfDays = (days: number): FeelDate | null => {
  const shifted = days + daysToEpoch
  const cycle = Math.floor(shifted / daysOfCycle)
  const dayOfCycle = shifted - cycle * daysOfCycle
  const yearOfCycle = Math.floor(
    (dayOfCycle - Math.floor(dayOfCycle / 1460) + Math.floor(dayOfCycle / 36_524) - Math.floor(dayOfCycle / 146_096)) /
      365,
  )
  const dayOfYear = dayOfCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  return makeDate(yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0), month, day)
}

/** The day stays, or becomes the last of a shorter month. */
export const plusMonths = ({ year, month, day }: FeelDate, months: number): FeelDate | null => {
  const count = year * 12 + month - 1 + months
  if (!Number.isSafeInteger(count)) return null
  const toYear = Math.floor(count / 12)
  const toMonth = count - toYear * 12 + 1
  return makeDate(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)))
}

/** Whole months from one day to another, towards zero: a month is whole when its day is reached. */
export const monthsBetween = (from: FeelDate, to: FeelDate): number => {
  const months = (to.year - from.year) * 12 + to.month - from.month
  if (months > 0 && to.day < from.day) return months - 1
  if (months < 0 && to.day > from.day) return months + 1
  return months
}

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (date: FeelDate): number => {
  // 1970-01-01 was a Thursday.
  const sinceMonday = (daysOf(date) + 3) % 7
  return (sinceMonday < 0 ? sinceMonday + 7 : sinceMonday) + 1
}

export const dayOfYear = (date: FeelDate): number => daysOf(date) - daysOf(new FeelDate(date.year, 1, 1)) + 1

/** By ISO 8601: a week belongs to the year that holds its Thursday. */
export const weekOfYear = (date: FeelDate): number => {
  const thursday = daysOf(date) + 4 - weekdayOf(date)
  // Beyond the last year: whether the Thursday falls into the next year follows from the days that are left.
  const year = dateOfDays(thursday)?.year ?? (thursday > 0 ? furthestYear + 1 : -furthestYear - 1)
  return Math.floor((thursday - daysOf(new FeelDate(year, 1, 1))) / 7) + 1
}

/** As `day of week` and `month of year` say them (DMN 1.5, table 79), Monday and January first. */
export const weekdayNames: readonly string[] = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
]

export const monthNames: readonly string[] = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
