import { describe, expect, it } from 'vitest'
import { sayProblem } from '../trace/say.ts'
import { FeelDate, FeelMonthsDuration } from '../values/temporal.ts'
import { checkTable } from './check-table.ts'
import { tableProblems } from './table-problems.ts'
import { scopeFor, tableOf } from './table-testing.ts'

const scope = scopeFor({
  age: 'number',
  kind: 'string',
  member: 'boolean',
  day: 'date',
  term: 'years and months duration',
  limit: 'number',
})

describe('gaps', () => {
  it('are told as boxes with an example, as few and wide as they can be', () => {
    const table = tableOf(
      'UNIQUE',
      ['age: number', { text: 'kind', typeRef: 'string', values: '"a", "b"' }],
      [
        ['< 18', '-', '1'],
        ['[20..35]', '"a"', '2'],
        ['> 35', '-', '3'],
      ],
    )
    const { gaps, complete } = checkTable(table, scope)
    expect(complete).toBe(true)
    // Between 18 and 20 nothing stands at all; of 18 to 35 nothing for "b".
    expect(gaps).toEqual([
      { inputs: ['[18..20)', '-'], example: [19, 'a'] },
      { inputs: ['[18..35]', '"b"'], example: [19, 'b'] },
    ])
  })

  it('lie between neighbouring whole numbers, unless the numbers are whole', () => {
    const table = tableOf(
      'UNIQUE',
      ['age: number'],
      [
        ['<= 17', '1'],
        ['>= 18', '2'],
      ],
    )
    expect(checkTable(table, scope).gaps).toEqual([{ inputs: ['(17..18)'], example: [17.5] }])
    expect(checkTable(table, scope, { whole: [0] }).gaps).toEqual([])
    const whole = {
      kind: 'constrained' as const,
      base: { kind: 'number' as const },
      text: 'floor(?) = ?',
      allows: (value: unknown) => Number.isInteger(value),
    }
    expect(
      checkTable(
        tableOf(
          'UNIQUE',
          ['age'],
          [
            ['<= 17', '1'],
            ['>= 18', '2'],
          ],
        ),
        scopeFor({ age: whole }),
      ).gaps,
    ).toEqual([])
  })

  it('are none between two days or months that follow each other', () => {
    const days = (from: string) =>
      checkTable(
        tableOf(
          'UNIQUE',
          ['day: date'],
          [
            ['<= date("2026-01-31")', '1'],
            [`>= date("${from}")`, '2'],
          ],
        ),
        scope,
      ).gaps
    expect(days('2026-02-01')).toEqual([])
    expect(days('2026-02-02')).toEqual([{ inputs: ['@"2026-02-01"'], example: [new FeelDate(2026, 2, 1)] }])
    const months = tableOf(
      'UNIQUE',
      ['term: years and months duration'],
      [
        ['< @"P1Y"', '1'],
        ['> @"P1Y1M"', '2'],
      ],
    )
    expect(checkTable(months, scope).gaps).toMatchObject([
      { inputs: ['[@"P1Y"..@"P1Y1M"]'], example: [new FeelMonthsDuration(12)] },
    ])
  })

  it('name what is left of texts, and of booleans', () => {
    const table = tableOf(
      'UNIQUE',
      ['kind: string', 'member: boolean'],
      [
        ['"a", "b"', '-', '1'],
        ['not("a", "b", "c")', 'true', '2'],
      ],
    )
    expect(checkTable(table, scope).gaps).toEqual([
      { inputs: ['"c"', '-'], example: ['c', true] },
      { inputs: ['not("a", "b")', 'false'], example: ['c', false] },
    ])
    // Texts have no neighbours: they are listed, not made a range.
    const listed = tableOf('UNIQUE', ['kind: string'], [['not("b", "c")', '1']])
    expect(checkTable(listed, scope).gaps).toMatchObject([{ inputs: ['"b", "c"'] }])
  })

  it('of missing values are looked for only where a cell asks for them', () => {
    expect(
      checkTable(
        tableOf(
          'UNIQUE',
          ['member: boolean'],
          [
            ['true', '1'],
            ['false', '2'],
          ],
        ),
        scope,
      ).gaps,
    ).toEqual([])
    const asked = tableOf(
      'UNIQUE',
      ['member: boolean', 'age: number'],
      [
        ['true, false', '-', '1'],
        ['null', '> 5', '2'],
      ],
    )
    expect(checkTable(asked, scope).gaps).toEqual([{ inputs: ['null', '<= 5'], example: [null, 4] }])
  })

  it('understand conditions on the input, and not those on other values', () => {
    const understood = tableOf(
      'UNIQUE',
      ['age: number'],
      [
        ['? > 5 and ? < 10', '1'],
        ['not(? between 5 and 10)', '2'],
      ],
    )
    expect(checkTable(understood, scope)).toMatchObject({
      complete: true,
      gaps: [{ inputs: ['5, 10'] }],
      overlaps: [],
    })
    const opaque = tableOf(
      'UNIQUE',
      ['age: number', 'member: boolean'],
      [
        ['> limit', 'true', '1'],
        ['<= limit', 'true', '2'],
      ],
    )
    expect(checkTable(opaque, scope)).toMatchObject({
      complete: false,
      // Whatever the limit is, nothing is said of those who are no members.
      gaps: [{ inputs: ['-', 'false'] }],
      notChecked: [
        { why: 'opaque', rule: 0, column: 0 },
        { why: 'opaque', rule: 1, column: 0 },
      ],
    })
  })

  it('see two columns of one expression together', () => {
    const table = tableOf(
      'UNIQUE',
      ['age: number', 'age : number', 'kind: string'],
      [
        ['< 18', '-', '-', '1'],
        ['>= 18', '< 65', '-', '2'],
        ['-', '> 65', '-', '3'],
      ],
    )
    expect(checkTable(table, scope)).toMatchObject({
      gaps: [{ inputs: ['65', '65', '-'], example: [65, 65, 'other'] }],
      overlaps: [],
    })
  })

  it('say when their inputs hang together', () => {
    const table = tableOf(
      'UNIQUE',
      ['age: number', 'age * 2: number'],
      [
        ['< 18', '-', '1'],
        ['-', '>= 36', '2'],
      ],
    )
    expect(checkTable(table, scope).gaps).toMatchObject([{ inputs: ['>= 18', '< 36'], assumed: true }])
  })

  it('leave out what a constraint may forbid, and say so', () => {
    const constrained = (allowed: string) =>
      checkTable(tableOf('UNIQUE', [{ text: 'kind', typeRef: 'string', values: allowed }], [['"a", "b"', '1']]), scope)
    // "other" is the sample of all that are neither "a" nor "b".
    expect(constrained('string length(?) < 10')).toMatchObject({
      complete: true,
      gaps: [{ inputs: ['not("a", "b")'] }],
    })
    expect(constrained('matches(?, "^[a-b]$")')).toMatchObject({
      complete: false,
      gaps: [],
      notChecked: [{ why: 'constraint', column: 0 }],
    })
    // Takes longer than is waited for.
    expect(constrained('count(for i in 1..1000, k in 1..1000 return 1) > 1')).toMatchObject({ complete: false })
  })

  it('matter for no hit policy that may give an empty list, and not where there is a default', () => {
    const rows = [['< 18', '1']]
    expect(checkTable(tableOf('COLLECT', ['age: number'], rows), scope)).toMatchObject({
      gapsMatter: false,
      gaps: [{ inputs: ['>= 18'] }],
    })
    const defaulted = tableOf('UNIQUE', ['age: number'], rows, [{ name: 'x', defaultValue: '0' }])
    expect(tableProblems(defaulted, checkTable(defaulted, scope))).toEqual([])
  })
})

