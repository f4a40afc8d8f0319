import { equal } from '../values/equal.ts'
import { Walk } from '../values/limit.ts'
import { isNumber } from '../values/number.ts'
import { FeelFunction, isContext, type Value } from '../values/value.ts'
import { booleanType, builtin, required } from './declare.ts'

/** The same value of the same type, part for part: times that are equal in different zones are not the same. */
const isSame = (left: Value | undefined, right: Value | undefined, walk: Walk): boolean => {
  if (left === right) return true
  if (isNumber(left) || isNumber(right)) return isNumber(left) && isNumber(right) && equal(left, right) === true
  if (typeof left !== 'object' || typeof right !== 'object' || !left || !right) return false
  const isOneKind =
    (isContext(left) && isContext(right)) || Object.getPrototypeOf(left) === Object.getPrototypeOf(right)
  const keys = Object.keys(left)
  if (!isOneKind || left instanceof FeelFunction || keys.length !== Object.keys(right).length) return false
  walk.enter(keys.length)
  const isWhole = keys.every(
    (key) => Object.hasOwn(right, key) && isSame(Reflect.get(left, key), Reflect.get(right, key), walk),
  )
  walk.leave()
  return isWhole
}

/** DMN 1.5, tables 73 and 77. */
export const logicFunctions: readonly (readonly [string, FeelFunction])[] = [
  builtin('not', [[required('negand', booleanType)]], booleanType, ([negand]) =>
    typeof negand === 'boolean' ? !negand : null,
  ),
  builtin('is', [[required('value1'), required('value2')]], booleanType, ([left, right]) =>
    isSame(left, right, new Walk()),
  ),
]
