import { compareInstants, type Instant, instantOf, isLocal, secondsInUtc, secondsOfDay, wallOf } from './instant.ts'
import { Walk } from './limit.ts'
import { equalNumbers, isNumber } from './number.ts'
import { FeelDate, FeelDateTime, FeelDaysDuration, FeelMonthsDuration, FeelTime } from './temporal.ts'
import { type FeelContext, FeelFunction, FeelRange, isContext, isList, type Value } from './value.ts'

/**
 * `left = right` (DMN 1.5, clause 10.3.2.15): null when they are of different kinds, false when one of them is null. Times are
 * equal when they are the same second of the same instant, whatever the zone.
 */
export const equal = (left: Value, right: Value): boolean | null => equalWithin(left, right, undefined)

const equalWithin = (left: Value, right: Value, walk: Walk | undefined): boolean | null => {
  if (left === right) return true
  if (left === null || right === null) return false
  switch (typeof left) {
    case 'number':
      return typeof right === 'number' ? false : isNumber(right) ? equalNumbers(left, right) : null
    case 'string':
      return typeof right === 'string' ? false : null
    case 'boolean':
      return typeof right === 'boolean' ? false : null
  }
  if (isNumber(left)) return isNumber(right) ? equalNumbers(left, right) : null
  if (isList(left)) return isList(right) ? equalLists(left, right, walk ?? new Walk()) : null
  if (isContext(left)) return isContext(right) ? equalContexts(left, right, walk ?? new Walk()) : null
  if (left instanceof FeelDate)
    return right instanceof FeelDate
      ? left.day === right.day && left.month === right.month && left.year === right.year
      : null
  if (left instanceof FeelDateTime) return right instanceof FeelDateTime ? equalDateTimes(left, right) : null
  if (left instanceof FeelTime) return right instanceof FeelTime ? equalTimes(left, right) : null
  if (left instanceof FeelDaysDuration)
    return right instanceof FeelDaysDuration
      ? left.seconds === right.seconds && left.nanoseconds === right.nanoseconds
      : null
  if (left instanceof FeelMonthsDuration)
    return right instanceof FeelMonthsDuration ? left.months === right.months : null
  if (left instanceof FeelRange) return right instanceof FeelRange ? equalRanges(left, right, walk ?? new Walk()) : null
  // Whether two functions do the same cannot be known; one and the same was told above.
  return right instanceof FeelFunction ? false : null
}

/** false wins, as in a conjunction. */
const both = (left: boolean | null, right: boolean | null): boolean | null =>
  left === false || right === false ? false : left === null || right === null ? null : true

const equalLists = (left: readonly Value[], right: readonly Value[], walk: Walk): boolean | null => {
  if (left.length !== right.length) return false
  walk.enter(left.length)
  let all: boolean | null = true
  for (let index = 0; index < left.length && all !== false; index++)
    all = both(all, equalWithin(left[index] as Value, right[index] as Value, walk))
  walk.leave()
  return all
}

const equalContexts = (left: FeelContext, right: FeelContext, walk: Walk): boolean | null => {
  const keys = Object.keys(left)
  if (keys.length !== Object.keys(right).length) return false
  if (!keys.every((key) => Object.hasOwn(right, key))) return false
  walk.enter(keys.length)
  let all: boolean | null = true
  for (const key of keys) {
    all = both(all, equalWithin(left[key] as Value, right[key] as Value, walk))
    if (all === false) break
  }
  walk.leave()
  return all
}

/** An end that is absent is not the same as one that is null: `(< 10)` was written another way than `(null..10)`. */
const equalEnds = (left: Value | undefined, right: Value | undefined, walk: Walk): boolean | null =>
  left === undefined || right === undefined ? left === right : equalWithin(left, right, walk)

const equalRanges = (left: FeelRange, right: FeelRange, walk: Walk): boolean | null => {
  if (left.startIncluded !== right.startIncluded || left.endIncluded !== right.endIncluded) return false
  if (left.isNot !== right.isNot || left.isOnly !== right.isOnly) return false
  return both(equalEnds(left.start, right.start, walk), equalEnds(left.end, right.end, walk))
}

const sameSecond = (left: Instant, right: Instant): boolean =>
  compareInstants({ ...left, nanoseconds: 0 }, { ...right, nanoseconds: 0 }) === 0

/** A local time is never that of a place. */
const equalDateTimes = (left: FeelDateTime, right: FeelDateTime): boolean => {
  if (isLocal(left.time) !== isLocal(right.time)) return false
  return isLocal(left.time) ? sameSecond(wallOf(left), wallOf(right)) : sameSecond(instantOf(left), instantOf(right))
}

const equalTimes = (left: FeelTime, right: FeelTime): boolean => {
  if (isLocal(left) !== isLocal(right)) return false
  if (isLocal(left) || (left.zone !== undefined && left.zone === right.zone))
    return secondsOfDay(left) === secondsOfDay(right)
  return secondsInUtc(left) === secondsInUtc(right)
}
