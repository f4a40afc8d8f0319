import { describe, expect, test } from 'vitest'
import { conform, isInstance, typeOf, typeText } from './conform.ts'
import { temporalFromText } from './literal.ts'
import { makeRange } from './range.ts'
import { toText } from './text.ts'
import { anyType, type FeelType, listOf, nullType, simpleType } from './type.ts'
import { FeelFunction, type Value } from './value.ts'

const at = (text: string): Value => temporalFromText(text)
const number = simpleType('number')
const string = simpleType('string')
const context = (entries: Record<string, FeelType>): FeelType => ({ kind: 'context', entries })
const functionOf = (parameters: FeelType[], result: FeelType): FeelType => ({ kind: 'function', parameters, result })
const upTo255: FeelType = {
  kind: 'constrained',
  base: number,
  text: '[0..255]',
  allows: (value) => typeof value === 'number' && value >= 0 && value <= 255,
  name: 'byte',
}

/** The value as it is bound, as text; undefined when it does not fit. */
const bound = (value: Value, type: FeelType) => {
  const found = conform(value, type)
  return found && toText(found.value)
}

describe('instance of', () => {
  test('is true for values of the type and of Any', () => {
    expect(isInstance(1, number)).toBe(true)
    expect(isInstance(1, anyType)).toBe(true)
    expect(isInstance(1, string)).toBe(false)
    expect(isInstance(at('2021-01-01'), simpleType('date'))).toBe(true)
    expect(isInstance(at('2021-01-01'), simpleType('date and time'))).toBe(false)
    expect(isInstance(at('P1D'), simpleType('years and months duration'))).toBe(false)
    expect(isInstance(makeRange(1, 2, true, true), { kind: 'range', of: number })).toBe(true)
    expect(isInstance(makeRange(1, 2, true, true), { kind: 'range', of: string })).toBe(false)
  })

  test('of null is true for Null alone; inside of a value null belongs to every type', () => {
    expect(isInstance(null, nullType)).toBe(true)
    expect(isInstance(null, anyType)).toBe(false)
    expect(isInstance([1, null], listOf(number))).toBe(true)
    expect(isInstance({ a: null }, context({ a: string }))).toBe(true)
  })

  test('looks at every element and every entry, and lets others be there', () => {
    expect(isInstance([], listOf(number))).toBe(true)
    expect(isInstance([1, 'a'], listOf(number))).toBe(false)
    expect(isInstance([1], number)).toBe(false)
    expect(isInstance(1, listOf(number))).toBe(false)
    expect(isInstance({ a: '1', b: 2 }, context({ a: string }))).toBe(true)
    expect(isInstance({ b: 2 }, context({ a: string }))).toBe(false)
    expect(isInstance({ a: { b: 1 } }, context({ a: context({ b: string }) }))).toBe(false)
    expect(isInstance({}, context({ toString: anyType }))).toBe(false)
  })

  test('does not ask for allowed values', () => {
    expect(isInstance(256, upTo255)).toBe(true)
    expect(isInstance('1', upTo255)).toBe(false)
  })

  test('of functions goes by parameters and result', () => {
    const length = new FeelFunction('length', [[{ name: 'text', type: string }]], () => null, number)
    expect(isInstance(length, functionOf([string], number))).toBe(true)
    expect(isInstance(length, functionOf([string], anyType))).toBe(true)
    expect(isInstance(length, functionOf([string], string))).toBe(false)
    expect(isInstance(length, functionOf([number], number))).toBe(false)
    expect(isInstance(length, functionOf([], number))).toBe(false)
    expect(isInstance(length, functionOf([string, string], number))).toBe(false)
    expect(isInstance(1, functionOf([], anyType))).toBe(false)
  })

  test('of a function: parameters may be wider, the result narrower', () => {
    const person = context({ name: string })
    const resident = context({ name: string, age: number })
    const take = new FeelFunction('take', [[{ name: 'who', type: person }]], () => null, resident)
    expect(isInstance(take, functionOf([resident], person))).toBe(true)
    const takeResident = new FeelFunction('take', [[{ name: 'who', type: resident }]], () => null, person)
    expect(isInstance(takeResident, functionOf([person], person))).toBe(false)
    expect(isInstance(takeResident, functionOf([resident], resident))).toBe(false)
  })
})

describe('binding a value to a type', () => {
  test('keeps what belongs to it; null belongs to every type', () => {
    expect(bound(1, number)).toBe('1')
    expect(bound(null, number)).toBe('null')
    expect(bound('a', number)).toBeUndefined()
    expect(bound({ name: 'a', more: 1 }, context({ name: string }))).toBe('{name: "a", more: 1}')
    expect(bound({ more: 1 }, context({ name: string }))).toBeUndefined()
  })

  test('makes a list of one, and takes the one out of it', () => {
    expect(bound(1, listOf(number))).toBe('[1]')
    expect(bound('a', listOf(number))).toBeUndefined()
    expect(bound([1], number)).toBe('1')
    expect(bound(['a'], number)).toBeUndefined()
    expect(bound([1, 2], number)).toBeUndefined()
    expect(bound([[1]], number)).toBeUndefined()
    expect(bound([], number)).toBeUndefined()
  })

  test('makes a date its midnight in UTC', () => {
    expect(bound(at('2026-11-20'), simpleType('date and time'))).toBe('2026-11-20T00:00:00Z')
    expect(bound([at('2026-11-20')], simpleType('date and time'))).toBe('2026-11-20T00:00:00Z')
    expect(bound(at('2026-11-20T10:00:00'), simpleType('date'))).toBeUndefined()
  })

  test('asks for allowed values, also inside of lists and contexts', () => {
    expect(bound(255, upTo255)).toBe('255')
    expect(bound(256, upTo255)).toBeUndefined()
    expect(bound([7], upTo255)).toBe('7')
    expect(bound([1, 256], listOf(upTo255))).toBeUndefined()
    expect(bound({ a: 256 }, context({ a: upTo255 }))).toBeUndefined()
  })

  test('follows item definitions that refer to themselves', () => {
    const tree: FeelType = { kind: 'reference', name: 'tree', resolve: () => context({ children: listOf(tree) }) }
    expect(bound({ children: [{ children: [] }] }, tree)).toBe('{children: [{children: []}]}')
    expect(bound({ children: [{ leaves: [] }] }, tree)).toBeUndefined()
  })
})

test('types are told as FEEL writes them', () => {
  const told = (value: Value) => typeText(typeOf(value))
  expect(told(1)).toBe('number')
  expect(told(null)).toBe('Null')
  expect(told(at('PT1H'))).toBe('days and time duration')
  expect(told([1, null, 2])).toBe('list<number>')
  expect(told([1, 'a'])).toBe('list<Any>')
  expect(told([])).toBe('list<Any>')
  expect(told({ age: 30, name: 'Peter' })).toBe('context<age: number, name: string>')
  expect(told(makeRange(at('2026-01-01'), undefined, true, false))).toBe('range<date>')
  expect(told(new FeelFunction('f', [[{ name: 'x', type: number }]], () => null, string))).toBe(
    'function<number> -> string',
  )
  expect(typeText(listOf(upTo255))).toBe('list<byte>')
})
