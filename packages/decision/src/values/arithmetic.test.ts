import { describe, expect, test } from 'vitest'
import { DecisionError } from '../problem.ts'
import { minus, negative, over, plus, raise, times } from './arithmetic.ts'
import { temporalFromText } from './literal.ts'
import { numberFromText } from './number.ts'
import { toText } from './text.ts'
import { FeelRange, type Value } from './value.ts'

const operations = { '+': plus, '-': minus, '*': times, '/': over, '**': raise } as const

/** A number, a text in quotes, or what `@"…"` means. */
const read = (text: string): Value =>
  text.startsWith('"') ? text.slice(1, -1) : (numberFromText(text) ?? temporalFromText(text))

const compute = (expression: string): string | null => {
  const [left, operator, right] = expression.split(/ ([+*/-]|\*\*) /) as [string, keyof typeof operations, string]
  const result = operations[operator](read(left), read(right))
  return result === null ? null : toText(result)
}

describe('the tables of addition, subtraction, multiplication and division', () => {
  test.each([
    ['1 + 2', '3'],
    ['"foo" + "bar"', 'foobar'],
    ['"foo" - "bar"', null],
    ['"foo" + 1', null],
    // date and time, date and time
    ['2021-01-02T10:10:10 - 2021-01-01T10:10:10', 'P1D'],
    ['2021-01-02T10:10:10 + 2021-01-01T10:10:10', null],
    ['2021-01-02T10:10:10+08:00 - 2021-01-02T10:10:10Z', '-PT8H'],
    ['2021-01-02T10:10:10.25 - 2021-01-02T10:10:10.5', '-PT0.25S'],
    // Either both have a place, or none has.
    ['2021-01-02T10:10:10@Asia/Shanghai - 2021-01-01T10:10:10', null],
    // Summer in Shanghai had its clocks forward in 1988.
    ['1988-07-02T00:00:00@Asia/Shanghai - 1988-01-02T00:00:00@Asia/Shanghai', 'P181DT23H'],
    // A date counts as midnight in UTC.
    ['2021-01-02 - 2021-01-01', 'P1D'],
    ['2021-01-02T00:00:00Z - 2021-01-02', 'PT0S'],
    ['2021-01-02 - 2021-01-01T10:10:10+11:00', 'P1DT49M50S'],
    ['2021-01-02T00:00:00 - 2021-01-02', null],
    // time, time
    ['10:10:10 - 11:10:10', '-PT1H'],
    ['10:10:10Z - 10:10:10+08:00', 'PT8H'],
    ['10:10:10 - 10:10:10Z', null],
    // durations
    ['P1Y - P14M', '-P2M'],
    ['P1D + PT25H', 'P2DT1H'],
    ['P1D - P1Y', null],
    ['P1Y + P1D', null],
    // date and time, years and months duration
    ['2021-01-31T10:10:10 + P1M', '2021-02-28T10:10:10'],
    ['P1M + 2021-12-01T10:10:10@Asia/Shanghai', '2022-01-01T10:10:10@Asia/Shanghai'],
    ['2021-01-01T10:10:10 - P1M', '2020-12-01T10:10:10'],
    ['P1M - 2021-01-01T10:10:10', null],
    // date and time, days and time duration
    ['2021-01-01T10:10:10+11:00 - P1DT1H', '2020-12-31T09:10:10+11:00'],
    ['PT1H + -2021-12-31T23:30:00', '-2020-01-01T00:30:00'],
    // Real time passes: an hour before the clocks went back in Paris, and 24 hours over it.
    ['2021-10-31T02:30:00@Europe/Paris + PT1H', '2021-10-31T02:30:00@Europe/Paris'],
    ['2021-10-30T12:00:00@Europe/Paris + P1D', '2021-10-31T11:00:00@Europe/Paris'],
    ['999999999-12-31T23:59:59 + PT1S', null],
    // time, days and time duration: round the clock
    ['23:30:00 + PT1H', '00:30:00'],
    ['00:30:00@Asia/Shanghai - P10DT1H', '23:30:00@Asia/Shanghai'],
    ['10:15:00 + P1M', null],
    // date, durations
    ['2024-02-29 + P1Y', '2025-02-28'],
    ['2021-01-02 - P1M', '2020-12-02'],
    ['2021-01-01 + PT36H', '2021-01-02'],
    ['2021-01-02 - PT1S', '2021-01-01'],
    ['2021-01-02 - -PT1S', '2021-01-02'],
    ['999999999-12-31 + P1D', null],
    // durations, numbers
    ['1.5 * P4DT1H', 'P6DT1H30M'],
    ['PT1S * 0.1234567899', 'PT0.123456789S'],
    ['P1Y11M * -2.5', '-P4Y9M'],
    ['P10Y11M / 2.5', 'P4Y4M'],
    ['P10DT23H / 2.5', 'P4DT9H12M'],
    ['P10D / 0', null],
    ['10 / P1D', null],
    ['P10D / P4D', '2.5'],
    ['PT1S / PT0.003S', '333.3333333333333333333333333333333'],
    ['P10Y / P5Y', '2'],
    ['P10Y / P0Y', null],
    ['P1D / P1Y', null],
    ['P1D * P1D', null],
    ['2021-01-01 * 2', null],
    ['2 ** 10', '1024'],
    ['2 ** P1D', null],
  ])('%s is %s', (expression, expected) => {
    expect(compute(expression)).toBe(expected)
  })
})

test('lists, contexts, ranges, booleans and null have no arithmetic', () => {
  for (const other of [null, true, [1], { a: 1 }, new FeelRange(1, 2, true, true)] as Value[])
    for (const operate of Object.values(operations))
      for (const value of [1, '1', read('P1D'), read('P1M'), read('2021-01-01'), read('10:00:00')]) {
        expect(operate(value, other)).toBeNull()
        expect(operate(other, value)).toBeNull()
      }
})

test('negation is of numbers and durations', () => {
  expect(negative(1)).toBe(-1)
  expect(toText(negative(read('P1DT1H')))).toBe('-P1DT1H')
  expect(toText(negative(read('-P1Y')))).toBe('P1Y')
  expect(negative('1')).toBeNull()
  expect(negative(read('2021-01-01'))).toBeNull()
})

test('durations that cannot be counted exactly are null', () => {
  const long = read('P100000000000D')
  expect(plus(long, long)).toBeNull()
  expect(times(long, 1_000_000)).toBeNull()
  expect(minus(read('999999999-12-31'), read('-999999999-01-01'))).toBeNull()
  expect(times(read('P999999999Y'), 1e9)).toBeNull()
})

test('a text that grows beyond the limit ends the evaluation', () => {
  const half = 'x'.repeat(600_000)
  expect(() => plus(half, half)).toThrow(DecisionError)
})
