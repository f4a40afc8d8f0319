import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runFolder } from '../../conformance/run.ts'
import { decision, input, literal, modelXml } from './testing-model.ts'

const testCases = (inside: string) =>
  `<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <modelName>m.dmn</modelName>${inside}</testCases>`

const value = (type: string, text: string) => `<value xsi:type="xsd:${type}">${text}</value>`

const testCase = (id: string, results: Readonly<Record<string, string>>, attributes = '', inputs = '') =>
  `<testCase id="${id}" ${attributes}>${inputs}${Object.entries(results)
    .map(([name, expected]) => `<resultNode name="${name}"><expected>${expected}</expected></resultNode>`)
    .join('')}</testCase>`

test('the runner fails what is not as expected, and counts a case once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tck-'))
  try {
    writeFileSync(
      join(folder, 'm.dmn'),
      modelXml(
        `${input('x', 'number')}${decision('third', literal('x / 3'), ['input:x'])}
        ${decision('list', literal('[1, {a: "b", c: null}]'))}${decision('day', literal('@"2026-11-20"'))}${decision('none', literal('null'))}
        <businessKnowledgeModel id="j" name="j"><variable name="j"/><encapsulatedLogic kind="Java"><formalParameter name="p"/>${literal('1')}</encapsulatedLogic></businessKnowledgeModel>
        ${decision('java', literal('j(1)'), ['knowledge:j'])}
        <decisionService id="s" name="s"><variable name="s"/><outputDecision href="#list"/><outputDecision href="#none"/></decisionService>`,
      ),
    )
    const x = `<inputNode name="x">${value('decimal', '1')}</inputNode>`
    const list = (first: string) =>
      `<list><item>${value('decimal', first)}</item><item><component name="a">${value('string', 'b')}</component><component name="c"><value xsi:nil="true"/></component></item></list>`
    writeFileSync(
      join(folder, 'm-test.xml'),
      testCases(
        testCase('near', { third: value('decimal', '0.333333333') }, '', x) +
          testCase('far', { third: value('decimal', '0.3333') }, '', x) +
          testCase('list', { list: list('1'), day: value('date', '2026-11-20') }) +
          testCase('two wrong', { list: list('2'), day: value('string', '2026-11-20') }) +
          testCase('null for value', { day: '<value xsi:nil="true"/>' }) +
          testCase('value for null', { none: value('boolean', 'false') }) +
          testCase(
            'service',
            { list: list('1'), none: '<value xsi:nil="true"/>' },
            'type="decisionService" invocableName="s"',
          ) +
          testCase('unknown', { nobody: '<value xsi:nil="true"/>' }) +
          testCase('java', { java: value('decimal', '1') }),
      ),
    )
    writeFileSync(join(folder, 'other.xml'), '<something/>')
    writeFileSync(join(folder, 'broken.xml'), '<testCases>')
    const { cases, passed, failed, failures, unreadable } = await runFolder(folder)
    expect([cases, passed, failed]).toEqual([9, 3, 6])
    expect(failures.map(({ id, needsJava }) => [id, needsJava])).toEqual([
      ['far', false],
      ['two wrong', false],
      ['two wrong', false],
      ['null for value', false],
      ['value for null', false],
      ['unknown', false],
      ['java', true],
    ])
    expect(unreadable).toHaveLength(1)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('inputs of imported models go by their own name, by that of the import, or inside a context of that name', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tck-'))
  try {
    writeFileSync(join(folder, 'base.dmn'), modelXml(input('x', 'number'), 'urn:base'))
    writeFileSync(
      join(folder, 'm.dmn'),
      modelXml(
        `<import name="b" namespace="urn:base" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>${decision('d', literal('b.x + 1'), ['input:urn:base#x'])}`,
      ),
    )
    const given = [
      `<inputNode name="x">${value('decimal', '1')}</inputNode>`,
      `<inputNode name="b.x">${value('decimal', '1')}</inputNode>`,
      `<inputNode name="x" namespace="urn:base">${value('decimal', '1')}</inputNode>`,
      `<inputNode name="b"><component name="x">${value('decimal', '1')}</component></inputNode>`,
      `<inputNode name="c"><component name="y">${value('decimal', '1')}</component></inputNode>`,
    ]
    writeFileSync(
      join(folder, 'm-test.xml'),
      testCases(given.map((inputs, index) => testCase(`${index}`, { d: value('decimal', '2') }, '', inputs)).join('')),
    )
    const { passed, failures } = await runFolder(folder)
    expect([passed, failures.map(({ id }) => id)]).toEqual([4, ['4']])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
