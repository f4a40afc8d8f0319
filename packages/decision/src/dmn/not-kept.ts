import type { Element } from 'dmn-moddle'
import type { Problem } from '../problem.ts'

/** What of a model is read over, in the order in which it is told. */
const kinds = ['diagrams', 'knowledge sources', 'annotations', 'descriptions', 'extensions', 'other elements'] as const
type Kind = (typeof kinds)[number]

const ofType: Readonly<Record<string, Kind>> = {
  'dmn:KnowledgeSource': 'knowledge sources',
  'dmn:TextAnnotation': 'annotations',
  'dmn:Group': 'annotations',
  'dmn:ElementCollection': 'other elements',
  'dmn:OrganizationUnit': 'other elements',
  'dmn:PerformanceIndicator': 'other elements',
}

/** Their descriptions have no place in a model. */
const undescribed =
  /^dmn:(Import|InformationItem|FunctionItem|UnaryTests|DMNElementReference|\w*Requirement|Association|RuleAnnotation\w*)$/

const isUndescribed = ({ $type, $parent }: Element): boolean =>
  undescribed.test($type) ||
  ($type === 'dmn:LiteralExpression' && /^dmn:(\w+Clause|DecisionRule)$/.test($parent?.$type ?? ''))

/** Attributes of other tools: with a prefix that neither declares a namespace nor says where a schema lies. */
const isForeign = (name: string): boolean => /^(?!xmlns:|xsi:)[^:]+:/.test(name)

/**
 * One warning for all of a file that a model does not hold, so that whoever writes it again knows beforehand; undefined when there
 * is nothing. Diagrams are looked for in the text, since their namespaces differ by version.
 */
export const notKept = (root: Element, xml: string): Problem | undefined => {
  const counts = new Map<Kind, number>()
  const count = (kind: Kind, many: number) => {
    if (many > 0) counts.set(kind, (counts.get(kind) ?? 0) + many)
  }
  count('diagrams', [...xml.matchAll(/<(?:[\w.-]+:)?DMNDiagram[\s/>]/g)].length)
  const open: unknown[] = [root]
  while (open.length > 0) {
    const next = open.pop()
    if (typeof next !== 'object' || next === null) continue
    if (Array.isArray(next)) {
      // Pushed one by one: as arguments, many would leave the stack.
      for (const each of next) open.push(each)
      continue
    }
    const element = next as Element
    const { $type, $attrs, description, extensionElements, extensionAttribute, dmnDI: _, ...rest } = element
    const kind = Object.hasOwn(ofType, $type) ? ofType[$type] : undefined
    if (kind) {
      count(kind, 1)
      continue
    }
    if (typeof description === 'string' && description.trim() !== '' && isUndescribed(element)) count('descriptions', 1)
    const values = (extensionElements as Element | undefined)?.values
    count('extensions', Array.isArray(values) ? values.length : 0)
    count('extensions', Array.isArray(extensionAttribute) ? extensionAttribute.length : 0)
    count('extensions', Object.keys($attrs ?? {}).filter(isForeign).length)
    if ($type.startsWith('dmn:')) for (const value of Object.values(rest)) open.push(value)
  }
  const found = kinds.filter((kind) => counts.has(kind))
  if (found.length === 0) return undefined
  const said = found.map((kind) => `${kind} (${counts.get(kind)})`).join(', ')
  return {
    code: 'dmn.not-kept',
    severity: 'warning',
    message: `The file holds what the model does not keep, so that a file written from it lacks it: ${said}`,
    params: { kinds: found, ...Object.fromEntries(counts) },
  }
}
