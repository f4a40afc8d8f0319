import { describe, expect, it } from 'vitest'
import { differencesBetween, historySteps, type Version } from './version-differences.ts'

const version = (number: number | null, values: Version['values']): Version => ({
  values,
  from: { number, at: null, batch: null },
  until: null,
})

describe('differences between versions of a row', () => {
  it('names only what changed, points compared by value', () => {
    expect(differencesBetween({ a: 1, p: [1, 2], b: 'x' }, { a: 2, p: [1, 2], b: 'x' })).toEqual([
      { item: 'a', before: 1, after: 2 },
    ])
  })

  it('treats a missing value as empty', () => {
    expect(differencesBetween({ a: null }, {})).toEqual([])
    expect(differencesBetween({ a: 1 }, {})).toEqual([{ item: 'a', before: 1, after: null }])
  })
})

describe('the history of a row', () => {
  it('runs newest first whatever order it came in, and the oldest has nothing before it', () => {
    const steps = historySteps([version(3, { a: 1 }), version(9, { a: 2 })])
    expect(steps.map((step) => step.version.from.number)).toEqual([9, 3])
    expect(steps[0]?.differences).toEqual([{ item: 'a', before: 1, after: 2 }])
    expect(steps[1]?.differences).toBeNull()
  })

  it('puts a version that has no number yet first', () => {
    expect(historySteps([version(3, {}), version(null, {})])[0]?.version.from.number).toBeNull()
  })
})
