import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compileModel } from '../dmn/compile.ts'
import type { DecisionTable } from '../dmn/model.ts'
import { compileUnaryTests } from '../feel/program-of.ts'
import { FeelDate } from '../values/temporal.ts'
import { toText } from '../values/text.ts'
import type { Value } from '../values/value.ts'
import { checkTable, type TableRegion } from './check-table.ts'
import { literalText } from './literal-text.ts'
import { modelOf, scopeFor, tableOf } from './table-testing.ts'

// Boundaries are whole numbers of 0 to 6, days of one week and three texts: these points lie in every part that such cells can
// tell apart, so that what no point shows does not exist.
const numbers = Array.from({ length: 17 }, (_, index) => index / 2 - 1)
const days = [24, 25, 26, 27, 28]
  .map((of) => new FeelDate(2026, 2, of))
  .concat([1, 2, 3, 4].map((of) => new FeelDate(2026, 3, of)))
const texts = ['a', 'b', 'c', 'd']

const whole = fc.integer({ min: 0, max: 6 })
const day = fc.integer({ min: 1, max: 7 }).map((index) => literalText(days[index] as FeelDate))

const range = (end: fc.Arbitrary<string | number>) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant('-') },
    fc.tuple(fc.constantFrom('<', '<=', '>', '>='), end).map(([operator, at]) => `${operator} ${at}`),
    fc
      .tuple(fc.constantFrom('[', '('), end, end, fc.constantFrom(']', ')'))
      .map(([open, low, high, close]) => `${open}${low}..${high}${close}`),
    end.map(String),
    fc.tuple(end, end).map(([one, other]) => `not(${one}, > ${other})`),
    fc.tuple(end, end).map(([one, other]) => `? > ${one} and ? != ${other}`),
  )
const text = fc.oneof(
  fc.constant('-'),
  fc.subarray(['"a"', '"b"', '"c"'], { minLength: 1 }).map((some) => some.join(', ')),
  fc.subarray(['"a"', '"b"', '"c"'], { minLength: 1, maxLength: 2 }).map((some) => `not(${some.join(', ')})`),
)
const truth = fc.constantFrom('-', 'true', 'false', 'not(true)')

const types = { n: 'number', s: 'string', b: 'boolean', t: 'date' }
const names = ['n', 's', 'b', 't']
const scope = scopeFor(types as never)
const rows = fc.array(fc.tuple(range(whole), text, truth, range(day)), { minLength: 1, maxLength: 6 })

const points: readonly (readonly Value[])[] = numbers.flatMap((n) =>
  texts.flatMap((s) => [true, false].flatMap((b) => days.map((t) => [n, s, b, t]))),
)

const tableFor = (policy: 'UNIQUE' | 'FIRST' | 'COLLECT', cells: readonly (readonly string[])[]): DecisionTable =>
  tableOf(
    policy,
    names.map((name) => `${name}: ${types[name as keyof typeof types]}`),
    cells.map((row, index) => [...row, `${index}`]),
  )

/** Rules that hold at a point, as the engine decides them. */
const matching = (cells: readonly (readonly string[])[]) => {
  const entry = compileModel(modelOf(tableFor('COLLECT', cells), types)).entries.get('d')
  return (point: readonly Value[]): readonly number[] =>
    (entry?.evaluate(Object.fromEntries(names.map((name, index) => [name, point[index]]))).value ?? []) as number[]
}

/** Whether a point lies in a region, as its text says. */
const membership = (region: TableRegion) => {
  const programs = region.inputs.map((source) => {
    const compiled = compileUnaryTests(source, { variables: new Map([['?', { kind: 'Any' }]]) })
    if (!compiled.ok) throw new Error(`${source} is no test`)
    return compiled.program
  })
  return (point: readonly Value[]) =>
    programs.every((program, column) => program.evaluate({ '?': point[column] as Value }) === true)
}

it('finds exactly the gaps and overlaps that evaluating shows', () => {
  fc.assert(
    fc.property(rows, (cells) => {
      const match = matching(cells)
      const { gaps, overlaps, complete } = checkTable(tableFor('UNIQUE', cells), scope, { most: 500 })
      expect(complete).toBe(true)
      for (const gap of gaps) expect(match(gap.example)).toEqual([])
      for (const overlap of overlaps) expect(match(overlap.example)).toEqual(expect.arrayContaining([...overlap.rules]))
      const inGap = gaps.map(membership)
      const inOverlap = overlaps.map((overlap) => ({ ...overlap, has: membership(overlap) }))
      for (const point of points) {
        const rules = match(point)
        const shown = point.map((value) => toText(value)).join(' ')
        expect([shown, inGap.some((has) => has(point))]).toEqual([shown, rules.length === 0])
        const told = inOverlap.filter(({ has }) => has(point))
        for (const overlap of told) expect(rules).toEqual(expect.arrayContaining([...overlap.rules]))
        // Every two rules that hold here are told together.
        for (const left of rules)
          for (const right of rules)
            if (left < right)
              expect([shown, told.some((one) => one.rules.includes(left) && one.rules.includes(right))]).toEqual([
                shown,
                true,
              ])
      }
    }),
    { numRuns: 60 },
  )
})

it('finds exactly the rules that never come first', () => {
  fc.assert(
    fc.property(rows, (cells) => {
      const match = matching(cells)
      const reached = new Set(points.map((point) => match(point)[0]))
      const { unreachable } = checkTable(tableFor('FIRST', cells), scope)
      expect(unreachable.map(({ rule }) => rule)).toEqual([...cells.keys()].filter((rule) => !reached.has(rule)))
    }),
    { numRuns: 100 },
  )
})

it('tells gaps as wide as they are: no input of a gap can be opened further', () => {
  fc.assert(
    fc.property(rows, (cells) => {
      const match = matching(cells)
      const free = points.filter((point) => match(point).length === 0)
      const { gaps } = checkTable(tableFor('UNIQUE', cells), scope, { most: 500 })
      for (const gap of gaps)
        for (const column of names.keys()) {
          if (gap.inputs[column] === '-') continue
          const opened = membership({ ...gap, inputs: gap.inputs.map((text, at) => (at === column ? '-' : text)) })
          // Some point of the opened box is taken by a rule.
          expect(points.filter(opened).length).toBeGreaterThan(free.filter(opened).length)
        }
    }),
    { numRuns: 60 },
  )
})
