import { breaksOf } from '../check/breaks.ts'
import { kindOf } from '../check/kinds.ts'
import { pathOf } from '../check/names-in.ts'
import type { Entry } from '../dmn/engine.ts'
import type { Boxed, DecisionTable, DmnModel, Requirements } from '../dmn/model.ts'
import type { Expression, UnaryTest } from '../feel/ast.ts'
import { constantOf } from '../feel/cell-shape.ts'
import { childrenOf } from '../feel/children.ts'
import { parseExpression, parseUnaryTests } from '../feel/parse.ts'
import type { Scope } from '../feel/scope.ts'
import { anyType, type FeelType } from '../values/type.ts'
import { FeelRange, isList, type Value } from '../values/value.ts'

/** Where outcomes may turn, read from what an entry depends on. */
export type Landmarks = {
  /** Values that a path of the inputs is compared with. */
  readonly byPath: ReadonlyMap<string, readonly Value[]>
  /** Values that parameters and other names are compared with, which may be bound to any input. */
  readonly pool: readonly Value[]
  /** Paths of the inputs that are compared with constants. */
  readonly asked: readonly (readonly string[])[]
  /** Paths that are used otherwise too: outcomes may turn anywhere on them, and inside of them. */
  readonly loose: readonly (readonly string[])[]
}

/** @param inputs what the entry takes */
export const landmarksOf = (model: DmnModel, entry: Entry, types: ReadonlyMap<string, FeelType>): Landmarks =>
  new Reader(model, entry, types).read()

class Reader {
  readonly #model: DmnModel
  readonly #entry: Entry
  readonly #types: ReadonlyMap<string, FeelType>
  readonly #byPath = new Map<string, Value[]>()
  readonly #pool: Value[] = []
  readonly #asked = new Map<string, readonly string[]>()
  readonly #loose = new Map<string, readonly string[]>()
  /** Names that stand for inputs of the entry where is being read, with the input's own name. */
  #roots: ReadonlyMap<string, string> = new Map()
  /** Names of other decisions: what they are compared with says nothing of an input. */
  #derived: ReadonlySet<string> = new Set()
  #scope: Scope = { variables: new Map() }

  constructor(model: DmnModel, entry: Entry, types: ReadonlyMap<string, FeelType>) {
    this.#model = model
    this.#entry = entry
    this.#types = types
  }

