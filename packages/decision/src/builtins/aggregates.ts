import { compare } from '../values/compare.ts'
import {
  add,
  canonical,
  compareNumbers,
  divide,
  type FeelNumber,
  isNumber,
  multiply,
  toDecimal,
} from '../values/number.ts'
import { anyType, type FeelType, listOf } from '../values/type.ts'
import { type FeelFunction, isList, type Value } from '../values/value.ts'
import { anyList, booleanType, builtin, numberType, required, rest } from './declare.ts'
import { grouped } from './distinct.ts'

type Numbers = readonly FeelNumber[]

const areNumbers = (values: readonly Value[]): values is Numbers => values.every(isNumber)

/** Of a list, or of the values themselves; null of no arguments at all. */
const overAll = (name: string, rest_: string, result: FeelType, over: (values: readonly Value[]) => Value) =>
  builtin(name, [[required('list', anyList)], [rest(rest_)]], result, (args, signature) => {
    if (signature === 1) return args.length === 0 ? null : over(args)
    const [list = null] = args
    return isList(list) ? over(list) : null
  })

const overNumbers = (name: string, result: FeelType, over: (numbers: Numbers) => Value) =>
  overAll(name, 'n', result, (values) => (areNumbers(values) ? over(values) : null))

/** The first that no other comes before; null when two of them cannot be compared. */
const extreme = (values: readonly Value[], sign: 1 | -1): Value => {
  const [first, ...others] = values
  if (first === undefined || compare(first, first) === null) return null
  let found = first
  for (const value of others) {
    const order = compare(value, found)
    if (order === null) return null
    if (order * sign > 0) found = value
  }
  return found
}

const sum = (numbers: Numbers): FeelNumber | null => {
  let total: FeelNumber | null = numbers.length > 0 ? 0 : null
  for (const number of numbers) total = total === null ? null : add(total, number)
  return total
}

const product = (numbers: Numbers): FeelNumber | null => {
  let total: FeelNumber | null = numbers.length > 0 ? 1 : null
  for (const number of numbers) total = total === null ? null : multiply(total, number)
  return total
}

const mean = (numbers: Numbers): FeelNumber | null => {
  const total = sum(numbers)
  return total === null ? null : divide(total, numbers.length)
}

const median = (numbers: Numbers): FeelNumber | null => {
  if (numbers.length === 0) return null
  const ordered = numbers.toSorted(compareNumbers)
  const middle = ordered.length >> 1
  const upper = ordered[middle] as FeelNumber
  return ordered.length % 2 === 1 ? upper : mean([ordered[middle - 1] as FeelNumber, upper])
}

/** Of a sample: over one less than there are. */
const standardDeviation = (numbers: Numbers): FeelNumber | null => {
  const average = mean(numbers)
  if (average === null || numbers.length < 2) return null
  const centre = toDecimal(average)
  const squares = numbers.map((number) => toDecimal(number).minus(centre).pow(2))
  const total = squares.reduce((left, right) => left.plus(right))
  return canonical(total.div(numbers.length - 1).sqrt())
}

const modes = (numbers: Numbers): FeelNumber[] => {
  const groups = grouped(numbers)
  const most = groups.reduce((highest, { count }) => Math.max(highest, count), 0)
  return groups
    .filter(({ count }) => count === most)
    .map(({ value }) => value as FeelNumber)
    .sort(compareNumbers)
}

/** `decisive` when one value is; else its opposite when every value is; else unknown. */
const quantified = (values: readonly Value[], decisive: boolean): boolean | null => {
  if (values.includes(decisive)) return decisive
  return values.every((value) => value === !decisive) ? !decisive : null
}

/** DMN 1.5, table 75: functions that make one value of many. */
export const aggregateFunctions: readonly (readonly [string, FeelFunction])[] = [
  overAll('min', 'c', anyType, (values) => extreme(values, -1)),
  overAll('max', 'c', anyType, (values) => extreme(values, 1)),
  overAll('all', 'b', booleanType, (values) => quantified(values, false)),
  overAll('any', 'b', booleanType, (values) => quantified(values, true)),
  overNumbers('sum', numberType, sum),
  overNumbers('mean', numberType, mean),
  overNumbers('product', numberType, product),
  overNumbers('median', numberType, median),
  overNumbers('stddev', numberType, standardDeviation),
  overNumbers('mode', listOf(numberType), modes),
]
