import type { Element } from 'dmn-moddle'
import { defaultLimits, type Limits, type Place, type Problem } from '../problem.ts'
import { moddle, versionOf } from './moddle.ts'
import type { Decision, DmnModel, ItemDefinition, ReadResult, Requirements, Variable } from './model.ts'
import { notKept } from './not-kept.ts'
import { boxedOf, functionOf } from './read-boxed.ts'
import { ElementReader } from './read-element.ts'

/**
 * Reads a DMN model (1.1 to 1.5) from XML. Everything that is wrong with it is told at once; what is not understood is left out
 * and told. XML that is none, or no DMN, gives one problem and no model.
 */
export const readModel = async (xml: string, limits: Limits = defaultLimits): Promise<ReadResult> => {
  if (xml.length > limits.modelLength)
    return failed('limit.model-length', `The model has ${xml.length} characters, ${limits.modelLength} are allowed`, {
      params: { length: xml.length, limit: limits.modelLength },
    })
  const version = versionOf(xml)
  if (version === undefined)
    return failed('dmn.no-dmn', 'This is no DMN model of version 1.1 to 1.5: no such namespace is declared')
  let root: Element
  const problems: Problem[] = []
  try {
    const read = await moddle().fromXML(xml)
    root = read.rootElement
    for (const warning of read.warnings) {
      const told = problemOfWarning(warning.message, root)
      if (told) problems.push(told)
    }
  } catch (fault) {
    const { text, place } = located((fault as Error).message)
    return failed('dmn.xml', `The XML cannot be read: ${text}`, { place })
  }
  const lines = linesOf(xml)
  const reader = new ElementReader(lines, problems, limits)
  const model = { ...modelOf(root, version, reader), lines }
  const lost = notKept(root, xml)
  if (lost) problems.push(lost)
  return { model, problems }
}

const failed = (code: string, message: string, more: Partial<Problem> = {}): ReadResult => ({
  model: undefined,
  problems: [{ code, severity: 'error', message, ...more }],
})

/** moddle's messages hold the place as text. */
const located = (message: string): { text: string; place: Place } => {
  const found = /^unparsable content (.*?)\s*detected\s+line: (\d+)\s+column: (\d+)\s+nested error: (.*)$/s.exec(
    message,
  )
  if (!found) return { text: message, place: {} }
  const [, , line, column, text = ''] = found
  return { text, place: { line: Number(line) + 1, lineColumn: Number(column) + 1 } }
}

/** Only elements of DMN itself: diagrams and extensions of other tools are none of a model's content. */
const problemOfWarning = (message: string, root: Element): Problem | undefined => {
  const { text, place } = located(message)
  const [, found] = /(?:unrecognized element|unknown type) <dmn:([^>]*)>/.exec(text) ?? []
  if (found === undefined) return undefined
  const name = found.charAt(0).toLowerCase() + found.slice(1)
  return {
    code: 'dmn.unknown-element',
    severity: 'warning',
    message: `DMN has no element "${name}" here; it is left out`,
    params: { name },
    place: { ...place, ...(typeof root.name === 'string' && { model: root.name }) },
  }
}

