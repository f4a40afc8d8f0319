/** Edits of a model as pure functions: each gives a new model. */
import type { Boxed, DecisionTable, DmnModel, ItemDefinition, Requirements } from '@onecity/decision'
import type { ElementKind } from './requirement-layout.ts'

export const noRequirements: Requirements = { inputs: [], decisions: [], knowledge: [] }

/** An id that no element of the model has. */
export const newId = (model: DmnModel, stem: string): string => {
  const taken = new Set(
    [...model.inputs, ...model.decisions, ...model.knowledgeModels, ...model.services].map(({ id }) => id),
  )
  let number = 1
  while (taken.has(`${stem}_${number}`)) number++
  return `${stem}_${number}`
}

/** A name that no element of the model has: the one given, or with a number after it. */
export const freeName = (model: DmnModel, name: string): string => {
  const taken = new Set(
    [...model.inputs, ...model.decisions, ...model.knowledgeModels, ...model.services].map((element) => element.name),
  )
  if (!taken.has(name)) return name
  let number = 2
  while (taken.has(`${name} ${number}`)) number++
  return `${name} ${number}`
}

export const emptyTable = (output: string): DecisionTable => ({
  kind: 'table',
  hitPolicy: 'UNIQUE',
  inputs: [],
  outputs: [{ name: output, label: output }],
  annotations: [],
  rules: [],
})

/** The element that is opened first: of the decisions that no other one needs, that which builds on most. */
export const topDecision = (model: DmnModel): string | undefined => {
  const byId = new Map(model.decisions.map((decision) => [decision.id, decision]))
  const needed = new Set(model.decisions.flatMap(({ requires }) => requires.decisions))
  const below = (id: string, seen: Set<string>): Set<string> => {
    for (const next of byId.get(id)?.requires.decisions ?? [])
      if (!seen.has(next)) {
        seen.add(next)
        below(next, seen)
      }
    return seen
  }
  const tops = model.decisions.filter(({ id }) => !needed.has(id))
  const most = Math.max(0, ...tops.map(({ id }) => below(id, new Set()).size))
  return (tops.findLast(({ id }) => below(id, new Set()).size === most) ?? model.decisions.at(-1))?.id
}

export type FoundElement =
  | { readonly kind: 'decision'; readonly element: DmnModel['decisions'][number] }
  | { readonly kind: 'input'; readonly element: DmnModel['inputs'][number] }
  | { readonly kind: 'knowledge'; readonly element: DmnModel['knowledgeModels'][number] }
  | { readonly kind: 'service'; readonly element: DmnModel['services'][number] }

export const findElement = (model: DmnModel, id: string | undefined): FoundElement | undefined => {
  const decision = model.decisions.find((each) => each.id === id)
  if (decision) return { kind: 'decision', element: decision }
  const input = model.inputs.find((each) => each.id === id)
  if (input) return { kind: 'input', element: input }
  const knowledge = model.knowledgeModels.find((each) => each.id === id)
  if (knowledge) return { kind: 'knowledge', element: knowledge }
  const service = model.services.find((each) => each.id === id)
  return service && { kind: 'service', element: service }
}

const listOf = { decision: 'decisions', input: 'inputs', knowledge: 'knowledgeModels', service: 'services' } as const

const patched = (model: DmnModel, kind: ElementKind, id: string, patch: object): DmnModel => {
  const part = listOf[kind]
  const elements = model[part] as readonly { readonly id: string }[]
  return { ...model, [part]: elements.map((each) => (each.id === id ? { ...each, ...patch } : each)) }
}

export const withLogic = (model: DmnModel, kind: 'decision' | 'knowledge', id: string, logic: Boxed): DmnModel =>
  patched(model, kind, id, { logic })

export const withRequirements = (
  model: DmnModel,
  kind: 'decision' | 'knowledge',
  id: string,
  requires: Requirements,
): DmnModel => patched(model, kind, id, { requires })

/** The declared type of an input's or a decision's variable; undefined takes it away. */
export const withVariableType = (model: DmnModel, id: string, typeRef: string | undefined): DmnModel => {
  const found = findElement(model, id)
  if (!found || found.kind === 'service') return model
  const variable = { name: found.element.variable.name, ...(typeRef !== undefined && { typeRef }) }
  return patched(model, found.kind, id, { variable })
}

