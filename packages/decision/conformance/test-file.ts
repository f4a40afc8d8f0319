import { SaxesParser } from 'saxes'
import {
  dateFromText,
  dateTimeFromText,
  durationFromText,
  temporalFromText,
  timeFromText,
} from '../src/values/literal.ts'
import { numberFromText } from '../src/values/number.ts'
import type { FeelContext, Value } from '../src/values/value.ts'

/** A file of the DMN TCK (testCases.xsd). */
export type TestFile = { readonly modelName: string | undefined; readonly cases: readonly TestCase[] }

export type TestCase = {
  readonly id: string
  readonly description: string
  readonly type: string
  readonly invocableName: string | undefined
  readonly inputs: readonly { readonly name: string; readonly namespace: string | undefined; readonly value: Value }[]
  readonly results: readonly ExpectedResult[]
}

export type ExpectedResult = {
  readonly name: string
  readonly namespace: string | undefined
  readonly type: string | undefined
  readonly isError: boolean
  /** Undefined when the file does not say. */
  readonly expected: Value | undefined
}

type Node = { name: string; attributes: Record<string, string>; children: Node[]; text: string }

const treeOf = (xml: string): Node => {
  const root: Node = { name: '', attributes: {}, children: [], text: '' }
  const open = [root]
  const parser = new SaxesParser({ xmlns: true })
  parser.on('opentag', ({ local, attributes }) => {
    const node: Node = { name: local, attributes: {}, children: [], text: '' }
    for (const { local: name, value, prefix } of Object.values(attributes))
      node.attributes[prefix === 'xsi' ? `xsi:${name}` : name] = value
    open.at(-1)?.children.push(node)
    open.push(node)
  })
  parser.on('closetag', () => {
    open.pop()
  })
  const addText = (text: string) => {
    const node = open.at(-1)
    if (node) node.text += text
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('error', (fault) => {
    throw fault
  })
  parser.write(xml).close()
  return root.children[0] ?? root
}

const all = (node: Node, name: string): Node[] => node.children.filter((child) => child.name === name)
const first = (node: Node, name: string): Node | undefined => all(node, name)[0]
const isNil = (node: Node): boolean => node.attributes['xsi:nil'] === 'true'

/** `INF` and `NaN` are no values of FEEL: models that give them expect null. */
const numberOf = (text: string): Value => numberFromText(text.trim()) ?? null

const readValue = (node: Node): Value => {
  const value = first(node, 'value')
  if (value) {
    if (isNil(value)) return null
    const { text } = value
    switch (value.attributes['xsi:type']?.replace(/^.*:/, '')) {
      case 'boolean':
        return text.trim() === 'true' || text.trim() === '1'
      case 'decimal':
      case 'double':
      case 'float':
      case 'integer':
      case 'int':
      case 'long':
        return numberOf(text)
      case 'date':
        return dateFromText(text.trim()) ?? null
      case 'time':
        return timeFromText(text.trim()) ?? null
      case 'dateTime':
        return dateTimeFromText(text.trim()) ?? null
      case 'duration':
      case 'dayTimeDuration':
      case 'yearMonthDuration':
        return durationFromText(text.trim()) ?? temporalFromText(text.trim())
      default:
        return text
    }
  }
  const list = first(node, 'list')
  if (list) return isNil(list) ? null : all(list, 'item').map((item) => (isNil(item) ? null : readValue(item)))
  const components = all(node, 'component')
  if (components.length === 0) return null
  if (components.length === 1 && components[0] && isNil(components[0]) && components[0].attributes.name === undefined)
    return null
  const context: Record<string, Value> = Object.create(null)
  for (const component of components)
    context[component.attributes.name ?? ''] = isNil(component) ? null : readValue(component)
  return context as FeelContext
}

/** Reads a test file; undefined when the XML is something else. */
export const readTestFile = (xml: string): TestFile | undefined => {
  const root = treeOf(xml)
  if (root.name !== 'testCases') return undefined
  return {
    modelName: first(root, 'modelName')?.text.trim(),
    cases: all(root, 'testCase').map((testCase, index) => ({
      id: testCase.attributes.id ?? String(index + 1),
      description: first(testCase, 'description')?.text.trim() ?? '',
      type: testCase.attributes.type ?? 'decision',
      invocableName: testCase.attributes.invocableName,
      inputs: all(testCase, 'inputNode').map((node) => ({
        name: node.attributes.name ?? '',
        namespace: node.attributes.namespace,
        value: readValue(node),
      })),
      results: all(testCase, 'resultNode').map((node) => {
        const expected = first(node, 'expected')
        return {
          name: node.attributes.name ?? '',
          namespace: node.attributes.namespace,
          type: node.attributes.type,
          isError: node.attributes.errorResult === 'true',
          expected: expected && readValue(expected),
        }
      }),
    })),
  }
}
