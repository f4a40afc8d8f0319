import { dateOfDays, daysOf } from './calendar.ts'
import { add, compareNumbers, isInteger, isNumber, subtract } from './number.ts'
import { FeelDate } from './temporal.ts'
import { FeelRange, isList, type Value } from './value.ts'

/** What a loop walks over: the elements of a list, the integers or days of a range, or the one value; null when it cannot walk. */
export const iterate = (value: Value): Iterable<Value> | null => {
  if (value === null) return null
  if (isList(value)) return value
  if (value instanceof FeelRange) return iterateRange(value)
  return [value]
}

/** The integers, or days, from the first to the last, upwards or downwards; null when they are neither. */
export const iterateBetween = (first: Value, last: Value): Iterable<Value> | null => {
  if (isNumber(first) && isNumber(last)) {
    if (!isInteger(first) || !isInteger(last)) return null
    return Number.isSafeInteger(first) && Number.isSafeInteger(last)
      ? integers(first as number, last as number)
      : largeIntegers(first, last, compareNumbers(first, last) <= 0)
  }
  if (first instanceof FeelDate && last instanceof FeelDate) return days(daysOf(first), daysOf(last))
  return null
}

const iterateRange = ({ start, end, startIncluded, endIncluded, isNot }: FeelRange): Iterable<Value> | null => {
  if (isNot || start === undefined || end === undefined) return null
  const walk = iterateBetween(start, end)
  if (walk === null || (startIncluded && endIncluded)) return walk
  return without(walk, startIncluded, endIncluded)
}

function* integers(first: number, last: number): Iterable<Value> {
  const step = first <= last ? 1 : -1
  for (let at = first; at !== last; at += step) yield at
  yield last
}

function* largeIntegers(first: Value, last: Value, isUp: boolean): Iterable<Value> {
  let at = first
  while (isNumber(at) && isNumber(last) && compareNumbers(at, last) !== 0) {
    yield at
    at = isUp ? add(at, 1) : subtract(at, 1)
  }
  yield last
}

function* days(first: number, last: number): Iterable<Value> {
  for (const day of integers(first, last)) yield dateOfDays(day as number)
}

/** Lets go of the first or the last. */
function* without(walk: Iterable<Value>, withFirst: boolean, withLast: boolean): Iterable<Value> {
  let isFirst = true
  let held: Value | undefined
  for (const value of walk) {
    if (held !== undefined) yield held
    if (!isFirst || withFirst) held = value
    isFirst = false
  }
  if (held !== undefined && withLast) yield held
}
