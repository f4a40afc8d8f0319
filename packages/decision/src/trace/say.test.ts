import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { sentences } from './problem-sentences.ts'
import { sayFailure, sayProblem, sayTrace, sayValue } from './say.ts'
import type { FailReason, Json, Trace } from './trace.ts'

const both = (reason: FailReason, label: string, value: Json, text?: string) =>
  (['zh', 'en'] as const).map((language) =>
    sayFailure(reason, { label, value, ...(text !== undefined && { text }) }, language),
  )

describe('a failed cell', () => {
  it.each<[FailReason, string, Json, string, string]>([
    [{ kind: 'above', limit: 35, included: true }, '年龄', 36, '年龄 36 超过 35', '年龄 36 is above 35'],
    [{ kind: 'above', limit: 35, included: false }, '年龄', 35, '年龄 35，须小于 35', '年龄 35 must be below 35'],
    [{ kind: 'below', limit: 18, included: true }, 'age', 17, 'age 17 低于 18', 'age 17 is below 18'],
    [
      { kind: 'above', limit: { '#': '99999999999999999999.5' }, included: true },
      '月收入（元）',
      { '#': '100000000000000000000' },
      '月收入 100000000000000000000 元超过 99999999999999999999.5 元',
      '月收入 100000000000000000000 元 is above 99999999999999999999.5 元',
    ],
    [
      { kind: 'above', limit: { '@': '2026-11-20' }, included: true },
      '申请日期',
      { '@': '2026-11-21' },
      '申请日期 2026-11-21 晚于 2026-11-20',
      '申请日期 2026-11-21 is after 2026-11-20',
    ],
    [
      { kind: 'below', limit: { '@': 'P3D' }, included: true },
      '等待时间',
      { '@': 'P1DT6H' },
      '等待时间 1 天 6 小时不足 3 天',
      '等待时间 1 day 6 hours is shorter than 3 days',
    ],
    [
      { kind: 'not one of', allowed: ['深圳'] },
      '户籍',
      '广东',
      '户籍「广东」不在「深圳」之列',
      '户籍 "广东" is not "深圳"',
    ],
    [
      { kind: 'not one of', allowed: ['深圳', '广州'] },
      '户籍',
      '香港',
      '户籍「香港」不在「深圳」、「广州」之列',
      '户籍 "香港" is not one of "深圳", "广州"',
    ],
    [{ kind: 'not one of', allowed: [true] }, '在职', false, '在职为否，须为是', '在职 is no, must be yes'],
    [{ kind: 'not one of', allowed: [2] }, '等级', 3, '等级 3 不是 2', '等级 3 is not 2'],
    [{ kind: 'is one of', excluded: ['广东'] }, '户籍', '广东', '户籍不得为「广东」', '户籍 must not be "广东"'],
    [
      { kind: 'outside', ranges: ['[18..35]'] },
      '年龄（岁）',
      40,
      '年龄 40 岁不在 18 岁至 35 岁之间',
      '年龄 40 岁 is not between 18 岁 and 35 岁',
    ],
    [
      { kind: 'outside', ranges: ['[date("2026-01-01")..date("2026-12-31"))'] },
      'day',
      { '@': '2027-03-01' },
      'day 2027-03-01 不在 2026-01-01 至 2026-12-31（不含 2026-12-31）之间',
      'day 2027-03-01 is not between 2026-01-01 and 2026-12-31 (without 2026-12-31)',
    ],
    [
      { kind: 'outside', ranges: ['< 18', '(60..70)'] },
      'age',
      40,
      'age 40 不在允许的范围内（小于 18，或 60 至 70（不含两端））',
      'age 40 is not below 18, nor between 60 and 70 (without 60 and 70)',
    ],
    [
      { kind: 'outside', ranges: ['[2026-01-01..2026-12-31]', '"深圳"', '(>= 5)'] },
      '户籍',
      '广东',
      '户籍「广东」不在允许的范围内（2026-01-01 至 2026-12-31，或「深圳」，或不低于 5）',
      '户籍 "广东" is not between 2026-01-01 and 2026-12-31, nor "深圳", nor at least 5',
    ],
    [{ kind: 'missing' }, '年龄', null, '没有提供 年龄', '年龄 was not given'],
    [{ kind: 'missing' }, '月收入（元）', null, '没有提供 月收入', '月收入 was not given'],
    [{ kind: 'type', expected: 'number' }, '年龄', '三十', '年龄「三十」不是数字', '年龄 "三十" is not a number'],
    [
      { kind: 'type', expected: 'list<date>' },
      'days',
      3,
      'days 3 不是清单（每项是日期）',
      'days 3 is not a list (each a date)',
    ],
  ])('%j of %s', (reason, label, value, zh, en) => {
    expect(both(reason, label, value)).toEqual([zh, en])
  })

  it('quotes a condition that nothing simpler can be said about', () => {
    expect(both({ kind: 'false' }, '收入', 900, '? > minimum * 2')).toEqual([
      '收入 900 不符合条件「? > minimum * 2」',
      '收入 900 does not meet the condition "? > minimum * 2"',
    ])
  })

  it('takes only units for units', () => {
    expect(both({ kind: 'above', limit: 3, included: true }, '家庭人数（含本人）', 4)[0]).toBe(
      '家庭人数（含本人）4 超过 3',
    )
  })
})

