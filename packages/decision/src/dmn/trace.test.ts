import { expect, test } from 'vitest'
import type { FailReason } from '../trace/trace.ts'
import { fromJson } from '../values/json.ts'
import { FeelDate } from '../values/temporal.ts'
import type { Value } from '../values/value.ts'
import { decision, engineOf, entryOf, input, literal, table } from './testing-model.ts'

test('a trace tells steps, tables with every rule, and why each cell failed', async () => {
  const engine = await engineOf(
    input('age', 'number') +
      input('kind', 'string') +
      decision(
        'support',
        `<context><contextEntry><variable name="amount"/>${table(['age', 'kind'], ['y'], ['<= 35 | "rent" => 800', '> 35 | "rent","buy" => 300'])}</contextEntry></context>`,
        ['input:age', 'input:kind'],
      ) +
      decision('final', literal('support.amount'), ['decision:support']),
  )
  const { value, problems, trace } = entryOf(engine, 'final').trace({ age: 36, kind: 'rent' })
  expect([value, problems]).toEqual([300, []])
  expect(trace).toMatchObject({
    format: 1,
    model: { name: 'test', namespace: 'urn:test', hash: engine.hash },
    asked: 'final',
    inputs: { age: 36, kind: 'rent' },
    outcome: 300,
    steps: [
      {
        element: 'support',
        kind: 'decision',
        result: { amount: 300 },
        tables: [
          {
            path: 'contextEntry[1]',
            hitPolicy: 'UNIQUE',
            inputs: [
              { label: 'age', text: 'age', value: 36 },
              { label: 'kind', text: 'kind', value: 'rent' },
            ],
            rules: [
              {
                matched: false,
                failed: [{ column: 0, text: '<= 35', reason: { kind: 'above', limit: 35, included: true } }],
              },
              { matched: true, failed: [], outputs: [300] },
            ],
            chosen: [1],
            defaulted: false,
          },
        ],
      },
      { element: 'final', kind: 'decision', result: 300 },
    ],
  })
  expect(JSON.parse(JSON.stringify(trace))).toEqual(trace)
})

test.each<[cell: string, value: Value, reason: FailReason]>([
  ['<= 35', 36, { kind: 'above', limit: 35, included: true }],
  ['< 35', 35, { kind: 'above', limit: 35, included: false }],
  ['[18..35]', 17, { kind: 'below', limit: 18, included: true }],
  ['(18..35]', 18, { kind: 'below', limit: 18, included: false }],
  ['[18..35)', 40, { kind: 'above', limit: 35, included: false }],
  ['>= @"2026-01-01"', new FeelDate(2025, 12, 31), { kind: 'below', limit: { '@': '2026-01-01' }, included: true }],
  ['"a", "b"', 'c', { kind: 'not one of', allowed: ['a', 'b'] }],
  ['not("a", "b")', 'a', { kind: 'is one of', excluded: ['a', 'b'] }],
  ['[1..2], [5..6]', 3, { kind: 'outside', ranges: ['[1..2]', '[5..6]'] }],
  ['> 3', null, { kind: 'missing' }],
  ['> 3', 'three', { kind: 'type', expected: 'number' }],
  ['? > 3 and ? < other', 1, { kind: 'false' }],
])('a cell %s with %s failed for a reason that can be said', async (cell, value, reason) => {
  const engine = await engineOf(
    input('x') + input('other') + decision('d', table(['x'], ['y'], [`${cell} => 1`]), ['input:x', 'input:other']),
  )
  const { trace } = entryOf(engine, 'd').trace({ x: value, other: 9 })
  expect(trace.steps[0]?.tables?.[0]?.rules).toEqual([{ matched: false, failed: [{ column: 0, text: cell, reason }] }])
})

