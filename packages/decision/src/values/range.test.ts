import { describe, expect, test } from 'vitest'
import { equal } from './equal.ts'
import { iterate, iterateBetween } from './iterate.ts'
import { temporalFromText } from './literal.ts'
import { numberFromText } from './number.ts'
import { propertyOf } from './property.ts'
import { contains, makeRange } from './range.ts'
import { toText } from './text.ts'
import { FeelRange, type Value } from './value.ts'

const at = (text: string): Value => temporalFromText(text)
const closed = (start: Value, end: Value) => makeRange(start, end, true, true) as FeelRange
const below = (end: Value, isIncluded = false) => makeRange(undefined, end, false, isIncluded) as FeelRange
const not = (value: Value) => makeRange(value, undefined, true, false, true) as FeelRange
const only = (value: Value) => makeRange(value, value, true, true, false, true) as FeelRange

describe('a range', () => {
  test('needs ends of one ordered type, the lower one first', () => {
    expect(makeRange(1, 10, true, true)).toBeInstanceOf(FeelRange)
    expect(makeRange(at('P1D'), at('P2D'), true, true)).toBeInstanceOf(FeelRange)
    expect(makeRange(2, 1, true, true)).toBeNull()
    expect(makeRange(1, 'a', true, true)).toBeNull()
    expect(makeRange(at('2021-01-01'), at('2021-01-01T00:00:00'), true, true)).toBeNull()
    expect(makeRange(true, undefined, true, false)).toBeNull()
    expect(makeRange(undefined, null, false, true)).toBeNull()
    expect(makeRange([1], [2], true, true)).toBeNull()
  })

  test('holds its ends where they are included', () => {
    expect(contains(closed(1, 10), 1)).toBe(true)
    expect(contains(closed(1, 10), 10)).toBe(true)
    expect(contains(makeRange(1, 10, false, false) as FeelRange, 1)).toBe(false)
    expect(contains(makeRange(1, 10, false, false) as FeelRange, 10)).toBe(false)
    expect(contains(closed('b', 'd'), 'c')).toBe(true)
    expect(contains(closed(at('2021-01-01'), at('2021-12-31')), at('2022-01-01'))).toBe(false)
    expect(contains(closed(numberFromText('0.1') as Value, numberFromText('1e40') as Value), 7)).toBe(true)
  })

  test('open to one side reaches as far as values go', () => {
    expect(contains(below(10), -1e15)).toBe(true)
    expect(contains(below(10), 10)).toBe(false)
    expect(contains(below(10, true), 10)).toBe(true)
    expect(contains(makeRange(at('P1D'), undefined, true, false) as FeelRange, at('P1D'))).toBe(true)
  })

  test('cannot say whether it holds a value of another type', () => {
    expect(contains(closed(1, 10), 'a')).toBeNull()
    expect(contains(closed(1, 10), null)).toBeNull()
    expect(contains(closed(at('2021-01-01'), at('2021-12-31')), at('2021-02-01T00:00:00'))).toBeNull()
  })

  test('of an end that is null is unknown where that end decides', () => {
    const range = makeRange(null, 10, false, false) as FeelRange
    expect(contains(range, 5)).toBeNull()
    expect(contains(range, 11)).toBe(false)
  })

  test('written with = or != holds one value, or all but one, of any type', () => {
    expect(contains(not(10), 11)).toBe(true)
    expect(contains(not(10), 10)).toBe(false)
    expect(contains(only([1, 2]), [1, 2])).toBe(true)
    expect(contains(only(true), false)).toBe(false)
    expect(contains(only(10), 'a')).toBeNull()
  })

  test('is equal to one with the same ends, written the same way', () => {
    expect(equal(closed(1, 10), closed(1, 10))).toBe(true)
    expect(equal(closed(1, 10), makeRange(1, 10, false, true))).toBe(false)
    expect(equal(below(10), makeRange(null, 10, false, false))).toBe(false)
    expect(equal(only(10), closed(10, 10))).toBe(false)
    expect(equal(not(10), not(10))).toBe(true)
  })

  test('tells its ends', () => {
    const ends = (range: FeelRange) =>
      ['start included', 'start', 'end', 'end included'].map((name) => propertyOf(range, name))
    expect(ends(closed(1, 10))).toEqual([true, 1, 10, true])
    expect(ends(below(10, true))).toEqual([false, null, 10, true])
    expect(ends(makeRange(1, undefined, false, false) as FeelRange)).toEqual([false, 1, null, false])
    expect(ends(only(10))).toEqual([true, 10, 10, true])
  })
})

describe('a loop', () => {
  const walk = (values: Iterable<Value> | null) => values && [...values].map(toText)

  test('walks lists, whole numbers and days, up or down', () => {
    expect(walk(iterate([1, 'a']))).toEqual(['1', 'a'])
    expect(walk(iterate('a'))).toEqual(['a'])
    expect(walk(iterateBetween(2, 4))).toEqual(['2', '3', '4'])
    expect(walk(iterateBetween(1, -1))).toEqual(['1', '0', '-1'])
    expect(walk(iterateBetween(1, 1))).toEqual(['1'])
    expect(walk(iterateBetween(at('2024-02-28'), at('2024-03-01')))).toEqual(['2024-02-28', '2024-02-29', '2024-03-01'])
    expect(
      walk(iterateBetween(numberFromText('9007199254740991') as Value, numberFromText('9007199254740993') as Value)),
    ).toEqual(['9007199254740991', '9007199254740992', '9007199254740993'])
  })

  test('walks a range without the ends that it does not include', () => {
    expect(walk(iterate(closed(1, 3)))).toEqual(['1', '2', '3'])
    expect(walk(iterate(makeRange(1, 3, false, true)))).toEqual(['2', '3'])
    expect(walk(iterate(makeRange(1, 3, true, false)))).toEqual(['1', '2'])
    expect(walk(iterate(makeRange(1, 2, false, false)))).toEqual([])
    expect(walk(iterate(makeRange(1, 1, false, false)))).toEqual([])
  })

  test('does not walk what has no next, or no end', () => {
    expect(iterate(null)).toBeNull()
    expect(iterateBetween(1, 2.5)).toBeNull()
    expect(iterateBetween('a', 'z')).toBeNull()
    expect(iterateBetween(at('P1D'), at('P2D'))).toBeNull()
    expect(iterateBetween(at('2024-01-01T00:00:00'), at('2024-01-02T00:00:00'))).toBeNull()
    expect(iterateBetween(1, at('2024-01-01'))).toBeNull()
    expect(iterate(below(10))).toBeNull()
    expect(iterate(not(10))).toBeNull()
  })
})
