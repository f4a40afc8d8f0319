import { describe, expect, it } from 'vitest'
import type { Value } from '../../values/value.ts'
import { passes, valueText } from '../testing-evaluate.ts'

describe('in (DMN 1.5, table 55)', () => {
  it.each([
    ['1 in [2, 3, 1]', 'true'],
    ['1 in [[2..4], [1..3]]', 'true'],
    ['5 in [[2..4], [1..3]]', 'false'],
    ['1 in <= 10', 'true'],
    ['10 in (1, < 5, >= 10)', 'true'],
    ['2 in (2..4]', 'false'],
    ['3 in ]2..4[', 'true'],
    ['10 in != 10', 'false'],
    ['1 in 1', 'true'],
    ['[1, 2] in [1, 2]', 'true'],
    ['[1, 2] in [[1, 2], [3]]', 'true'],
    ['[1, 2] in ([3], [1, 2])', 'true'],
    ['{a: 1} in ({a: 2}, {a: 1})', 'true'],
    ['1 in (2) - 1', 'true'],
    ['5 in (? > 3)', 'true'],
    ['5 in (? > 7, ? = 5)', 'true'],
    ['"abc" in (starts with(?, "a"))', 'true'],
    ['5 in some x in [1, 9] satisfies x > ?', 'true'],
    ['null in [1..10]', 'null'],
    ['1 in [1..null]', 'null'],
    ['0 in [1..null]', 'false'],
    ['@"2020-01-02" in (> @"2020-01-01")', 'true'],
    ['[1..5] in [[1..5], [2..3]]', 'true'],
  ])('%s', (source, expected) => {
    expect(valueText(source)).toBe(expected)
  })
})

describe('cells', () => {
  const cases: readonly [cell: string, input: Value, expected: Value][] = [
    ['-', null, true],
    ['', 5, true],
    ['5', 5, true],
    ['1, 2', 2, true],
    ['1, 2', 3, false],
    ['< 5, > 10', 7, false],
    ['< 5, > 10', 11, true],
    ['[1..5], ]7..9[', 8, true],
    ['[1..5], ]7..9[', 9, false],
    ['not(1, 2)', 2, false],
    ['not(1, 2)', 3, true],
    ['not(< 5, > 10)', 7, true],
    ['not("a")', null, true],
    ['not(null)', null, false],
    ['null', null, true],
    ['null', 1, false],
    ['< 5', null, null],
    ['not(< 5)', null, null],
    ['[1, 2]', 2, true],
    ['[1, 2]', [1, 2], true],
    ['[[1..3], 7]', 2, true],
    ['= 5', 5, true],
    ['!= 5', 6, true],
    ['"a", "b"', 'b', true],
    ['true', true, true],
    ['true', false, false],
    ['true', 1, null],
    ['false', false, true],
    ['? > 3 and ? < 5', 4, true],
    ['? > 3 and ? < 5', 5, false],
    ['not(? > 3)', 4, false],
    ['? = null', null, true],
    ['starts with(?, "a"), ends with(?, "z")', 'buzz', true],
    ['count(?) > 1', [1, 2], true],
    ['some x in ? satisfies x > 1', [1, 2], true],
    ['every x in ["a", "b"] satisfies list contains(?, x)', ['a', 'b', 'c'], true],
    ['if ? > 0 then ? else 1', 5, true],
    ['limit', 7, true],
    ['> limit', 8, true],
    ['limit > 5', 0, true],
    ['[limit - 1..limit + 1]', 8, true],
    ['limit in [?..10]', 3, true],
    ['limit in (? > 5)', 3, true],
    ['{a: ?}.a = 3', 3, true],
  ]
  it.each(cases)('"%s" of %j', (cell, input, expected) => {
    expect(passes(cell, input, { limit: 7 })).toBe(expected)
  })
})
