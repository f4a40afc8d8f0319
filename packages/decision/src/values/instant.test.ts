import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { minus, plus } from './arithmetic.ts'
import { compare } from './compare.ts'
import { equal } from './equal.ts'
import { temporalFromText } from './literal.ts'
import { propertyOf } from './property.ts'
import { toText } from './text.ts'
import type { Value } from './value.ts'
import { isZone } from './zone.ts'

const at = (text: string): Value => temporalFromText(text)
const zones = [
  'Asia/Shanghai',
  'Europe/Paris',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Etc/UTC',
]

const zoned = fc
  .tuple(fc.integer({ min: -4e9, max: 8e9 }), fc.integer({ min: 0, max: 999_999_999 }), fc.constantFrom(...zones))
  .map(([seconds, nanosecond, zone]) => {
    const base = Temporal.Instant.fromEpochMilliseconds(seconds * 1_000).add({ nanoseconds: nanosecond })
    // A time that comes twice names the first of both: take what its text means.
    return base.toZonedDateTimeISO(zone).toPlainDateTime().toZonedDateTime(zone)
  })

const feelText = (value: Temporal.ZonedDateTime) =>
  `${value.toPlainDateTime().toString({ smallestUnit: 'nanosecond' })}@${value.timeZoneId}`
const feel = (value: Temporal.ZonedDateTime) => at(feelText(value))

test('date and times of places are those of Temporal: order, difference, and so much later', () => {
  fc.assert(
    fc.property(zoned, zoned, fc.integer({ min: -1e9, max: 1e9 }), (left, right, seconds) => {
      expect(Math.sign(compare(feel(left), feel(right)) as number)).toBe(
        Temporal.Instant.compare(left.toInstant(), right.toInstant()),
      )
      const difference = left
        .toInstant()
        .since(right.toInstant(), { largestUnit: 'second', smallestUnit: 'nanosecond' })
      const expected = at(`${difference.sign < 0 ? '-' : ''}PT${difference.abs().toString().slice(2)}`)
      expect(toText(minus(feel(left), feel(right)))).toBe(toText(expected))
      const later = plus(feel(left), at(`${seconds < 0 ? '-' : ''}PT${Math.abs(seconds)}S`))
      expect(toText(later)).toBe(toText(at(feelText(left.add({ seconds })))))
      expect(toText(propertyOf(feel(left), 'time offset') ?? null)).toBe(
        toText(at(`${left.offsetNanoseconds < 0 ? '-' : ''}PT${Math.abs(left.offsetNanoseconds) / 1e9}S`)),
      )
    }),
    { numRuns: 300 },
  )
})

test('a time that clocks skip is read an hour later, one that comes twice is the first', () => {
  expect(equal(at('2021-03-28T02:30:00@Europe/Paris'), at('2021-03-28T03:30:00+02:00'))).toBe(true)
  expect(equal(at('2021-10-31T02:30:00@Europe/Paris'), at('2021-10-31T02:30:00+02:00'))).toBe(true)
})

test('zones have rules for all years', () => {
  expect(toText(propertyOf(at('999999999-07-01T00:00:00@Europe/Paris'), 'time offset') ?? null)).toBe('PT2H')
  expect(toText(propertyOf(at('999999999-01-01T00:00:00@Europe/Paris'), 'time offset') ?? null)).toBe('PT1H')
  expect(compare(at('-999999999-01-01T00:00:00@Asia/Shanghai'), at('-999999999-01-01T00:00:00Z'))).toBeLessThan(0)
  expect(toText(plus(at('999999999-12-31T23:00:00@Asia/Shanghai'), at('-P1D')))).toBe(
    '999999999-12-30T23:00:00@Asia/Shanghai',
  )
})

test('zones are those of the IANA database', () => {
  for (const zone of [...zones, 'America/Argentina/Buenos_Aires', 'Etc/GMT+5', 'America/Port-au-Prince'])
    expect(isZone(zone)).toBe(true)
  for (const zone of ['xyz/abc', '+08:00', 'Europe/Paris ', '', 'Europe', '../etc', '__proto__', 'A'.repeat(100_000)])
    expect(isZone(zone)).toBe(false)
})

test('the examples of the standard hold', () => {
  expect(equal(plus(at('23:59:00z'), at('PT2M')), at('00:01:00@Etc/UTC'))).toBe(true)
  expect(equal(plus(at('2012-12-24T23:59:00'), at('PT1M')), at('2012-12-25T00:00:00'))).toBe(true)
  expect(equal(minus(at('2012-12-24T23:59:00'), at('2012-12-22T03:45:00')), at('P2DT20H14M'))).toBe(true)
  expect(equal(minus(at('2012-12-25'), at('2012-12-24')), at('P1D'))).toBe(true)
})
