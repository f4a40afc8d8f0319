import { describe, expect, it } from 'vitest'
import { cases, said } from './testing-expressions.ts'

describe('functions that convert', () => {
  it.each(
    cases(`
      date("2012-12-25") => @"2012-12-25"
      date(from: "2012-12-25") => @"2012-12-25"
      date(["2012-12-25"]) => @"2012-12-25"
      date(2012, 12, 25) => @"2012-12-25"
      date(year: 2012, month: 12, day: 25) => @"2012-12-25"
      date(-999999999, 12, 31) => @"-999999999-12-31"
      date(date and time("2017-09-03T09:45:30@Europe/Paris")) => @"2017-09-03"
      date(@"2012-12-25") => @"2012-12-25"
      date("2012-12-25T11:00:00") => null
      date(2017, 13, 31) => null
      date(2017, 2, 29) => null
      date(2017.5, 1, 1) => null
      date(1000000000, 1, 1) => null
      date(2017, null, 1) => null
      date(2017, 1) => null
      date("2017", "1", "1") => null
      date(null) => null
      date(1) => null
      date() => null
      time("23:59:00z") => time(23, 59, 0, duration("PT0H"))
      time(11, 59, 45, null) => @"11:59:45"
      time(11, 59, 45) => @"11:59:45"
      time(11, 59, 45.123456789) => @"11:59:45.123456789"
      time(hour: 11, minute: 59, second: 0, offset: duration("-PT2H")) => @"11:59:00-02:00"
      string(time(11, 59, 45, duration("PT2H45M55S"))) => "11:59:45+02:45:55"
      time(11, 59, 45, duration("PT14H1M")) => null
      time(11, 59, 45, duration("PT1.5S")) => null
      time(11, 59, 45, duration("P1M")) => null
      time(24, 0, 0) => null
      time(23, 59, 60) => null
      time(-1, 0, 0) => null
      time(1.5, 0, 0) => null
      time(date and time("2012-12-25T11:00:00Z")) => @"11:00:00Z"
      time(date("2017-08-10")) => @"00:00:00Z"
      time(@"10:00:00") => @"10:00:00"
      time(null) => null
      date and time("2012-12-24T23:59:00") => @"2012-12-24T23:59:00"
      date and time("2012-12-24") => @"2012-12-24T00:00:00"
      date and time("2012-03-07Z").year => 2012
      date and time(date("2012-12-24"), time("23:59:00")) => @"2012-12-24T23:59:00"
      date and time(@"2017-08-10T10:20:00+02:00", @"23:59:01") => @"2017-08-10T23:59:01"
      date and time(date: date("2017-01-01"), time: time("23:59:01")) => @"2017-01-01T23:59:01"
      date and time(date("2017-08-10"), null) => null
      date and time(null, time("23:59:01")) => null
      date and time("11:00:00") => null
      date and time(2017) => null
      duration("P2Y2M") => duration("P26M")
      duration("P1Y2D") => null
      duration(from: "PT24H") => @"P1D"
      duration(2017) => null
      years and months duration(date("2011-12-22"), date("2013-08-24")) => duration("P1Y8M")
      years and months duration(@"2014-12-31T23:59:59", @"2016-12-31") => duration("P2Y")
      years and months duration(from: @"2016-01-21", to: @"2015-01-21") => duration("-P1Y")
      years and months duration(@"2016-01-21", null) => null
      years and months duration("2016-01-21", "2017-01-21") => null
      string(1.1) => "1.1"
      string(null) => null
      string("foo") => "foo"
      string(true) => "true"
      string([1, "a", @"2012-12-25"]) => "[1, \\"a\\", 2012-12-25]"
      string({a: 1, b: "x"}) => "{a: 1, b: \\"x\\"}"
      string(duration("PT61M")) => "PT1H1M"
    `),
  )('%s is %s', (expression, expected) => {
    expect(said(expression)).toBe(said(expected))
  })
})

describe('numbers from texts', () => {
  it.each(
    cases(`
      number("1 000,0", " ", ",") => 1000
      number("1,000.0", ",", ".") => 1000
      number("1.000.000,01", ".", ",") => 1000000.01
      number(from: "1.000", grouping separator: ".", decimal separator: null) => 1000
      number(from: "1.5") => 1.5
      number("1.5") => null
      number("-1.5", null, null) => -1.5
      number(".5", null, ".") => 0.5
      number("12345678901234567890.5", null, ".") => 12345678901234567890.5
      number("1,5", null, ".") => null
      number("1.5", null, ",") => null
      number("1.5", ".", ".") => null
      number("1;5", ";", ".") => null
      number("1 5", " ", ";") => null
      number("1 5", null, ".") => null
      number("", null, null) => null
      number("abc", null, null) => null
      number("1.", null, null) => null
      number("0x10", null, null) => null
      number(1, null, null) => null
      number(null, ",", ".") => null
      number("1", 1, ".") => null
    `),
  )('%s is %s', (expression, expected) => {
    expect(said(expression)).toBe(said(expected))
  })
})
