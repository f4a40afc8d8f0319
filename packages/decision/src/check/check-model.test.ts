import { expect, it } from 'vitest'
import { compileModel } from '../dmn/compile.ts'
import type { Boxed, Decision, DmnModel } from '../dmn/model.ts'
import { checkModel, checkTables } from './check-model.ts'
import { tableOf } from './table-testing.ts'

const decision = (
  name: string,
  logic: Boxed,
  requires: Partial<Decision['requires']> = {},
  typeRef?: string,
): Decision => ({
  id: `_${name}`,
  name,
  variable: { name, ...(typeRef !== undefined && { typeRef }) },
  requires: { inputs: [], decisions: [], knowledge: [], ...requires },
  logic,
})
const literal = (text: string): Boxed => ({ kind: 'literal', text })

const engineOf = (decisions: readonly Decision[], more: Partial<DmnModel> = {}) =>
  compileModel({
    id: 'm',
    name: 'm',
    namespace: 'urn:m',
    version: '1.5',
    imports: [],
    itemDefinitions: [
      { name: 'tRisk', typeRef: 'string', allowedValues: '"low", "high"', isCollection: false, components: [] },
    ],
    inputs: [
      { id: '_age', name: 'age', variable: { name: 'age', typeRef: 'number' } },
      { id: '_risk', name: 'risk', variable: { name: 'risk', typeRef: 'tRisk' } },
    ],
    knowledgeModels: [],
    services: [],
    decisions,
    ...more,
  })

const check = (decisions: readonly Decision[], more: Partial<DmnModel> = {}) =>
  checkModel(engineOf(decisions, more)).map(({ code, severity, place, source, suggestion }) => ({
    code,
    severity,
    ...place,
    ...(source !== undefined && { source }),
    ...(suggestion !== undefined && { suggestion }),
  }))

it('carries the types of results to those that require them, in any order', () => {
  expect(
    check([
      decision('second', literal('first + "x"'), { decisions: ['_first'] }),
      decision('first', literal('age * 2'), { inputs: ['_age'] }),
    ]),
  ).toEqual([
    { code: 'check.arithmetic', severity: 'warning', element: 'second', elementId: '_second', source: 'first + "x"' },
  ])
})

it('tells a result that never fits what is declared, as an error', () => {
  expect(check([decision('word', literal('age > 3'), { inputs: ['_age'] }, 'string')])).toMatchObject([
    { code: 'check.result-type', severity: 'error', element: 'word' },
  ])
  expect(check([decision('word', literal('if age > 3 then "x" else null'), { inputs: ['_age'] }, 'string')])).toEqual(
    [],
  )
})

it('tells what is required and never used', () => {
  expect(check([decision('word', literal('age'), { inputs: ['_age', '_risk'] })])).toMatchObject([
    { code: 'check.unused-requirement', element: 'word' },
  ])
})

it('leaves unknown names to the compiler', () => {
  expect(check([decision('word', literal('aeg + 1'), { inputs: ['_age'] })])).toMatchObject([
    { code: 'check.unused-requirement' },
  ])
})

it('takes the domain of a column from the type of what it asks, and places cells by row and column', () => {
  const table = tableOf(
    'UNIQUE',
    ['risk', 'age'],
    [
      ['"low"', '< 18', '1'],
      ['"low"', '>= 18', '2'],
      ['"height"', '-', '3'],
      ['"high"', '"old"', '4'],
    ],
  )
  const place = { element: 'word', part: 'decisionTable', columnKind: 'input' }
  expect(check([decision('word', table, { inputs: ['_age', '_risk'] })])).toMatchObject([
    { code: 'check.test-type', ...place, row: 4, column: 2, source: '"old"' },
    // Once: the type of the cell was told already.
    { code: 'check.gap', element: 'word', part: 'decisionTable' },
    { code: 'check.cell-outside', ...place, row: 3, column: 1 },
  ])
})

it('looks into boxed expressions and knowledge models', () => {
  const boxed: Boxed = {
    kind: 'context',
    entries: [
      { variable: { name: 'twice' }, value: literal('age * 2') },
      {
        variable: { name: 'list' },
        value: { kind: 'for', variable: 'x', in: literal('[1, 2]'), result: literal('x + "a"') },
      },
      {
        value: {
          kind: 'invocation',
          callee: literal('add'),
          bindings: [
            { parameter: 'a', value: literal('twice') },
            { parameter: 'b', value: literal('"one"') },
          ],
        },
      },
    ],
  }
  const add: DmnModel['knowledgeModels'][number] = {
    id: '_add',
    name: 'add',
    variable: { name: 'add' },
    requires: { inputs: [], decisions: [], knowledge: [] },
    logic: {
      kind: 'function',
      functionKind: 'FEEL',
      parameters: [
        { name: 'a', typeRef: 'number' },
        { name: 'b', typeRef: 'number' },
      ],
      body: literal('a + b + c.d'),
    },
  }
  expect(
    check([decision('word', boxed, { inputs: ['_age'], knowledge: ['_add'] })], { knowledgeModels: [add] }),
  ).toMatchObject([
    { code: 'check.arithmetic', element: 'word', part: 'contextEntry[2].return' },
    { code: 'check.arguments', element: 'word', part: 'contextEntry[3].binding[2]' },
  ])
})

it('expects of a decision only what it can give', () => {
  const group = tableOf(
    'UNIQUE',
    ['age'],
    [
      ['< 18', '"minor"'],
      ['>= 18', 'if age > 65 then "old" else "grown"'],
    ],
  )
  const fee = tableOf(
    'UNIQUE',
    ['group'],
    [
      ['"minor"', '0'],
      ['"grown"', '10'],
      ['"elder"', '5'],
    ],
  )
  expect(
    check([decision('fee', fee, { decisions: ['_group'] }), decision('group', group, { inputs: ['_age'] }, 'string')]),
  ).toMatchObject([
    { code: 'check.gap', element: 'fee' },
    // "old" was meant: the group is never "elder".
    { code: 'check.cell-outside', element: 'fee', row: 3, column: 1 },
  ])
  const whole = tableOf(
    'UNIQUE',
    ['group'],
    [
      ['"minor", "old"', '0'],
      ['"grown"', '10'],
    ],
  )
  expect(
    check([
      decision('fee', whole, { decisions: ['_group'] }),
      decision('group', group, { inputs: ['_age'] }, 'string'),
    ]),
  ).toEqual([])
})

it('checks each table by itself where it stands, also inside of others', () => {
  const inner = tableOf('UNIQUE', ['age'], [['< 18', '1']])
  const boxed: Boxed = { kind: 'context', entries: [{ variable: { name: 'fee' }, value: inner }] }
  expect(checkTables(engineOf([decision('word', boxed, { inputs: ['_age'] })]))).toMatchObject([
    {
      place: { element: 'word', part: 'contextEntry[1].decisionTable' },
      table: inner,
      check: { gaps: [{ inputs: ['>= 18'] }] },
    },
  ])
})

it('only warns where columns come from one input: what overlaps may never come together', () => {
  const isOld = decision('isOld', literal('age > 60'), { inputs: ['_age'] }, 'boolean')
  const table = tableOf(
    'UNIQUE',
    ['age', 'isOld'],
    [
      ['<= 60', '-', '1'],
      ['-', 'true', '2'],
    ],
  )
  expect(check([isOld, decision('word', table, { inputs: ['_age'], decisions: ['_isOld'] })])).toMatchObject([
    { code: 'check.possible-gap', severity: 'warning' },
    { code: 'check.possible-overlap', severity: 'warning' },
  ])
})
