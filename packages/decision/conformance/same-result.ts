import { equal } from '../src/values/equal.ts'
import { isNumber, subtract, toDecimal } from '../src/values/number.ts'
import { FeelDate, FeelDateTime, FeelDaysDuration, FeelMonthsDuration, FeelTime } from '../src/values/temporal.ts'
import { toText } from '../src/values/text.ts'
import { isContext, isList, type Value } from '../src/values/value.ts'

/** As other runners of the suite have it: numbers may differ by 10^-8. */
const tolerance = 1e-8

const temporal = [FeelDate, FeelTime, FeelDateTime, FeelDaysDuration, FeelMonthsDuration]

/**
 * Whether a result is what was expected: of the same kind, numbers within the tolerance, contexts with the same entries, lists
 * with the same elements in order, dates and times with the same text or the same instant.
 */
export const isSameResult = (got: Value, expected: Value): boolean => {
  if (expected === null || got === null) return got === expected
  if (isNumber(expected)) {
    if (!isNumber(got)) return false
    const difference = subtract(got, expected)
    return difference !== null && toDecimal(difference).abs().lte(tolerance)
  }
  if (isList(expected))
    return (
      isList(got) &&
      got.length === expected.length &&
      expected.every((element, index) => isSameResult(got[index] as Value, element))
    )
  if (temporal.some((type) => expected instanceof type)) {
    const isSameKind = temporal.some((type) => expected instanceof type && got instanceof type)
    return isSameKind && (toText(got) === toText(expected) || equal(got, expected) === true)
  }
  if (isContext(expected)) {
    if (!isContext(got)) return false
    const keys = Object.keys(expected)
    return (
      keys.length === Object.keys(got).length &&
      keys.every((key) => Object.hasOwn(got, key) && isSameResult(got[key] as Value, expected[key] as Value))
    )
  }
  return got === expected
}
