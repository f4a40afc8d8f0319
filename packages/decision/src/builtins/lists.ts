import { equal } from '../values/equal.ts'
import { assertSize, Walk } from '../values/limit.ts'
import { type FeelNumber, isNumber } from '../values/number.ts'
import { anyType } from '../values/type.ts'
import { type Clock, FeelFunction, isList, type Value } from '../values/value.ts'
import { anyList, booleanType, builtin, numberType, optional, required, rest } from './declare.ts'
import { distinct } from './distinct.ts'
import { callInOrder } from './invoke.ts'

type List = readonly Value[]

/** The place of a position from 1, or from the end when negative; undefined outside of the list. */
const indexAt = (list: List, position: Value): number | undefined => {
  if (!isNumber(position)) return undefined
  const whole = Math.trunc(Number(position))
  if (whole === 0 || Math.abs(whole) > list.length) return undefined
  return whole > 0 ? whole - 1 : list.length + whole
}

const sublist = (list: List, start: Value, length: Value): Value => {
  const from = indexAt(list, start)
  if (from === undefined || !isNumber(length)) return null
  const count = Math.trunc(Number(length))
  return count < 1 || from + count > list.length ? null : list.slice(from, from + count)
}

const insertBefore = (list: List, position: Value, item: Value): Value => {
  const at = indexAt(list, position)
  if (at === undefined) return null
  assertSize(list.length + 1)
  return [...list.slice(0, at), item, ...list.slice(at)]
}

const remove = (list: List, position: Value): Value => {
  const at = indexAt(list, position)
  return at === undefined ? null : [...list.slice(0, at), ...list.slice(at + 1)]
}

const replaceAt = (list: List, position: Value, item: Value): Value => {
  const at = indexAt(list, position)
  return at === undefined ? null : [...list.slice(0, at), item, ...list.slice(at + 1)]
}

const takesTwo = (match: Value): match is FeelFunction =>
  match instanceof FeelFunction && match.signatures.some((parameters) => parameters.length === 2)

/** Every element for which `match(element, item)` is true becomes the item. */
const replaceMatching = (list: List, match: Value, item: Value, clock: Clock): Value => {
  if (!takesTwo(match)) return null
  const replaced: Value[] = []
  for (const element of list) {
    const matches = callInOrder(match, [element, item], clock)
    if (typeof matches !== 'boolean') return null
    replaced.push(matches ? item : element)
  }
  return replaced
}

const concatenate = (lists: List): Value[] | null => {
  const all: Value[] = []
  for (const list of lists) {
    if (!isList(list)) return null
    assertSize(all.length + list.length)
    for (const element of list) all.push(element)
  }
  return lists.length > 0 ? all : null
}

const flatten = (list: List): Value[] => {
  const flat: Value[] = []
  const walk = new Walk()
  const walkThrough = (elements: List): void => {
    walk.enter(elements.length)
    for (const element of elements) {
      if (isList(element)) walkThrough(element)
      else flat.push(element)
    }
    assertSize(flat.length)
    walk.leave()
  }
  walkThrough(list)
  return flat
}

const merged = (left: List, right: List, isBefore: (one: Value, other: Value) => boolean): Value[] => {
  const sorted: Value[] = []
  let at = 0
  for (const element of left) {
    while (at < right.length && isBefore(right[at] as Value, element)) sorted.push(right[at++] as Value)
    sorted.push(element)
  }
  while (at < right.length) sorted.push(right[at++] as Value)
  return sorted
}

/** Stable, and one call of `precedes` each comparison: elements stay in their order unless the later one precedes. */
const sorted = (list: List, isBefore: (one: Value, other: Value) => boolean): List => {
  if (list.length < 2) return list
  const middle = list.length >> 1
  return merged(sorted(list.slice(0, middle), isBefore), sorted(list.slice(middle), isBefore), isBefore)
}

const listAnd =
  (invoke: (list: List, args: List, clock: Clock, signature: number) => Value) =>
  (args: List, signature: number, clock: Clock): Value => {
    const [list = null] = args
    return isList(list) ? invoke(list, args, clock, signature) : null
  }

const positionsOf = (list: List, match: Value): FeelNumber[] => {
  const positions: FeelNumber[] = []
  list.forEach((element, index) => {
    if (equal(element, match) === true) positions.push(index + 1)
  })
  return positions
}

const list = required('list', anyList)
const position = required('position', numberType)
const newItem = required('newItem')

/** DMN 1.5, tables 75 and 82: functions that take lists apart and make new ones. */
export const listFunctions: readonly (readonly [string, FeelFunction])[] = [
  builtin(
    'list contains',
    [[list, required('element')]],
    booleanType,
    listAnd((list, [, element = null]) => list.some((one) => equal(one, element) === true)),
  ),
  builtin(
    'list replace',
    [
      [list, position, newItem],
      [list, required('match'), newItem],
    ],
    anyList,
    listAnd((list, [, where = null, item = null], clock, signature) =>
      signature === 0 ? replaceAt(list, where, item) : replaceMatching(list, where, item, clock),
    ),
  ),
  builtin(
    'count',
    [[list]],
    numberType,
    listAnd((list) => list.length),
  ),
  builtin(
    'sublist',
    [[list, required('start position', numberType), optional('length', numberType)]],
    anyList,
    listAnd((list, [, start = null, length]) => {
      const from = indexAt(list, start)
      if (length === undefined) return from === undefined ? null : list.slice(from)
      return sublist(list, start, length)
    }),
  ),
  builtin(
    'append',
    [[list, rest('item')]],
    anyList,
    listAnd((list, [, ...items]) => {
      assertSize(list.length + items.length)
      return [...list, ...items]
    }),
  ),
  builtin('concatenate', [[rest('list', anyList)]], anyList, (lists) => concatenate(lists)),
  builtin(
    'insert before',
    [[list, position, newItem]],
    anyList,
    listAnd((list, [, at = null, item = null]) => insertBefore(list, at, item)),
  ),
  builtin(
    'remove',
    [[list, position]],
    anyList,
    listAnd((list, [, at = null]) => remove(list, at)),
  ),
  builtin(
    'reverse',
    [[list]],
    anyList,
    listAnd((list) => list.toReversed()),
  ),
  builtin(
    'index of',
    [[list, required('match')]],
    anyList,
    listAnd((list, [, match = null]) => positionsOf(list, match)),
  ),
  builtin('union', [[rest('list', anyList)]], anyList, (lists) => {
    const all = concatenate(lists)
    return all && distinct(all)
  }),
  builtin(
    'distinct values',
    [[list]],
    anyList,
    listAnd((list) => distinct(list)),
  ),
  builtin(
    'flatten',
    [[list]],
    anyList,
    listAnd((list) => flatten(list)),
  ),
  builtin(
    'sort',
    [[list, required('precedes', anyType)]],
    anyList,
    listAnd((list, [, precedes = null], clock) =>
      takesTwo(precedes) ? sorted(list, (one, other) => callInOrder(precedes, [one, other], clock) === true) : null,
    ),
  ),
]
