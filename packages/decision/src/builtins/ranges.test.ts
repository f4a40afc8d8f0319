import { describe, expect, it } from 'vitest'
import { cases, said } from './testing-expressions.ts'

/** The examples of DMN 1.5, table 78, and what it says of ends that are left out. */
describe('functions of ranges', () => {
  it.each(
    cases(String.raw`
      before(1, 10) => true
      before(10, 1) => false
      before(1, [1..10]) => false
      before(1, (1..10]) => true
      before([1..10), 10) => true
      before([1..10], 15) => true
      before([1..10), [10..20]) => true
      before([1..10], [10..20]) => false
      before([1..10], (10..20]) => true
      before([1..10], (> 10)) => true
      before((< 5), 5) => true
      before((> 5), 100) => false
      before(null, 1) => null
      before(1, "a") => null
      before("a", "b") => true
      before(@"2026-01-01", [@"2026-01-02"..@"2026-01-03"]) => true
      after(10, [1..10)) => true
      after([11..20], [1..11)) => true
      after((11..20], [1..11]) => true
      after([1..10], 5) => false
      after((> 5), 5) => true
      meets([1..5], [5..10]) => true
      meets([1..5), [5..10]) => false
      meets([1..5], [6..10]) => false
      meets(5, [5..10]) => null
      met by([5..10], [1..5]) => true
      met by((5..10], [1..5]) => false
      overlaps([1..5], [3..8]) => true
      overlaps([3..8], [1..5]) => true
      overlaps([1..8], [3..5]) => true
      overlaps([1..5], [6..8]) => false
      overlaps([1..5], [5..8]) => true
      overlaps([1..5), [5..8]) => false
      overlaps((< 5), (> 3)) => true
      overlaps((< 5), (>= 5)) => false
      overlaps before([1..5], [3..8]) => true
      overlaps before([1..5], [6..8]) => false
      overlaps before([1..5], (1..5]) => true
      overlaps before([1..5), [1..5]) => false
      overlaps before([1..5], [1..5]) => false
      overlaps after([3..8], [1..5]) => true
      overlaps after((1..5], [1..5)) => true
      overlaps after([1..5], [1..5)) => false
      finishes(10, [1..10]) => true
      finishes(10, [1..10)) => false
      finishes([5..10], [1..10]) => true
      finishes([5..10), [1..10]) => false
      finished by([1..10], 10) => true
      finished by([1..10], [5..10]) => true
      finished by([1..10], (1..10]) => true
      includes([1..10], 5) => true
      includes([1..10], 12) => false
      includes((1..10], 1) => false
      includes([1..10], [4..6]) => true
      includes([1..10], (1..10)) => true
      includes([1..10), [1..10]) => false
      includes((!= 5), 4) => true
      includes((!= 5), 5) => false
      includes((> 5), (> 6)) => true
      during(5, [1..10]) => true
      during([4..6], [1..10]) => true
      during([1..10], [1..10]) => true
      during((1..10), [1..10)) => true
      starts(1, [1..10]) => true
      starts(1, (1..10]) => false
      starts([1..5], [1..10]) => true
      starts((1..5], [1..10]) => false
      started by([1..10], 1) => true
      started by([1..10], [1..5]) => true
      started by([1..10], [1..10)) => true
      coincides(5, 5) => true
      coincides(3, 4) => false
      coincides([1..5], [1..5]) => true
      coincides((1..5), [1..5]) => false
      before(range2: [5..6], range1: [1..2]) => true
      during(point: 5, range: [1..10]) => true
      range("[1..3]") => [1..3]
      range("(1..3]") => (1..3]
      range("]1..3[") => (1..3)
      range(" [ -1.5 .. 2 ) ") => [-1.5..2)
      range("[\"a\"..\"c..d\"]") => ["a".."c..d"]
      range("[@\"2020-01-01\"..@\"2020-02-01\"]") => [@"2020-01-01"..@"2020-02-01"]
      range("[date(\"2020-01-01\")..date(\"2020-02-01\"))") => [date("2020-01-01")..date("2020-02-01"))
      range("[duration(\"P1D\")..duration(\"P2D\")]") => [@"P1D"..@"P2D"]
      range("(..3]") => (<= 3)
      range("[1..)") => (>= 1)
      range("[..3]") => null
      range("(..)") => null
      range("[3..1]") => null
      range("[1..\"a\"]") => null
      range("[date(\"P1D\")..date(\"P2D\")]") => null
      range("[a..b]") => null
      range("1..3") => null
      range("[1..3") => null
      range("[+1..3]") => null
      range("") => null
      range(null) => null
      range(from: "[1..2]") => [1..2]
    `),
  )('%s is %s', (source, expected) => {
    expect(said(source)).toBe(said(expected))
  })
})
