import { compare } from '../values/compare.ts'
import { contains } from '../values/range.ts'
import { type FeelFunction, FeelRange, isList, type Value } from '../values/value.ts'
import { anyRange, booleanType, builtin, required } from './declare.ts'

/** One side of a range: unbounded sides lie beyond every value. */
type Side = { readonly value: Value; readonly infinite: -1 | 0 | 1; readonly included: boolean }
type Sides = { readonly start: Side; readonly end: Side }

const sidesOf = (value: Value): Sides | undefined => {
  if (!(value instanceof FeelRange)) {
    const side: Side = { value, infinite: 0, included: true }
    return { start: side, end: side }
  }
  if (value.isNot) return undefined
  if (value.isOnly) return sidesOf(value.start ?? null)
  return {
    start: {
      value: value.start ?? null,
      infinite: value.start === undefined ? -1 : 0,
      included: value.startIncluded && value.start !== undefined,
    },
    end: {
      value: value.end ?? null,
      infinite: value.end === undefined ? 1 : 0,
      included: value.endIncluded && value.end !== undefined,
    },
  }
}

const order = (left: Side, right: Side): number | null =>
  left.infinite !== 0 || right.infinite !== 0 ? left.infinite - right.infinite : compare(left.value, right.value)

/** Two sides at one place, and how each pair of sides lies: negative, zero or positive. */
type Position = {
  readonly one: Sides
  readonly other: Sides
  readonly starts: number
  readonly ends: number
  readonly startToEnd: number
  readonly endToStart: number
}

const positionOf = (left: Value, right: Value): Position | undefined => {
  const one = sidesOf(left)
  const other = sidesOf(right)
  if (!one || !other || left === null || right === null) return undefined
  const starts = order(one.start, other.start)
  const ends = order(one.end, other.end)
  const startToEnd = order(one.start, other.end)
  const endToStart = order(one.end, other.start)
  if (starts === null || ends === null || startToEnd === null || endToStart === null) return undefined
  return { one, other, starts, ends, startToEnd, endToStart }
}

type Relation = (position: Position) => boolean

/** What stands in table 78 of DMN 1.5, for two ranges; a point is the range of it alone, where the table says the same of both. */
const before: Relation = ({ one, other, endToStart }) =>
  endToStart < 0 || (endToStart === 0 && !(one.end.included && other.start.included))

const after: Relation = ({ one, other, startToEnd }) =>
  startToEnd > 0 || (startToEnd === 0 && !(one.start.included && other.end.included))

const meets: Relation = ({ one, other, endToStart }) => endToStart === 0 && one.end.included && other.start.included

const metBy: Relation = ({ one, other, startToEnd }) => startToEnd === 0 && one.start.included && other.end.included

const overlaps: Relation = (position) => !before(position) && !after(position)

const startsEarlier: Relation = ({ one, other, starts }) =>
  starts < 0 || (starts === 0 && one.start.included && !other.start.included)

const overlapsBefore: Relation = (position) =>
  startsEarlier(position) &&
  !before(position) &&
  (position.ends < 0 || (position.ends === 0 && (!position.one.end.included || position.other.end.included)))

const overlapsAfter: Relation = (position) => overlapsBefore(swapped(position))

const swapped = ({ one, other, starts, ends, startToEnd, endToStart }: Position): Position => ({
  one: other,
  other: one,
  starts: -starts,
  ends: -ends,
  startToEnd: -endToStart,
  endToStart: -startToEnd,
})

const includes: Relation = ({ one, other, starts, ends }) =>
  (starts < 0 || (starts === 0 && (one.start.included || !other.start.included))) &&
  (ends > 0 || (ends === 0 && (one.end.included || !other.end.included)))

const during: Relation = (position) => includes(swapped(position))

const finishes: Relation = ({ one, other, starts, ends }) =>
  ends === 0 &&
  one.end.included === other.end.included &&
  (starts > 0 || (starts === 0 && (!one.start.included || other.start.included)))

const starts: Relation = ({ one, other, starts, ends }) =>
  starts === 0 &&
  one.start.included === other.start.included &&
  (ends < 0 || (ends === 0 && (!one.end.included || other.end.included)))

const coincides: Relation = ({ one, other, starts, ends }) =>
  starts === 0 && ends === 0 && one.start.included === other.start.included && one.end.included === other.end.included

/** A point at an end of a range, whatever the other end is. */
const finishesAsPoint: Relation = ({ other, ends }) => ends === 0 && other.end.included
const startsAsPoint: Relation = ({ other, starts }) => starts === 0 && other.start.included
const includesPoint: Relation = ({ one, starts, ends }) =>
  (starts < 0 || (starts === 0 && one.start.included)) && (ends > 0 || (ends === 0 && one.end.included))

const inverse =
  (relation: Relation): Relation =>
  (position) =>
    relation(swapped(position))

const point = required('point')
const range = required('range', anyRange)
const ranges = [required('range1', anyRange), required('range2', anyRange)]
const points = [required('point1'), required('point2')]

/** A list of one is its element: points are of any type, so that the call does not convert them. */
const single = (value: Value): Value => (isList(value) && value.length === 1 ? (value[0] as Value) : value)

type Form = 'ranges' | 'range and point' | 'point and range' | 'points'

const signatures = { ranges, 'range and point': [range, point], 'point and range': [point, range], points }

const isFit = (form: Form, left: Value, right: Value): boolean => {
  const isRange = [left instanceof FeelRange, right instanceof FeelRange]
  if (form === 'ranges') return isRange[0] === true && isRange[1] === true
  if (form === 'range and point') return isRange[0] === true && isRange[1] === false
  if (form === 'point and range') return isRange[0] === false && isRange[1] === true
  return isRange[0] === false && isRange[1] === false
}

const relation = (name: string, forms: Partial<Record<Form, Relation>>) => {
  const taken = Object.keys(forms) as Form[]
  return builtin(
    name,
    taken.map((form) => signatures[form]),
    booleanType,
    ([first = null, second = null], signature) => {
      const left = single(first)
      const right = single(second)
      const form = taken[signature]
      const holds = form && forms[form]
      if (!holds || !isFit(form, left, right)) return null
      if (name === 'includes' && left instanceof FeelRange && left.isNot && form === 'range and point')
        return contains(left, right)
      const position = positionOf(left, right)
      return position ? holds(position) : null
    },
  )
}

const either = (relation: Relation): Partial<Record<Form, Relation>> => ({
  ranges: relation,
  'range and point': relation,
  'point and range': relation,
  points: relation,
})

/** DMN 1.5, table 78. */
export const rangeFunctions: readonly (readonly [string, FeelFunction])[] = [
  relation('before', either(before)),
  relation('after', either(after)),
  relation('meets', { ranges: meets }),
  relation('met by', { ranges: metBy }),
  relation('overlaps', { ranges: overlaps }),
  relation('overlaps before', { ranges: overlapsBefore }),
  relation('overlaps after', { ranges: overlapsAfter }),
  relation('finishes', { ranges: finishes, 'point and range': finishesAsPoint }),
  relation('finished by', { ranges: inverse(finishes), 'range and point': inverse(finishesAsPoint) }),
  relation('includes', { ranges: includes, 'range and point': includesPoint }),
  relation('during', { ranges: during, 'point and range': inverse(includesPoint) }),
  relation('starts', { ranges: starts, 'point and range': startsAsPoint }),
  relation('started by', { ranges: inverse(starts), 'range and point': inverse(startsAsPoint) }),
  relation('coincides', { ranges: coincides, points: coincides }),
]
