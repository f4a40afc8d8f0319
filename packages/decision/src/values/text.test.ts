import { expect, test } from 'vitest'
import { DecisionError } from '../problem.ts'
import { temporalFromText } from './literal.ts'
import { numberFromText } from './number.ts'
import { makeRange } from './range.ts'
import { toText } from './text.ts'
import { FeelFunction, type Value } from './value.ts'

const at = (text: string): Value => temporalFromText(text)

test('a text at the top stands as it is, inside of lists and contexts in quotes', () => {
  expect(toText('a "b"')).toBe('a "b"')
  expect(toText(['a "b"', 'c\\d', 'e\nf'])).toBe('["a \\"b\\"", "c\\\\d", "e\\nf"]')
  expect(toText({ a: 1, b: 'x', 'applicant age': [true, null], '{': 2, '': 3 })).toBe(
    '{a: 1, b: "x", applicant age: [true, null], "{": 2, "": 3}',
  )
  expect(toText([])).toBe('[]')
  expect(toText({})).toBe('{}')
})

test('numbers have no exponent, dates and durations are canonical', () => {
  expect(toText(numberFromText('1.23e-4') as Value)).toBe('0.000123')
  expect(toText(numberFromText('1e34') as Value)).toBe(`1${'0'.repeat(34)}`)
  expect(toText([at('2026-11-20'), at('PT90M')])).toBe('[2026-11-20, PT1H30M]')
})

test('a range can be read again', () => {
  expect(toText(makeRange(1, 10, true, false))).toBe('[1..10)')
  expect(toText(makeRange('a', 'b', false, true))).toBe('("a".."b"]')
  expect(toText(makeRange(at('2026-01-01'), undefined, true, false))).toBe('(>= @"2026-01-01")')
  expect(toText(makeRange(undefined, 10, false, false))).toBe('(< 10)')
  expect(toText(makeRange(10, undefined, true, false, true))).toBe('(!= 10)')
})

test('a function shows its parameters', () => {
  expect(toText(new FeelFunction('f', [[{ name: 'a' }, { name: 'b' }]], () => null))).toBe('function(a, b)')
})

test('a small value of many shares does not become an endless text', () => {
  let value: Value = 'x'.repeat(1_000)
  for (let level = 0; level < 40; level++) value = [value, value]
  expect(() => toText(value)).toThrow(DecisionError)
  let empty: Value = []
  for (let level = 0; level < 40; level++) empty = [empty, empty]
  expect(() => toText(empty)).toThrow(DecisionError)
})
