import { describe, expect, it } from 'vitest'
import { valueText } from '../testing-evaluate.ts'

describe('and, or, not: true, false and everything else (DMN 1.5, table 50)', () => {
  // "otherwise" is any value but true and false: null and 5 stand for it.
  const and: readonly [string, string, string][] = [
    ['true', 'true', 'true'],
    ['true', 'false', 'false'],
    ['true', 'null', 'null'],
    ['true', '5', 'null'],
    ['false', 'true', 'false'],
    ['false', 'false', 'false'],
    ['false', 'null', 'false'],
    ['5', 'true', 'null'],
    ['null', 'false', 'false'],
    ['null', '5', 'null'],
  ]
  it.each(and)('%s and %s', (left, right, expected) => {
    expect(valueText(`${left} and ${right}`)).toBe(expected)
    // De Morgan, where both sides have an opposite.
    const opposite = (text: string) => ({ true: 'false', false: 'true' })[text] ?? text
    expect(valueText(`${opposite(left)} or ${opposite(right)}`)).toBe(opposite(expected))
  })

  it.each([
    ['not(true)', 'false'],
    ['not(false)', 'true'],
    ['not(null)', 'null'],
    ['not(5)', 'null'],
  ])('%s', (source, expected) => {
    expect(valueText(source)).toBe(expected)
  })
})

describe('comparison', () => {
  it.each([
    ['1 between 1 and 2', 'true'],
    ['3 between 1 and 2', 'false'],
    ['1 between 2 and null', 'false'],
    ['1 between 0 and null', 'null'],
    ['null between 0 and 1', 'null'],
    ['1 = null', 'false'],
    ['null != null', 'false'],
    ['1 = "1"', 'null'],
    ['1 < "1"', 'null'],
    ['1 <= 1', 'true'],
    ['"a" < "b"', 'true'],
    ['1 = 1.000', 'true'],
    ['[1, {a: 2}] = [1, {a: 2}]', 'true'],
  ])('%s', (source, expected) => {
    expect(valueText(source)).toBe(expected)
  })
})

describe('arithmetic (DMN 1.5, table 42 and clause 10.3.2.5)', () => {
  it.each([
    ['.25 + .2', '0.45'],
    ['.10 * 30.00', '3'],
    ['1 + 3/2*2 - 2**3', '-4'],
    ['1/3', '0.3333333333333333333333333333333333'],
    ['1.01/2', '0.505'],
    ['1.0*10**3', '1000'],
    ['-3 ** 2', '9'],
    ['2 ** 3 ** 2', '64'],
    ['1 / 0', 'null'],
    ['1 + null', 'null'],
    ['1 + "a"', 'null'],
    ['"a" + "b"', 'ab'],
    ['-"a"', 'null'],
    ['1.2e3', '1200'],
    ['0.1 + 0.2', '0.3'],
    ['12345678901234567890 + 1', '12345678901234567891'],
  ])('%s', (source, expected) => {
    expect(valueText(source)).toBe(expected)
  })
})

describe('if', () => {
  it.each([
    ['if true then 1 else 2', '1'],
    ['if false then 1 else 2', '2'],
    ['if null then 1 else 2', '2'],
    ['if 5 then 1 else 2', '2'],
    ['if true then 1 else 2 + 3', '1'],
    ['if false then 1 else if true then 2 else 3', '2'],
  ])('%s', (source, expected) => {
    expect(valueText(source)).toBe(expected)
  })
})

describe('instance of (DMN 1.5, table 61)', () => {
  it.each([
    ['[123] instance of list<number>', 'true'],
    ['"abc" instance of string', 'true'],
    ['123 instance of string', 'false'],
    ['123 instance of list', 'null'],
    ['{} instance of context', 'null'],
    ['null instance of Null', 'true'],
    ['null instance of Any', 'false'],
    ['1 instance of Any', 'true'],
    ['1 instance of number and true', 'true'],
    ['[1..2] instance of range<number>', 'true'],
    ['["a".."b"] instance of range<number>', 'false'],
    ['{a: 1, b: 2} instance of context<a: number>', 'true'],
    ['{a: "1"} instance of context<a: number>', 'false'],
    ['{b: 1} instance of context<a: number>', 'false'],
    ['@"P1D" instance of days and time duration', 'true'],
    ['@"P1Y" instance of days and time duration', 'false'],
    ['@"2020-01-01T00:00:00" instance of date and time', 'true'],
    ['(function(a: number) "x") instance of function<number> -> string', 'true'],
    ['(function(a: number) 1) instance of function<number> -> string', 'false'],
    ['(function(a: string) "x") instance of function<number> -> string', 'false'],
    ['(function() [1, 2]) instance of function<> -> list<number>', 'true'],
    [
      '(function(a: context<b: string>) {c: a.b, d: 1}) instance of function<context<b: string>> -> context<d: number>',
      'true',
    ],
    ['(function(x: number) if x > 1 then "a" else "b") instance of function<number> -> number', 'false'],
    ['(function(x: number) x + 1) instance of function<number> -> number', 'true'],
    ['(function(x: number) x > 1) instance of function<number> -> boolean', 'true'],
    ['abs instance of function<number> -> number', 'true'],
  ])('%s', (source, expected) => {
    expect(valueText(source)).toBe(expected)
  })
})
