import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import {
  dateOfDays,
  dayOfYear,
  daysOf,
  makeDate,
  monthsBetween,
  plusMonths,
  weekdayOf,
  weekOfYear,
} from './calendar.ts'
import { FeelDate } from './temporal.ts'

/** Temporal knows only some 270,000 years to both sides; there it is the measure. */
const days = fc.integer({ min: -90_000_000, max: 90_000_000 })
const temporalOf = (day: number) => new Temporal.PlainDate(1970, 1, 1).add({ days: day })
const parts = (date: FeelDate | null) => date && [date.year, date.month, date.day]

test('days, weekdays, weeks and months are those of the calendar', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: -100_000, max: 100_000 }), (day, months) => {
      const measure = temporalOf(day)
      const date = dateOfDays(day) as FeelDate
      expect(parts(date)).toEqual([measure.year, measure.month, measure.day])
      expect(daysOf(date)).toBe(day)
      expect(weekdayOf(date)).toBe(measure.dayOfWeek)
      expect(dayOfYear(date)).toBe(measure.dayOfYear)
      expect(weekOfYear(date)).toBe(measure.weekOfYear)
      const later = measure.add({ months })
      expect(parts(plusMonths(date, months))).toEqual([later.year, later.month, later.day])
    }),
    { numRuns: 500 },
  )
})

test('the last and the first days of all years are known', () => {
  const last = makeDate(999_999_999, 12, 31) as FeelDate
  const first = makeDate(-999_999_999, 1, 1) as FeelDate
  expect(parts(dateOfDays(daysOf(last)))).toEqual([999_999_999, 12, 31])
  expect(dateOfDays(daysOf(last) + 1)).toBeNull()
  expect(parts(dateOfDays(daysOf(first)))).toEqual([-999_999_999, 1, 1])
  expect(dateOfDays(daysOf(first) - 1)).toBeNull()
  expect(plusMonths(last, 1)).toBeNull()
  expect(weekOfYear(last)).toBeGreaterThan(0)
  expect(weekOfYear(first)).toBeGreaterThan(0)
})

test('there is no 29 February but in leap years, and no half day', () => {
  expect(makeDate(2023, 2, 29)).toBeNull()
  expect(makeDate(2024, 2, 29)).not.toBeNull()
  expect(makeDate(1900, 2, 29)).toBeNull()
  expect(makeDate(2000, 2, 29)).not.toBeNull()
  expect(makeDate(2024, 1, 1.5)).toBeNull()
  expect(makeDate(2024, 0, 1)).toBeNull()
  expect(makeDate(Number.NaN, 1, 1)).toBeNull()
})

test('the end of a month stays the end of a month', () => {
  expect(parts(plusMonths(new FeelDate(2024, 1, 31), 1))).toEqual([2024, 2, 29])
  expect(parts(plusMonths(new FeelDate(2024, 3, 31), -13))).toEqual([2023, 2, 28])
  expect(parts(plusMonths(new FeelDate(2021, 12, 1), 1))).toEqual([2022, 1, 1])
})

test('months are whole when their day is reached', () => {
  const between = (from: [number, number, number], to: [number, number, number]) =>
    monthsBetween(new FeelDate(...from), new FeelDate(...to))
  // The example of DMN 1.5, table 72.
  expect(between([2011, 12, 22], [2013, 8, 24])).toBe(20)
  expect(between([2013, 8, 24], [2011, 12, 22])).toBe(-20)
  expect(between([2024, 1, 31], [2024, 2, 29])).toBe(0)
  expect(between([2024, 2, 29], [2024, 1, 30])).toBe(0)
})