describe('overlaps', () => {
  it('are told with the rules that share them and an example', () => {
    const table = tableOf(
      'UNIQUE',
      ['age: number', 'kind: string'],
      [
        ['[18..30]', '-', '1'],
        ['[30..40]', '"a"', '2'],
        ['> 40', '-', '3'],
        ['< 18', '-', '4'],
        ['(30..40]', 'not("a")', '5'],
      ],
    )
    expect(checkTable(table, scope)).toMatchObject({
      gaps: [],
      overlaps: [{ rules: [0, 1], inputs: ['30', '"a"'], example: [30, 'a'] }],
    })
  })

  it('tell rules that hold all of it together, once', () => {
    const table = tableOf(
      'UNIQUE',
      ['age: number'],
      [
        ['< 5', '1'],
        ['< 5', '2'],
        ['< 10', '3'],
        ['>= 10', '4'],
      ],
    )
    expect(checkTable(table, scope).overlaps).toMatchObject([{ rules: [0, 1, 2], inputs: ['< 5'] }])
  })

  it('matter under ANY only where the outputs differ', () => {
    const rows = (second: string) => [
      ['< 10', '"yes"'],
      ['> 5', second],
    ]
    expect(checkTable(tableOf('ANY', ['age: number'], rows('"yes"')), scope)).toMatchObject({
      overlaps: [],
      complete: true,
    })
    expect(checkTable(tableOf('ANY', ['age: number'], rows('"no"')), scope).overlaps).toMatchObject([
      { rules: [0, 1], inputs: ['(5..10)'], example: [6] },
    ])
    expect(checkTable(tableOf('ANY', ['age: number'], rows('kind')), scope)).toMatchObject({
      overlaps: [],
      complete: false,
      notChecked: [{ why: 'outputs', rules: [0, 1] }],
    })
  })

  it('matter under no policy that lets several rules hold', () => {
    const rows = [
      ['< 10', '1'],
      ['> 5', '2'],
    ]
    for (const policy of ['FIRST', 'PRIORITY', 'COLLECT', 'RULE ORDER', 'OUTPUT ORDER'] as const)
      expect(checkTable(tableOf(policy, ['age: number'], rows), scope).overlaps).toEqual([])
  })
})

