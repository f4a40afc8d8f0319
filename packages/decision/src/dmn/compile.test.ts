import { describe, expect, test } from 'vitest'
import { FeelDate } from '../values/temporal.ts'
import { FeelFunction } from '../values/value.ts'
import { compileModel } from './compile.ts'
import { readModel } from './read.ts'
import { decision, engineOf, entryOf, input, literal, modelXml, table, valueIn } from './testing-model.ts'

const bkm = (name: string, parameters: string, body: string, needs: readonly string[] = [], typeRef?: string) =>
  `<businessKnowledgeModel id="${name}" name="${name}"><variable name="${name}"${typeRef === undefined ? '' : ` typeRef="${typeRef}"`}/><encapsulatedLogic>${parameters
    .split(',')
    .filter(Boolean)
    .map((each) => each.split(':'))
    .map(
      ([parameter, type]) => `<formalParameter name="${parameter}"${type === undefined ? '' : ` typeRef="${type}"`}/>`,
    )
    .join('')}${body}</encapsulatedLogic>${needs
    .map((need) => `<knowledgeRequirement><requiredKnowledge href="#${need}"/></knowledgeRequirement>`)
    .join('')}</businessKnowledgeModel>`

const invocation = (callee: string, bindings: Readonly<Record<string, string>>) =>
  `<invocation>${literal(callee)}${Object.entries(bindings)
    .map(([name, text]) => `<binding><parameter name="${name}"/>${literal(text)}</binding>`)
    .join('')}</invocation>`

const entry = (name: string | undefined, value: string, typeRef?: string) =>
  `<contextEntry>${name === undefined ? '' : `<variable name="${name}"${typeRef === undefined ? '' : ` typeRef="${typeRef}"`}/>`}${value}</contextEntry>`

describe('requirement graphs', () => {
  test('evaluate what is required, each decision once, in any order of the model', async () => {
    const engine = await engineOf(
      decision('sum', literal('double + twice'), ['decision:double', 'decision:twice']) +
        decision('twice', literal('double * 2'), ['decision:double']) +
        decision('double', literal('base number * 2'), ['input:base number']) +
        input('base number', 'number'),
    )
    expect(engine.problems).toEqual([])
    expect(valueIn(engine, 'sum', { 'base number': 5 })).toBe(30)
    const { trace } = entryOf(engine, 'sum').trace({ 'base number': 5 })
    expect(trace.steps.map(({ element }) => element)).toEqual(['double', 'twice', 'sum'])
    expect(entryOf(engine, 'sum').inputs).toEqual([{ name: 'base number', type: { kind: 'number' } }])
  })

  test('show a decision what it requires and nothing else', async () => {
    const engine = await engineOf(
      input('seen') +
        input('hidden') +
        decision('d', literal('[seen, hidden]'), ['input:seen']) +
        decision('e', literal('1')),
    )
    expect(engine.problems).toMatchObject([
      { code: 'feel.unknown-name', place: { element: 'd' }, params: { name: 'hidden' } },
    ])
    const outcome = entryOf(engine, 'd').evaluate({ seen: 1, hidden: 2 })
    expect(outcome.value).toBeNull()
    expect(outcome.problems).toMatchObject([{ code: 'feel.unknown-name' }])
    expect(valueIn(engine, 'e')).toBe(1)
  })

  test('tell a cycle with its path, and evaluate the rest', async () => {
    const engine = await engineOf(
      decision('a', literal('b + 1'), ['decision:b']) +
        decision('b', literal('c + 1'), ['decision:c']) +
        decision('c', literal('a + 1'), ['decision:a']) +
        decision('d', literal('if a = null then "none" else a'), ['decision:a']),
    )
    expect(engine.problems).toMatchObject([{ code: 'dmn.cycle', params: { path: ['a', 'b', 'c', 'a'] } }])
    expect(valueIn(engine, 'a')).toBeNull()
    expect(valueIn(engine, 'd')).toBe('none')
  })

  test('go as deep as a model is long', async () => {
    const long = Array.from({ length: 5_000 }, (_unused, at) =>
      at === 0 ? decision('d0', literal('0')) : decision(`d${at}`, literal(`d${at - 1} + 1`), [`decision:d${at - 1}`]),
    )
    expect(valueIn(await engineOf(long.join('')), 'd4999')).toBe(4_999)
  })

  test('say what is required and not there', async () => {
    const engine = await engineOf(decision('d', literal('1'), ['input:nobody', 'knowledge:urn:else#x']))
    expect(engine.problems.map(({ code, params }) => [code, params?.href])).toEqual([
      ['dmn.requirement', 'nobody'],
      ['dmn.requirement', 'urn:else#x'],
    ])
  })

  test('are null where there is no logic', async () => {
    const engine = await engineOf(decision('d', '') + decision('e', literal('d = null'), ['decision:d']))
    expect(engine.problems).toMatchObject([{ code: 'dmn.no-logic', severity: 'warning' }])
    expect(valueIn(engine, 'e')).toBe(true)
  })
})