describe('a value', () => {
  it.each<[Json, string, string]>([
    [null, '空', 'nothing'],
    [true, '是', 'yes'],
    [-0.5, '-0.5', '-0.5'],
    ['x', '「x」', '"x"'],
    [{ '@': '2026-11-20T08:30:00' }, '2026-11-20 08:30', '2026-11-20 08:30'],
    [{ '@': '2026-11-20T08:30:15.5+08:00' }, '2026-11-20 08:30:15.5（+08:00）', '2026-11-20 08:30:15.5 (+08:00)'],
    [{ '@': '08:30:00@Asia/Shanghai' }, '08:30（Asia/Shanghai）', '08:30 (Asia/Shanghai)'],
    [{ '@': 'P1Y2M' }, '1 年 2 个月', '1 year 2 months'],
    [{ '@': '-PT90M' }, '负 90 分钟', 'minus 90 minutes'],
    [{ '@': 'PT0S' }, '0 秒', '0 seconds'],
    [{ '@': 'P0M' }, '0 个月', '0 months'],
    [['a', 'b'], '「a」、「b」', '"a", "b"'],
    [
      { '..': { start: 18, end: 35, startIncluded: true, endIncluded: false } },
      '18 至 35（不含 35）',
      '18 and 35 (without 35)',
    ],
    [{ '..': { start: { '@': 'P1D' }, startIncluded: true, endIncluded: false } }, '不低于 1 天', 'at least 1 day'],
    [{ '..': { start: 'a', isNot: true } }, '不等于「a」', 'other than "a"'],
    [{ '{}': { '@': 'P1D' } }, '（@：「P1D」）', '(@: "P1D")'],
    [{ '()': 'f' }, '函数「f」', 'the function "f"'],
    [[], '空清单', 'an empty list'],
    [{ 姓名: '甲', 年龄: 3 }, '（姓名：「甲」，年龄：3）', '(姓名: "甲", 年龄: 3)'],
  ])('%j', (value, zh, en) => {
    expect([sayValue(value, 'zh'), sayValue(value, 'en')]).toEqual([zh, en])
  })
})

