import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileUnaryTests } from '../feel/program-of.ts'
import { Decimal } from '../values/number.ts'
import { FeelDate, FeelDateTime, FeelTime } from '../values/temporal.ts'
import { anyType } from '../values/type.ts'
import type { Value } from '../values/value.ts'
import { decision, engineOf, entryOf, input, table, valueIn } from './testing-model.ts'

const engineWith = (logic: string, names: readonly string[] = ['x', 'y'], typeRef?: string) =>
  engineOf(
    names.map((name) => input(name)).join('') +
      decision(
        'd',
        logic,
        names.map((name) => `input:${name}`),
        typeRef,
      ),
  )

const overlapping = ['> 0 => "a"', '> 10 => "b"', '> 20 => "a"']

describe('hit policies', () => {
  const withValues = { outputParts: { y: '<outputValues><text>"b", "a"</text></outputValues>' } }
  test.each([
    ['UNIQUE', 5, 'a'],
    ['UNIQUE', 15, null],
    ['UNIQUE', -1, null],
    ['FIRST', 25, 'a'],
    ['ANY', 15, null],
    ['PRIORITY', 5, 'a'],
    ['PRIORITY', 25, 'b'],
    ['RULE ORDER', 25, ['a', 'b', 'a']],
    ['RULE ORDER', -1, []],
    ['OUTPUT ORDER', 25, ['b', 'a', 'a']],
    ['COLLECT', 15, ['a', 'b']],
    ['COLLECT', -1, []],
  ])('%s with %s gives %j', async (hitPolicy, x, expected) => {
    const engine = await engineWith(table(['x'], ['y'], overlapping, { hitPolicy, ...withValues }), ['x'])
    expect(engine.problems).toEqual([])
    expect(valueIn(engine, 'd', { x })).toEqual(expected)
  })

  test('ANY takes equal outputs; UNIQUE and ANY say which rules clash', async () => {
    const any = await engineWith(table(['x'], ['y'], ['> 0 => 1.0', '> 1 => 1'], { hitPolicy: 'ANY' }), ['x'])
    expect(valueIn(any, 'd', { x: 5 })).toBe(1)
    const unique = await engineWith(table(['x'], ['y'], overlapping), ['x'])
    expect(entryOf(unique, 'd').evaluate({ x: 15 }).problems).toMatchObject([
      { code: 'dmn.not-unique', params: { rules: '1, 2' }, place: { element: 'd' } },
    ])
  })

  test.each([
    ['SUM', 25, 6, null],
    ['COUNT', 25, 3, 0],
    ['MIN', 25, 1, null],
    ['MAX', 25, 3, null],
  ])('COLLECT with %s, of %s and of nothing', async (aggregation, x, expected, ofNothing) => {
    const rows = ['> 0 => 1', '> 10 => 3', '> 20 => 2']
    const engine = await engineWith(table(['x'], ['y'], rows, { hitPolicy: 'COLLECT', aggregation }), ['x'])
    expect(valueIn(engine, 'd', { x })).toBe(expected)
    expect(valueIn(engine, 'd', { x: -1 })).toBe(ofNothing)
  })

  test('several outputs are a context, ordered by priority column by column', async () => {
    const outputParts = {
      risk: '<outputValues><text>"high", "low"</text></outputValues>',
      fee: '<outputValues><text>30, 20, 10</text></outputValues>',
    }
    const rows = ['> 0 => "low" | 30', '> 0 => "high" | 10', '> 0 => "high" | 20']
    const ordered = (hitPolicy: string) =>
      engineWith(table(['x'], ['risk', 'fee'], rows, { hitPolicy, outputParts }), ['x'])
    expect(valueIn(await ordered('PRIORITY'), 'd', { x: 1 })).toEqual({ risk: 'high', fee: 20 })
    expect(valueIn(await ordered('OUTPUT ORDER'), 'd', { x: 1 })).toEqual([
      { risk: 'high', fee: 20 },
      { risk: 'high', fee: 10 },
      { risk: 'low', fee: 30 },
    ])
  })
})