describe('types', () => {
  const items = `<itemDefinition name="tAge"><typeRef>number</typeRef><allowedValues><text>[0..150]</text></allowedValues></itemDefinition>
    <itemDefinition name="tPerson"><itemComponent name="full name"><typeRef>string</typeRef></itemComponent>
      <itemComponent name="age"><typeRef>tAge</typeRef></itemComponent>
      <itemComponent name="children" isCollection="true"><typeRef>tPerson</typeRef></itemComponent></itemDefinition>
    <itemDefinition name="tFew" isCollection="true"><typeRef>number</typeRef><allowedValues><text>&lt; 10</text></allowedValues>
      <typeConstraint><text>count(?) &lt;= 2</text></typeConstraint></itemDefinition>`

  test('an input that does not fit is null with a problem that names both', async () => {
    const engine = await engineOf(items + input('age', 'tAge') + decision('d', literal('age'), ['input:age']))
    expect(valueIn(engine, 'd', { age: 36 })).toBe(36)
    for (const age of [151, 'x', [1, 2], new Date(), Number.NaN]) {
      const { value, problems } = entryOf(engine, 'd').evaluate({ age })
      expect(value).toBeNull()
      expect(problems).toMatchObject([{ code: 'dmn.input-type', place: { element: 'age' }, params: { type: 'tAge' } }])
    }
    expect(entryOf(engine, 'd').evaluate({})).toEqual({ value: null, problems: [] })
  })

  test('a type may hold itself, and components left out of an input are null', async () => {
    const engine = await engineOf(
      items + input('p', 'tPerson') + decision('d', literal('[p.children[1].full name, p.age]'), ['input:p']),
    )
    expect(engine.problems).toEqual([])
    expect(valueIn(engine, 'd', { p: { children: [{ 'full name': 'Ann' }] } })).toEqual(['Ann', null])
    const { problems } = entryOf(engine, 'd').evaluate({ p: { children: [{ age: 200 }] } })
    expect(problems).toContainEqual(expect.objectContaining({ code: 'dmn.input-type' }))
  })

  test('allowed values are of the elements of a collection, a constraint of the whole', async () => {
    const engine = await engineOf(items + input('few', 'tFew') + decision('d', literal('few'), ['input:few']))
    expect(valueIn(engine, 'd', { few: [1, 9] })).toEqual([1, 9])
    expect(valueIn(engine, 'd', { few: 7 })).toEqual([7])
    expect(valueIn(engine, 'd', { few: [1, 10] })).toBeNull()
    expect(valueIn(engine, 'd', { few: [1, 2, 3] })).toBeNull()
  })

  test('values are converted as the standard allows, wherever a type is declared', async () => {
    const engine = await engineOf(
      `${decision('single', literal('[1]'), [], 'number')}${decision('listed', literal('1'), [], 'Any')}
      ${decision('moment', literal('@"2026-11-20"'), [], 'dateTime')}
      ${decision('wrong', literal('"1"'), [], 'number')}
      ${decision('inner', `<context>${entry('a', literal('"x"'), 'number')}${entry(undefined, literal('a'))}</context>`)}
      ${decision('declared', literal('"x"', 'number'))}
      ${input('day', 'date')}${decision('year', literal('day.year'), ['input:day'])}`,
    )
    expect(valueIn(engine, 'single')).toBe(1)
    expect(valueIn(engine, 'moment')).toMatchObject({ date: { year: 2026 }, time: { hour: 0 } })
    for (const name of ['wrong', 'inner', 'declared']) {
      const { value, problems } = entryOf(engine, name).evaluate({})
      expect(value).toBeNull()
      expect(problems).toMatchObject([{ code: 'dmn.type', params: { type: 'number' } }])
    }
    for (const day of ['2026-11-20', { '@': '2026-11-20' }, new FeelDate(2026, 11, 20)])
      expect(valueIn(engine, 'year', { day })).toBe(2026)
  })

  test('a type that is unknown, or only itself, is told', async () => {
    const engine = await engineOf(
      `<itemDefinition name="a"><typeRef>b</typeRef></itemDefinition><itemDefinition name="b"><typeRef>a</typeRef></itemDefinition>
      ${decision('d', literal('1'), [], 'nothing such')}`,
    )
    expect(engine.problems.map(({ code }) => code).sort()).toEqual([
      'dmn.type-cycle',
      'dmn.type-cycle',
      'dmn.unknown-type',
    ])
  })
})