  read(): Landmarks {
    // What imported models ask of them is not seen here.
    if (this.#model.imports.length > 0) for (const { name } of this.#entry.inputs) this.#loosen([name])
    for (const { logic, requires } of this.#needed()) {
      this.#enter(requires)
      this.#boxed(logic)
    }
    return {
      byPath: this.#byPath,
      pool: this.#pool,
      asked: [...this.#asked.values()],
      loose: [...this.#loose.values()],
    }
  }

  /** Everything in this model that the entry leads to. */
  #needed(): readonly { logic: Boxed | undefined; requires: Requirements }[] {
    const { decisions, knowledgeModels, services } = this.#model
    const byId = new Map([...decisions, ...knowledgeModels].map((element) => [element.id, element]))
    const found = new Map<string, { logic: Boxed | undefined; requires: Requirements }>()
    const add = (id: string): void => {
      if (found.has(id)) return
      const service = services.find((one) => one.id === id)
      if (service) {
        found.set(id, { logic: undefined, requires: { inputs: [], decisions: [], knowledge: [] } })
        for (const inner of [...service.outputDecisions, ...service.encapsulatedDecisions]) add(inner)
      }
      const element = byId.get(id)
      if (!element) return
      found.set(id, { logic: element.logic, requires: element.requires })
      for (const required of [...element.requires.decisions, ...element.requires.knowledge]) add(required)
    }
    add(this.#entry.id)
    return [...found.values()]
  }

  #enter({ inputs, decisions, knowledge }: Requirements): void {
    const taken = new Set(this.#entry.inputs.map(({ name }) => name))
    const roots = new Map<string, string>()
    const derived = new Set<string>()
    const variables = new Map<string, FeelType>()
    for (const { name } of this.#model.imports) if (name !== '') variables.set(name, anyType)
    const all = [
      ...this.#model.inputs,
      ...this.#model.decisions,
      ...this.#model.knowledgeModels,
      ...this.#model.services,
    ]
    for (const id of [...inputs, ...decisions, ...knowledge]) {
      const element = all.find((one) => one.id === id)
      if (!element) continue
      const { name } = element.variable
      variables.set(name, this.#entry.inputs.find((input) => input.name === element.name)?.type ?? anyType)
      // Decisions are inputs themselves where the entry is a service.
      if (taken.has(element.name)) roots.set(name, element.name)
      else derived.add(name)
    }
    // The parameters of an entry that is a function.
    if (this.#entry.kind !== 'decision')
      for (const { name, type } of this.#entry.inputs)
        if (!variables.has(name)) {
          variables.set(name, type)
          roots.set(name, name)
        }
    this.#roots = roots
    this.#derived = derived
    this.#scope = { variables, types: this.#types }
  }

  /** Reads parts where some names stand for something else. */
  #within(names: readonly string[], parts: readonly (Boxed | undefined)[]): void {
    const [roots, derived, scope] = [this.#roots, this.#derived, this.#scope]
    this.#roots = new Map([...roots].filter(([name]) => !names.includes(name)))
    this.#derived = new Set([...derived].filter((name) => !names.includes(name)))
    const variables = new Map(scope.variables)
    for (const name of names) variables.set(name, anyType)
    this.#scope = { ...scope, variables }
    for (const part of parts) this.#boxed(part)
    this.#roots = roots
    this.#derived = derived
    this.#scope = scope
  }

  #boxed(boxed: Boxed | undefined): void {
    if (!boxed) return
    switch (boxed.kind) {
      case 'literal':
        this.#text(boxed.text)
        break
      case 'table':
        this.#table(boxed)
        break
      case 'context':
        this.#within(
          boxed.entries.flatMap(({ variable }) => (variable ? [variable.name] : [])),
          boxed.entries.map(({ value }) => value),
        )
        break
      case 'list':
        for (const element of boxed.elements) this.#boxed(element)
        break
      case 'relation':
        for (const cell of boxed.rows.flat()) this.#boxed(cell)
        break
      case 'invocation':
        this.#boxed(boxed.callee)
        for (const { value } of boxed.bindings) this.#boxed(value)
        break
      case 'function':
        // Parameters of the entry itself are its inputs.
        this.#within(
          boxed.parameters
            .map(({ name }) => name)
            .filter((name) => this.#entry.kind !== 'knowledge model' || !this.#roots.has(name)),
          [boxed.body],
        )
        break
      case 'conditional':
        for (const part of [boxed.if, boxed.then, boxed.else]) this.#boxed(part)
        break
      case 'filter':
        this.#boxed(boxed.in)
        this.#within(['item'], [boxed.match])
        break
      default:
        this.#boxed(boxed.in)
        this.#within([boxed.variable], [boxed.result])
    }
  }

  #text(text: string): void {
    const parsed = parseExpression(text, this.#scope)
    if (parsed.ok) this.#expression(parsed.expression)
    else for (const name of this.#roots.values()) this.#loosen([name])
  }

  #table({ inputs, rules, outputs }: DecisionTable): void {
    for (const [column, { text, values }] of inputs.entries()) {
      const parsed = parseExpression(text, this.#scope)
      if (!parsed.ok) continue
      const cells = [...rules.map((rule) => rule.inputs[column] ?? ''), values ?? '']
      for (const cell of new Set(cells)) this.#cell(parsed.expression, cell)
      if (!pathOf(parsed.expression)) this.#expression(parsed.expression)
    }
    for (const rule of rules) for (const text of rule.outputs) this.#text(text)
    for (const { defaultValue } of outputs) if (defaultValue) this.#text(defaultValue)
  }

  #cell(input: Expression, text: string): void {
    const parsed = parseUnaryTests(text, this.#scope)
    if (!parsed.ok) {
      this.#use(input)
      return
    }
    const breaks = breaksOf(parsed.expression)
    if (breaks) {
      this.#compared(input, breaks)
      return
    }
    // Depends on more than constants: what it compares with may be an input too.
    this.#compared(input, constantsIn(parsed.expression))
    this.#use(input)
    this.#expression(parsed.expression)
  }

  #expression(node: Expression): void {
    switch (node.kind) {
      case 'comparison':
        if (!this.#pair(node.left, node.right) && !this.#pair(node.right, node.left))
          for (const side of [node.left, node.right]) this.#expression(side)
        return
      case 'between':
        for (const end of [node.low, node.high]) if (!this.#pair(node.value, end)) this.#expression(end)
        if (!pathOf(node.value)) this.#expression(node.value)
        return
      case 'in':
        for (const test of node.tests) {
          const operand = operandOf(test)
          if (!this.#pair(node.value, operand)) this.#expression(operand)
        }
        if (!pathOf(node.value)) this.#expression(node.value)
        return
      case 'if':
      case 'and':
      case 'or':
        for (const child of childrenOf(node)) {
          // A condition that is a plain name turns where it turns.
          if (pathOf(child)) this.#compared(child, [true, false])
          this.#expression(child)
        }
        return
      case 'name':
      case 'path':
        this.#use(node)
        return
      default:
        for (const child of childrenOf(node)) this.#expression(child)
    }
  }

  #pair(asked: Expression, constant: Expression): boolean {
    const value = constantOf(constant)
    if (value === undefined || !pathOf(asked)) return false
    this.#compared(asked, endsOf(value))
    return true
  }

  #compared(asked: Expression, values: readonly Value[]): void {
    const path = pathOf(asked)
    const known = values.filter((value) => kindOf(value) !== undefined && value !== null)
    const [first = '', ...rest] = path ?? []
    const root = this.#roots.get(first)
    if (!path || this.#derived.has(first)) return
    if (root === undefined) {
      this.#pool.push(...known)
      return
    }
    const name = [root, ...rest].join('.')
    this.#asked.set(name, [root, ...rest])
    this.#byPath.set(name, [...(this.#byPath.get(name) ?? []), ...known])
  }

  /** In a way that constants do not tell: in arithmetic, as an argument, compared with another input. */
  #use(node: Expression): void {
    const path = pathOf(node)
    if (!path) {
      for (const child of childrenOf(node)) this.#use(child)
      return
    }
    const root = this.#roots.get(path[0] as string)
    if (root !== undefined) this.#loosen([root, ...path.slice(1)])
  }

  #loosen(path: readonly string[]): void {
    this.#loose.set(path.join('.'), path)
  }
}

const operandOf = (test: UnaryTest): Expression => (test.test === 'compare' ? test.operand : test.expression)

const endsOf = (value: Value): Value[] => {
  if (isList(value)) return value.flatMap(endsOf)
  if (value instanceof FeelRange) return [value.start, value.end].filter((end) => end !== undefined)
  return [value]
}

const constantsIn = (node: Expression): Value[] => {
  const value = constantOf(node)
  return value === undefined ? childrenOf(node).flatMap(constantsIn) : endsOf(value)
}
