/** Gives an element another name and writes it wherever the model says the old one. */
import {
  type Boxed,
  type CompileResult,
  compileExpression,
  compileUnaryTests,
  type DmnModel,
  type FeelType,
  type Requirements,
  type Scope,
} from '@onecity/decision'
import { findElement } from './model-edit.ts'

type Span = { readonly from: number; readonly to: number }

/** Where a tree names a variable. Trees are plain data, so that every kind of node is walked alike. */
const spansOf = (node: unknown, name: string, found: Span[] = []): Span[] => {
  if (typeof node !== 'object' || node === null) return found
  const { kind, name: own, from, to } = node as Partial<Span> & { kind?: unknown; name?: unknown }
  if (kind === 'name' && own === name && typeof from === 'number' && typeof to === 'number') found.push({ from, to })
  else for (const child of Object.values(node)) spansOf(child, name, found)
  return found
}

class Renamer {
  constructor(
    readonly from: string,
    readonly to: string,
    readonly scope: Scope,
  ) {}

  /** The text with the new name; as it is where it cannot be read: the compiler tells of it then. */
  #replaced(text: string, compile: (source: string, scope: Scope) => CompileResult): string {
    if (!text.includes(this.from.split(' ')[0] ?? '')) return text
    const compiled = compile(text, this.scope)
    if (!compiled.ok) return text
    return spansOf(compiled.program.expression, this.from)
      .sort((left, right) => right.from - left.from)
      .reduce((mended, span) => mended.slice(0, span.from) + this.to + mended.slice(span.to), text)
  }
  expression = (text: string): string => this.#replaced(text, compileExpression)
  tests = (text: string): string => this.#replaced(text, compileUnaryTests)

  boxed = (boxed: Boxed): Boxed => {
    const inside = (inner: Boxed | undefined): Boxed | undefined => inner && this.boxed(inner)
    switch (boxed.kind) {
      case 'literal':
        return { ...boxed, text: this.expression(boxed.text) }
      case 'table':
        return {
          ...boxed,
          inputs: boxed.inputs.map((input) => ({
            ...input,
            ...(input.label === this.from && { label: this.to }),
            text: this.expression(input.text),
          })),
          rules: boxed.rules.map((rule) => ({
            ...rule,
            inputs: rule.inputs.map(this.tests),
            outputs: rule.outputs.map(this.expression),
          })),
        }
      case 'context':
        return { ...boxed, entries: boxed.entries.map((entry) => ({ ...entry, value: inside(entry.value) })) }
      case 'list':
        return { ...boxed, elements: boxed.elements.map(inside) }
      case 'relation':
        return { ...boxed, rows: boxed.rows.map((row) => row.map(inside)) }
      case 'invocation':
        return {
          ...boxed,
          callee: inside(boxed.callee),
          bindings: boxed.bindings.map((binding) => ({ ...binding, value: inside(binding.value) })),
        }
      case 'function':
        return { ...boxed, body: inside(boxed.body) }
      case 'conditional':
        // biome-ignore lint/suspicious/noThenProperty: the word of DMN
        return { ...boxed, if: inside(boxed.if), then: inside(boxed.then), else: inside(boxed.else) }
      case 'filter':
        return { ...boxed, in: inside(boxed.in), match: inside(boxed.match) }
      default:
        return { ...boxed, in: inside(boxed.in), result: inside(boxed.result) }
    }
  }
}

/** Names that are made inside a boxed expression. */
const namesWithin = (node: unknown, names: Set<string>): Set<string> => {
  if (typeof node !== 'object' || node === null) return names
  const { variable, parameters, columns } = node as Readonly<Record<string, unknown>>
  for (const each of [
    variable,
    ...(Array.isArray(parameters) ? parameters : []),
    ...(Array.isArray(columns) ? columns : []),
  ])
    if (typeof each === 'string') names.add(each)
    else if (typeof each === 'object' && each !== null && 'name' in each && typeof each.name === 'string')
      names.add(each.name)
  for (const child of Object.values(node)) namesWithin(child, names)
  return names
}

const any: FeelType = { kind: 'Any' }

/** @returns the model as it is when there is no such element, or the name is another's */
export const renameElement = (model: DmnModel, id: string, to: string): DmnModel => {
  const found = findElement(model, id)
  if (!found || to.trim() === '') return model
  const from = found.element.name
  const all = [...model.inputs, ...model.decisions, ...model.knowledgeModels, ...model.services]
  if (all.some((element) => element.id !== id && element.name === to)) return model
  const variables = new Map(all.map((element) => [element.id, element.variable.name]))
  const mended = <T extends { readonly id: string; readonly requires: Requirements; readonly logic?: Boxed }>(
    element: T,
  ): T => {
    const { inputs, decisions, knowledge } = element.requires
    const needed = [...inputs, ...decisions, ...knowledge]
    const { logic } = element
    if (!logic || !(needed.includes(id) || element.id === id)) return element
    const names = new Set(['?', ...needed.flatMap((each) => variables.get(each) ?? [])])
    const scope: Scope = {
      variables: new Map(
        [...namesWithin(logic, names), ...(element.id === id ? [from] : [])].map((name) => [name, any]),
      ),
    }
    const next = new Renamer(from, to, scope).boxed(logic)
    return { ...element, logic: element.id === id ? ownOutput(next, from, to) : next }
  }
  const named = <
    T extends { readonly id: string; readonly name: string; readonly variable: { readonly name: string } },
  >(
    element: T,
  ): T =>
    element.id !== id
      ? element
      : {
          ...element,
          name: to,
          variable: element.variable.name === from ? { ...element.variable, name: to } : element.variable,
        }
  return {
    ...model,
    inputs: model.inputs.map(named),
    decisions: model.decisions.map((decision) => named(mended(decision))),
    knowledgeModels: model.knowledgeModels.map((knowledge) => named(mended(knowledge as never) as typeof knowledge)),
    services: model.services.map(named),
  }
}

/** The single output of a table is called after its decision. */
const ownOutput = (logic: Boxed, from: string, to: string): Boxed =>
  logic.kind === 'table' && logic.outputs.length === 1
    ? {
        ...logic,
        outputs: logic.outputs.map((output) => ({
          ...output,
          ...(output.name === from && { name: to }),
          ...(output.label === from && { label: to }),
        })),
      }
    : logic