describe('boxed expressions', () => {
  test('a context sees its earlier entries, and its last unnamed entry is the result', async () => {
    const engine = await engineOf(
      input('a', 'number') +
        decision('all', `<context>${entry('a', literal('10'))}${entry('b c', literal('a * 2'))}</context>`, [
          'input:a',
        ]) +
        decision('last', `<context>${entry('x', literal('a + 1'))}${entry(undefined, literal('x * 2'))}</context>`, [
          'input:a',
        ]) +
        decision(
          'nested',
          `<context>${entry('x', `<context>${entry('a', literal('5'))}</context>`)}${entry('y', literal('a'))}</context>`,
          ['input:a'],
        ),
    )
    expect(valueIn(engine, 'all', { a: 1 })).toEqual({ a: 10, 'b c': 20 })
    expect(valueIn(engine, 'last', { a: 1 })).toBe(4)
    expect(valueIn(engine, 'nested', { a: 1 })).toEqual({ x: { a: 5 }, y: 1 })
  })

  test('functions keep what they saw, and call each other', async () => {
    const makeAdder = `<functionDefinition><formalParameter name="n"/><functionDefinition><formalParameter name="m"/>${literal('n + m + base')}</functionDefinition></functionDefinition>`
    const engine = await engineOf(
      input('base') +
        decision(
          'd',
          `<context>${entry('make', makeAdder)}${entry('one', literal('make(1)'))}${entry('ten', literal('make(10)'))}${entry(undefined, literal('[one(5), ten(5), make(n: 2)(m: 3)]'))}</context>`,
          ['input:base'],
        ),
    )
    expect(valueIn(engine, 'd', { base: 100 })).toEqual([106, 115, 105])
  })

  test('lists, relations and invocations', async () => {
    const relation = `<relation><column name="name"/><column name="years old" typeRef="number"/><row>${literal('"Ann"')}${literal('a')}</row><row>${literal('"Bo"')}${literal('"?"')}</row></relation>`
    const engine = await engineOf(
      input('a') +
        bkm('times', 'x:number,y:number', literal('x * y')) +
        decision('people', relation, ['input:a']) +
        decision('old', literal('people[years old > 30].name'), ['decision:people']) +
        decision('list', `<list>${literal('1')}${literal('a')}</list>`, ['input:a']) +
        decision('six', invocation('times', { y: '3', x: '2' }), ['knowledge:times']) +
        decision('none', invocation('times', { y: '3', z: '2' }), ['knowledge:times']),
    )
    expect(valueIn(engine, 'people', { a: 36 })).toEqual([
      { name: 'Ann', 'years old': 36 },
      { name: 'Bo', 'years old': null },
    ])
    expect(valueIn(engine, 'old', { a: 36 })).toEqual(['Ann'])
    expect(valueIn(engine, 'list', { a: null })).toEqual([1, null])
    expect(valueIn(engine, 'six')).toBe(6)
    expect(valueIn(engine, 'none')).toBeNull()
    expect(entryOf(engine, 'none').evaluate({}).problems).toMatchObject([{ code: 'feel.arguments' }])
  })

  test('conditional, filter and iterators', async () => {
    const child = (tag: string, text: string) => `<${tag}>${literal(text)}</${tag}>`
    const filter = (list: string, match: string) => `<filter>${child('in', list)}${child('match', match)}</filter>`
    const walk = (kind: string, list: string, result: string) =>
      `<${kind} iteratorVariable="i">${child('in', list)}${child(kind === 'for' ? 'return' : 'satisfies', result)}</${kind}>`
    const people = '[{name: "Ann", age: 36}, {name: "Bo", age: 20}]'
    const cases: readonly (readonly [string, unknown])[] = [
      [
        `<conditional>${child('if', 'x > 1')}${child('then', '"more"')}${child('else', '"less"')}</conditional>`,
        'more',
      ],
      [`<conditional>${child('if', 'null')}${child('then', '1')}${child('else', '2')}</conditional>`, 2],
      [filter('[1, 2, 3]', 'item >= x'), [2, 3]],
      [filter(people, 'age > 30'), [{ name: 'Ann', age: 36 }]],
      [filter(people, 'item.age < x * 15'), [{ name: 'Bo', age: 20 }]],
      [filter('null', 'item > 1'), null],
      [filter('[1, 2, 3]', 'x'), null],
      [filter('[1, 2, 3]', '"all"'), null],
      [filter('[1, null, 3]', 'item > x'), [3]],
      [filter(people, 'older'), []],
      [filter(people, 'if name = "Bo" then true else false'), [{ name: 'Bo', age: 20 }]],
      [walk('for', '[1, 2, 3]', 'i * x'), [2, 4, 6]],
      [walk('for', '[1..3]', 'count(partial) + i'), [1, 3, 5]],
      [walk('for', '"one"', 'i'), ['one']],
      [walk('for', '3..x', 'i'), [3, 2]],
      [walk('some', '1..x', 'i = 2'), true],
      [walk('for', 'null', 'i'), null],
      [walk('some', '[1, 2, 3]', 'i > x'), true],
      [walk('every', '[1, 2, 3]', 'i > x'), false],
      [walk('every', '[]', 'i > x'), true],
      [walk('some', '[1, 2]', '"no condition"'), null],
    ]
    const engine = await engineOf(
      input('x', 'number') + cases.map(([logic], at) => decision(`d${at}`, logic, ['input:x'])).join(''),
    )
    expect(engine.problems).toEqual([])
    for (const [at, [logic, expected]] of cases.entries())
      expect([logic, valueIn(engine, `d${at}`, { x: 2 })]).toEqual([logic, expected])
  })

  test('a loop over very many takes time for each once, and ends at the limit', async () => {
    const child = (tag: string, text: string) => `<${tag}>${literal(text)}</${tag}>`
    const loop = (result: string) =>
      `<for iteratorVariable="i">${child('in', '1..1000000')}${child('return', result)}</for>`
    const engine = await engineOf(
      decision('last', literal('loop[-1]'), ['decision:loop']) +
        decision('loop', loop('i')) +
        decision('quadratic', loop('count(partial)')),
    )
    expect(valueIn(engine, 'last')).toBe(1_000_000)
    expect(entryOf(engine, 'quadratic').evaluate({}, { limits: { steps: 100_000 } }).problems).toMatchObject([
      { code: 'limit.steps' },
    ])
  })

  test('what is wrong in them is told at its place', async () => {
    const engine = await engineOf(
      decision(
        'd',
        `<context>${entry('a', table(['1'], ['y'], ['- => 1', '- => 1 +']))}${entry('a', literal('1'))}</context>`,
      ) + decision('e', `<literalExpression expressionLanguage="urn:javascript"><text>1</text></literalExpression>`),
    )
    expect(engine.problems.map(({ code, place }) => [code, place?.part, place?.row, place?.column])).toEqual([
      ['feel.syntax', 'contextEntry[1].decisionTable', 2, 1],
      ['dmn.duplicate-name', 'contextEntry[2]', undefined, undefined],
      ['dmn.language', undefined, undefined, undefined],
    ])
  })
})

