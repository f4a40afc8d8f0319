import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { add, canonical, Decimal, divide, type FeelNumber, multiply, numberToText, subtract } from './number.ts'

/** Numbers as people write them, and some at the edges of what is done natively. */
const written = fc.oneof(
  fc
    .tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 6 }))
    .map(([digits, shift]) => digits / 10 ** shift),
  fc
    .tuple(fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }), fc.integer({ min: 0, max: 6 }))
    .map(([digits, shift]) => Number(`${digits}e-${shift}`)),
  fc.constantFrom(0, 0.00005, 0.0001, 99_999_999_999.9999, -0.1, 0.29, 1.005, 2 ** 53 - 1, 123_456.7891),
)

describe('arithmetic of numbers that are JavaScript numbers', () => {
  const operations: [
    string,
    (l: FeelNumber, r: FeelNumber) => FeelNumber | null,
    (l: Decimal, r: Decimal) => Decimal,
  ][] = [
    ['+', add, (left, right) => left.plus(right)],
    ['-', subtract, (left, right) => left.minus(right)],
    ['*', multiply, (left, right) => left.times(right)],
    ['/', divide, (left, right) => left.div(right)],
  ]

  it.each(operations)('%s is that of decimals of 34 digits', (_, native, decimal) => {
    fc.assert(
      fc.property(written, written, (left, right) => {
        const expected = canonical(decimal(new Decimal(left), new Decimal(right)))
        const result = native(left, right)
        expect(typeof result).toBe(typeof expected)
        expect(result === null ? null : numberToText(result)).toBe(expected === null ? null : numberToText(expected))
        expect(Object.is(result, -0)).toBe(false)
      }),
      { numRuns: 5_000 },
    )
  })

  it('has no binary fractions', () => {
    expect([add(0.1, 0.2), subtract(0.3, 0.1), multiply(1.1, 1.1), divide(0.3, 0.1)]).toEqual([0.3, 0.2, 1.21, 3])
    expect(numberToText(divide(1, 3) ?? 0)).toBe(`0.${'3'.repeat(34)}`)
  })
})
