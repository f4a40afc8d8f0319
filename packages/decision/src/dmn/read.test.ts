import { describe, expect, test } from 'vitest'
import { defaultLimits } from '../problem.ts'
import { readModel } from './read.ts'
import { decision, input, literal, modelXml, table } from './testing-model.ts'

const namespaces: Readonly<Record<string, string>> = {
  '1.1': 'http://www.omg.org/spec/DMN/20151101/dmn.xsd',
  '1.2': 'http://www.omg.org/spec/DMN/20180521/MODEL/',
  '1.3': 'https://www.omg.org/spec/DMN/20191111/MODEL/',
  '1.4': 'https://www.omg.org/spec/DMN/20211108/MODEL/',
  '1.5': 'https://www.omg.org/spec/DMN/20230324/MODEL/',
}

describe('reading a model', () => {
  test.each(Object.entries(namespaces))(
    'knows the namespace of DMN %s, with and without a prefix',
    async (version, uri) => {
      const inside = input('age', 'number') + decision('grown', literal('age >= 18'), ['input:age'], 'boolean')
      const plain = modelXml(inside).replace(/xmlns="[^"]*"/, `xmlns="${uri}"`)
      const prefixed = modelXml(inside)
        .replaceAll(/<(\/?)(\w)/g, '<$1d:$2')
        .replace(/xmlns="[^"]*"/, `xmlns:d="${uri}"`)
      for (const xml of [plain, prefixed]) {
        const { model, problems } = await readModel(xml)
        expect(problems).toEqual([])
        expect(model).toMatchObject({
          version,
          namespace: 'urn:test',
          inputs: [{ id: 'age', name: 'age', variable: { name: 'age', typeRef: 'number' } }],
          decisions: [{ name: 'grown', requires: { inputs: ['age'] }, logic: { kind: 'literal', text: 'age >= 18' } }],
        })
      }
    },
  )

  test('has every kind of boxed expression, those of DMN 1.4 too', async () => {
    const value = (tag: string, text: string) => `<${tag}>${literal(text)}</${tag}>`
    const logics = [
      `<context><contextEntry><variable name="a"/>${literal('1')}</contextEntry><contextEntry>${literal('a')}</contextEntry></context>`,
      `<list>${literal('1')}${literal('2')}</list>`,
      `<relation><column name="a"/><row>${literal('1')}</row></relation>`,
      `<invocation>${literal('f')}<binding><parameter name="p"/>${literal('1')}</binding></invocation>`,
      `<functionDefinition kind="FEEL"><formalParameter name="p"/>${literal('p')}</functionDefinition>`,
      `<conditional>${value('if', 'true')}${value('then', '1')}${value('else', '2')}</conditional>`,
      `<filter>${value('in', '[1]')}${value('match', 'item > 0')}</filter>`,
      `<for iteratorVariable="i">${value('in', '[1]')}${value('return', 'i')}</for>`,
      `<some iteratorVariable="i">${value('in', '[1]')}${value('satisfies', 'i > 0')}</some>`,
      `<every iteratorVariable="i">${value('in', '[1]')}${value('satisfies', 'i > 0')}</every>`,
      table(['x'], ['y'], ['- => 1']),
    ]
    const { model, problems } = await readModel(modelXml(logics.map((logic, at) => decision(`d${at}`, logic)).join('')))
    expect(problems).toEqual([])
    expect(model?.decisions.map(({ logic }) => logic?.kind)).toEqual([
      'context',
      'list',
      'relation',
      'invocation',
      'function',
      'conditional',
      'filter',
      'for',
      'some',
      'every',
      'table',
    ])
    expect(model?.decisions[7]?.logic).toMatchObject({
      variable: 'i',
      in: { kind: 'literal', text: '[1]' },
      result: { kind: 'literal', text: 'i' },
    })
  })

  test('reads item definitions with components, allowed values and type constraints', async () => {
    const { model } = await readModel(
      modelXml(`<itemDefinition name="t" isCollection="true"><typeRef>number</typeRef>
        <allowedValues><text>[0..9]</text></allowedValues><typeConstraint><text>count(?) &lt; 3</text></typeConstraint></itemDefinition>
        <itemDefinition name="c"><itemComponent name="full  name"><typeRef>string</typeRef></itemComponent></itemDefinition>
        <itemDefinition name="f"><functionItem outputTypeRef="number"><parameters name="a" typeRef="t"/></functionItem></itemDefinition>`),
    )
    expect(model?.itemDefinitions).toEqual([
      {
        name: 't',
        typeRef: 'number',
        isCollection: true,
        allowedValues: '[0..9]',
        typeConstraint: 'count(?) < 3',
        components: [],
      },
      expect.objectContaining({ components: [expect.objectContaining({ name: 'full name', typeRef: 'string' })] }),
      expect.objectContaining({
        functionItem: { parameters: [{ name: 'a', typeRef: 't' }], outputTypeRef: 'number' },
      }),
    ])
  })

  test('tells all that is wrong at once, with element, row and line', async () => {
    const xml = modelXml(`${input('a')}
${decision('a', literal('1'))}
<decision id="t" name="table"><variable name="table"/><decisionTable hitPolicy="BEST">
  <input><inputExpression><text>a</text></inputExpression></input><output/>
  <rule id="r1"><inputEntry><text>1</text></inputEntry></rule>
</decisionTable></decision>
<unheard/>`)
    const { model, problems } = await readModel(xml)
    expect(model?.decisions).toHaveLength(2)
    expect(problems.map(({ code, place }) => [code, place?.element, place?.row, place?.line])).toEqual([
      ['dmn.unknown-element', undefined, undefined, 9],
      ['dmn.duplicate-id', 'a', undefined, 3],
      ['dmn.hit-policy', 'table', undefined, 5],
      ['dmn.cells', 'table', 1, 7],
    ])
  })

  test.each([
    ['no XML', 'hello', 'dmn.no-dmn'],
    ['nothing', '', 'dmn.no-dmn'],
    ['other XML', '<a xmlns="urn:other"/>', 'dmn.no-dmn'],
    ['an element that is never closed', modelXml('<decision id="a" name="a">'), 'dmn.xml'],
    ['a root that is no model', '<decision xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="a"/>', 'dmn.xml'],
  ])('gives one clear problem for %s', async (_what, xml, code) => {
    const { model, problems } = await readModel(xml)
    expect(model).toBeUndefined()
    expect(problems.map((problem) => problem.code)).toEqual([code])
  })

  test('reads no model beyond the limit, and no expressions nested too deep', async () => {
    const long = await readModel(modelXml(''), { ...defaultLimits, modelLength: 100 })
    expect(long.problems.map(({ code }) => code)).toEqual(['limit.model-length'])
    const deep = `${'<list>'.repeat(300)}${'</list>'.repeat(300)}`
    const { problems } = await readModel(modelXml(decision('deep', deep)))
    expect(problems).toMatchObject([{ code: 'limit.depth', place: { element: 'deep' } }])
  })

  test('keeps ids that are not ASCII, and leaves out diagrams and extensions with one word', async () => {
    const { model, problems } = await readModel(
      modelXml(`<decision id="补贴" name="补贴"><extensionElements><x:y xmlns:x="urn:x">z</x:y></extensionElements>
        <variable name="补贴"/>${literal('1')}</decision>
        <dmndi:DMNDI xmlns:dmndi="https://www.omg.org/spec/DMN/20230324/DMNDI/"><dmndi:DMNDiagram/></dmndi:DMNDI>`),
    )
    expect(problems).toMatchObject([{ code: 'dmn.not-kept', params: { diagrams: 1, extensions: 1 } }])
    expect(model?.decisions[0]?.id).toBe('补贴')
  })
})
