import { describe, expect, test } from 'vitest'
import { makeDesk } from './desk.ts'
import type { Drafts, TestCase } from './desk-protocol.ts'
import { examples } from './examples/examples.ts'

const open = (id: string, language: 'zh' | 'en' = 'zh') => {
  const example = examples.find((each) => each.id === id)
  if (!example) throw new Error(id)
  const desk = makeDesk()
  const model = example.model(language)
  const view = desk.compile(model, language)
  return { desk, model, view, drafts: example.drafts(language) }
}

describe('examples', () => {
  test.each(
    examples.flatMap(
      ({ id }) =>
        [
          [id, 'zh'],
          [id, 'en'],
        ] as const,
    ),
  )('%s in %s has no problems, no overlaps and no gaps but those that are meant', (id, language) => {
    const { desk, view } = open(id, language)
    expect(view.problems).toEqual([])
    const { tables, problems } = desk.check(language)
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(tables.flatMap(({ overlaps, unreachable }) => [...overlaps, ...unreachable])).toEqual([])
  })

  test.each([
    // The scale of 70, 80, 90 and 100 years.
    [69, 'true', 0],
    [70, 'true', 200],
    [80, 'true', 300],
    [90, 'true', 500],
    [100, 'true', 1000],
    [83, 'false', 0],
  ])('old-age allowance at %d years, of this city: %s, is %d yuan a month', (age, local, amount) => {
    const { desk } = open('old-age-allowance')
    const drafts = { 周岁: String(age), 深圳户籍: local, 发放月数: '12' }
    expect(desk.evaluate('每月津贴', drafts, 'zh')?.outcome).toBe(amount)
    expect(desk.evaluate('合计', drafts, 'zh')?.outcome).toBe(amount * 12)
  })

  test('fewer than three years of driving goes to a person, three are granted', () => {
    const { desk, drafts } = open('ride-hailing')
    expect(desk.evaluate('网约车驾驶员资格', drafts, 'zh')?.outcome).toMatchObject({ 办理方式: '转人工' })
    expect(desk.evaluate('网约车驾驶员资格', { ...drafts, 驾龄: '3' }, 'zh')?.outcome).toMatchObject({
      办理方式: '自动通过',
    })
  })

  test('36 years exceed the limit of 35 that a junior college gives', () => {
    const { desk, drafts } = open('graduate-intake')
    const evaluation = desk.evaluate('引进结论', drafts, 'zh')
    expect(evaluation?.outcome).toBe('转人工')
    expect(evaluation?.trace.steps.find(({ element }) => element === '申请时年龄')?.result).toBe(36)
    expect(evaluation?.trace.steps.find(({ element }) => element === '年龄上限')?.result).toBe(35)
  })
})

describe('files', () => {
  test.each(examples.map(({ id }) => [id]))('%s comes back from its file as it was', async (id) => {
    const { desk, model } = open(id)
    const { model: read, problems } = await desk.read(await desk.write(model), 'zh')
    expect(problems).toEqual([])
    expect(read).toEqual(model)
  })

  test('what is no DMN is refused with the reason', async () => {
    const { model, problems } = await makeDesk().read('<a/>', 'zh')
    expect(model).toBeNull()
    expect(problems).toHaveLength(1)
  })
})

describe('the form', () => {
  test('fields are what types ask for, words to choose from are offered', () => {
    const { view } = open('graduate-intake')
    const entry = view.entries.find(({ name }) => name === '引进结论')
    const controls = Object.fromEntries((entry?.fields ?? []).map(({ name, control }) => [name, control]))
    expect(controls).toEqual({
      学历: 'choice',
      全日制: 'boolean',
      出生日期: 'date',
      申请日期: 'date',
      毕业日期: 'date',
    })
    expect(entry?.fields.find(({ name }) => name === '学历')?.choices).toEqual(['"大专"', '"本科"', '"硕士"', '"博士"'])
    expect(entry?.result.choices).toEqual(['"自动通过"', '"转人工"'])
  })

  test('what is no number or no date says so beside its field, and gives no value', () => {
    const { desk, drafts } = open('ride-hailing')
    const bad: Drafts = { ...drafts, 年龄: '三十', 性别: '"其他"' }
    const evaluation = desk.evaluate('网约车驾驶员资格', bad, 'zh')
    expect(evaluation?.fieldProblems['年龄']).toBe('不是数字')
    expect(evaluation?.fieldProblems['性别']).toContain('不在允许值内')
    const graduate = open('graduate-intake', 'en')
    const dated = graduate.desk.evaluate('intake', { ...graduate.drafts, 'date of birth': '2026-13-01' }, 'en')
    expect(dated?.fieldProblems['date of birth']).toBe('not a date')
  })
})