describe('knowledge models and services', () => {
  test('a knowledge model may call itself and others, and takes what fits its parameters', async () => {
    const engine = await engineOf(
      bkm('factorial', 'n:number', literal('if n <= 1 then 1 else n * factorial(n - 1)'), [], 'number') +
        bkm('is even', 'n:number', literal('if n = 0 then true else is odd(n - 1)'), ['is odd']) +
        bkm('is odd', 'n:number', literal('if n = 0 then false else is even(n - 1)'), ['is even']) +
        decision('d', literal('[factorial(20), is even(10), factorial("x"), factorial([3])]'), [
          'knowledge:factorial',
          'knowledge:is even',
        ]),
    )
    expect(engine.problems).toEqual([])
    expect(valueIn(engine, 'd')).toEqual([expect.anything(), true, null, 6])
    expect(String(entryOf(engine, 'factorial').evaluate({ n: 20 }).value)).toBe('2432902008176640000')
    const { value, problems } = entryOf(engine, 'factorial').evaluate({ n: 1_000_000 })
    expect(value).toBeNull()
    expect(problems.at(-1)?.code).toMatch(/^limit\./)
  })

  test('functions of Java that are known are evaluated, others are told and give null', async () => {
    const java = (id: string, signature: string, kind = 'Java') =>
      `<businessKnowledgeModel id="${id}" name="${id}"><variable name="${id}"/><encapsulatedLogic kind="${kind}">
      <formalParameter name="x" typeRef="number"/><formalParameter name="y" typeRef="number"/><context>${entry('class', literal('"java.lang.Math"'))}
      ${entry('method signature', literal(`"${signature}"`))}</context></encapsulatedLogic></businessKnowledgeModel>`
    const boxed = java('boxed', 'pow(double, double)').replace(/.*(?=<encaps)|<\/business.*/gs, '')
    const engine = await engineOf(
      java('most', 'max(int, int)') +
        java('other', 'random()') +
        java('pmml', 'max(int, int)', 'PMML') +
        decision('d', literal('[most(2.5, 1), most(2, null), other(1, 2), pmml(1, 2)]'), [
          'knowledge:most',
          'knowledge:other',
          'knowledge:pmml',
        ]) +
        decision(
          'e',
          `<context>${entry('f', boxed.replaceAll('encapsulatedLogic', 'functionDefinition'))}${entry('r', literal('f(2, 10)'))}</context>`,
        ),
    )
    expect(engine.problems).toMatchObject([
      { code: 'dmn.external-function', place: { element: 'other' }, params: { name: 'java.lang.Math.random()' } },
      { code: 'dmn.external-function', place: { element: 'pmml' } },
    ])
    expect(valueIn(engine, 'd')).toEqual([2, null, null, null])
    expect(valueIn(engine, 'e')).toMatchObject({ r: 1024 })
    const { problems } = entryOf(engine, 'd').evaluate({})
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'feel.arguments', params: { name: 'java.lang.Math.max(int,int)' } }),
    )
  })

  const service = (name: string, parts: Readonly<Record<string, readonly string[]>>) =>
    `<decisionService id="${name}" name="${name}"><variable name="${name}"/>${Object.entries(parts)
      .flatMap(([part, ids]) => ids.map((id) => `<${part} href="#${id}"/>`))
      .join('')}</decisionService>`

  test('a service takes its inputs, then its input decisions, and evaluates what it encapsulates anew', async () => {
    const engine = await engineOf(
      input('rate', 'number') +
        decision('base', literal('100')) +
        decision('tax', literal('base * rate'), ['decision:base', 'input:rate']) +
        decision('total', literal('base + tax'), ['decision:base', 'decision:tax']) +
        service('one', {
          outputDecision: ['total'],
          encapsulatedDecision: ['tax'],
          inputDecision: ['base'],
          inputData: ['rate'],
        }) +
        service('two', { outputDecision: ['total', 'tax'], inputData: ['rate'] }) +
        decision('d', literal('[one(0.5, 10), one(base: 20, rate: 1), two(rate: 0.1), one(1), total]'), [
          'knowledge:one',
          'knowledge:two',
          'decision:total',
        ]),
    )
    expect(engine.problems).toEqual([])
    expect(valueIn(engine, 'd', { rate: 0 })).toEqual([15, 40, { total: 110, tax: 10 }, null, 100])
    expect(entryOf(engine, 'one').inputs.map(({ name }) => name)).toEqual(['rate', 'base'])
    expect(valueIn(engine, 'one', { rate: 2, base: 1 })).toBe(3)
  })
})

