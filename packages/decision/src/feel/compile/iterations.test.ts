import { describe, expect, it } from 'vitest'
import { valueText } from '../testing-evaluate.ts'

describe('for (DMN 1.5, clause 10.3.2.14)', () => {
  it.each([
    ['for i in [1, 2, 3] return i * i', '[1, 4, 9]'],
    ['for i in 2..4 return i', '[2, 3, 4]'],
    ['for i in 4..2 return i', '[4, 3, 2]'],
    ['for i in 1..1 return i', '[1]'],
    ['for i in [1, 2], j in [10, 20] return i + j', '[11, 21, 12, 22]'],
    ['for x in [[1, 2], [3]], y in x return y', '[1, 2, 3]'],
    ['for i in 0..4 return if i = 0 then 1 else i * partial[-1]', '[1, 1, 2, 6, 24]'],
    ['for i in 1..3 return count(partial)', '[0, 1, 2]'],
    ['for i in 1..3 return partial', '[[], [[]], [[], [[]]]]'],
    ['for f in (for i in 1..2 return function() count(partial)) return f()', '[0, 1]'],
    [
      'for f in (for i in 1..3 return if i = 1 then function() 0 else function() partial[-1]() + 1) return f()',
      '[0, 1, 2]',
    ],
    ['for i in [] return i', '[]'],
    ['for i in null return i', 'null'],
    ['for i in 5 return i', '[5]'],
    ['for i in 1.5..3 return i', 'null'],
    ['for i in "a".."c" return i', 'null'],
    ['for i in @"1980-01-01"..@"1980-01-03" return i.day', '[1, 2, 3]'],
    ['for i in [1..3] return i', '[1, 2, 3]'],
    ['for i in (1..4) return i', '[2, 3]'],
    ['for i in [1, 2] return for j in [i] return i + j', '[[2], [4]]'],
  ])('%s', (source, expected) => {
    expect(valueText(source)).toBe(expected)
  })
})

describe('some and every', () => {
  it.each([
    ['some x in [1, 2] satisfies x > 1', 'true'],
    ['some x in [1, 2] satisfies x > 2', 'false'],
    ['every x in [1, 2] satisfies x > 0', 'true'],
    ['every x in [1, 2] satisfies x > 1', 'false'],
    ['some x in [] satisfies x > 1', 'false'],
    ['every x in [] satisfies x > 1', 'true'],
    ['some x in [null, 2] satisfies x > 1', 'true'],
    ['some x in [null, 1] satisfies x > 1', 'null'],
    ['every x in [null, 2] satisfies x > 1', 'null'],
    ['every x in [null, 1] satisfies x > 1', 'false'],
    ['some x in [1, 2], y in [2, 3] satisfies x + y = 5', 'true'],
    ['every x in [1, 2], y in [x] satisfies x = y', 'true'],
    ['some x in null satisfies true', 'null'],
    ['some x in 1..3 satisfies x = 3', 'true'],
  ])('%s', (source, expected) => {
    expect(valueText(source)).toBe(expected)
  })
})
