import { describe, expect, it } from 'vitest'
import type { Problem } from '../../problem.ts'
import { anyType } from '../../values/type.ts'
import { FeelFunction } from '../../values/value.ts'
import { problemsOf, valueText } from '../testing-evaluate.ts'

describe('calls', () => {
  it.each([
    ['(function(a, b) a - b)(3, 1)', '2'],
    ['(function(a, b) a - b)(b: 1, a: 3)', '2'],
    ['(function(a, b) [a, b])(b: 1)', '[null, 1]'],
    ['(function(a) a)(1, 2)', 'null'],
    ['(function(a) a)()', 'null'],
    ['(function(a) a)(c: 1)', 'null'],
    ['(function(first name) first name + "!")("Ann")', 'Ann!'],
    ['(function(a: number) a)("x")', 'null'],
    ['(function(a: number) a)([5])', '5'],
    ['(function(a: list<number>) a)(5)', '[5]'],
    ['(function(a: number) a)(null)', 'null'],
    ['substring(string: "foobar", start position: 3)', 'obar'],
    ['substring("foobar", 3, 2)', 'ob'],
    ['5(1)', 'null'],
    ['{f: function(x) x * 2, r: f(4)}.r', '8'],
    ['{f: function(x) function(y) x + y, r: f(1)(2)}.r', '3'],
    ['sort([3, 1, 2], function(a, b) a > b)', '[3, 2, 1]'],
    ['{count: 3, r: count([1, 2])}.r', '2'],
  ])('%s', (source, expected) => {
    expect(valueText(source)).toBe(expected)
  })

  it('close over what they saw when they were made', () => {
    expect(valueText('(for f in (for i in 1..3 return function(x) i * x) return f(10))')).toBe('[10, 20, 30]')
    expect(valueText('{a: 1, f: function() a, r: for a in [2] return f()}.r')).toBe('[1]')
  })

  it('take functions as values', () => {
    expect(valueText('(function(f, x) f(f(x)))(function(x) x + 1, 1)')).toBe('3')
    expect(valueText('(function(f) f([1, 2]))(sum)')).toBe('3')
  })

  it('reach the functions of a host', () => {
    const twice = new FeelFunction('twice', [[{ name: 'x', type: anyType }]], ([x]) => [x ?? null, x ?? null])
    expect(valueText('twice(5)', {}, { extensions: new Map([['twice', twice]]) })).toBe('[5, 5]')
  })

  it('reach functions of Java that are known; others give null, and a warning says so', () => {
    const source = (name: string, signature: string) =>
      `(function(x: number) external {java: {class: "${name}", method signature: "${signature}"}})(0)`
    expect(valueText(source('java.lang.Math', 'cos(double)'))).toBe('1')
    expect(problemsOf(source('java.lang.Math', 'cos(double)'))).toEqual([])
    const unknown = [
      [source('java.lang.Math', 'coss(double)'), 'java.lang.Math.coss(double)', 'cos(double)'],
      [source('java.lang.Math', 'cos(int)'), 'java.lang.Math.cos(int)', 'cos(double)'],
      [source('java.lang.Mth', 'cos(double)'), 'java.lang.Mth', 'java.lang.Math'],
    ] as const
    for (const [text, name, suggestion] of unknown) {
      expect(valueText(text)).toBe('null')
      expect(problemsOf(text)).toMatchObject([
        { code: 'feel.external-function', severity: 'warning', params: { name }, suggestion },
      ])
    }
    expect(problemsOf(source('java.lang.Math', 'max(double,double)'))).toMatchObject([
      { code: 'feel.external-function' },
    ])
    const notes: Problem[] = []
    expect(valueText(source('java.lang.Math', 'log(double)'), {}, {}, { notes })).toBe('null')
    expect(notes).toMatchObject([{ code: 'feel.arguments', params: { name: 'java.lang.Math.log(double)' } }])
  })

  it('say at which place they came to null', () => {
    const notes: Problem[] = []
    expect(valueText('[abs("x"), 5(1)]', {}, {}, { notes })).toBe('[null, null]')
    expect(notes).toMatchObject([
      { code: 'feel.arguments', severity: 'warning', params: { name: 'abs' }, span: { from: 1, to: 9 } },
      { code: 'feel.no-function', span: { from: 11, to: 15 } },
    ])
  })

  it('say that a function gives nothing for arguments outside of its domain, not for others', () => {
    const notes: Problem[] = []
    expect(valueText('[sqrt(-1), substring("ab", 5)]', {}, {}, { notes })).toBe('[null, null]')
    expect(notes).toMatchObject([
      { code: 'feel.arguments', params: { name: 'sqrt' } },
      { code: 'feel.arguments', params: { name: 'substring' } },
    ])
    const none: Problem[] = []
    valueText('[get value({}, "a"), all([true, null]), sqrt(null), (function(x) null)(1)]', {}, {}, { notes: none })
    expect(none).toEqual([])
  })

  it('of now and today are asked of each evaluation', () => {
    const source = 'string(today()) + string(now() = now())'
    expect(valueText(source, {}, {}, { now: Date.UTC(2026, 10, 20, 23), zone: 'Asia/Shanghai' })).toBe('2026-11-21true')
    expect(valueText(source, {}, {}, { now: Date.UTC(2020, 0, 1) })).toBe('2020-01-01true')
  })
})
