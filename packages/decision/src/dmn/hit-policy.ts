import { compare } from '../values/compare.ts'
import { equal } from '../values/equal.ts'
import { add, compareNumbers, type FeelNumber, isNumber } from '../values/number.ts'
import type { Value } from '../values/value.ts'
import type { Aggregation } from './model.ts'

export const sum = (values: readonly Value[]): Value => {
  let total: FeelNumber = 0
  for (const value of values) {
    if (!isNumber(value)) return null
    const next = add(total, value)
    if (next === null) return null
    total = next
  }
  return total
}

const extreme = (values: readonly Value[], sign: 1 | -1): Value => {
  let best = values[0] ?? null
  for (const value of values) {
    const order = isNumber(value) && isNumber(best) ? compareNumbers(value, best) : compare(value, best)
    if (order === null) return null
    if (order * sign > 0) best = value
  }
  return best
}

/** Of no value: the count is 0, the rest null (DMN 1.5, clause 8.2.11). */
export const aggregate = (aggregation: Aggregation, values: readonly Value[]): Value => {
  if (aggregation === 'COUNT') return values.length
  if (values.length === 0) return null
  if (aggregation === 'SUM') return sum(values)
  return extreme(values, aggregation === 'MIN' ? -1 : 1)
}

/** Place of a value among those that have a priority; what is none of them comes last. */
export const priorityOf = (value: Value, priorities: readonly Value[]): number => {
  for (let index = 0; index < priorities.length; index++)
    if (equal(value, priorities[index] as Value) === true) return index
  return priorities.length
}

export const areEqual = (left: Value, right: Value): boolean => left === right || equal(left, right) === true
