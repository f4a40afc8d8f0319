import { Decimal as Base } from 'decimal.js'

/**
 * Numbers of FEEL: decimals of 34 digits (DMN 1.5, clause 10.3.2.3.1: IEEE 754-2008 decimal128).
 *
 * A FEEL number is a JavaScript number or a `Decimal`. A JavaScript number denotes the decimal that its shortest text writes:
 * 0.1 is a tenth, exactly. So comparing two of them natively is exact, and integers up to 2^53 add and multiply natively;
 * only what leaves that goes through `Decimal`. Never NaN or infinite.
 */
export const Decimal = Base.clone({
  precision: 34,
  rounding: Base.ROUND_HALF_EVEN,
  minE: -6_176,
  maxE: 6_144,
  toExpNeg: -9e15,
  toExpPos: 9e15,
})
export type Decimal = Base
export type FeelNumber = number | Decimal

export const isNumber = (value: unknown): value is FeelNumber =>
  typeof value === 'number' ? Number.isFinite(value) : value instanceof Base

const toDecimal = (value: FeelNumber): Decimal => (typeof value === 'number' ? new Decimal(value) : value)

/** The shortest form that says the same: a JavaScript number up to 15 digits, a safe integer, else a Decimal; null when not finite. */
export const canonical = (value: Decimal): FeelNumber | null => {
  if (!value.isFinite()) return null
  const native = value.toNumber()
  if (Number.isSafeInteger(native)) return value.eq(native) ? native + 0 : value
  return value.sd() <= 15 && Math.abs(native) < 1e300 && Math.abs(native) > 1e-300 ? native : value
}

/** Money, rates and measures have few decimals: counted in ten-thousandths they are integers, which add and multiply natively. */
const parts = 1e4
/** Up to here a count has no more than the 15 digits that a JavaScript number denotes exactly. */
const mostParts = 1e15

/** How many ten-thousandths a number is; NaN when they do not come out whole, or are too many. */
const countParts = (value: FeelNumber): number => {
  if (typeof value !== 'number') return Number.NaN
  const count = Math.round(value * parts)
  return count / parts === value && Math.abs(count) < mostParts ? count : Number.NaN
}

/** null when the result leaves the range of decimal128: too large, or so small that nothing would be left of it. */
const inRange = (result: Decimal, isExactZero: boolean): FeelNumber | null =>
  result.isZero() && !isExactZero ? null : canonical(result)

export const add = (left: FeelNumber, right: FeelNumber): FeelNumber | null => {
  if (Number.isSafeInteger(left) && Number.isSafeInteger(right)) {
    const sum = (left as number) + (right as number)
    if (Number.isSafeInteger(sum)) return sum
  }
  const sum = countParts(left) + countParts(right)
  if (Math.abs(sum) < mostParts) return sum / parts + 0
  return canonical(toDecimal(left).plus(toDecimal(right)))
}

export const subtract = (left: FeelNumber, right: FeelNumber): FeelNumber | null => {
  if (Number.isSafeInteger(left) && Number.isSafeInteger(right)) {
    const difference = (left as number) - (right as number)
    if (Number.isSafeInteger(difference)) return difference
  }
  const difference = countParts(left) - countParts(right)
  if (Math.abs(difference) < mostParts) return difference / parts + 0
  return canonical(toDecimal(left).minus(toDecimal(right)))
}

export const multiply = (left: FeelNumber, right: FeelNumber): FeelNumber | null => {
  if (Number.isSafeInteger(left) && Number.isSafeInteger(right)) {
    const product = (left as number) * (right as number)
    // -0 is 0 in FEEL.
    if (Number.isSafeInteger(product)) return product + 0
  }
  const product = countParts(left) * countParts(right)
  if (Math.abs(product) < mostParts) return product / (parts * parts) + 0
  return inRange(toDecimal(left).times(toDecimal(right)), isZero(left) || isZero(right))
}

/** null by zero. */
export const divide = (left: FeelNumber, right: FeelNumber): FeelNumber | null => {
  if (isZero(right)) return null
  if (Number.isSafeInteger(left) && Number.isSafeInteger(right)) {
    const quotient = (left as number) / (right as number)
    // A quotient of safe integers that comes out whole and safe is exact.
    if (Number.isSafeInteger(quotient)) return quotient + 0
  }
  const [dividend, divisor] = [countParts(left) * parts, countParts(right)]
  const quotient = Math.round(dividend / divisor)
  // Exact only where multiplying gives the dividend back.
  if (quotient * divisor === dividend && Math.abs(dividend) < mostParts) return quotient / parts + 0
  return inRange(toDecimal(left).div(toDecimal(right)), isZero(left))
}

const furthestExponent = 999_999_999

/** null when undefined or not finite (`(-1) ** 0.5`, `0 ** -1`), or with an exponent beyond what DMN 1.5, table 60 allows. */
export const power = (base: FeelNumber, exponent: FeelNumber): FeelNumber | null => {
  if (compareNumbers(exponent, furthestExponent) > 0 || compareNumbers(exponent, -furthestExponent) < 0) return null
  return inRange(toDecimal(base).pow(toDecimal(exponent)), isZero(base))
}

export const negate = (value: FeelNumber): FeelNumber => (typeof value === 'number' ? 0 - value : value.neg())

const isZero = (value: FeelNumber): boolean => (typeof value === 'number' ? value === 0 : value.isZero())

export const equalNumbers = (left: FeelNumber, right: FeelNumber): boolean =>
  typeof left === 'number' && typeof right === 'number' ? left === right : toDecimal(left).eq(toDecimal(right))

/** Negative, zero or positive. */
export const compareNumbers = (left: FeelNumber, right: FeelNumber): number =>
  typeof left === 'number' && typeof right === 'number'
    ? left < right
      ? -1
      : left > right
        ? 1
        : 0
    : toDecimal(left).cmp(toDecimal(right))

export const isInteger = (value: FeelNumber): boolean =>
  typeof value === 'number' ? Number.isInteger(value) : value.isInteger()

/** A FEEL number from its text, rounded to 34 digits; undefined when it is none. Digits with at most one point and an exponent. */
export const numberFromText = (text: string): FeelNumber | undefined => {
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text)) return undefined
  const written = new Decimal(text)
  return canonical(written.sd() > 34 ? written.toSD(34) : written) ?? undefined
}

/** Without exponent, as FEEL's `string()` writes numbers. */
export const numberToText = (value: FeelNumber): string =>
  Number.isSafeInteger(value) ? String((value as number) + 0) : toDecimal(value).toFixed()

export { toDecimal }
