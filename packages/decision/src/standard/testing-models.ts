import { expect, test } from 'vitest'
import { compileModel } from '../dmn/compile.ts'
import type { DmnModel } from '../dmn/model.ts'
import { readModel } from '../dmn/read.ts'
import { decision, literal, modelXml } from '../dmn/testing-model.ts'
import { toText } from '../values/text.ts'
import type { Value } from '../values/value.ts'

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const attribute = (name: string, value: string | undefined): string => (value ? ` ${name}="${value}"` : '')
const variable = (name: string, typeRef?: string): string =>
  `<variable name="${name}"${attribute('typeRef', typeRef)}/>`

export const collection = 'isCollection="true"'
export const item = (name: string, inside: string, attributes = ''): string =>
  `<itemDefinition name="${name}" ${attributes}>${inside}</itemDefinition>`
export const component = (name: string, inside: string, attributes = ''): string =>
  `<itemComponent name="${name}" ${attributes}>${inside}</itemComponent>`
export const typed = (name: string, allowed?: string, constraint?: string): string =>
  `<typeRef>${name}</typeRef>${allowed === undefined ? '' : `<allowedValues><text>${escaped(allowed)}</text></allowedValues>`}${constraint === undefined ? '' : `<typeConstraint><text>${escaped(constraint)}</text></typeConstraint>`}`

/** A decision whose logic is a literal expression. */
export const says = (name: string, text: string, needs: readonly string[] = [], typeRef?: string): string =>
  decision(name, literal(text), needs, typeRef)

const boxOf = (text: string): string => (text.startsWith('<') ? text : literal(text))

/** A knowledge model; parameters are written `name` or `name:type`. */
export const knowledge = (
  name: string,
  parameters: readonly string[],
  body: string,
  needs: readonly string[] = [],
  typeRef?: string,
): string => {
  const formal = parameters.map((each) => {
    const [parameter = '', type] = each.split(':')
    return `<formalParameter name="${parameter}"${attribute('typeRef', type)}/>`
  })
  const required = needs.map(
    (need) => `<knowledgeRequirement><requiredKnowledge href="#${need}"/></knowledgeRequirement>`,
  )
  return `<businessKnowledgeModel id="${name}" name="${name}">${variable(name, typeRef)}<encapsulatedLogic>${formal.join('')}${boxOf(body)}</encapsulatedLogic>${required.join('')}</businessKnowledgeModel>`
}

export const invocation = (callee: string, bindings: Readonly<Record<string, string>>): string =>
  `<invocation>${literal(callee)}${Object.entries(bindings)
    .map(([name, value]) => `<binding><parameter name="${name}"/>${boxOf(value)}</binding>`)
    .join('')}</invocation>`

/** Entries as name, expression and type; the result has no name. */
export const context = (...entries: readonly (readonly [string | null, string, string?])[]): string =>
  `<context>${entries
    .map(
      ([name, value, typeRef]) =>
        `<contextEntry>${name === null ? '' : variable(name, typeRef)}${boxOf(value)}</contextEntry>`,
    )
    .join('')}</context>`

/** A filter or iterator of its parts. */
export const box = (kind: string, parts: Readonly<Record<string, string>>, attributes = ''): string =>
  `<${kind} ${attributes}>${Object.entries(parts)
    .map(([part, value]) => `<${part}>${boxOf(value)}</${part}>`)
    .join('')}</${kind}>`

export const conditional = (condition: string, consequent: string, alternative: string, attributes = ''): string =>
  `<conditional ${attributes}><if>${boxOf(condition)}</if><then>${boxOf(consequent)}</then><else>${boxOf(alternative)}</else></conditional>`

export const service = (
  name: string,
  parts: Partial<Record<'outputDecision' | 'encapsulatedDecision' | 'inputDecision' | 'inputData', readonly string[]>>,
  typeRef?: string,
): string =>
  `<decisionService id="${name}" name="${name}">${variable(name, typeRef)}${(
    ['outputDecision', 'encapsulatedDecision', 'inputDecision', 'inputData'] as const
  )
    .flatMap((part) => (parts[part] ?? []).map((id) => `<${part} href="#${id}"/>`))
    .join('')}</decisionService>`

type Row = readonly [asked: string, inputs: Readonly<Record<string, unknown>>, wanted: string]

const modelOf = async (xml: string): Promise<DmnModel> => {
  const { model, problems } = await readModel(xml)
  if (!model) throw new Error(problems.map(({ message }) => message).join('\n'))
  return model
}

/** One test: what decisions of a model give, as FEEL writes it. */
export const gives = (title: string, inside: string, rows: readonly Row[], ...others: readonly string[]): void => {
  test(title, async () => {
    const xml = inside.trimStart().startsWith('<?xml') ? inside : modelXml(inside)
    const { entries } = compileModel(await modelOf(xml), { imports: await Promise.all(others.map(modelOf)) })
    const said = (value: Value): string => toText([value]).slice(1, -1)
    expect(
      rows.map(([asked, inputs]) => [asked, inputs, said(entries.get(asked)?.evaluate(inputs).value ?? null)]),
    ).toEqual(rows)
    for (const [asked] of rows) expect(entries.has(asked), asked).toBe(true)
  })
}
