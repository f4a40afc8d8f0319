import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Decimal, numberToText, toDecimal } from '../values/number.ts'
import { type Rounding, round } from './rounding.ts'

const modes: Record<Rounding, 0 | 1 | 2 | 3 | 4 | 5 | 6> = {
  up: 0,
  down: 1,
  ceiling: 2,
  floor: 3,
  'half up': 4,
  'half down': 5,
  'half even': 6,
}

const rounding = fc.constantFrom<Rounding>('up', 'down', 'ceiling', 'floor', 'half up', 'half down', 'half even')
const number = fc.oneof(
  fc
    .tuple(fc.integer({ min: -10_000_000, max: 10_000_000 }), fc.integer({ min: 0, max: 8 }))
    .map(([digits, places]) => Number(`${digits}e-${places}`)),
  fc.double({ noNaN: true, min: -1e12, max: 1e12 }),
)

it('rounds numbers as decimals are rounded, natively or not', () => {
  fc.assert(
    fc.property(number, fc.integer({ min: 0, max: 9 }), rounding, (value, scale, how) => {
      const wanted = toDecimal(value).toDecimalPlaces(scale, modes[how])
      expect(numberToText(round(value, scale, how) as number)).toBe(wanted.isZero() ? '0' : wanted.toFixed())
    }),
    { numRuns: 5_000 },
  )
})

it('rounds to tens and hundreds as the number without its last digits is rounded', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1_000_000, max: 1_000_000 }),
      fc.integer({ min: 1, max: 8 }),
      rounding,
      (value, tens, how) => {
        const wanted = new Decimal(value)
          .div(10 ** tens)
          .toDecimalPlaces(0, modes[how])
          .times(10 ** tens)
        expect(numberToText(round(value, -tens, how) as number)).toBe(wanted.isZero() ? '0' : wanted.toFixed())
      },
    ),
  )
})