test.each<[cell: string, value: Value, reason: FailReason]>([
  ['<= limit', 36, { kind: 'above', limit: 35, included: true }],
  ['> limit - 1', 34, { kind: 'below', limit: 34, included: false }],
  ['[low..limit]', 17, { kind: 'below', limit: 18, included: true }],
  ['[low..limit]', 'x', { kind: 'type', expected: 'number' }],
  ['limit, low', 20, { kind: 'not one of', allowed: [35, 18] }],
  ['kinds', 'c', { kind: 'not one of', allowed: ['a', 'b'] }],
  ['not(kinds)', 'a', { kind: 'is one of', excluded: ['a', 'b'] }],
  ['!= limit', 35, { kind: 'is one of', excluded: [35] }],
  ['< low, > limit', 20, { kind: 'outside', ranges: ['(< 18)', '(> 35)'] }],
  ['<= cap(1)', 36, { kind: 'above', limit: 10, included: true }],
  ['<= limit', null, { kind: 'missing' }],
  ['<= absent', 36, { kind: 'false' }],
  ['limit > 40', 36, { kind: 'false' }],
])(
  'a cell %s that compares %s with other values failed for the reason that these give',
  async (cell, value, reason) => {
    const inputs = ['x', 'limit', 'low', 'kinds', 'absent']
    const cap = table(['n'], ['y'], ['- => n * 10'])
    const engine = await engineOf(
      `<businessKnowledgeModel id="cap" name="cap"><variable name="cap"/><encapsulatedLogic><formalParameter name="n"/>${cap}</encapsulatedLogic></businessKnowledgeModel>` +
        inputs.map((name) => input(name)).join('') +
        decision('d', table(['x'], ['y'], [`${cell} => 1`]), [
          ...inputs.map((name) => `input:${name}`),
          'knowledge:cap',
        ]),
    )
    const given = { x: value, limit: 35, low: 18, kinds: ['a', 'b'] }
    const { trace } = entryOf(engine, 'd').trace(given)
    const told = trace.steps.find(({ element }) => element === 'd')
    expect(told?.tables?.[0]?.rules).toEqual([{ matched: false, failed: [{ column: 0, text: cell, reason }] }])
    // What the reason is asked with is no step of the evaluation.
    const calls = trace.steps.filter(({ element }) => element === 'cap')
    expect(calls).toHaveLength(cell.includes('cap') ? 1 : 0)
    const other = entryOf(engine, 'd')
      .trace({ ...given, limit: 100, x: 101 })
      .trace.steps.at(-1)?.tables?.[0]?.rules[0]
    if (cell === '<= limit') expect(other?.failed[0]?.reason).toEqual({ kind: 'above', limit: 100, included: true })
  },
)

test('calls of knowledge models and services are steps of their own, before the decision that made them', async () => {
  const engine = await engineOf(
    `<businessKnowledgeModel id="b" name="b"><variable name="b"/><encapsulatedLogic><formalParameter name="x"/>${table(['x'], ['y'], ['> 1 => "more"'])}</encapsulatedLogic></businessKnowledgeModel>
    <decisionService id="s" name="s"><variable name="s"/><outputDecision href="#inner"/></decisionService>
    ${decision('inner', literal('1'))}
    ${decision('d', literal('[b(2), b(0), s()]'), ['knowledge:b', 'knowledge:s'])}`,
  )
  const { trace } = entryOf(engine, 'd').trace({})
  expect(trace.steps.map(({ element, kind, result, tables }) => [element, kind, result, tables?.length])).toEqual([
    ['b', 'knowledge model', 'more', 1],
    ['b', 'knowledge model', null, 1],
    ['inner', 'decision', 1, undefined],
    ['s', 'service', 1, undefined],
    ['d', 'decision', ['more', null, 1], undefined],
  ])
})

test('evaluated again from its inputs at its moment, the outcome is the same', async () => {
  const engine = await engineOf(
    `<itemDefinition name="tPerson"><itemComponent name="born"><typeRef>date</typeRef></itemComponent></itemDefinition>` +
      input('person', 'tPerson') +
      input('wait', 'days and time duration') +
      decision('d', literal('{at: now() + wait, age: years and months duration(person.born, today()).years}'), [
        'input:person',
        'input:wait',
      ]),
  )
  const first = entryOf(engine, 'd').trace(
    { person: { born: '1990-02-03' }, wait: 'P1D' },
    { now: Date.UTC(2026, 10, 20, 12), zone: 'Asia/Shanghai' },
  )
  expect(first.problems).toEqual([])
  const { inputs, now, zone, outcome } = JSON.parse(JSON.stringify(first.trace))
  expect(outcome).toEqual({ at: { '@': '2026-11-21T20:00:00@Asia/Shanghai' }, age: 36 })
  const again = entryOf(engine, 'd').trace(inputs, { now: Date.parse(now), zone })
  expect(again.trace).toEqual(first.trace)
  expect(fromJson(outcome)).toEqual(first.value)
})
