import type { Compiled } from '../feel/program.ts'
import type { Problem } from '../problem.ts'
import type { FeelType } from '../values/type.ts'
import type { FeelFunction, Value } from '../values/value.ts'
import type { Decision, DecisionService, InputData, KnowledgeModel } from './model.ts'
import type { TracedElement } from './model-run.ts'
import type { Unit } from './unit.ts'

/** Elements of the requirement graph over all models, linked and compiled. */
export type Node = InputNode | DecisionNode | KnowledgeNode | ServiceNode

export type InputNode = {
  readonly kind: 'input'
  readonly unit: Unit
  readonly element: InputData
  /** Place among all inputs: those of the main model first, in its order. */
  readonly order: number
  readonly name: string
  readonly type: FeelType
}

export type DecisionNode = {
  readonly kind: 'decision'
  readonly unit: Unit
  readonly element: Decision
  readonly name: string
  /** What it says of itself, Any for nothing; the type beside it is also told from its logic, for reading names. */
  readonly declared: FeelType
  readonly type: FeelType
  readonly traced: TracedElement
  /** In order of the scope's slots. */
  variables: readonly NodeVariable[]
  logic: Compiled
  /** Errors: it is not evaluated then, but null. */
  broken: readonly Problem[]
}

type Callable = { readonly function: FeelFunction; readonly type: FeelType; readonly traced: TracedElement }

export type KnowledgeNode = Callable & {
  readonly kind: 'knowledge model'
  readonly unit: Unit
  readonly element: KnowledgeModel
  readonly name: string
}

export type ServiceNode = Callable & {
  readonly kind: 'service'
  readonly unit: Unit
  readonly element: DecisionService
  readonly name: string
  readonly outputs: readonly DecisionNode[]
  /** Its parameters, in order. */
  readonly given: readonly (InputNode | DecisionNode)[]
}

export type NodeVariable = { readonly name: string; readonly source: Source; readonly type: FeelType }

/** Where a variable's value comes from: another element, a function, or the elements of an imported model. */
export type Source =
  | { readonly from: 'node'; readonly node: InputNode | DecisionNode }
  | { readonly from: 'constant'; readonly value: Value }
  | { readonly from: 'import'; readonly entries: readonly (readonly [name: string, source: Source])[] }
