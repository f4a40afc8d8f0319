import { compare } from './compare.ts'
import { equal } from './equal.ts'
import { FeelRange, type Value } from './value.ts'

const isOrdered = (value: Value): boolean => compare(value, value) !== null

/**
 * A range from its ends; an end that is undefined is open, `isNot` and `isOnly` are `(!= start)` and `(= start)`. null when the
 * ends are no values that have an order, are of different types, or come the wrong way round.
 */
export const makeRange = (
  start: Value | undefined,
  end: Value | undefined,
  startIncluded: boolean,
  endIncluded: boolean,
  isNot = false,
  isOnly = false,
): FeelRange | null => {
  const range = new FeelRange(start, end, startIncluded, endIncluded, isNot, isOnly)
  if (isNot || isOnly) return range
  const ends = [start, end].filter((value): value is Value => value !== undefined && value !== null)
  if (ends.length === 0 || !ends.every(isOrdered)) return null
  const [first, last] = ends
  if (first !== undefined && last !== undefined) {
    const order = compare(first, last)
    if (order === null || order > 0) return null
  }
  return range
}

/** Whether a value lies in a range; null when it cannot be compared with an end. */
export const contains = (range: FeelRange, value: Value): boolean | null => {
  const { start, end, startIncluded, endIncluded } = range
  if (
    typeof value === 'number' &&
    (typeof start === 'number' || start === undefined) &&
    (typeof end === 'number' || end === undefined) &&
    !range.isNot
  )
    return (
      (start === undefined || (startIncluded ? value >= start : value > start)) &&
      (end === undefined || (endIncluded ? value <= end : value < end))
    )
  if (range.isNot || range.isOnly) {
    const same = equal(value, start ?? null)
    return range.isNot && same !== null ? !same : same
  }
  const isAfter = start === undefined ? true : isOnSide(compare(value, start), startIncluded)
  if (isAfter === false) return false
  const order = end === undefined ? true : compare(value, end)
  const isBefore = order === true ? true : isOnSide(order === null ? null : 0 - order, endIncluded)
  if (isBefore === false) return false
  return isAfter === null || isBefore === null ? null : true
}

const isOnSide = (order: number | null, isIncluded: boolean): boolean | null =>
  order === null ? null : isIncluded ? order >= 0 : order > 0