test('an input that a service needs and does not name is told', async () => {
  const engine = await engineOf(
    `${input('x')}${decision('d', literal('x'), ['input:x'])}<decisionService id="s" name="s"><variable name="s"/><outputDecision href="#d"/></decisionService>`,
  )
  expect(engine.problems).toMatchObject([{ code: 'dmn.service-input', severity: 'warning', params: { name: 'x' } }])
  expect(valueIn(engine, 's', { x: 1 })).toBeNull()
})

describe('imports', () => {
  const types = modelXml(
    `<itemDefinition name="tRate"><typeRef>number</typeRef><allowedValues><text>[0..1]</text></allowedValues></itemDefinition>
     ${input('rate', 'tRate')}${decision('doubled', literal('rate * 2'), ['input:rate'])}${bkm('half', 'x:number', literal('x / 2'))}`,
    'urn:rates',
    'rates',
  )
  const importing = (alias: string, inside: string) =>
    `<import namespace="urn:rates" name="${alias}" importType="dmn"/>${inside}`
  const needs = ['decision:urn:rates#doubled', 'knowledge:urn:rates#half', 'input:own']

  test('are seen under their name, types and functions too', async () => {
    const engine = await engineOf(
      importing(
        'the rates',
        input('own', 'the rates.tRate') + decision('d', literal('the rates.half(the rates.doubled) + own'), needs),
      ),
      types,
    )
    expect(engine.problems).toEqual([])
    expect(entryOf(engine, 'd').inputs).toMatchObject([
      { name: 'own' },
      { name: 'rate', namespace: 'urn:rates', type: { kind: 'constrained' } },
    ])
    expect(valueIn(engine, 'd', { rate: 0.25, own: 1 })).toBe(1.25)
    expect(valueIn(engine, 'd', { rate: 0.25, own: 2 })).toBeNull()
    expect(valueIn(engine, 'the rates.doubled', { rate: 1 })).toBe(2)
  })

  test('with an empty name come into the same scope; an input of the same name is told apart', async () => {
    const engine = await engineOf(
      importing('', input('rate', 'tRate') + decision('d', literal('half(doubled)'), needs.slice(0, 2))),
      types,
    )
    expect(valueIn(engine, 'd', { rate: 0.5 })).toBe(0.5)
    const both = await engineOf(
      importing('r', input('rate') + decision('d', literal('[rate, r.rate]'), ['input:rate', 'input:urn:rates#rate'])),
      types,
    )
    expect(valueIn(both, 'd', { rate: 7, 'r.rate': 1 })).toEqual([7, 1])
  })

  test('are known to item definitions, over several models and when models import each other', async () => {
    const back = modelXml(
      `<import namespace="urn:test" name="main" importType="dmn"/><import namespace="urn:rates" name="r" importType="dmn"/>
       <itemDefinition name="tBoth"><itemComponent name="own"><typeRef>main.tOwn</typeRef></itemComponent>
         <itemComponent name="rate"><typeRef>r.tRate</typeRef></itemComponent></itemDefinition>`,
      'urn:back',
      'back',
    )
    const engine = await engineOf(
      `<import namespace="urn:back" name="b" importType="dmn"/>
       <itemDefinition name="tOwn"><typeRef>string</typeRef><allowedValues><text>"a", "b"</text></allowedValues></itemDefinition>
       <itemDefinition name="tList" isCollection="true"><typeRef>b.tBoth</typeRef></itemDefinition>
       ${input('list', 'tList')}${decision('d', literal('list[1].rate'), ['input:list'])}`,
      back,
      types,
    )
    expect(engine.problems).toEqual([])
    expect(valueIn(engine, 'd', { list: [{ own: 'a', rate: 1 }] })).toBe(1)
    expect(valueIn(engine, 'd', { list: [{ own: 'a', rate: 2 }] })).toBeNull()
    expect(valueIn(engine, 'd', { list: [{ own: 'c', rate: 1 }] })).toBeNull()
  })

  test('that are not at hand are told', async () => {
    const engine = await engineOf(importing('r', decision('d', literal('1'))))
    expect(engine.problems).toMatchObject([{ code: 'dmn.import', params: { namespace: 'urn:rates' } }])
    expect(valueIn(engine, 'd')).toBe(1)
  })

  test('references with the own namespace are local', async () => {
    const engine = await engineOf(input('a') + decision('d', literal('a'), ['input:urn:test#a']))
    expect(valueIn(engine, 'd', { a: 3 })).toBe(3)
  })
})

