import { describe, expect, it } from 'vitest'
import { modelOf, tableOf } from '../check/table-testing.ts'
import { compileModel } from '../dmn/compile.ts'
import type { Decision, DecisionTable, DmnModel, ItemDefinition } from '../dmn/model.ts'
import { FeelDate } from '../values/temporal.ts'
import { sayChanges } from './say.ts'
import { type ChangeOptions, type Wanted, whatWouldChange } from './what-would-change.ts'

/** 35 or younger, registered here, earning less than 100,000 a year. */
const eligibility: DecisionTable = tableOf(
  'FIRST',
  ['年龄: number', '户籍: string', '年收入: number'],
  [
    ['<= 35', '"本市"', '< 100000', '"可办"'],
    ['-', '-', '-', '"不可办"'],
  ],
)

const yearly: Decision = {
  id: 'y',
  name: '年收入',
  variable: { name: '年收入', typeRef: 'number' },
  requires: { inputs: ['月收入'], decisions: [], knowledge: [] },
  logic: { kind: 'literal', text: '月收入 * 12' },
}

const base = modelOf(eligibility, { 年龄: 'number', 户籍: 'string', 月收入: 'number' })
const subsidy = compileModel({
  ...base,
  decisions: [
    yearly,
    {
      ...(base.decisions[0] as Decision),
      requires: { inputs: ['年龄', '户籍'], decisions: ['y'], knowledge: [] },
    },
  ],
})

const granted: Wanted = { is: '可办' }
const ask = (inputs: Record<string, unknown>, options?: ChangeOptions, wanted: Wanted = granted) =>
  whatWouldChange(subsidy, 'd', inputs, wanted, options)

describe('of a table and a formula', () => {
  it('finds the boundary that one input has to pass', () => {
    const result = ask({ 年龄: 36, 户籍: '本市', 月收入: 5000 })
    expect(result).toMatchObject({
      outcome: '不可办',
      already: false,
      exhausted: true,
      proposals: [{ changes: [{ input: '年龄', from: 36, to: 35, andBeyond: 'less' }], outcome: '可办' }],
    })
    expect(sayChanges(result, 'zh')).toEqual(['年龄降到 35 或以下，结果变为 可办'])
    expect(sayChanges(result, 'en')).toEqual(['If 年龄 were 35 or less, the outcome would be 可办'])
  })

  it('narrows down to where a formula turns', () => {
    // 8,333 a month are 99,996 a year; 8,334 are 100,008.
    expect(ask({ 年龄: 30, 户籍: '本市', 月收入: 9000 }).proposals).toMatchObject([
      { changes: [{ input: '月收入', to: 8333, andBeyond: 'less' }] },
    ])
  })

  it('changes several inputs together where one is not enough, and no more than are needed', () => {
    expect(ask({ 年龄: 36, 户籍: '外地', 月收入: 9000 }).proposals).toMatchObject([
      {
        changes: [
          { input: '年龄', to: 35 },
          { input: '户籍', to: '本市' },
          { input: '月收入', to: 8333 },
        ],
      },
    ])
    const two = ask({ 年龄: 36, 户籍: '外地', 月收入: 5000 }).proposals
    expect(two.map(({ changes }) => changes.map(({ input }) => input))).toEqual([['年龄', '户籍']])
  })

  it('keeps to the inputs that may change, and says honestly that nothing was found', () => {
    const given = { 年龄: 36, 户籍: '外地', 月收入: 9000 }
    for (const options of [
      { frozen: ['月收入'] },
      { names: ['年龄', '户籍'] },
      { together: 2 },
      { limits: { 年龄: { direction: 'up' } } },
      { limits: { 年龄: { min: 36 } } },
    ] satisfies ChangeOptions[]) {
      const result = ask(given, options)
      expect(result).toMatchObject({ proposals: [], exhausted: true })
      expect(sayChanges(result, 'zh')[0]).toBe(`试遍 ${result.searched} 种情形，未找到能改变结果的改动`)
    }
    const spent = ask(given, { budget: 20 })
    expect(spent).toMatchObject({ proposals: [], exhausted: false })
    expect(spent.searched).toBeLessThanOrEqual(20)
    expect(sayChanges(spent, 'en')[0]).toBe(
      `Stopped after ${spent.searched} tries without having found a change; there may be one`,
    )
  })

  it('keeps to bounds and steps', () => {
    const given = { 年龄: 36, 户籍: '本市', 月收入: 5000 }
    expect(ask(given, { limits: { 年龄: { max: 30 } } }).proposals).toMatchObject([{ changes: [{ to: 30 }] }])
    expect(
      ask({ 年龄: 30, 户籍: '本市', 月收入: 9000 }, { limits: { 月收入: { step: 500 } } }).proposals,
    ).toMatchObject([{ changes: [{ to: 8000 }] }])
    expect(
      ask({ 年龄: 30, 户籍: '本市', 月收入: 9000.5 }, { limits: { 月收入: { whole: true } } }).proposals,
    ).toMatchObject([{ changes: [{ to: 8333 }] }])
  })

  it('takes any outcome but the present, or one that passes', () => {
    const given = { 年龄: 30, 户籍: '本市', 月收入: 5000 }
    expect(ask(given).already).toBe(true)
    const others = ask(given, {}, 'anything else')
    // 8,334 is further away from 5,000 than 36 from 30; living elsewhere counts as one whole.
    expect(others.proposals.map(({ changes }) => changes)).toMatchObject([
      [{ input: '年龄', to: 36, andBeyond: 'more' }],
      [{ input: '月收入', to: 8334, andBeyond: 'more' }],
      [{ input: '户籍', anyOther: true }],
    ])
    expect(ask(given, {}, { where: (outcome) => outcome === '不可办' }).proposals).toHaveLength(3)
    expect(sayChanges(others, 'zh')[2]).toBe('户籍换成其他值（如 other），结果变为 不可办')
  })
})