describe('what can be asked', () => {
  test('a cell that failed says why, by rule and column', () => {
    const { desk, drafts } = open('ride-hailing')
    const table = desk.evaluate('网约车驾驶员资格', drafts, 'zh')?.tables['eligibility']?.[0]
    expect(table?.chosen).toEqual([2])
    // The sixth rule asks for three years and more.
    expect(table?.failures['5:1']).toContain('2')
    expect(table?.failures['5:1']).toContain('3')
  })

  test('an unknown name is told at its cell with the nearest one', () => {
    const { desk, model } = open('graduate-intake')
    const broken = {
      ...model,
      decisions: model.decisions.map((decision) =>
        decision.id === 'result' && decision.logic?.kind === 'table'
          ? {
              ...decision,
              logic: {
                ...decision.logic,
                rules: decision.logic.rules.map((rule, at) =>
                  at === 0 ? { ...rule, inputs: ['<= 年龄上线', ...rule.inputs.slice(1)] } : rule,
                ),
              },
            }
          : decision,
      ),
    }
    const view = desk.compile(broken, 'zh')
    // The form stays while a cell is broken.
    expect(view.entries.find(({ id }) => id === 'result')?.fields.map(({ name, control }) => [name, control])).toEqual([
      ['学历', 'choice'],
      ['全日制', 'boolean'],
      ['出生日期', 'date'],
      ['申请日期', 'date'],
      ['毕业日期', 'date'],
    ])
    expect(view.problems).toMatchObject([
      {
        severity: 'error',
        suggestion: '年龄上限',
        place: { elementId: 'result', row: 1, column: 1, columnKind: 'input' },
      },
    ])
  })

  test('a rule taken out leaves a gap whose example can be tried', () => {
    const { desk, model } = open('graduate-intake')
    const holed = {
      ...model,
      decisions: model.decisions.map((decision) =>
        decision.id === 'limit' && decision.logic?.kind === 'table'
          ? { ...decision, logic: { ...decision.logic, rules: decision.logic.rules.slice(0, 2) } }
          : decision,
      ),
    }
    desk.compile(holed, 'zh')
    const limit = desk.check('zh').tables.find(({ elementId }) => elementId === 'limit')
    expect(limit?.gaps.map(({ inputs }) => inputs)).toEqual([{ 学历: '博士' }])
  })

  test('one more year of driving is the smallest change that is granted; with it frozen nothing is found', () => {
    const { desk, drafts } = open('ride-hailing')
    const wanted = { output: '办理方式', feel: '"自动通过"' }
    const all = ['户籍情况', '驾龄', '违法犯罪记录', '记满12分', '考试合格', '年龄', '性别']
    const answer = desk.change('网约车驾驶员资格', drafts, wanted, all, 'zh')
    expect(answer).toMatchObject({ already: false, found: [{ changes: [{ name: '驾龄', from: 2, to: 3 }] }] })
    const without = desk.change('网约车驾驶员资格', drafts, wanted, ['年龄', '性别'], 'zh')
    expect(without).toMatchObject({ found: [], isExhausted: true })
  })

  test('cases tell which ones the model no longer keeps', () => {
    const { desk } = open('old-age-allowance')
    const inputs = { 周岁: 83, 深圳户籍: true, 发放月数: 2 }
    const cases: readonly TestCase[] = [
      { id: 'a', name: '', asked: '合计', inputs, expected: 600 },
      { id: 'b', name: '', asked: '合计', inputs, expected: 601 },
      { id: 'c', name: '', asked: 'gone', inputs, expected: 600 },
    ]
    expect(desk.runCases(cases).map(({ id, passed }) => [id, passed])).toEqual([
      ['a', true],
      ['b', false],
      ['c', false],
    ])
  })

  test('an expression sees the inputs and what was decided from them', () => {
    const { desk, drafts } = open('old-age-allowance')
    expect(desk.feel('每月津贴 + 周岁', '合计', drafts, 'zh')).toEqual({ value: 383 })
    expect(desk.feel('周睡', '合计', drafts, 'zh')).toMatchObject({ problems: [{ suggestion: '周岁' }] })
  })
})
