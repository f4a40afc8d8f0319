import { equal } from '../values/equal.ts'
import { isNumber } from '../values/number.ts'
import { type FeelFunction, isContext, isList, type Value } from '../values/value.ts'
import { booleanType, builtin, required } from './declare.ts'

/** The same value of the same type, part for part: times that are equal in different zones are not the same. */
const isSame = (left: Value | undefined, right: Value | undefined): boolean => {
  if (left === right) return true
  if (isNumber(left) || isNumber(right)) return isNumber(left) && isNumber(right) && equal(left, right) === true
  if (typeof left !== 'object' || typeof right !== 'object' || !left || !right) return false
  if (isList(left) || isList(right))
    return (
      isList(left) &&
      isList(right) &&
      left.length === right.length &&
      left.every((element, index) => isSame(element, right[index]))
    )
  if (Object.getPrototypeOf(left) !== Object.getPrototypeOf(right) && !(isContext(left) && isContext(right)))
    return false
  const keys = Object.keys(left)
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && isSame(Reflect.get(left, key), Reflect.get(right, key)))
  )
}

/** DMN 1.5, tables 73 and 77. */
export const logicFunctions: readonly (readonly [string, FeelFunction])[] = [
  builtin('not', [[required('negand', booleanType)]], booleanType, ([negand]) =>
    typeof negand === 'boolean' ? !negand : null,
  ),
  builtin('is', [[required('value1'), required('value2')]], booleanType, ([left, right]) => isSame(left, right)),
]