const trace: Trace = {
  format: 1,
  model: { name: '补贴', namespace: 'https://example.org/subsidy', hash: '0'.repeat(64) },
  asked: '补贴资格',
  inputs: { 年龄: 36, 户籍: '广东', 月收入: 5000 },
  now: '2026-11-20T08:00:00Z',
  zone: 'UTC',
  steps: [
    {
      element: '收入等级',
      elementId: 'level',
      kind: 'decision',
      result: '低',
      tables: [
        {
          path: '',
          hitPolicy: 'UNIQUE',
          inputs: [{ label: '月收入（元）', text: '月收入', value: 5000 }],
          outputs: [{ label: '等级' }],
          rules: [
            { matched: true, failed: [], outputs: ['低'], annotations: ['依据标准第 3 条'] },
            {
              matched: false,
              failed: [{ column: 0, text: '> 6000', reason: { kind: 'below', limit: 6000, included: false } }],
            },
          ],
          chosen: [0],
          defaulted: false,
        },
      ],
    },
    {
      element: '补贴资格',
      elementId: 'eligible',
      kind: 'decision',
      result: null,
      tables: [
        {
          path: '',
          hitPolicy: 'UNIQUE',
          inputs: [
            { label: '年龄', text: '年龄', value: 36 },
            { label: '户籍', text: '户籍', value: '广东' },
          ],
          outputs: [{ label: '资格' }],
          rules: [
            {
              matched: false,
              failed: [
                { column: 0, text: '<= 30', reason: { kind: 'above', limit: 30, included: true } },
                { column: 1, text: '"深圳"', reason: { kind: 'not one of', allowed: ['深圳'] } },
              ],
            },
            {
              matched: false,
              failed: [{ column: 0, text: '<= 35', reason: { kind: 'above', limit: 35, included: true } }],
            },
          ],
          chosen: [],
          defaulted: false,
        },
      ],
    },
  ],
  outcome: null,
  problems: [],
}

describe('an evaluation', () => {
  it('is told from its outcome to what it rests upon, nearest rules first', () => {
    expect(sayTrace(trace, 'zh')).toEqual([
      '「补贴资格」的结果为空。',
      '没有规则成立。',
      '最接近成立的是第 2 条规则：年龄 36 超过 35。',
      '另有 1 条规则也不成立，各有更多条件不满足。',
      '其中「收入等级」为「低」：第 1 条规则成立（依据标准第 3 条）。',
    ])
    expect(sayTrace(trace, 'en')).toEqual([
      'The result of "补贴资格" is nothing.',
      'No rule holds.',
      'Nearest to holding is rule 2: 年龄 36 is above 35.',
      '1 other rule does not hold either, with more conditions failed.',
      'On the way, "收入等级" is "低": rule 1 holds (依据标准第 3 条).',
    ])
  })

  it('names rules that exclude each other, aggregation, values that are not allowed, and problems', () => {
    const [, asked] = trace.steps
    const [table] = asked?.tables ?? []
    if (!asked || !table) throw new Error('the trace has a table')
    const rule = { matched: true, failed: [] }
    const withTable = (changed: Partial<typeof table>): Trace => ({
      ...trace,
      steps: [{ ...asked, tables: [{ ...table, ...changed }] }],
      problems: [
        { code: 'feel.no-entry', severity: 'warning', message: 'There is no "x" in it', params: { name: 'x' } },
      ],
    })
    expect(sayTrace(withTable({ rules: [rule, rule] }), 'zh')).toEqual([
      '「补贴资格」的结果为空。',
      '第 1、2 条规则同时成立，因此没有结果。',
      '其中没有「x」一项，结果为空。',
    ])
    const collected = withTable({ hitPolicy: 'COLLECT', aggregation: 'SUM', rules: [rule, rule], chosen: [0, 1] })
    expect(sayTrace(collected, 'en').slice(1)).toEqual([
      'Rules 1, 2 hold, their results added up.',
      'There is no "x" in it.',
    ])
    const refused = withTable({ inputs: [{ label: '户籍', text: 'p', value: '火星', allowed: false }], rules: [] })
    expect(sayTrace(refused, 'zh')).toContain('户籍「火星」不在允许的取值之内。')
  })
})

