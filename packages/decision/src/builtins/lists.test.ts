import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { equal } from '../values/equal.ts'
import { temporalFromText } from '../values/literal.ts'
import type { Value } from '../values/value.ts'
import { distinct } from './distinct.ts'
import { cases, evaluated, said } from './testing-expressions.ts'

const scalar = fc.oneof(
  fc.constantFrom(null, true, false, '', '1', 'a"b', 1, 1.5, -0, '2026-01-01', '{"a":1}', '[1]'),
  fc
    .constantFrom('2026-01-01', '10:00:00Z', '11:00:00+01:00', '10:00:00', 'P1D', 'PT24H', 'P12M', 'P1Y')
    .map(temporalFromText),
)
const value: fc.Arbitrary<Value> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('value')),
    fc.dictionary(fc.constantFrom('a', 'b'), tie('value')),
  ),
})).value as fc.Arbitrary<Value>

it('tells values apart as "=" does', () => {
  fc.assert(
    fc.property(fc.array(value, { maxLength: 8 }), (values) => {
      const wanted: Value[] = []
      for (const one of values) if (!wanted.some((other) => equal(other, one) === true)) wanted.push(one)
      expect(distinct(values)).toEqual(wanted)
    }),
  )
})

describe('functions of lists', () => {
  it.each(
    cases(`
      list contains([1, 2, 3], 2) => true
      list contains([1, null], null) => true
      list contains([1, 2], "2") => false
      list contains(null, 1) => null
      list replace([2, 4, 7, 8], 3, 6) => [2, 4, 6, 8]
      list replace([2, 4, 7, 8], function(item, newItem) item < newItem, 5) => [5, 5, 7, 8]
      list replace([2, 4], 0, 5) => null
      list replace([2, 4], -2, 5) => [5, 4]
      list replace([2, 4], function(item) true, 5) => null
      list replace([2, 4], function(item, newItem) item, 5) => null
      count([1, 2, 3]) => 3
      count([]) => 0
      count([1, null, [2, 3]]) => 3
      count(5) => 1
      count(null) => null
      count(1, 2) => null
      min([1, 2, 3]) => 1
      min(1, 2, 3) => 1
      min("c", "a", "b") => "a"
      min(@"2026-11-20", @"2025-01-01") => @"2025-01-01"
      min([]) => null
      min([1, "a"]) => null
      min([1, null]) => null
      min([true]) => null
      min(c1: 2, c2: 1) => 1
      max(1, 2, 3) => 3
      max([]) => null
      max(list: [1, 5, 3]) => 5
      max(@"PT1H", @"PT90M") => @"PT1H30M"
      sum([1, 2, 3]) => 6
      sum(1, 2, 3) => 6
      sum(1) => 1
      sum(0.1, 0.2) => 0.3
      sum([]) => null
      sum([1, "2"]) => null
      sum([1, null]) => null
      sum() => null
      mean([1, 2, 3]) => 2
      mean(1, 2) => 1.5
      mean([]) => null
      product([2, 3, 4]) => 24
      product(2, 3, 4) => 24
      median(8, 2, 5, 3, 4) => 4
      median([6, 1, 2, 3]) => 2.5
      median([]) => null
      stddev(2, 4, 7, 5) => 2.081665999466132735282297706979931
      stddev([47]) => null
      stddev(47) => null
      stddev([]) => null
      mode(6, 3, 9, 6, 6) => [6]
      mode([6, 1, 9, 6, 1]) => [1, 6]
      mode([]) => []
      mode([1, "a"]) => null
      all([false, null, true]) => false
      all([true, null]) => null
      all(true, true) => true
      all([]) => true
      all(0) => null
      all() => null
      any([false, null, true]) => true
      any([false, null]) => null
      any(false) => false
      any([]) => false
      any(0) => null
      sublist([4, 5, 6], 1, 2) => [4, 5]
      sublist([4, 5, 6], 2) => [5, 6]
      sublist([4, 5, 6], -2) => [5, 6]
      sublist([4, 5, 6], -1, 1) => [6]
      sublist([4, 5, 6], 0) => null
      sublist([4, 5, 6], 4) => null
      sublist([4, 5, 6], 2, 3) => null
      append([1], 2, 3) => [1, 2, 3]
      append([1], [2]) => [1, [2]]
      append([1], null) => [1, null]
      append(null, 1) => null
      concatenate([1, 2], [3]) => [1, 2, 3]
      concatenate([1], 2) => [1, 2]
      concatenate([1], null) => null
      concatenate() => null
      insert before([1, 3], 1, 2) => [2, 1, 3]
      insert before([1, 3], -1, 2) => [1, 2, 3]
      insert before([1, 3], 3, 2) => null
      insert before([1, 3], 0, 2) => null
      remove([1, 2, 3], 2) => [1, 3]
      remove([1, 2, 3], -3) => [2, 3]
      remove([1, 2, 3], 4) => null
      reverse([1, 2, 3]) => [3, 2, 1]
      index of([1, 2, 3, 2], 2) => [2, 4]
      index of([1, null], null) => [2]
      index of([1], 3) => []
      union([1, 2], [2, 3]) => [1, 2, 3]
      distinct values([1, 2, 3, 2, 1]) => [1, 2, 3]
      distinct values([1, 1.0, "1", true, null, null]) => [1, "1", true, null]
      distinct values([{a: 1, b: [2]}, {b: [2], a: 1}]) => [{a: 1, b: [2]}]
      count(distinct values([time("10:00:00Z"), time("10:00:00+00:00"), @"2026-01-01"])) => 2
      count(distinct values([@"2026-01-01T10:00:00Z", @"2026-01-01T11:00:00+01:00", @"2026-01-01T10:00:00"])) => 2
      distinct values([@"P1D", @"PT24H", @"P1M", @"P1D"]) => [@"P1D", @"P1M"]
      distinct values([[1..2], [1..2], (1..2]]) => [[1..2], (1..2]]
      distinct values([[1, "2"], ["1", 2], [1, "2"]]) => [[1, "2"], ["1", 2]]
      flatten([[1, 2], [[3]], 4]) => [1, 2, 3, 4]
      flatten(1) => [1]
      flatten(null) => null
      sort([3, 1, 4, 5, 2], function(x, y) x < y) => [1, 2, 3, 4, 5]
      sort(list: [1, 2], precedes: function(x, y) x > y) => [2, 1]
      sort([{k: 1, v: "a"}, {k: 0, v: "b"}, {k: 1, v: "c"}], function(x, y) x.k < y.k).v => ["b", "a", "c"]
      sort([], function(x, y) x < y) => []
      sort([1], 2) => null
      sort([1, 2]) => null
    `),
  )('%s is %s', (source, expected) => {
    expect(said(source)).toBe(said(expected))
  })

  it('refuses to make a list beyond the limit', () => {
    expect(() => evaluated('{a: for i in 1..600000 return i, b: concatenate(a, a)}.b')).toThrow(/1000000/)
  })
})
