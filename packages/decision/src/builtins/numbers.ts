import { canonical, type FeelNumber, isInteger, isNumber, negate, toDecimal } from '../values/number.ts'
import { FeelDaysDuration, FeelMonthsDuration } from '../values/temporal.ts'
import { anyType } from '../values/type.ts'
import type { FeelFunction, Value } from '../values/value.ts'
import { booleanType, builtin, numberType, optional, required, type } from './declare.ts'
import { type Rounding, round } from './rounding.ts'

/** Scales of decimal128 (DMN 1.5, table 76). */
const leastScale = -6_111
const mostScale = 6_176

/** Null beyond the scales of decimal128. */
const roundTo = (value: Value, scale: Value, rounding: Rounding): Value => {
  if (!isNumber(value) || !isNumber(scale)) return null
  const places = Math.trunc(Number(scale))
  return places < leastScale || places > mostScale ? null : round(value, places, rounding)
}

const rounded = (name: string, rounding: Rounding, isScaleOptional = true) =>
  builtin(
    name,
    [[required('n', numberType), (isScaleOptional ? optional : required)('scale', numberType)]],
    numberType,
    ([n = null, scale = 0]) => roundTo(n, scale, rounding),
  )

const signOf = (value: FeelNumber): number => (typeof value === 'number' ? Math.sign(value) : Math.sign(value.cmp(0)))

const absolute = (value: Value): Value => {
  if (isNumber(value)) return signOf(value) < 0 ? negate(value) : value
  if (value instanceof FeelDaysDuration)
    return new FeelDaysDuration(Math.abs(value.seconds), Math.abs(value.nanoseconds))
  if (value instanceof FeelMonthsDuration) return new FeelMonthsDuration(Math.abs(value.months))
  return null
}

/** `dividend - divisor * floor(dividend / divisor)`: the sign is the divisor's. */
const modulo = (dividend: FeelNumber, divisor: FeelNumber): FeelNumber | null => {
  if (Number.isSafeInteger(dividend) && Number.isSafeInteger(divisor)) {
    if (divisor === 0) return null
    const left = (dividend as number) % (divisor as number)
    return left !== 0 && left < 0 !== (divisor as number) < 0 ? left + (divisor as number) : left + 0
  }
  const by = toDecimal(divisor)
  if (by.isZero()) return null
  const left = toDecimal(dividend).mod(by)
  return canonical(left.isZero() || left.isNegative() === by.isNegative() ? left : left.plus(by))
}

const squareRoot = (value: FeelNumber): FeelNumber | null => {
  if (signOf(value) < 0) return null
  if (Number.isSafeInteger(value)) {
    const root = Math.round(Math.sqrt(value as number))
    if (root * root === value) return root
  }
  return canonical(toDecimal(value).sqrt())
}

/** 0 or 1; null for numbers that are not whole: they are neither odd nor even. */
const parity = (value: FeelNumber): number | null => {
  if (!isInteger(value)) return null
  return typeof value === 'number' ? Math.abs(value % 2) : value.mod(2).abs().toNumber()
}

const isParity =
  (wanted: number) =>
  (value: FeelNumber): boolean | null => {
    const found = parity(value)
    return found === null ? null : found === wanted
  }

const ofNumber = (name: string, result: typeof numberType, of: (value: FeelNumber) => Value) =>
  builtin(name, [[required('number', numberType)]], result, ([value = null]) => (isNumber(value) ? of(value) : null))

/** DMN 1.5, table 76. */
export const numberFunctions: readonly (readonly [string, FeelFunction])[] = [
  rounded('decimal', 'half even', false),
  rounded('floor', 'floor'),
  rounded('ceiling', 'ceiling'),
  rounded('round up', 'up'),
  rounded('round down', 'down'),
  rounded('round half up', 'half up'),
  rounded('round half down', 'half down'),
  builtin(
    'abs',
    [
      [required('n', numberType)],
      [required('n', type('days and time duration'))],
      [required('n', type('years and months duration'))],
    ],
    anyType,
    ([n = null]) => absolute(n),
  ),
  builtin(
    'modulo',
    [[required('dividend', numberType), required('divisor', numberType)]],
    numberType,
    ([dividend = null, divisor = null]) => (isNumber(dividend) && isNumber(divisor) ? modulo(dividend, divisor) : null),
  ),
  ofNumber('sqrt', numberType, squareRoot),
  ofNumber('log', numberType, (value) => (signOf(value) > 0 ? canonical(toDecimal(value).ln()) : null)),
  ofNumber('exp', numberType, (value) => canonical(toDecimal(value).exp())),
  ofNumber('odd', booleanType, isParity(1)),
  ofNumber('even', booleanType, isParity(0)),
]