describe('an evaluation of many decisions', () => {
  const step = (element: string, kind: 'decision' | 'knowledge model', result: Json, more = {}) => ({
    element,
    elementId: element,
    kind,
    result,
    ...more,
  })
  const missing = (rules: number) => ({
    path: '',
    hitPolicy: 'UNIQUE',
    inputs: [{ label: '等级', text: 'level', value: null }],
    outputs: [{ label: '' }],
    rules: Array.from({ length: rules }, (_, row) => ({
      matched: false,
      failed: [{ column: 0, text: String(row), reason: { kind: 'missing' } as const }],
    })),
    chosen: [],
    defaulted: false,
  })

  it('joins a decision with the knowledge model that it hands on, and rules that fail alike', () => {
    const steps = [
      step('levelModel', 'knowledge model', null, {
        tables: [{ ...missing(2), inputs: [{ label: 'Age', text: 'Age', value: null }] }],
      }),
      step('level', 'decision', null),
      step('补贴资格', 'decision', null, { tables: [missing(4)] }),
    ]
    expect(sayTrace({ ...trace, steps }, 'zh')).toEqual([
      '「补贴资格」的结果为空。',
      '没有规则成立。',
      '最接近成立的是第 1–4 条规则：「等级」没有结果。',
      '其中「level」为空：没有规则成立。',
      '最接近成立的是第 1、2 条规则：没有提供 Age。',
    ])
  })

  it('stops where nobody would read on', () => {
    const steps = Array.from({ length: 30 }, (_, count) => step(`d${count}`, 'decision', count))
    const problems = Array.from({ length: 9 }, (_, count) => ({
      code: 'feel.no-entry',
      severity: 'warning' as const,
      message: `There is no "${count}" in it`,
      params: { name: String(count) },
    }))
    const said = sayTrace({ ...trace, asked: 'd29', outcome: 29, steps, problems }, 'en')
    expect(said).toHaveLength(1 + 20 + 1 + 5 + 1)
    expect(said[21]).toBe('9 more steps are not listed.')
    expect(said.at(-1)).toBe('There are 4 more problems.')
  })
})

