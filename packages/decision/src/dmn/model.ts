import type { Place, Problem } from '../problem.ts'

/**
 * A DMN model as read from XML (versions 1.2 to 1.5), before anything is compiled: names and texts as written. Ids are unique in
 * a model; across models an element is known by namespace and id.
 */
export type DmnModel = {
  readonly id: string
  readonly name: string
  readonly namespace: string
  /** For people, as all descriptions of what stands in a model. */
  readonly description?: string
  /** `1.2` … `1.5`, from the XML namespace. */
  readonly version: string
  readonly imports: readonly DmnImport[]
  readonly itemDefinitions: readonly ItemDefinition[]
  readonly inputs: readonly InputData[]
  readonly decisions: readonly Decision[]
  readonly knowledgeModels: readonly KnowledgeModel[]
  readonly services: readonly DecisionService[]
  /** Line and column in the XML of what has an id; no part of the content. */
  readonly lines?: ReadonlyMap<string, Pick<Place, 'line' | 'lineColumn'>>
}

export type DmnImport = { readonly name: string; readonly namespace: string; readonly location?: string }

export type ItemDefinition = {
  readonly id?: string
  readonly name: string
  readonly label?: string
  /** A FEEL type or another item definition's name. Absent when `components` or `functionItem` say what it is. */
  readonly typeRef?: string
  readonly isCollection: boolean
  /** Unary tests: of each element for a collection (DMN 1.5 `allowedValues`), of the whole for `typeConstraint`. */
  readonly allowedValues?: string
  readonly typeConstraint?: string
  readonly components: readonly ItemDefinition[]
  readonly functionItem?: {
    readonly parameters: readonly { readonly name: string; readonly typeRef?: string }[]
    readonly outputTypeRef?: string
  }
  readonly description?: string
}

/** A variable's name is the element's when the XML has none. */
export type Variable = { readonly name: string; readonly typeRef?: string }

/** What an element requires: ids in this model, or `namespace#id` of an imported one. */
export type Requirements = {
  readonly inputs: readonly string[]
  readonly decisions: readonly string[]
  /** Knowledge models and decision services. */
  readonly knowledge: readonly string[]
}

export type InputData = {
  readonly id: string
  readonly name: string
  readonly label?: string
  readonly variable: Variable
  readonly description?: string
}

export type Decision = {
  readonly id: string
  readonly name: string
  readonly label?: string
  readonly question?: string
  readonly allowedAnswers?: string
  readonly variable: Variable
  readonly requires: Requirements
  readonly logic?: Boxed
  readonly description?: string
}

export type KnowledgeModel = {
  readonly id: string
  readonly name: string
  readonly label?: string
  readonly variable: Variable
  readonly requires: Requirements
  readonly logic?: FunctionDefinition
  readonly description?: string
}

export type DecisionService = {
  readonly id: string
  readonly name: string
  readonly variable: Variable
  readonly outputDecisions: readonly string[]
  readonly encapsulatedDecisions: readonly string[]
  readonly inputDecisions: readonly string[]
  readonly inputData: readonly string[]
  readonly description?: string
}

/** Boxed expressions. `typeRef` is the declared type of the result, checked after evaluation. */
export type Boxed =
  | LiteralExpression
  | DecisionTable
  | BoxedContext
  | BoxedList
  | Relation
  | Invocation
  | FunctionDefinition
  | Conditional
  | FilterBox
  | Iterator

type Box<K extends string> = {
  readonly kind: K
  readonly id?: string
  readonly typeRef?: string
  readonly description?: string
}

export type LiteralExpression = Box<'literal'> & { readonly text: string; readonly expressionLanguage?: string }
export type BoxedContext = Box<'context'> & {
  /** An entry without a variable is the result. */
  readonly entries: readonly { readonly variable?: Variable; readonly value: Boxed | undefined }[]
}
export type BoxedList = Box<'list'> & { readonly elements: readonly (Boxed | undefined)[] }
export type Relation = Box<'relation'> & {
  readonly columns: readonly Variable[]
  readonly rows: readonly (readonly (Boxed | undefined)[])[]
}
export type Invocation = Box<'invocation'> & {
  readonly callee: Boxed | undefined
  readonly bindings: readonly { readonly parameter: string; readonly value: Boxed | undefined }[]
}
export type FunctionDefinition = Box<'function'> & {
  readonly functionKind: 'FEEL' | 'Java' | 'PMML'
  readonly parameters: readonly Variable[]
  readonly body: Boxed | undefined
}
export type Conditional = Box<'conditional'> & {
  readonly if: Boxed | undefined
  readonly then: Boxed | undefined
  readonly else: Boxed | undefined
}
export type FilterBox = Box<'filter'> & { readonly in: Boxed | undefined; readonly match: Boxed | undefined }
export type Iterator = Box<'for' | 'some' | 'every'> & {
  readonly variable: string
  readonly in: Boxed | undefined
  /** `return` of a for, `satisfies` of the others. */
  readonly result: Boxed | undefined
}

export type HitPolicy = 'UNIQUE' | 'FIRST' | 'PRIORITY' | 'ANY' | 'COLLECT' | 'RULE ORDER' | 'OUTPUT ORDER'
export type Aggregation = 'SUM' | 'COUNT' | 'MIN' | 'MAX'

export type DecisionTable = Box<'table'> & {
  readonly hitPolicy: HitPolicy
  readonly aggregation?: Aggregation
  readonly outputLabel?: string
  readonly inputs: readonly TableInput[]
  readonly outputs: readonly TableOutput[]
  readonly annotations: readonly string[]
  readonly rules: readonly TableRule[]
}
export type TableInput = {
  readonly id?: string
  readonly label?: string
  readonly text: string
  readonly typeRef?: string
  /** Allowed values as unary tests. */
  readonly values?: string
  readonly description?: string
}
export type TableOutput = {
  readonly id?: string
  readonly label?: string
  readonly name?: string
  readonly typeRef?: string
  /** In order of priority. */
  readonly values?: string
  readonly defaultValue?: string
  readonly description?: string
}
export type TableRule = {
  readonly id?: string
  /** Unary tests, one for each input; empty means `-`. */
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly annotations: readonly string[]
  readonly description?: string
}

export type ReadResult = {
  /** Absent only when the XML is none or no DMN. */
  readonly model: DmnModel | undefined
  readonly problems: readonly Problem[]
}
