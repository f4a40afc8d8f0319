import { bareType, constraintsOf } from '../check/kinds.ts'
import { minus } from '../values/arithmetic.ts'
import { equal } from '../values/equal.ts'
import { isNumber } from '../values/number.ts'
import { FeelDaysDuration, FeelMonthsDuration } from '../values/temporal.ts'
import type { FeelType } from '../values/type.ts'
import type { Value } from '../values/value.ts'

const secondsPerDay = 86_400

const sizeOf = (value: Value): number | undefined => {
  if (isNumber(value)) return Number(value)
  if (value instanceof FeelDaysDuration) return value.seconds + value.nanoseconds / 1e9
  if (value instanceof FeelMonthsDuration) return value.months
  return undefined
}

/**
 * How far a change goes, so that changes of different inputs can be put in order: numbers and durations by their share, dates by days
 * of a year, times by their part of a day, listed values by how many places apart, all else counts as one.
 */
export const distance = (from: Value, to: Value, type: FeelType): number => {
  if (from === null || to === null) return 1
  const [before, after] = [sizeOf(from), sizeOf(to)]
  if (before !== undefined && after !== undefined) {
    if (before === after) return 0
    return Math.abs(after - before) / Math.max(Math.abs(before) || Math.abs(after), Number.MIN_VALUE)
  }
  const listed = constraintsOf(type).find(({ values }) => values)?.values as readonly Value[] | undefined
  if (listed && listed.length > 1) {
    const rank = (value: Value) => listed.findIndex((one) => equal(one, value) === true)
    if (rank(from) >= 0 && rank(to) >= 0) return Math.abs(rank(to) - rank(from)) / (listed.length - 1)
  }
  const apart = minus(to, from)
  if (apart instanceof FeelDaysDuration) {
    const seconds = Math.abs(apart.seconds + apart.nanoseconds / 1e9)
    return bareType(type).kind === 'time' ? seconds / secondsPerDay : seconds / secondsPerDay / 365
  }
  return 1
}
