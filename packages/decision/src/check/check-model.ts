import { parameterNames } from '../dmn/box.ts'
import type { Engine } from '../dmn/engine.ts'
import type {
  Decision,
  DecisionTable,
  DmnModel,
  FunctionDefinition,
  KnowledgeModel,
  Requirements,
} from '../dmn/model.ts'
import type { Scope } from '../feel/scope.ts'
import type { Place, Problem } from '../problem.ts'
import { anyType, type FeelType } from '../values/type.ts'
import { expectType, inferBoxed, inferFunction, isUsed, type Room, typeOfRef, type Walk } from './boxed.ts'
import { checkTable, type TableCheck, type TableCheckOptions } from './check-table.ts'
import { bareType } from './kinds.ts'
import { narrowed } from './possible-values.ts'
import { tableProblems } from './table-problems.ts'

/**
 * Looks through a model without evaluating it: types that never fit, entries that do not exist, gaps and overlaps of tables, rules and
 * requirements without effect. All at once, each at its place. What the compiler already told (unknown names, syntax) is in
 * `engine.problems` and not told again.
 */
export const checkModel = (engine: Engine, options: TableCheckOptions = {}): readonly Problem[] =>
  new ModelCheck(engine, options).run()

/** A table of a model, wherever it stands, with what was found in it. */
export type CheckedTable = {
  readonly place: Place
  readonly table: DecisionTable
  readonly check: TableCheck
}

/** Every table of the main model, with the names, types and possible values that `checkModel` knows for it. */
export const checkTables = (engine: Engine, options: TableCheckOptions = {}): readonly CheckedTable[] => {
  const check = new ModelCheck(engine, options)
  check.run()
  return check.tables
}

type Known = { readonly name: string; readonly type: FeelType }

class ModelCheck {
  readonly #model: DmnModel
  readonly #types: ReadonlyMap<string, FeelType>
  readonly #options: TableCheckOptions
  /** What each element of this model is to those that require it, by id. */
  readonly #known = new Map<string, Known>()
  readonly #parameters = new Map<string, readonly { name: string; type: FeelType }[]>()
  /** Inputs that the result of each decision comes from, by the name of its variable. */
  readonly #sources = new Map<string, readonly string[]>()
  readonly #problems: Problem[] = []
  readonly tables: CheckedTable[] = []

  constructor({ model, types }: Engine, options: TableCheckOptions) {
    this.#model = model
    this.#types = types
    this.#options = options
    for (const { id, variable } of [...model.inputs, ...model.decisions])
      this.#known.set(id, { name: variable.name, type: typeOfRef(variable.typeRef, types) })
    for (const { id, variable } of model.services) this.#known.set(id, { name: variable.name, type: anyType })
    for (const { id, variable, logic } of model.knowledgeModels) {
      const parameters = (logic ? parameterNames(logic) : []).map(({ name, typeRef }) => ({
        name,
        type: typeOfRef(typeRef, types),
      }))
      this.#parameters.set(variable.name, parameters)
      const type: FeelType = {
        kind: 'function',
        parameters: parameters.map((parameter) => parameter.type),
        result: resultOf(logic, types),
      }
      this.#known.set(id, { name: variable.name, type: logic ? type : anyType })
    }
  }

  run(): readonly Problem[] {
    for (const element of this.#inOrder()) this.#decision(element)
    for (const element of this.#model.knowledgeModels) this.#knowledgeModel(element)
    return this.#problems
  }

  /** Those that are required first: the types of their results are known then. */
  #inOrder(): readonly Decision[] {
    const byId = new Map(this.#model.decisions.map((decision) => [decision.id, decision]))
    const ordered = new Set<Decision>()
    const underWay = new Set<string>()
    const add = (decision: Decision): void => {
      if (underWay.has(decision.id)) return
      underWay.add(decision.id)
      for (const id of decision.requires.decisions) {
        const required = byId.get(id)
        if (required) add(required)
      }
      ordered.add(decision)
    }
    for (const decision of this.#model.decisions) add(decision)
    return [...ordered]
  }

  #scopeOf({ inputs, decisions, knowledge }: Requirements): Scope {
    const variables = new Map<string, FeelType>()
    for (const { name } of this.#model.imports) if (name !== '') variables.set(name, anyType)
    for (const id of [...inputs, ...decisions, ...knowledge]) {
      const known = this.#known.get(id)
      if (known) variables.set(known.name, known.type)
    }
    return { variables, types: this.#types }
  }

  #roomOf({ id, name, requires }: Decision | KnowledgeModel): Room {
    const walk: Walk = { problems: [], expressions: [], tables: [], isUnread: false, parameters: this.#parameters }
    const line = this.#model.lines?.get(id)
    return { scope: this.#scopeOf(requires), place: { ...line, element: name, elementId: id }, walk }
  }

  #decision(decision: Decision): void {
    const { id, variable, logic, requires } = decision
    const names = [...requires.inputs, ...requires.decisions].flatMap(
      (required) => this.#known.get(required)?.name ?? [],
    )
    this.#sources.set(variable.name, [...new Set(names.flatMap((name) => this.#sources.get(name) ?? [name]))])
    if (!logic) return
    const room = this.#roomOf(decision)
    const result = inferBoxed(logic, room)
    const declared = typeOfRef(variable.typeRef, this.#types)
    // A fault that its logic declares itself was told there.
    if (!(logic.typeRef !== undefined && logic.typeRef === variable.typeRef))
      expectType(result, declared, room, 'error')
    const type = bareType(declared).kind === 'Any' ? result : declared
    this.#known.set(id, { name: variable.name, type: narrowed(type, logic, room.scope) })
    this.#close(room, requires)
  }

  #knowledgeModel(element: KnowledgeModel): void {
    if (!element.logic) return
    const room = this.#roomOf(element)
    const { result } = inferFunction(element.logic, room)
    expectType(result, resultOf(element.logic, this.#types), room, 'warning')
    this.#close(room, element.requires)
  }

  #close({ walk, place }: Room, requires: Requirements): void {
    this.#problems.push(...walk.problems)
    const toldCells = new Set(walk.problems.flatMap((problem) => (problem.place ? [cellKey(problem.place)] : [])))
    for (const { table, room } of walk.tables) {
      const check = checkTable(table, room.scope, { ...this.#options, sources: this.#sources })
      this.tables.push({ place: room.place, table, check })
      // The types of cells were looked at with their expressions.
      for (const problem of tableProblems(table, check, room.place))
        if (!(problem.code === 'check.cell-type' && toldCells.has(cellKey(problem.place as Place))))
          this.#problems.push(problem)
    }
    for (const kind of ['inputs', 'decisions', 'knowledge'] as const)
      for (const id of requires[kind]) {
        const required = this.#known.get(id)
        if (!required || isUsed(required.name, walk)) continue
        this.#problems.push({
          code: 'check.unused-requirement',
          severity: 'warning',
          message: `"${required.name}" is required and never used`,
          params: { name: required.name },
          place,
        })
      }
  }
}

const cellKey = ({ part, row, column, columnKind }: Place): string => [part, row, column, columnKind].join(' ')

/** Before DMN 1.3 the declared type is the result's, since then it may be the function's. */
const resultOf = (logic: FunctionDefinition | undefined, types: Engine['types']): FeelType => {
  const type = typeOfRef(logic?.typeRef, types)
  const bare = bareType(type)
  return bare.kind === 'function' ? bare.result : type
}
