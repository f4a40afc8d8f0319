import { describe, expect, it } from 'vitest'
import { problemsOf, valueText } from '../testing-evaluate.ts'

describe('an unknown name', () => {
  it.each([
    ['applicant agee > 1', 'applicant agee', 'applicant age', 0, 14],
    ['1 + summ([1])', 'summ', 'sum', 4, 8],
    ['for item price in [1] return item prise', 'item prise', 'item price', 29, 39],
    ['(function(amount) amuont)(1)', 'amuont', 'amount', 18, 24],
    ['{total: 1, b: totl}', 'totl', 'total', 14, 18],
    ['entirely different', 'entirely different', undefined, 0, 18],
    ['年龄＞＝18', '年龄＞＝18', '年龄>=18', 0, 6],
    ['年齡 > 1', '年齡', '年龄', 0, 2],
  ])('in %s', (source, name, suggestion, from, to) => {
    expect(problemsOf(source, { 'applicant age': 1, 年龄: 1 })).toEqual([
      {
        code: 'feel.unknown-name',
        severity: 'error',
        message: `There is no "${name}" here`,
        params: { name },
        span: { from, to },
        source,
        ...(suggestion !== undefined && { suggestion }),
      },
    ])
  })

  it('is none in a path, a filter, a key, a named argument or the body of an external function', () => {
    const sources = [
      'x.anything at all',
      'x[anything at all > 1]',
      '{anything at all: 1}',
      'f(anything: 1)',
      '(function() external {java: {class: "a", method signature: "b()"}})()',
      'x[y[deep > 1] = z]',
    ]
    for (const source of sources)
      expect(
        problemsOf(source, { x: null, f: null }).filter(({ severity }) => severity === 'error'),
        source,
      ).toEqual([])
  })

  it('is told for each of them, up to a hundred', () => {
    expect(problemsOf('[a1, b2, c3]').map(({ params }) => params?.name)).toEqual(['a1', 'b2', 'c3'])
    expect(problemsOf(`[${Array.from({ length: 500 }, (_, index) => `name${index}`).join()}]`)).toHaveLength(100)
  })
})

it('finds what is nearest: loops before keys before variables before functions', () => {
  expect(valueText('for x in [1] return {x: x + 1, y: x}', { x: 100 })).toBe('[{x: 2, y: 2}]')
  expect(valueText('(function(x) for x in [x + 1] return x)(1)', { x: 100 })).toBe('[2]')
  expect(valueText('abs', { abs: 7 })).toBe('7')
})
