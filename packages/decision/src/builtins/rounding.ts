import { canonical, Decimal, type FeelNumber, toDecimal } from '../values/number.ts'

export type Rounding = 'half even' | 'half up' | 'half down' | 'up' | 'down' | 'floor' | 'ceiling'

const modes = {
  'half even': Decimal.ROUND_HALF_EVEN,
  'half up': Decimal.ROUND_HALF_UP,
  'half down': Decimal.ROUND_HALF_DOWN,
  up: Decimal.ROUND_UP,
  down: Decimal.ROUND_DOWN,
  floor: Decimal.ROUND_FLOOR,
  ceiling: Decimal.ROUND_CEIL,
} as const

/** Whether what lies between two units goes to the one farther from zero. `toHalf` is the sign of its distance to the middle. */
const goesAway = (rounding: Rounding, isNegative: boolean, toHalf: number, isOdd: boolean): boolean => {
  switch (rounding) {
    case 'up':
      return true
    case 'down':
      return false
    case 'floor':
      return isNegative
    case 'ceiling':
      return !isNegative
    case 'half up':
      return toHalf >= 0
    case 'half down':
      return toHalf > 0
    case 'half even':
      return toHalf > 0 || (toHalf === 0 && isOdd)
  }
}

/** How far from a half or a whole the scaled number has to be, for its error of some 1e-7 not to matter. */
const safeDistance = 1e-5

/**
 * Small numbers with few places natively. A number denotes the decimal that its shortest text writes, so it is one of the
 * decimals below when dividing gives it back; where neither that nor the distance decides, undefined.
 */
const roundNative = (value: number, places: number, rounding: Rounding): number | undefined => {
  const size = Math.abs(value)
  const unit = 10 ** places
  const scaled = size * unit
  if (scaled >= 1e9) return undefined
  if (Math.round(scaled) / unit === size) return value
  const low = Math.floor(scaled)
  const past = scaled - low
  const isHalf = (2 * low + 1) / (2 * unit) === size
  if (!isHalf && Math.min(past, Math.abs(past - 0.5), 1 - past) < safeDistance) return undefined
  const isAway = goesAway(rounding, value < 0, isHalf ? 0 : past - 0.5, low % 2 === 1)
  const rounded = (isAway ? low + 1 : low) / unit
  // -0 is 0 in FEEL.
  return value < 0 ? 0 - rounded : rounded
}

const roundDecimal = (value: Decimal, scale: number, rounding: Rounding): FeelNumber | null => {
  if (value.isZero()) return 0
  const digits = value.e + 1 + scale
  if (digits >= value.sd()) return canonical(value)
  if (digits > 0) return canonical(value.toSignificantDigits(digits, modes[rounding]))
  const unit = new Decimal(`1e${-scale}`)
  const toHalf = value.abs().div(unit).cmp(0.5)
  if (!goesAway(rounding, value.isNegative(), toHalf, false)) return 0
  return canonical(value.isNegative() ? unit.neg() : unit)
}

/** A number with at most `scale` digits after the point; of tens, hundreds … when negative. */
export const round = (value: FeelNumber, scale: number, rounding: Rounding): FeelNumber | null =>
  (typeof value === 'number' && scale >= 0 && scale <= 8 ? roundNative(value, scale, rounding) : undefined) ??
  roundDecimal(toDecimal(value), scale, rounding)
