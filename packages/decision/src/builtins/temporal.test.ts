import { describe, expect, it } from 'vitest'
import { toText } from '../values/text.ts'
import type { Value } from '../values/value.ts'
import { temporalFunctions } from './temporal.ts'
import { cases, said } from './testing-expressions.ts'

describe('functions of dates', () => {
  it.each(
    cases(`
      day of year(date(2019, 9, 17)) => 260
      day of year(@"2020-12-31T23:00:00") => 366
      day of week(date(2019, 9, 17)) => "Tuesday"
      day of week(@"-0001-01-01") => "Friday"
      day of week(date: @"2026-11-22T00:30:00@Asia/Shanghai") => "Sunday"
      month of year(date(2019, 9, 17)) => "September"
      week of year(date(2019, 9, 17)) => 38
      week of year(date(2003, 12, 29)) => 1
      week of year(date(2004, 1, 4)) => 1
      week of year(date(2005, 1, 1)) => 53
      week of year(date(2005, 1, 3)) => 1
      week of year(date(2005, 1, 9)) => 1
      week of year([@"2019-09-17"]) => 38
      week of year("2019-09-17") => null
      day of week(null) => null
      day of week() => null
      day of week(@"1970-01-01", @"1970-01-01") => null
      month of year(@"10:00:00") => null
      now() instance of date and time => true
      today() instance of date => true
      now(123) => null
      today(123) => null
      now() = now() => true
    `),
  )('%s is %s', (expression, expected) => {
    expect(said(expression)).toBe(said(expected))
  })
})

describe('now and today', () => {
  // A quarter past midnight of 21 November in Shanghai.
  const now = Date.UTC(2026, 10, 20, 16, 15, 0, 250)
  const tell = (name: string, zone: string) =>
    toText(new Map(temporalFunctions).get(name)?.invoke([], 0, { now, zone }) as Value)

  it('are those of the zone of the evaluation', () => {
    expect(tell('now', 'Asia/Shanghai')).toBe('2026-11-21T00:15:00.25@Asia/Shanghai')
    expect(tell('today', 'Asia/Shanghai')).toBe('2026-11-21')
    expect(tell('now', 'UTC')).toBe('2026-11-20T16:15:00.25Z')
    expect(tell('today', 'UTC')).toBe('2026-11-20')
    expect(tell('now', '-05:30')).toBe('2026-11-20T10:45:00.25-05:30')
    expect(tell('now', 'Nowhere/Land')).toBe('null')
  })
})