test('problems of a cell have the line of its rule; a type that is misspelt has a suggestion; names that come twice are told', async () => {
  const { model } = await readModel(
    modelXml(`<decision id="d" name="d"><variable name="d" typeRef="strng"/><decisionTable>
<input><inputExpression><text>1</text></inputExpression></input><output/>
<rule id="r1"><inputEntry><text>-</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>
<rule id="r2"><inputEntry><text>[1</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>
</decisionTable></decision><decision id="e" name="d"><variable name="d"/>${literal('1')}</decision>`),
  )
  if (!model) throw new Error('no model')
  expect(compileModel(model).problems).toMatchObject([
    { code: 'dmn.duplicate-name', severity: 'warning', place: { elementId: 'e', line: 7 } },
    { code: 'dmn.unknown-type', suggestion: 'string', place: { element: 'd', line: 3 } },
    { code: 'feel.syntax', place: { element: 'd', row: 2, column: 1, line: 6 } },
  ])
})

test('functions of the host are seen only where they are given', async () => {
  const xml = modelXml(decision('d', literal('shout("a")')))
  const { model } = await readModel(xml)
  if (!model) throw new Error('no model')
  const shout = new FeelFunction('shout', [[{ name: 'text' }]], ([text]) => `${text}!`)
  expect(compileModel(model, { extensions: { shout } }).entries.get('d')?.evaluate({}).value).toBe('a!')
  expect(compileModel(model).problems).toMatchObject([{ code: 'feel.unknown-name' }])
})

test('the hash is of the content: not of blanks, but of every cell and import', async () => {
  const hashOf = async (text: string, ...others: string[]) => (await engineOf(text, ...others)).hash
  const plain = await hashOf(decision('d', literal('1')))
  expect(plain).toMatch(/^[0-9a-f]{64}$/)
  expect(await hashOf(`\n\n${decision('d', literal('1'))}`)).toBe(plain)
  expect(await hashOf(decision('d', literal('2')))).not.toBe(plain)
  const importing = `<import namespace="urn:o" name="o" importType="dmn"/>${decision('d', literal('1'))}`
  const other = (text: string) => modelXml(decision('x', literal(text)), 'urn:o')
  expect(await hashOf(importing, other('1'))).not.toBe(await hashOf(importing, other('2')))
})
