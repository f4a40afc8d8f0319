import { describe, expect, test } from 'vitest'
import { DecisionError } from '../problem.ts'
import { compare } from './compare.ts'
import { equal } from './equal.ts'
import { temporalFromText } from './literal.ts'
import { Decimal, numberFromText } from './number.ts'
import { makeRange } from './range.ts'
import { FeelFunction, type Value } from './value.ts'

const at = (text: string): Value => temporalFromText(text)
const sign = (left: Value, right: Value): number | null => {
  const order = compare(left, right)
  return order === null ? null : Math.sign(order)
}

const oneOfEachKind: readonly Value[] = [
  1,
  '1',
  true,
  at('2021-01-01'),
  at('10:00:00'),
  at('2021-01-01T10:00:00'),
  at('P1D'),
  at('P1Y'),
  [1],
  { a: 1 },
  makeRange(1, 2, true, true) as Value,
  new FeelFunction('f', [[]], () => null),
]

test('values of different kinds are neither equal nor unequal, and have no order', () => {
  for (const left of oneOfEachKind)
    for (const right of oneOfEachKind) {
      expect(equal(left, right)).toBe(left === right ? true : null)
      if (left !== right) expect(compare(left, right)).toBeNull()
    }
})

test('null is equal to null alone, and has no order', () => {
  expect(equal(null, null)).toBe(true)
  for (const value of oneOfEachKind) {
    expect(equal(value, null)).toBe(false)
    expect(equal(null, value)).toBe(false)
    expect(compare(value, null)).toBeNull()
  }
  expect(compare(null, null)).toBeNull()
})

test('numbers are equal by value, not by precision', () => {
  expect(equal(100, new Decimal('1.00e2'))).toBe(true)
  expect(equal(0.1, numberFromText('0.1') as Value)).toBe(true)
  expect(equal(-0, 0)).toBe(true)
  expect(equal(numberFromText('0.10000000000000000001') as Value, 0.1)).toBe(false)
})

test('lists and contexts are equal part by part: false wins over null', () => {
  expect(equal([1, [2, { a: 3 }]], [1, [2, { a: 3 }]])).toBe(true)
  expect(equal([1, 2], [2, 1])).toBe(false)
  expect(equal([1], [1, 1])).toBe(false)
  expect(equal({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true)
  expect(equal({ a: 1 }, { b: 1 })).toBe(false)
  expect(equal({ a: null }, { a: null })).toBe(true)
  expect(equal(['a', 1], ['a', 'x'])).toBeNull()
  expect(equal(['a', 1], ['b', 'x'])).toBe(false)
  expect(equal([], {})).toBeNull()
})

test('inherited properties are no entries', () => {
  expect(equal({ toString: 1 }, { a: 1 })).toBe(false)
  expect(equal(JSON.parse('{"__proto__": 1}') as Value, { a: 1 })).toBe(false)
})

test('values nested too deep, or holding themselves too many times over, end the evaluation', () => {
  let deep: Value = []
  let other: Value = []
  for (let level = 0; level < 100_000; level++) {
    deep = [deep]
    other = [other]
  }
  expect(() => equal(deep, other)).toThrow(DecisionError)
  let [shared, copy]: Value[] = [1, 1]
  for (let level = 0; level < 60; level++) {
    shared = [shared as Value, shared as Value]
    copy = [copy as Value, copy as Value]
  }
  expect(() => equal(shared as Value, copy as Value)).toThrow(DecisionError)
})

describe('times', () => {
  test('of a place are equal when they are the same instant', () => {
    expect(equal(at('10:30:00Z'), at('10:30:00+00:00'))).toBe(true)
    expect(equal(at('10:30:00Z'), at('18:30:00+08:00'))).toBe(true)
    expect(equal(at('2018-10-08T00:00:00+02:00'), at('2018-10-08T00:00:00@Europe/Paris'))).toBe(true)
    expect(equal(at('2002-04-02T23:00:00-04:00'), at('2002-04-03T02:00:00-01:00'))).toBe(true)
    expect(equal(at('2018-12-08T00:00:00@Europe/Paris'), at('2018-12-08T00:00:00@Asia/Dhaka'))).toBe(false)
  })

  test('with and without a place are not equal', () => {
    expect(equal(at('10:30:00'), at('10:30:00Z'))).toBe(false)
    expect(equal(at('2018-12-08T00:00:00'), at('2018-12-08T00:00:00@Asia/Dhaka'))).toBe(false)
  })

  test('are equal within one second, but are ordered within it', () => {
    expect(equal(at('10:30:00.0001'), at('10:30:00.0002'))).toBe(true)
    expect(equal(at('2018-12-08T00:00:00.0001'), at('2018-12-08T00:00:00'))).toBe(true)
    expect(sign(at('10:30:00.0001'), at('10:30:00.0002'))).toBe(-1)
  })

  test('of which one has no place are ordered as if it had the place of the other', () => {
    expect(sign(at('10:30:00'), at('10:31:00+08:00'))).toBe(-1)
    expect(sign(at('2018-12-08T00:00:00@Asia/Dhaka'), at('2018-12-07T23:00:00'))).toBe(1)
  })
})

test('order is that of instants, days, lengths and numbers', () => {
  expect(sign(at('2021-01-01T10:00:00+08:00'), at('2021-01-01T03:00:00Z'))).toBe(-1)
  expect(sign(at('-0001-01-01'), at('0001-01-01'))).toBe(-1)
  expect(sign(at('999999999-12-31T00:00:00Z'), at('999999999-12-31T00:00:01Z'))).toBe(-1)
  expect(sign(at('PT24H'), at('P1D'))).toBe(0)
  expect(sign(at('-PT0.5S'), at('PT0S'))).toBe(-1)
  expect(sign(at('P11M'), at('P1Y'))).toBe(-1)
  expect(sign(numberFromText('1e40') as Value, 5)).toBe(1)
  expect(compare(true, false)).toBeNull()
  expect(compare([1], [2])).toBeNull()
})

test('texts are ordered by their characters, also beyond the basic plane', () => {
  expect(sign('a', 'b')).toBe(-1)
  expect(sign('a', 'aa')).toBe(-1)
  expect(sign('B', 'a')).toBe(-1)
  // U+FF5E comes before U+1F40E, though its code unit is larger than a surrogate.
  expect(sign('\uff5e', '\u{1f40e}')).toBe(-1)
  expect(sign('\u{1f40e}', '\u{1f40f}')).toBe(-1)
  expect(sign('一', '丁')).toBe(-1)
})

test('functions are equal only to themselves', () => {
  const make = () => new FeelFunction('f', [[]], () => null)
  const one = make()
  expect(equal(one, one)).toBe(true)
  expect(equal(one, make())).toBe(false)
})