/** The allowed values of a named type, as unary tests; an empty text allows everything. */
export const withAllowedValues = (model: DmnModel, typeName: string, text: string): DmnModel => ({
  ...model,
  itemDefinitions: model.itemDefinitions.map((definition) => {
    if (definition.name !== typeName) return definition
    const { allowedValues: _, ...rest } = definition
    return text.trim() === '' ? rest : { ...rest, allowedValues: text }
  }),
})

/** What a new input is: a FEEL type, or one of the words given. */
export type NewInput = {
  readonly name: string
  readonly typeRef: string
  readonly choices?: { readonly typeName: string; readonly words: readonly string[] }
}

/** Adds an input; words to choose from become a named type with allowed values. */
export const addInput = (model: DmnModel, { name, typeRef, choices }: NewInput): { model: DmnModel; id: string } => {
  const id = newId(model, 'input')
  const definition: ItemDefinition | undefined =
    choices === undefined
      ? undefined
      : {
          name: choices.typeName,
          typeRef: 'string',
          isCollection: false,
          allowedValues: choices.words.map((choice) => JSON.stringify(choice)).join(', '),
          components: [],
        }
  const input = { id, name, variable: { name, typeRef: definition?.name ?? typeRef } }
  return {
    id,
    model: {
      ...model,
      itemDefinitions: definition
        ? [...model.itemDefinitions.filter((each) => each.name !== definition.name), definition]
        : model.itemDefinitions,
      inputs: [...model.inputs, input],
    },
  }
}

/** Adds a decision, a table without columns or an empty expression. */
export const addDecision = (
  model: DmnModel,
  name: string,
  logic: 'table' | 'literal',
): { model: DmnModel; id: string } => {
  const id = newId(model, 'decision')
  const decision = {
    id,
    name,
    variable: { name },
    requires: noRequirements,
    logic: logic === 'table' ? emptyTable(name) : ({ kind: 'literal', text: '' } as const),
  }
  return { id, model: { ...model, decisions: [...model.decisions, decision] } }
}

const requirementPart = {
  input: 'inputs',
  decision: 'decisions',
  knowledge: 'knowledge',
  service: 'knowledge',
} as const

/** Draws or takes away the requirement of one element by another. */
export const toggleRequirement = (model: DmnModel, id: string, needed: string): DmnModel => {
  const user = findElement(model, id)
  const other = findElement(model, needed)
  if (!user || !other || (user.kind !== 'decision' && user.kind !== 'knowledge')) return model
  const part = requirementPart[other.kind]
  const { requires } = user.element
  const before = requires[part]
  const after = before.includes(needed) ? before.filter((each) => each !== needed) : [...before, needed]
  return withRequirements(model, user.kind, id, { ...requires, [part]: after })
}

/** Takes an element out, with every requirement of it. */
export const deleteElement = (model: DmnModel, id: string): DmnModel => {
  const rest = <T extends { readonly id: string }>(list: readonly T[]) => list.filter((each) => each.id !== id)
  const others = (list: readonly string[]) => list.filter((each) => each !== id)
  const freed = <T extends { readonly requires: Requirements }>(element: T): T => ({
    ...element,
    requires: {
      inputs: others(element.requires.inputs),
      decisions: others(element.requires.decisions),
      knowledge: others(element.requires.knowledge),
    },
  })
  return {
    ...model,
    inputs: rest(model.inputs),
    decisions: rest(model.decisions).map(freed),
    knowledgeModels: rest(model.knowledgeModels).map(freed),
    services: rest(model.services).map((service) => ({
      ...service,
      outputDecisions: others(service.outputDecisions),
      encapsulatedDecisions: others(service.encapsulatedDecisions),
      inputDecisions: others(service.inputDecisions),
      inputData: others(service.inputData),
    })),
  }
}

/** Whether drawing a requirement of `needed` by `id` would close a circle. */
export const wouldCircle = (model: DmnModel, id: string, needed: string): boolean => {
  const seen = new Set<string>()
  const reaches = (at: string): boolean => {
    if (at === id) return true
    if (seen.has(at)) return false
    seen.add(at)
    const found = findElement(model, at)
    if (!found || found.kind === 'input') return false
    if (found.kind === 'service') return [...found.element.outputDecisions].some(reaches)
    const { decisions, knowledge } = found.element.requires
    return [...decisions, ...knowledge].some(reaches)
  }
  return reaches(needed)
}
