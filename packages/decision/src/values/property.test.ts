import { expect, test } from 'vitest'
import { temporalFromText } from './literal.ts'
import { propertyOf } from './property.ts'
import { toText } from './text.ts'

const tell = (text: string, ...names: string[]) =>
  names.map((name) => {
    const value = propertyOf(temporalFromText(text), name)
    return value === undefined ? undefined : toText(value)
  })

test('dates have a year, month, day and weekday', () => {
  expect(tell('2018-12-10', 'year', 'month', 'day', 'weekday')).toEqual(['2018', '12', '10', '1'])
  expect(tell('2026-11-22', 'weekday', 'hour', 'days')).toEqual(['7', undefined, undefined])
})

test('times tell their parts, the second with its fraction', () => {
  expect(tell('10:30:01.25', 'hour', 'minute', 'second', 'day')).toEqual(['10', '30', '1.25', undefined])
  expect(tell('10:30:00+05:00', 'time offset', 'timezone')).toEqual(['PT5H', 'null'])
  expect(tell('10:30:00@Asia/Shanghai', 'timezone')).toEqual(['Asia/Shanghai'])
  expect(tell('10:30:00', 'time offset', 'timezone')).toEqual(['null', 'null'])
})

test('a date and time has the parts of both, and the offset of its zone on that day', () => {
  expect(tell('2018-12-10T10:30:01', 'year', 'weekday', 'hour', 'second')).toEqual(['2018', '1', '10', '1'])
  expect(tell('2018-12-10T10:30:00@Europe/Paris', 'time offset', 'timezone')).toEqual(['PT1H', 'Europe/Paris'])
  expect(tell('2018-07-10T10:30:00@Europe/Paris', 'time offset')).toEqual(['PT2H'])
  expect(tell('2018-12-10T10:30:00', 'time offset', 'timezone')).toEqual(['null', 'null'])
})

test('durations tell their normalised parts', () => {
  expect(tell('P1DT26H61M61.5S', 'days', 'hours', 'minutes', 'seconds')).toEqual(['2', '3', '2', '1.5'])
  expect(tell('-P1DT1H', 'days', 'hours', 'minutes')).toEqual(['-1', '-1', '0'])
  expect(tell('P14M', 'years', 'months', 'days')).toEqual(['1', '2', undefined])
  expect(tell('P1D', 'years')).toEqual([undefined])
})

test('other values have no properties', () => {
  for (const value of [null, 1, 'a', true, [1], { year: 1 }]) expect(propertyOf(value, 'year')).toBeUndefined()
})
