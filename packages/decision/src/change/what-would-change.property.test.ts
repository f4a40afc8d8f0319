import fc from 'fast-check'
import { expect, it } from 'vitest'
import { modelOf, tableOf } from '../check/table-testing.ts'
import { compileModel } from '../dmn/compile.ts'
import { equal } from '../values/equal.ts'
import { FeelDate } from '../values/temporal.ts'
import { simpleType } from '../values/type.ts'
import type { Value } from '../values/value.ts'
import { distance } from './distance.ts'
import { whatWouldChange } from './what-would-change.ts'

const types = { n: 'number', s: 'string', b: 'boolean', t: 'date' } as const
const names = ['n', 's', 'b', 't'] as const

const days = [1, 2, 3, 4, 5, 6, 7].map((day) => new FeelDate(2026, 3, day))
const written = ({ day }: FeelDate) => `@"2026-03-0${day}"`
const cell = (end: fc.Arbitrary<string | number>) =>
  fc.oneof(
    fc.constant('-'),
    fc.tuple(fc.constantFrom('<', '<=', '>', '>='), end).map(([operator, at]) => `${operator} ${at}`),
    fc.tuple(end, end).map(([low, high]) => `[${low}..${high})`),
    end.map(String),
  )
const number = fc.integer({ min: 1, max: 5 })
const rows = fc.array(
  fc.tuple(
    cell(number),
    fc.constantFrom('-', '"a"', '"a", "b"', 'not("b")'),
    fc.constantFrom('-', 'true', 'false'),
    cell(fc.constantFrom(...days.slice(1, 6)).map(written)),
    fc.constantFrom('"x"', '"y"'),
  ),
  { minLength: 1, maxLength: 5 },
)

// All that such tables can tell apart: outside of and on the boundaries, and halfway between two.
const halves = Array.from({ length: 15 }, (_, index) => index / 2 - 0.5)
const grid: Readonly<Record<(typeof names)[number], readonly Value[]>> = {
  n: halves,
  s: ['a', 'b', 'c'],
  b: [true, false],
  t: days,
}
const given = fc.record({
  n: fc.integer({ min: 0, max: 6 }),
  s: fc.constantFrom('a', 'b', 'c'),
  b: fc.boolean(),
  t: fc.constantFrom(...days),
})

const points = grid.n.flatMap((n) =>
  grid.s.flatMap((s) => grid.b.flatMap((b) => grid.t.map((t): Readonly<Record<string, Value>> => ({ n, s, b, t })))),
)

it('proposes what does change the outcome, with no fewer inputs and no shorter way than trying everything finds', () => {
  fc.assert(
    fc.property(rows, given, (cells, from) => {
      const table = tableOf(
        'FIRST',
        names.map((name) => `${name}: ${types[name]}`),
        [...cells, ['-', '-', '-', '-', '"z"']],
      )
      const engine = compileModel(modelOf(table, types))
      const decide = (inputs: Readonly<Record<string, Value>>) => engine.entries.get('d')?.evaluate(inputs).value
      const now = decide(from)
      const { proposals, exhausted } = whatWouldChange(engine, 'd', from, 'anything else', { together: 4 })
      expect(exhausted).toBe(true)

      const flips = points
        .filter((point) => decide(point) !== now)
        .map((point) =>
          names
            .filter((name) => equal(point[name] as Value, from[name]) !== true)
            .map((name) => ({ name, to: point[name] as Value })),
        )
      const fewest = Math.min(...flips.map((changes) => changes.length))
      // Halves of numbers only show whether there is a way: proposals take whole steps where the table has only whole numbers.
      const ways = flips
        .filter(
          (changes) =>
            changes.length === fewest && changes.every(({ to }) => typeof to !== 'number' || Number.isInteger(to)),
        )
        .map((changes) =>
          changes.reduce((sum, { name, to }) => sum + distance(from[name], to, simpleType(types[name])), 0),
        )

      expect(proposals.length === 0).toBe(flips.length === 0)
      for (const { changes, outcome } of proposals) {
        expect(changes).toHaveLength(fewest)
        const changed = { ...from, ...Object.fromEntries(changes.map(({ input, to }) => [input, to])) }
        expect(decide(changed)).toBe(outcome)
        expect(outcome).not.toBe(now)
      }
      if (ways.length > 0) expect(proposals[0]?.distance).toBeLessThanOrEqual(Math.min(...ways) + 1e-9)
    }),
    { numRuns: 150 },
  )
})

it('says "or more" and "or less" only where it holds', () => {
  fc.assert(
    fc.property(rows, given, (cells, from) => {
      const table = tableOf(
        'FIRST',
        names.map((name) => `${name}: ${types[name]}`),
        [...cells, ['-', '-', '-', '-', '"z"']],
      )
      const engine = compileModel(modelOf(table, types))
      const decide = (inputs: Readonly<Record<string, Value>>) => engine.entries.get('d')?.evaluate(inputs).value
      for (const { changes, outcome } of whatWouldChange(engine, 'd', from, { is: 'x' }).proposals) {
        const changed = { ...from, ...Object.fromEntries(changes.map(({ input, to }) => [input, to])) }
        for (const { input, to, andBeyond } of changes) {
          if (input !== 'n' || !andBeyond) continue
          const further = [...halves, -1_000, 1_000].filter((n) =>
            andBeyond === 'more' ? n > (to as number) : n < (to as number),
          )
          for (const n of further) expect([n, decide({ ...changed, n })]).toEqual([n, outcome])
        }
      }
    }),
    { numRuns: 150 },
  )
})

it('finds where a formula turns as near as trying all whole numbers does', () => {
  const coefficient = fc.integer({ min: -9, max: 9 })
  const start = fc.integer({ min: -100, max: 100 })
  fc.assert(
    fc.property(coefficient, coefficient, fc.integer({ min: -500, max: 500 }), start, start, (a, b, limit, x, y) => {
      const model = modelOf(tableOf('UNIQUE', [], []), { x: 'number', y: 'number' })
      const [decision] = model.decisions
      const text = `if ${a} * x + ${b} * y > ${limit} then "yes" else "no"`
      const engine = compileModel({
        ...model,
        decisions: decision ? [{ ...decision, logic: { kind: 'literal', text } }] : [],
      })
      const isOver = (one: number, other: number) => a * one + b * other > limit
      const now = isOver(x, y)
      const far = (from: number, flips: (to: number) => boolean) => {
        for (let step = 1; step <= 2_000; step++) if (flips(from + step) || flips(from - step)) return step
        return undefined
      }
      const nearest = { x: far(x, (to) => isOver(to, y) !== now), y: far(y, (to) => isOver(x, to) !== now) }
      const { proposals } = whatWouldChange(engine, 'd', { x, y }, 'anything else', { together: 1 })
      const found = Object.fromEntries(
        proposals.map(({ changes: [change] }) => [change?.input, Math.abs(Number(change?.to) - Number(change?.from))]),
      )
      expect(found).toEqual(Object.fromEntries(Object.entries(nearest).filter(([, step]) => step !== undefined)))
    }),
    { numRuns: 200 },
  )
})