describe('unreachable rules', () => {
  it('are those that earlier ones take whole, together too', () => {
    const table = tableOf(
      'FIRST',
      ['age: number', 'member: boolean'],
      [
        ['< 30', '-', '1'],
        ['>= 20', 'true', '2'],
        ['[10..40]', 'true', '3'],
        ['> 100', 'false', '4'],
        ['-', '-', '5'],
        ['> 200', '-', '6'],
      ],
    )
    expect(checkTable(table, scope).unreachable).toEqual([
      { rule: 2, why: 'masked', by: [0, 1] },
      { rule: 5, why: 'masked', by: [4] },
    ])
  })

  it('are those that rules of higher priority take whole', () => {
    const table = tableOf(
      'PRIORITY',
      ['age: number'],
      [
        ['> 10', '"low"'],
        ['> 5', '"high"'],
        ['< 5', '"low"'],
      ],
      [{ name: 'risk', values: '"high", "low"' }],
    )
    expect(checkTable(table, scope).unreachable).toEqual([{ rule: 0, why: 'masked', by: [1] }])
  })

  it('are those with a cell that nothing passes', () => {
    const table = tableOf(
      'COLLECT',
      [
        { text: 'age', typeRef: 'number', values: '[0..150]' },
        { text: 'kind', typeRef: 'string', values: '"a", "b"' },
      ],
      [
        ['> 200', '-', '1'],
        ['-', '"z"', '2'],
        ['[5..3]', '-', '3'],
        ['"old"', '-', '4'],
        ['> 100', '"a", "z"', '5'],
      ],
    )
    const check = checkTable(table, scope)
    expect(check.unreachable).toEqual([
      { rule: 0, why: 'outside', column: 0 },
      { rule: 1, why: 'outside', column: 1 },
      { rule: 2, why: 'empty', column: 0 },
      { rule: 3, why: 'type', column: 0 },
    ])
    expect(check.deadValues).toEqual([{ rule: 4, column: 1, why: 'outside', value: 'z' }])
  })
})

it('tells inputs nobody asks, outputs nobody gives and outputs that are not allowed', () => {
  const table = tableOf(
    'UNIQUE',
    ['age: number', 'kind: string'],
    [
      ['< 18', '-', '"minor"'],
      ['>= 18', '-', '"grown"'],
    ],
    [{ name: 'group', values: '"minor", "adult"' }],
  )
  expect(checkTable(table, scope)).toMatchObject({
    deadInputs: [1],
    unusedOutputs: [{ column: 0, value: 'adult' }],
    strangeOutputs: [{ rule: 1, column: 0, value: 'grown' }],
  })
})

it('says what it found at its place, in two languages', () => {
  const table = tableOf(
    'UNIQUE',
    [{ text: 'age', label: '年龄', typeRef: 'number' }],
    [
      ['< 35', '1'],
      ['> 35', '2'],
      ['40', '3'],
    ],
  )
  const problems = tableProblems(table, checkTable(table, scope), { element: '补贴资格' })
  expect(problems.map((problem) => sayProblem(problem, 'zh'))).toEqual([
    '「补贴资格」：没有规则覆盖：年龄 35（例如年龄 = 35）。',
    '「补贴资格」：第 2、3 条规则同时覆盖：年龄 40（例如年龄 = 40）。',
  ])
  expect(problems.map((problem) => sayProblem(problem, 'en'))).toEqual([
    '"补贴资格": No rule takes 年龄 35 (for example 年龄 = 35).',
    '"补贴资格": Rules 2, 3 all take 年龄 40 (for example 年龄 = 40).',
  ])
})

it('looks at a big table in time, and says when it gave up', () => {
  const inputs = Array.from({ length: 10 }, (_, index) => `i${index}: number`)
  // Each rule leaves all but two inputs open: what they leave uncovered has a great many corners.
  const rows = Array.from({ length: 1_000 }, (_, rule) => [
    ...inputs.map((_, column) =>
      column === rule % 10 ? `[${rule}..${rule + 700}]` : column === (rule * 7 + 3) % 10 ? `< ${rule}` : '-',
    ),
    `${rule}`,
  ])
  const started = performance.now()
  const check = checkTable(tableOf('UNIQUE', inputs, rows), scopeFor({}))
  // Far below what would be noticed as hanging, far above what it takes.
  expect(performance.now() - started).toBeLessThan(30_000)
  expect(check.complete).toBe(false)
  expect(check.notChecked.map(({ why }) => why)).toContain('more overlaps')
})
