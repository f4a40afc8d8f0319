import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  add,
  canonical,
  compareNumbers,
  Decimal,
  divide,
  type FeelNumber,
  multiply,
  numberFromText,
  numberToText,
  power,
  subtract,
  toDecimal,
} from './number.ts'

const read = (text: string): FeelNumber => numberFromText(text) as FeelNumber
const text = (value: FeelNumber | null): string | null => (value === null ? null : numberToText(value))

const decimals = fc
  .tuple(
    fc.bigInt({ min: -(10n ** 33n), max: 10n ** 33n }),
    fc.integer({ min: 0, max: 40 }),
    fc.integer({ min: 1, max: 34 }),
  )
  .map(([digits, scale, length]) => read(`${String(digits).slice(0, length + 1)}e-${scale}`.replace(/^-e/, '-1e')))

test('the short ways of computing come to the same as decimals of 34 digits', () => {
  fc.assert(
    fc.property(decimals, decimals, (left, right) => {
      const [first, second] = [toDecimal(left), toDecimal(right)]
      expect(text(add(left, right))).toBe(text(canonical(first.plus(second))))
      expect(text(subtract(left, right))).toBe(text(canonical(first.minus(second))))
      expect(text(multiply(left, right))).toBe(text(canonical(first.times(second))))
      expect(text(divide(left, right))).toBe(second.isZero() ? null : text(canonical(first.div(second))))
      expect(Math.sign(compareNumbers(left, right))).toBe(first.cmp(second))
    }),
    { numRuns: 2_000 },
  )
})

test('small decimals compute exactly, as binary fractions do not', () => {
  expect(add(0.1, 0.2)).toBe(0.3)
  expect(subtract(1.1234, 0.2345)).toBe(0.8889)
  expect(multiply(19.99, 3)).toBe(59.97)
  expect(divide(1, 8)).toBe(0.125)
  expect(text(divide(1, 3))).toBe('0.3333333333333333333333333333333333')
  expect(Object.is(multiply(-1, 0), 0)).toBe(true)
})

test('a number has 34 digits, ties go to the even one', () => {
  const large = read('1000000000000000000000000000000000')
  expect(text(add(large, 1))).toBe('1000000000000000000000000000000001')
  expect(text(add(multiply(large, 10) as FeelNumber, 5))).toBe('10000000000000000000000000000000000')
  expect(text(add(multiply(large, 10) as FeelNumber, 15))).toBe('10000000000000000000000000000000020')
})

test('a written number has 34 digits too', () => {
  expect(text(read('1234567890123456789012345678901234567890'))).toBe('1234567890123456789012345678901235000000')
  expect(text(read(`0.${'3'.repeat(1_000)}`))).toBe(`0.${'3'.repeat(34)}`)
})

test('what leaves the range of decimal128 is null', () => {
  expect(power(read('1e6000'), 100)).toBeNull()
  expect(multiply(read('1e6144'), 10)).toBeNull()
  expect(multiply(read('1e-6000'), read('1e-6000'))).toBeNull()
  expect(divide(1, 0)).toBeNull()
  expect(power(-1, 0.5)).toBeNull()
  expect(power(0, -1)).toBeNull()
  expect(power(2, 1_000_000_000)).toBeNull()
  expect(numberFromText('1e7000')).toBeUndefined()
})

test('powers of hostile numbers end at once', () => {
  expect(text(power(read('1.0000001'), 999_999_999))?.length).toBeLessThan(60)
  expect(power(read('9.99999e6000'), 999_999_999)).toBeNull()
  expect(text(power(2, -2))).toBe('0.25')
})

test('texts of numbers have no exponent, and are read again', () => {
  expect(numberToText(read('1e6144'))).toBe(`1${'0'.repeat(6144)}`)
  expect(numberToText(read('1.23e-4'))).toBe('0.000123')
  expect(numberToText(read('-0'))).toBe('0')
  expect(numberFromText('1_000')).toBeUndefined()
  expect(numberFromText('')).toBeUndefined()
  fc.assert(
    fc.property(decimals, (value) => {
      expect(compareNumbers(read(numberToText(value)), value)).toBe(0)
    }),
  )
})

test('numbers of JavaScript stand for the decimal that their text writes', () => {
  expect(compareNumbers(0.1, new Decimal('0.1'))).toBe(0)
  expect(compareNumbers(read('9007199254740993'), 9007199254740992)).toBeGreaterThan(0)
})
