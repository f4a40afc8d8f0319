import { compileModel } from './compile.ts'
import type { Engine, Entry } from './engine.ts'
import { readModel } from './read.ts'

/** XML of a model of DMN 1.5 from what stands inside `definitions`. */
export const modelXml = (inside: string, namespace = 'urn:test', name = 'test'): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="definitions" name="${name}" namespace="${namespace}">
${inside}
</definitions>`

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

export const literal = (text: string, typeRef?: string): string =>
  `<literalExpression${typeRef === undefined ? '' : ` typeRef="${typeRef}"`}><text>${escaped(text)}</text></literalExpression>`

export const input = (name: string, typeRef?: string): string =>
  `<inputData id="${name}" name="${name}"><variable name="${name}"${typeRef === undefined ? '' : ` typeRef="${typeRef}"`}/></inputData>`

/** A decision; what it needs is written `input:id`, `decision:id`, `knowledge:id`. */
export const decision = (name: string, logic: string, needs: readonly string[] = [], typeRef?: string): string => {
  const requirement = (need: string): string => {
    const [kind, id = ''] = need.split(/:(.*)/s)
    const href = id.includes('#') ? id : `#${id}`
    if (kind === 'knowledge') return `<knowledgeRequirement><requiredKnowledge href="${href}"/></knowledgeRequirement>`
    return `<informationRequirement><required${kind === 'input' ? 'Input' : 'Decision'} href="${href}"/></informationRequirement>`
  }
  return `<decision id="${name}" name="${name}"><variable name="${name}"${typeRef === undefined ? '' : ` typeRef="${typeRef}"`}/>${needs.map(requirement).join('')}${logic}</decision>`
}

/** A table; rows are texts of cells divided by `|`, outputs after `=>`. */
export const table = (
  inputs: readonly string[],
  outputs: readonly string[],
  rows: readonly string[],
  {
    hitPolicy = 'UNIQUE',
    aggregation,
    inputValues = {},
    outputParts = {},
  }: {
    hitPolicy?: string
    aggregation?: string
    inputValues?: Readonly<Record<string, string>>
    outputParts?: Readonly<Record<string, string>>
  } = {},
): string => {
  const cells = (texts: string, tag: string) =>
    texts
      .split('|')
      .map((text) => `<${tag}><text>${escaped(text.trim())}</text></${tag}>`)
      .join('')
  const columns = inputs.map((text) => {
    const values = inputValues[text]
    return `<input><inputExpression><text>${escaped(text)}</text></inputExpression>${values === undefined ? '' : `<inputValues><text>${escaped(values)}</text></inputValues>`}</input>`
  })
  const results = outputs.map(
    (name) => `<output${outputs.length > 1 ? ` name="${name}"` : ''}>${outputParts[name] ?? ''}</output>`,
  )
  const rules = rows.map((row) => {
    const [tests = '', results = ''] = row.split('=>')
    return `<rule>${inputs.length === 0 ? '' : cells(tests, 'inputEntry')}${cells(results, 'outputEntry')}</rule>`
  })
  return `<decisionTable hitPolicy="${hitPolicy}"${aggregation === undefined ? '' : ` aggregation="${aggregation}"`}>${columns.join('')}${results.join('')}${rules.join('')}</decisionTable>`
}

/** Reads and compiles; what the XML itself has wrong fails the test. */
export const engineOf = async (inside: string, ...others: readonly string[]): Promise<Engine> => {
  const read = async (xml: string) => {
    const { model, problems } = await readModel(xml)
    if (!model || problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'))
    return model
  }
  return compileModel(await read(modelXml(inside)), { imports: await Promise.all(others.map(read)) })
}

export const entryOf = ({ entries, problems }: Engine, name: string): Entry => {
  const entry = entries.get(name)
  if (!entry) throw new Error(`no "${name}": ${problems.map(({ message }) => message).join('\n')}`)
  return entry
}

/** The values of an outcome as JSON, for comparing. */
export const valueIn = (engine: Engine, name: string, inputs: Readonly<Record<string, unknown>> = {}): unknown =>
  JSON.parse(JSON.stringify(entryOf(engine, name).evaluate(inputs).value))
