import { describe, expect, it } from 'vitest'
import { cases, said } from '../builtins/testing-expressions.ts'

/** Dates, times, durations: what DMN 1.5 says of them. */
const table = {
  'dates and durations': `
    @"2020-01-31" + @"P1M" => @"2020-02-29"
    @"2019-01-31" + @"P1M" => @"2019-02-28"
    @"2020-02-29" + @"P1Y" => @"2021-02-28"
    @"2020-02-29" - @"P4Y" => @"2016-02-29"
    @"2020-03-31" - @"P1M" => @"2020-02-29"
    @"2020-02-28" + @"P1D" => @"2020-02-29"
    @"2020-01-01" + @"PT25H" => @"2020-01-02"
    @"2020-01-01" - @"PT1H" => @"2019-12-31"
    @"2020-01-01T00:00:00" - @"PT1S" => @"2019-12-31T23:59:59"
    @"P1M" + @"2020-01-31" => @"2020-02-29"
    @"P1M" - @"2020-01-31" => null
    @"2020-01-31" - @"2020-01-01" => @"P30D"
    @"2020-01-01" - @"2020-01-31" => @"-P30D"
    @"2020-01-02T00:00:00Z" - @"2020-01-01T00:00:00Z" => @"P1D"
    @"2020-01-02T00:00:00Z" - @"2020-01-01T00:00:00" => null
    @"2020-01-02T00:00:00+02:00" - @"2020-01-02T00:00:00Z" => @"-PT2H"
    @"2020-01-02" + @"2020-01-01" => null
    @"2020-01-02" + 1 => null
    @"2020-01-02" + "x" => null
    @"23:00:00" + @"PT2H" => @"01:00:00"
    @"01:00:00" - @"PT2H" => @"23:00:00"
    @"10:00:00" - @"09:00:00" => @"PT1H"
    @"10:00:00Z" - @"10:00:00+01:00" => @"PT1H"
    @"10:00:00" - @"10:00:00Z" => null
    @"10:00:00" + @"P1Y" => null
    @"P1D" + @"P1Y" => null
    @"P1D" + @"PT1H" => @"PT25H"
    @"P1Y" + @"P13M" => @"P2Y1M"
    @"P1Y" - @"P2Y" => @"-P1Y"
    @"P1D" * 2 => @"P2D"
    2 * @"P1D" => @"P2D"
    @"P1D" / 2 => @"PT12H"
    @"P1D" / @"PT12H" => 2
    @"P1Y" / @"P6M" => 2
    @"P1Y" * 1.5 => @"P18M"
    @"P1M" / 2 => @"P0M"
    @"P1Y" / @"P1D" => null
    @"P1D" / @"PT0S" => null
    @"P1D" / 0 => null
    @"P1Y" / 0 => null
    2 / @"P1D" => null
    @"P1D" * @"P1D" => null
    @"P1D" ** 2 => null
    @"2020-01-01T00:00:00@Europe/Paris" + @"P1D" => @"2020-01-02T00:00:00@Europe/Paris"
  `,
  'literals and normal forms': `
    string(@"PT36H") => "P1DT12H"
    string(@"P400D") => "P400D"
    string(@"P14M") => "P1Y2M"
    string(@"P0D") => "PT0S"
    string(@"P0Y") => "P0M"
    string(@"-P14M") => "-P1Y2M"
    string(@"PT0.5S") => "PT0.5S"
    string(@"PT90M") => "PT1H30M"
    string(@"-PT90M") => "-PT1H30M"
    string(@"PT1.500S") => "PT1.5S"
    @"PT24H" = @"P1D" => true
    @"P12M" = @"P1Y" => true
    @"P0D" = @"P0Y" => null
    duration("P1Y1D") => null
    duration("P1YT1H") => null
    duration("P") => null
    duration("PT") => null
    duration("P1W") => null
    duration("P1.5D") => null
    duration("+P1D") => null
    duration("P-1D") => null
    duration("") => null
    @"P1Y1D" => null
    @"foo" => null
    @"" => null
    @"2020-02-30" => null
    @"2020-13-01" => null
    @"25:00:00" => null
    @"12:00" => null
    @"12:00:60" => null
    @"12:00:00.123" => time("12:00:00.123")
    @"12:00:00Z" => time("12:00:00Z")
    @"12:00:00+01:00" => time("12:00:00+01:00")
    @"12:00:00@Europe/Paris" => time("12:00:00@Europe/Paris")
    @"12:00:00+01:00@Europe/Paris" => null
    @"2020-01-01T12:00:00@Foo/Bar" => null
    @"-2020-01-01" => date("-2020-01-01")
    @"99999-01-01" => date("99999-01-01")
    @"999999999-01-01" => date("999999999-01-01")
    @"09999-01-01" => null
    @"2020-1-1" => null
    @"2020-01-01T" => null
    @"2020-01-01 12:00:00" => null
    @"20200101" => null
    @"2020-01-01Z" => null
  `,
  'equality and order of temporal and other values': `
    @"10:00:00Z" = @"10:00:00+00:00" => true
    @"10:00:00Z" = @"11:00:00+01:00" => true
    @"10:00:00" = @"10:00:00Z" => false
    @"10:00:00@Europe/Paris" = @"10:00:00@Europe/Paris" => true
    @"2020-01-01T10:00:00Z" = @"2020-01-01T11:00:00+01:00" => true
    @"2020-01-01T10:00:00Z" = @"2020-01-01T11:00:00@Europe/Paris" => true
    @"2020-01-01T10:00:00" = @"2020-01-01T10:00:00Z" => false
    @"2020-01-01" = @"2020-01-01T00:00:00" => null
    @"2020-01-01" = date(2020,1,1) => true
    @"2020-01-01" < @"2020-01-02T00:00:00" => null
    @"2020-01-01T10:00:00+02:00" < @"2020-01-01T09:00:00Z" => true
    null = null => true
    null != 1 => true
    1 != "1" => null
    1 < "b" => null
    1 < null => null
    null <= null => null
    true < false => null
    [1] = [1] => true
    [1,2] = [2,1] => false
    [1] < [2] => null
    {a:1} = {a:1.0} => true
    {a:1,b:2} = {b:2,a:1} => true
    {a:1} = {a:1,b:null} => false
    {} = {} => true
    [1..2] = [1..2] => true
    [1..2] = [1..2) => false
  `,
  'years and months duration': `
    years and months duration(@"2011-12-22",@"2013-08-24") => @"P1Y8M"
    years and months duration(@"2013-08-24",@"2011-12-22") => @"-P1Y8M"
    years and months duration(@"2020-01-31",@"2020-02-29") => @"P0M"
    years and months duration(@"2020-02-29",@"2020-01-31") => @"P0M"
    years and months duration(@"2020-01-31",@"2020-03-30") => @"P1M"
    years and months duration(@"2014-12-31T23:59:59",@"2019-10-01T12:32:59") => @"P4Y9M"
    years and months duration(@"2020-01-01",@"2021-01-01T00:00:00") => @"P1Y"
    years and months duration(from:@"2020-01-01",to:@"2021-01-01") => @"P1Y"
    years and months duration(null,@"2021-01-01") => null
    years and months duration(@"2020-01-01") => null
  `,
  'zones, offsets, properties': `
    time("10:00:00@Europe/Paris").timezone => "Europe/Paris"
    time("10:00:00+01:00").time offset => @"PT1H"
    time("10:00:00Z").time offset => @"PT0S"
    time("10:00:00").time offset => null
    time("10:00:00").timezone => null
    date and time("2020-01-01T10:00:00@Europe/Paris").time offset => @"PT1H"
    date and time("2020-07-01T10:00:00@Europe/Paris").time offset => @"PT2H"
    time(10,0,0,@"PT1H") => @"10:00:00+01:00"
    time(10,0,0) => @"10:00:00"
    time(10,0,0,null) => @"10:00:00"
    time(10,0,0.5) => @"10:00:00.5"
    time(@"2020-01-01T10:00:00Z") => @"10:00:00Z"
    time(@"2020-01-01") => @"00:00:00Z"
    time(hour:10,minute:0,second:0) => @"10:00:00"
    date(@"2020-01-01T10:00:00Z") => @"2020-01-01"
    date(2020,2,30) => null
    date(year:2020,month:1,day:1) => @"2020-01-01"
    date and time(@"2020-01-01",@"10:00:00") => @"2020-01-01T10:00:00"
    date and time("2020-01-01") => @"2020-01-01T00:00:00"
    date and time("2020-01-01T10:00:00@Europe/Paris","Asia/Tokyo") => null
    @"2020-01-01".weekday => 3
    @"2020-01-05".weekday => 7
    @"2020-01-06T00:00:00".weekday => 1
    @"2020-01-01".year => 2020
    @"2020-01-01".hour => null
    @"P1Y2M".years => 1
    @"P1Y2M".months => 2
    @"P1Y2M".days => null
    @"-P1Y2M".years => -1
    @"-P1Y2M".months => -2
    @"P1DT2H3M4S".days => 1
    @"P1DT2H3M4S".hours => 2
    @"-P1DT2H3M4.5S".seconds => -4.5
    @"10:20:30".second => 30
    [@"2020-01-01",@"2021-01-01"].year => [2020,2021]
    day of week(@"2020-01-01") => "Wednesday"
  `,
  'day of year': `
    day of year(@"2020-12-31") => 366
    day of year(date and time("2019-09-17T00:00:00")) => 260
    day of year(date and time("2019-09-17T00:00:00Z")) => 260
    day of year(null) => null
    day of year("2019-09-17") => null
    day of year(@"00:00:00") => null
    day of year() => null
    day of year(date: @"2020-01-01") => 1
    day of year([@"2020-01-01"]) => 1
  `,
}

describe.each(Object.entries(table))('%s', (_topic, lines) => {
  it.each(cases(lines))('%s is %s', (source, wanted) => expect(said(source)).toBe(said(wanted)))
})