describe('cells', () => {
  test('defaults stand in when no rule matches, one for each output', async () => {
    const outputParts = {
      a: '<defaultOutputEntry><text>"none"</text></defaultOutputEntry>',
      b: '<defaultOutputEntry><text>x + 1</text></defaultOutputEntry>',
    }
    const engine = await engineWith(table(['x'], ['a', 'b'], ['1 => "one" | 1'], { outputParts }), ['x'])
    expect(valueIn(engine, 'd', { x: 1 })).toEqual({ a: 'one', b: 1 })
    expect(valueIn(engine, 'd', { x: 2 })).toEqual({ a: 'none', b: 3 })
  })

  test('a value that is not allowed makes the table null, with the column', async () => {
    const engine = await engineWith(table(['x', 'y'], ['z'], ['- | - => 1'], { inputValues: { y: '"a", "b"' } }))
    expect(valueIn(engine, 'd', { x: 1, y: 'a' })).toBe(1)
    expect(valueIn(engine, 'd', { x: 1 })).toBe(1)
    const { value, problems } = entryOf(engine, 'd').evaluate({ x: 1, y: 'c' })
    expect(value).toBeNull()
    expect(problems).toMatchObject([{ code: 'dmn.input-value', place: { column: 2, columnKind: 'input' } }])
  })

  test('speak of the input and of other variables, and are empty or a dash for anything', async () => {
    const rows = [
      '? > y and ? < 100 | - => "between"',
      '< y |  => "below"',
      '[y..y] | => "same"',
      '- | ? = null => "no limit"',
    ]
    const engine = await engineWith(table(['x', 'y'], ['z'], rows, { hitPolicy: 'FIRST' }))
    const of = (x: unknown, y: unknown) => valueIn(engine, 'd', { x, y })
    expect([of(50, 10), of(5, 10), of(10, 10), of(500, 10), of(1, null)]).toEqual([
      'between',
      'below',
      'same',
      null,
      'no limit',
    ])
  })

  test('a table without inputs has its rules matched always', async () => {
    expect(valueIn(await engineWith(table([], ['y'], ['=> 1', '=> 2'], { hitPolicy: 'COLLECT' }), []), 'd')).toEqual([
      1, 2,
    ])
  })
})

/** Cells of every shape, with values they may meet. */
const cells = [
  '-',
  '1',
  '< 2',
  '<= 2',
  '> 1.5',
  '[1..3)',
  '(1..3]',
  '1, 3, "a"',
  'not(1, 2)',
  'not("a")',
  '"a"',
  '"a", "b"',
  '!= "a"',
  '< "b"',
  '["a".."c"]',
  'true',
  'false',
  'null',
  'not(null)',
  '@"2026-11-20"',
  '>= @"2026-11-20"',
  '< @"2026-11-21"',
  '(@"2026-11-19"..@"2027-01-01"]',
  'not(@"2026-11-20")',
  '[@"2026-11-20T10:00:00"..@"2026-11-20T12:00:00"]',
  '? != null',
  'y',
  '> y',
  '[1, 2]',
  '0.1',
  '> 0.1',
  '[0.1..0.3333333333333333]',
  '12345678901234567890',
]
const values: readonly Value[] = [
  null,
  0,
  1,
  1.5,
  2,
  3,
  -1,
  0.1,
  new Decimal('12345678901234567890'),
  new Decimal('12345678901234567891'),
  new Decimal('0.1000000000000000000000000001'),
  new Decimal('0.0999999999999999999999999999'),
  new Decimal('1.500000000000000000000000001'),
  new Decimal('1').div(3),
  new Decimal('1e400'),
  '',
  'a',
  'b',
  'zz',
  true,
  false,
  new FeelDate(2026, 11, 20),
  new FeelDate(2026, 11, 19),
  new FeelDate(2026, 11, 21),
  new FeelDate(2027, 1, 1),
  new FeelDate(-999_999_999, 1, 1),
  new FeelDateTime(new FeelDate(2026, 11, 20), new FeelTime(11, 0, 0, 0, undefined, undefined)),
  [1],
  [1, 2],
  { a: 1 },
]

test('the index of a table passes exactly the rules whose cells pass one by one', async () => {
  const scope = {
    variables: new Map([
      ['x', anyType],
      ['y', anyType],
      ['z', anyType],
      ['?', anyType],
    ]),
  }
  const passes = new Map(
    cells.map((text) => {
      const compiled = compileUnaryTests(text, scope)
      if (!compiled.ok) throw new Error(text)
      return [text, (value: Value, y: Value) => compiled.program.evaluate({ '?': value, y }) === true] as const
    }),
  )
  const row = fc.tuple(fc.constantFrom(...cells), fc.constantFrom(...cells))
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 80 }),
      fc.array(fc.tuple(fc.constantFrom(...values), fc.constantFrom(...values)), { minLength: 20, maxLength: 20 }),
      async (rows, inputs) => {
        const texts = rows.map(([first, second], at) => `${first} | ${second} => ${at}`)
        const engine = await engineWith(table(['x', 'z'], ['out'], texts, { hitPolicy: 'RULE ORDER' }), ['x', 'y', 'z'])
        expect(engine.problems).toEqual([])
        for (const [x, z] of inputs) {
          const y = 2
          const expected = rows.flatMap(([first, second], at) =>
            passes.get(first)?.(x, y) && passes.get(second)?.(z, y) ? [at] : [],
          )
          expect(entryOf(engine, 'd').evaluate({ x, y, z }).value).toEqual(expected)
          const { trace } = entryOf(engine, 'd').trace({ x, y, z })
          const [told] = trace.steps[0]?.tables ?? []
          expect(told?.rules.map(({ matched }) => matched)).toEqual(rows.map((_row, at) => expected.includes(at)))
          for (const [at, rule] of (told?.rules ?? []).entries()) {
            const [first, second] = rows[at] ?? ['', '']
            const failed = [passes.get(first)?.(x, y), passes.get(second)?.(z, y)].flatMap((passed, column) =>
              passed ? [] : [column],
            )
            expect(rule.failed.map(({ column }) => column)).toEqual(failed)
          }
        }
      },
    ),
    { numRuns: 30 },
  )
})