const applicant: ItemDefinition = {
  name: 'tApplicant',
  isCollection: false,
  components: [
    { name: 'born', typeRef: 'date', isCollection: false, components: [] },
    { name: 'grade', typeRef: 'string', allowedValues: '"A", "B", "C", "D"', isCollection: false, components: [] },
    { name: 'children', typeRef: 'number', allowedValues: 'floor(?) = ?', isCollection: false, components: [] },
    { name: 'notes', typeRef: 'string', isCollection: true, components: [] },
  ],
}

const nested = (rows: readonly (readonly string[])[], inputs: readonly string[]): DmnModel => {
  const model = modelOf(tableOf('FIRST', inputs, rows), { applicant: 'tApplicant' })
  return { ...model, itemDefinitions: [applicant] }
}
const person = { born: '2008-03-01', grade: 'D', children: 1, notes: ['x'] }

describe('inside of inputs', () => {
  it('changes one entry of a context, days by days', () => {
    const engine = compileModel(
      nested(
        [
          ['< date("2008-01-01")', 'true'],
          ['-', 'false'],
        ],
        ['applicant.born'],
      ),
    )
    const result = whatWouldChange(engine, 'd', { applicant: person }, { is: true })
    expect(result.proposals).toMatchObject([
      {
        changes: [
          {
            input: 'applicant.born',
            from: new FeelDate(2008, 3, 1),
            to: new FeelDate(2007, 12, 31),
            andBeyond: 'less',
          },
        ],
      },
    ])
    // 60 days of 365: two months and one day.
    expect(result.proposals[0]?.distance).toBeCloseTo(61 / 365)
    expect(
      sayChanges(result, 'zh', { label: () => '出生日期', value: (value) => (value === true ? '可办' : undefined) }),
    ).toEqual(['出生日期提前到 2007-12-31 或更早，结果变为 可办'])
  })

  it('takes the nearest of listed values, and whole numbers where the type wants them', () => {
    const engine = compileModel(
      nested(
        [
          ['"A", "B"', '-', 'true'],
          ['-', '> 2', 'true'],
          ['-', '-', 'false'],
        ],
        ['applicant.grade', 'applicant.children'],
      ),
    )
    expect(whatWouldChange(engine, 'd', { applicant: person }, { is: true }).proposals).toMatchObject([
      // Two places of three: nearer than three times as many children.
      { changes: [{ input: 'applicant.grade', from: 'D', to: 'B' }], distance: 2 / 3 },
      { changes: [{ input: 'applicant.children', from: 1, to: 3, andBeyond: 'more' }], distance: 2 },
    ])
  })

  it('sees through a property of a date, and fills in what is missing', () => {
    const engine = compileModel(
      nested(
        [
          ['<= 2006', 'true'],
          ['-', 'false'],
        ],
        ['applicant.born.year'],
      ),
    )
    expect(whatWouldChange(engine, 'd', { applicant: person }, { is: true }).proposals).toMatchObject([
      { changes: [{ input: 'applicant.born', to: new FeelDate(2006, 12, 31) }] },
    ])
    const byGrade = compileModel(
      nested(
        [
          ['"A"', 'true'],
          ['-', 'false'],
        ],
        ['applicant.grade'],
      ),
    )
    expect(whatWouldChange(byGrade, 'd', {}, { is: true }).proposals).toMatchObject([
      { changes: [{ input: 'applicant.grade', from: null, to: 'A' }], outcome: true },
    ])
  })
})

it('names what the outcome may depend on and nothing says how to change', () => {
  const engine = compileModel(
    nested(
      [
        ['> 2', 'true'],
        ['-', 'false'],
      ],
      ['count(applicant.notes)'],
    ),
  )
  const result = whatWouldChange(engine, 'd', { applicant: person }, { is: true })
  expect(result).toMatchObject({ proposals: [], exhausted: true, notTried: ['applicant.notes'] })
  expect(sayChanges(result, 'zh').at(-1)).toMatch(/^未尝试：.*applicant\.notes/)
})

it('looks into knowledge models, whose parameters are bound to inputs', () => {
  const table = tableOf(
    'UNIQUE',
    ['score: number'],
    [
      ['< 600', '"refused"'],
      ['>= 600', '"accepted"'],
    ],
  )
  const model = modelOf(table, { points: 'number' })
  const engine = compileModel({
    ...model,
    knowledgeModels: [
      {
        id: 'k',
        name: 'rate',
        variable: { name: 'rate' },
        requires: { inputs: [], decisions: [], knowledge: [] },
        logic: {
          kind: 'function',
          functionKind: 'FEEL',
          parameters: [{ name: 'score', typeRef: 'number' }],
          body: table,
        },
      },
    ],
    decisions: [
      {
        ...(model.decisions[0] as Decision),
        requires: { inputs: ['points'], decisions: [], knowledge: ['k'] },
        logic: { kind: 'literal', text: 'rate(points)' },
      },
    ],
  })
  const expected = [{ changes: [{ to: 600, andBeyond: 'more' }], outcome: 'accepted' }]
  expect(whatWouldChange(engine, 'd', { points: 555 }, { is: 'accepted' }).proposals).toMatchObject(expected)
  expect(whatWouldChange(engine, 'rate', { score: 555 }, { is: 'accepted' }).proposals).toMatchObject(expected)
})

it('refuses an entry that does not exist', () => {
  expect(() => whatWouldChange(subsidy, 'nobody', {}, granted)).toThrow(/nobody/)
})