const linesOf = (xml: string): ReadonlyMap<string, Pick<Place, 'line' | 'lineColumn'>> => {
  const lines = new Map<string, Pick<Place, 'line' | 'lineColumn'>>()
  let line = 1
  let lineStart = 0
  for (const found of xml.matchAll(/\n|<[\w.:-]+(?:[^<>"']|"[^"<]*"|'[^'<]*')*>/g)) {
    const [tag] = found
    if (tag !== '\n') {
      const [, , id] = /\sid\s*=\s*(["'])(.*?)\1/.exec(tag) ?? []
      if (id !== undefined && !lines.has(id)) lines.set(id, { line, lineColumn: found.index - lineStart + 1 })
    }
    for (let at = tag.indexOf('\n'); at >= 0; at = tag.indexOf('\n', at + 1)) {
      line++
      lineStart = found.index + at + 1
    }
  }
  return lines
}

const modelOf = (root: Element, version: string, reader: ElementReader): DmnModel => {
  const namespace = reader.text(root, 'namespace') ?? ''
  const definitions = reader.named(root)
  const elements = reader.many(root, 'drgElement')
  for (const element of elements) reader.unique(element)
  const of = <T>(type: string, make: (element: Element) => T): T[] =>
    elements.filter(({ $type }) => $type === `dmn:${type}`).map(make)
  return {
    id: definitions.id,
    name: definitions.name,
    ...(definitions.description !== undefined && { description: definitions.description }),
    namespace,
    version,
    imports: reader.many(root, 'import').map((each) => {
      const location = reader.text(each, 'locationURI')
      return {
        name: reader.name(each) ?? '',
        namespace: reader.text(each, 'namespace') ?? '',
        ...(location !== undefined && { location }),
      }
    }),
    itemDefinitions: reader.many(root, 'itemDefinition').map((each) => itemOf(each, reader, 0)),
    inputs: of('InputData', (element) => ({ ...reader.named(element), variable: variableOf(element, reader) })),
    decisions: of('Decision', (element) => decisionOf(element, namespace, reader)),
    knowledgeModels: of('BusinessKnowledgeModel', (element) => {
      const named = reader.named(element)
      const logic = reader.one(element, 'encapsulatedLogic')
      return {
        ...named,
        variable: variableOf(element, reader),
        requires: requirementsOf(element, namespace, reader),
        ...(logic && { logic: functionOf(logic, reader.at({ element: named.name, elementId: named.id }), 0) }),
      }
    }),
    services: of('DecisionService', (element) => {
      const hrefs = (property: string) =>
        reader.many(element, property).flatMap((each) => localHref(reader.text(each, 'href'), namespace))
      const { id, name, description } = reader.named(element)
      return {
        id,
        name,
        ...(description !== undefined && { description }),
        variable: variableOf(element, reader),
        outputDecisions: hrefs('outputDecision'),
        encapsulatedDecisions: hrefs('encapsulatedDecision'),
        inputDecisions: hrefs('inputDecision'),
        inputData: hrefs('inputData'),
      }
    }),
  }
}

const variableOf = (element: Element, reader: ElementReader): Variable => {
  const variable = reader.one(element, 'variable')
  const typeRef = variable && reader.text(variable, 'typeRef')
  const name = (variable && reader.name(variable)) ?? reader.named(element).name
  return { name, ...(typeRef !== undefined && { typeRef }) }
}

const decisionOf = (element: Element, namespace: string, reader: ElementReader): Decision => {
  const named = reader.named(element)
  const question = reader.text(element, 'question')
  const allowedAnswers = reader.text(element, 'allowedAnswers')
  const logic = boxedOf(
    reader.one(element, 'decisionLogic'),
    reader.at({ element: named.name, elementId: named.id }),
    0,
  )
  return {
    ...named,
    ...(question !== undefined && { question }),
    ...(allowedAnswers !== undefined && { allowedAnswers }),
    variable: variableOf(element, reader),
    requires: requirementsOf(element, namespace, reader),
    ...(logic && { logic }),
  }
}

/** `#id` and `namespace#id` of the model itself become `id`. */
const localHref = (href: string | undefined, namespace: string): string[] => {
  if (href === undefined) return []
  const at = href.lastIndexOf('#')
  return [at <= 0 || href.slice(0, at) === namespace ? href.slice(at + 1) : href]
}

const requirementsOf = (element: Element, namespace: string, reader: ElementReader): Requirements => {
  const hrefs = (requirements: string, required: string) =>
    reader.many(element, requirements).flatMap((requirement) => {
      const reference = reader.one(requirement, required)
      return reference ? localHref(reader.text(reference, 'href'), namespace) : []
    })
  return {
    inputs: hrefs('informationRequirement', 'requiredInput'),
    decisions: hrefs('informationRequirement', 'requiredDecision'),
    knowledge: hrefs('knowledgeRequirement', 'requiredKnowledge'),
  }
}

const itemOf = (element: Element, reader: ElementReader, depth: number): ItemDefinition => {
  const { name, label, description } = reader.named(element)
  const id = reader.text(element, 'id')
  if (!reader.shallow(depth, name)) return { name, isCollection: false, components: [] }
  const typeRef = reader.text(element, 'typeRef')
  const allowedValues = reader.inner(element, 'allowedValues')
  const typeConstraint = reader.inner(element, 'typeConstraint')
  const functionItem = reader.one(element, 'functionItem')
  const outputTypeRef = functionItem && reader.text(functionItem, 'outputTypeRef')
  return {
    ...(id !== undefined && { id }),
    name,
    ...(label !== undefined && { label }),
    ...(description !== undefined && { description }),
    ...(typeRef !== undefined && { typeRef }),
    isCollection: element.isCollection === true,
    ...(allowedValues !== undefined && { allowedValues }),
    ...(typeConstraint !== undefined && { typeConstraint }),
    components: reader.many(element, 'itemComponent').map((each) => itemOf(each, reader, depth + 1)),
    ...(functionItem && {
      functionItem: {
        parameters: reader.many(functionItem, 'parameters').map((each) => reader.variable(each)),
        ...(outputTypeRef !== undefined && { outputTypeRef }),
      },
    }),
  }
}
