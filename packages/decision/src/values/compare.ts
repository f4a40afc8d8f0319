import { compareInstants, instantOf, isLocal, secondsInUtc, secondsOfDay, wallOf } from './instant.ts'
import { compareNumbers, isNumber } from './number.ts'
import { FeelDate, FeelDateTime, FeelDaysDuration, FeelMonthsDuration, FeelTime } from './temporal.ts'
import type { Value } from './value.ts'

/**
 * Order of two values of one ordered type (DMN 1.5, clause 10.3.2.15): negative, zero or positive; null for all others. When
 * only one of two times has an offset, the other is read as if it had the same.
 */
export const compare = (left: Value, right: Value): number | null => {
  if (typeof left === 'string') return typeof right === 'string' ? compareTexts(left, right) : null
  if (isNumber(left)) return isNumber(right) ? compareNumbers(left, right) : null
  if (left instanceof FeelDate) return right instanceof FeelDate ? compareDates(left, right) : null
  if (left instanceof FeelDateTime) return right instanceof FeelDateTime ? compareDateTimes(left, right) : null
  if (left instanceof FeelTime) return right instanceof FeelTime ? compareTimes(left, right) : null
  if (left instanceof FeelDaysDuration)
    return right instanceof FeelDaysDuration
      ? left.seconds - right.seconds || left.nanoseconds - right.nanoseconds
      : null
  if (left instanceof FeelMonthsDuration) return right instanceof FeelMonthsDuration ? left.months - right.months : null
  return null
}

const compareDates = (left: FeelDate, right: FeelDate): number =>
  left.year - right.year || left.month - right.month || left.day - right.day

const compareDateTimes = (left: FeelDateTime, right: FeelDateTime): number =>
  isLocal(left.time) || isLocal(right.time)
    ? compareInstants(wallOf(left), wallOf(right))
    : compareInstants(instantOf(left), instantOf(right))

const compareTimes = (left: FeelTime, right: FeelTime): number => {
  const seconds =
    isLocal(left) || isLocal(right)
      ? secondsOfDay(left) - secondsOfDay(right)
      : secondsInUtc(left) - secondsInUtc(right)
  return seconds || left.nanosecond - right.nanosecond
}

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff

/** By code points, not by UTF-16 units: those differ where a surrogate meets a character after U+D7FF. */
const compareTexts = (left: string, right: string): number => {
  if (left === right) return 0
  const length = Math.min(left.length, right.length)
  for (let index = 0; index < length; index++) {
    const [ofLeft, ofRight] = [left.charCodeAt(index), right.charCodeAt(index)]
    if (ofLeft === ofRight) continue
    if (isSurrogate(ofLeft) !== isSurrogate(ofRight) && Math.min(ofLeft, ofRight) >= 0xd800)
      return isSurrogate(ofLeft) ? 1 : -1
    return ofLeft - ofRight
  }
  return left.length - right.length
}
