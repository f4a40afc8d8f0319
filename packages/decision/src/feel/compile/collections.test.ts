import { describe, expect, it } from 'vitest'
import type { Problem } from '../../problem.ts'
import { problemsOf, valueText } from '../testing-evaluate.ts'

describe('filters (DMN 1.5, table 68)', () => {
  it.each([
    ['[1, 2, 3][1]', '1'],
    ['[1, 2, 3][-1]', '3'],
    ['[1, 2, 3][0]', 'null'],
    ['[1, 2, 3][4]', 'null'],
    ['[1, 2, 3][-4]', 'null'],
    ['[1, 2, 3][1.5]', 'null'],
    ['[1, 2, 3][1 + 1]', '2'],
    ['[1, 2, 3][{i: 3}.i]', '3'],
    ['{n: 2, r: [1, 2, 3][n]}.r', '2'],
    ['[1, 2, 3][item >= 2]', '[2, 3]'],
    ['[1, 2, 3][true]', '[1, 2, 3]'],
    ['[1, null, 3][item > 2]', '[3]'],
    ['[][1]', 'null'],
    ['[][item > 1]', '[]'],
    ['100[1]', '100'],
    ['100[2]', 'null'],
    ['100[item > 1]', '[100]'],
    ['100[false]', '[]'],
    ['null[1]', 'null'],
    ['null[true]', 'null'],
    ['[1, 2]["a"]', 'null'],
    ['[{x: 1, y: 2}, {x: 2, y: 3}][x = 1]', '[{x: 1, y: 2}]'],
    ['[{x: 1}, {y: 2}][x = 1]', '[{x: 1}]'],
    ['[{item: 1}, {item: 2}][item >= 2]', '[{item: 2}]'],
    ['[{a: 1}, {a: 2}][item.a >= 2]', '[{a: 2}]'],
    ['{a: 5, r: [{a: 1}, {b: 9}][a > 1]}.r', '[{b: 9}]'],
    ['[[1, 2], [3]][count(item) = 1]', '[[3]]'],
    ['[[1, 2], [3]][item[1] = 1]', '[[1, 2]]'],
    ['[{b: [1, 2, 3]}][count(b[item > 1]) = 2].b[1]', '[1, 2, 3]'],
    ['{a: [1, 2, 3]}.a[2]', '2'],
    ['[1, 2, 3, 4][item > 1][item < 4]', '[2, 3]'],
  ])('%s', (source, expected) => {
    expect(valueText(source)).toBe(expected)
  })

  it('of nothing are nothing, without a word about it', () => {
    const notes: Problem[] = []
    expect(valueText('xs[amount > 5]', { xs: [] }, {}, { notes })).toBe('[]')
    expect(notes).toEqual([])
  })

  it('names no entry as unknown inside, whatever the elements turn out to be', () => {
    expect(problemsOf('xs[no such entry = 1 and other > 2].third', { xs: [] })).toEqual([])
  })

  it('calls a function though an entry has its name', () => {
    expect(valueText('[{date: @"2020-01-01"}, {date: @"2021-01-01"}][date > date("2020-06-01")].date')).toBe(
      '[2021-01-01]',
    )
  })
})

describe('paths', () => {
  it.each([
    ['{a: {b c: 1}}.a.b c', '1'],
    ['{a: 1}.b', 'null'],
    ['null.b', 'null'],
    ['5.b', 'null'],
    ['[{b: 1}, {c: 2}, null].b', '[1, null, null]'],
    // Nested lists are preserved (DMN 1.5, clause 10.3.1.4).
    ['[{a: {b: [1]}}, {a: {b: [2.1, 2.2]}}, {a: {b: [3]}}].a.b', '[[1], [2.1, 2.2], [3]]'],
    ['@"2012-03-07".year', '2012'],
    ['[@"2012-03-07", @"2013-03-07"].year', '[2012, 2013]'],
    ['[1..5).end included', 'false'],
    ['{"a b": 1}.a b', '1'],
  ])('%s', (source, expected) => {
    expect(valueText(source.replace('5.b', '(5).b'))).toBe(expected)
  })

  it('reads own entries only', () => {
    expect(valueText('{a: 1}.toString')).toBe('null')
    expect(valueText('x.constructor', { x: { a: 1 } })).toBe('null')
    expect(valueText('{"__proto__": 1}.__proto__')).toBe('1')
    expect(valueText('x[constructor = null]', { x: [{ a: 1 }] })).toBe('[{a: 1}]')
  })
})

describe('contexts', () => {
  it.each([
    ['{a: 1, b: a + 1, c: a + b}', '{a: 1, b: 2, c: 3}'],
    // In the order of dependence (DMN 1.5, clause 10.3.2.11.1).
    ['{c: a + b, b: a + 1, a: 1}', '{c: 3, b: 2, a: 1}'],
    ['{a: 1, b: {c: a}}.b.c', '1'],
    ['{b: {c: a}, a: 1}.b.c', '1'],
    [
      '{isPositive: function(x) x > 0, isNotNegative: function(x) isPositive(x + 1), result: isNotNegative(0)}.result',
      'true',
    ],
    ['{a: {b: 1}.b, b: a + 1}', '{a: 1, b: 2}'],
    ['{a: [{b: 3}][b > 1].b, b: a}', '{a: [3], b: [3]}'],
    ['{a: for b in [1] return b, b: a}', '{a: [1], b: [1]}'],
    ['{a: 1, a: 2}', 'null'],
    ['{"": 1, "a b": 2}', '{"": 1, a b: 2}'],
    ['{}', '{}'],
  ])('%s', (source, expected) => {
    expect(valueText(source)).toBe(expected)
  })

  it('see a variable of the same name rather than themselves, and rather than an entry further on', () => {
    expect(valueText('{age: age + 1}', { age: 5 })).toBe('{age: 6}')
    expect(valueText('{b: a, a: 1}', { a: 5 })).toBe('{b: 5, a: 1}')
  })

  it('that need each other in a circle have unknown names', () => {
    expect(problemsOf('{a: b, b: a}')).toMatchObject([{ code: 'feel.unknown-name', params: { name: 'a' } }])
  })
})