describe('a problem', () => {
  it('is told with its place as a person counts, and what may have been meant', () => {
    const problem = {
      code: 'feel.unknown-name',
      severity: 'error',
      message: 'There is no "agee" here',
      params: { name: 'agee' },
      place: { element: '资格', row: 3, column: 2, columnKind: 'input' },
      source: '> agee',
      suggestion: 'age',
    } as const
    expect(sayProblem(problem, 'zh')).toBe(
      '「资格」第 3 行第 2 列（输入）「> agee」：这里没有名为「agee」的数据或函数；是不是「age」？',
    )
    expect(sayProblem(problem, 'en')).toBe(
      '"资格", row 3, input column 2, "> agee": There is no "agee" here; did you mean "age"?',
    )
  })

  it('keeps a whole sentence when a parameter is not there', () => {
    const problem = { code: 'limit.depth', severity: 'error', message: 'Too deep' } as const
    expect(sayProblem(problem, 'zh')).toBe('嵌套太深。')
    expect(sayProblem({ ...problem, params: { limit: 200 } }, 'zh')).toBe('嵌套太深，最多 200 层。')
    expect(sayProblem({ ...problem, code: 'feel.syntax', params: { expected: 'a name', found: '")"' } }, 'zh')).toBe(
      '表达式写得不对：此处应为名称，实为 ")"。',
    )
  })

  it.each([
    ['decisionTable', '决策表', 'decision table'],
    ['contextEntry[2].binding[1]', '第 2 项第 1 个参数', 'entry 2, argument 1'],
    ['contextEntry[2].decisionTable', '第 2 项决策表', 'entry 2, decision table'],
    ['itemComponent[home.street].allowedValues', '「home.street」允许的取值', '"home.street", allowed values'],
    ['list[3].return', '第 3 个元素每项的结果', 'element 3, result of each'],
    ['somethingElse[4]', 'somethingElse[4]', 'somethingElse[4]'],
  ])('says the part %s in words', (part, zh, en) => {
    const problem = {
      code: 'feel.range',
      severity: 'error',
      message: 'no range',
      place: { element: 'd', part },
    } as const
    expect(sayProblem(problem, 'zh')).toBe(`「d」${zh}：两端的值构不成一个区间，结果为空。`)
    expect(sayProblem(problem, 'en')).toBe(`"d", ${en}: no range.`)
  })

  it('says of a cell in which table it stands, where an element has several', () => {
    const place = { element: 'd', part: 'contextEntry[2].decisionTable', row: 3, column: 1 }
    const problem = { code: 'feel.range', severity: 'error', message: 'no range', place } as const
    expect(sayProblem(problem, 'zh')).toBe('「d」第 2 项第 3 行第 1 列：两端的值构不成一个区间，结果为空。')
    expect(sayProblem(problem, 'en')).toBe('"d", entry 2, row 3, column 1: no range.')
  })

  it('joins what was expected in the language of the sentence', () => {
    const params = { expected: '"," or "]"', found: 'the end' }
    const problem = { code: 'feel.syntax', severity: 'error', message: 'no', params } as const
    expect(sayProblem(problem, 'zh')).toBe('表达式写得不对：此处应为 "," 或 "]"，实为结尾。')
  })

  it('has Chinese words for types, and leaves out what was not given', () => {
    const problem = {
      code: 'check.incomparable',
      severity: 'error',
      message: 'no',
      params: { left: 'number', right: 'list<date>' },
    } as const
    expect(sayProblem(problem, 'zh')).toBe('数字与清单（每项是日期）永远无法比较。')
    expect(sayProblem({ ...problem, params: { left: 'tAge', right: 'boolean' } }, 'zh')).toBe(
      'tAge 与是或否永远无法比较。',
    )
    expect(sayProblem({ ...problem, code: 'check.arguments', params: { name: 'abs', given: [] } }, 'zh')).toBe(
      '函数「abs」从不接受这些类型的参数。',
    )
  })

  const src = fileURLToPath(new URL('..', import.meta.url))
  const sources = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.ts$/.test(file) && !/\.test\.ts$|problem-sentences\.ts$/.test(file),
  )
  const family = '(?:feel|dmn|limit|check|change|sql)'
  const found = (pattern: RegExp): string[] =>
    sources.flatMap((file) => [...readFileSync(join(src, file), 'utf8').matchAll(pattern)].map(([, code = '']) => code))
  const used = new Set(found(new RegExp(`'(${family}\\.[a-z][a-z-]*)'`, 'g')))
  /** Codes that are put together, such as `check.cell-` and why. */
  const beginnings = found(new RegExp(`\`(${family}\\.[a-z][a-z-]*-)\\$\\{`, 'g'))

  it('has a sentence for every code that the package uses, and no other', () => {
    expect(used.size).toBeGreaterThan(20)
    expect([...used].filter((code) => !(code in sentences)).sort()).toEqual([])
    expect(
      Object.keys(sentences).filter(
        (code) => !used.has(code) && !beginnings.some((beginning) => code.startsWith(beginning)),
      ),
    ).toEqual([])
  })

  it('says every code in Chinese, and what it means', () => {
    for (const [code, zh] of Object.entries(sentences)) {
      expect(zh, code).toMatch(/\p{Script=Han}/u)
      expect(zh, code).not.toMatch(/[。.]$/)
    }
    const table = readFileSync(join(src, 'trace/problem-sentences.ts'), 'utf8')
    const told = [...table.matchAll(/^ {2}\/\*\* [A-Z].*\. \*\/\n {2}'([^']+)':/gm)].map(([, code]) => code)
    expect(told).toEqual(Object.keys(sentences))
  })
})
