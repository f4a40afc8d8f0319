import type { Span } from '../problem.ts'
import type { Decimal } from '../values/number.ts'

/**
 * FEEL as a tree (DMN 1.5, clause 10.3.1.2). Names are already resolved to whole names ("applicant age" is one name), whitespace
 * in them normalised to single spaces. Every node knows its span in the source.
 */
export type Expression =
  | NullLiteral
  | BooleanLiteral
  | NumberLiteral
  | StringLiteral
  | AtLiteral
  | ListExpression
  | ContextExpression
  | RangeExpression
  | NameExpression
  | PathExpression
  | FilterExpression
  | NegateExpression
  | ArithmeticExpression
  | ComparisonExpression
  | BetweenExpression
  | InExpression
  | ConjunctionExpression
  | DisjunctionExpression
  | InstanceOfExpression
  | IfExpression
  | ForExpression
  | QuantifiedExpression
  | FunctionExpression
  | CallExpression
  | UnaryTests

type Node<K extends string> = Span & { readonly kind: K }

export type NullLiteral = Node<'null'>
export type BooleanLiteral = Node<'boolean'> & { readonly value: boolean }
/** In canonical form, see values/number.ts. */
export type NumberLiteral = Node<'number'> & { readonly value: number | Decimal }
export type StringLiteral = Node<'string'> & { readonly value: string }
/** `@"2026-11-20"`: the text, read by `values/temporal` when compiled. */
export type AtLiteral = Node<'at'> & { readonly text: string }
export type ListExpression = Node<'list'> & { readonly elements: readonly Expression[] }
export type ContextEntry = { readonly key: string; readonly keySpan: Span; readonly value: Expression }
export type ContextExpression = Node<'context'> & { readonly entries: readonly ContextEntry[] }

/** `[a..b)`, and `(< a)`, `(>= a)`, `(= a)`, `(!= a)`: a range with `operator` has one endpoint (DMN 1.5, table 53). */
export type RangeExpression = Node<'range'> & {
  readonly start: Expression | undefined
  readonly end: Expression | undefined
  readonly startIncluded: boolean
  readonly endIncluded: boolean
  /** Set when written as an operator in brackets. */
  readonly operator?: '<' | '<=' | '>' | '>=' | '=' | '!='
}

export type NameExpression = Node<'name'> & { readonly name: string }
export type PathExpression = Node<'path'> & {
  readonly source: Expression
  readonly name: string
  readonly nameSpan: Span
}
export type FilterExpression = Node<'filter'> & { readonly source: Expression; readonly condition: Expression }
export type NegateExpression = Node<'negate'> & { readonly operand: Expression }
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**'
export type ArithmeticExpression = Node<'arithmetic'> & {
  readonly operator: ArithmeticOperator
  readonly left: Expression
  readonly right: Expression
}
export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>='
export type ComparisonExpression = Node<'comparison'> & {
  readonly operator: ComparisonOperator
  readonly left: Expression
  readonly right: Expression
}
export type BetweenExpression = Node<'between'> & {
  readonly value: Expression
  readonly low: Expression
  readonly high: Expression
}
/** `value in test` and `value in (test, test)`. */
export type InExpression = Node<'in'> & { readonly value: Expression; readonly tests: readonly UnaryTest[] }
export type ConjunctionExpression = Node<'and'> & { readonly left: Expression; readonly right: Expression }
export type DisjunctionExpression = Node<'or'> & { readonly left: Expression; readonly right: Expression }
export type InstanceOfExpression = Node<'instance of'> & { readonly value: Expression; readonly type: TypeExpression }
export type IfExpression = Node<'if'> & {
  readonly condition: Expression
  readonly consequent: Expression
  readonly alternative: Expression
}
/** `source` alone walks a list or a range value; with `end`, the integers or days from `source` to `end`. */
export type Iteration = Span & {
  readonly name: string
  readonly nameSpan: Span
  readonly source: Expression
  readonly end?: Expression
}
export type ForExpression = Node<'for'> & { readonly iterations: readonly Iteration[]; readonly result: Expression }
export type QuantifiedExpression = Node<'quantified'> & {
  readonly quantifier: 'some' | 'every'
  readonly iterations: readonly Iteration[]
  readonly condition: Expression
}
export type Parameter = { readonly name: string; readonly type?: TypeExpression }
/** `function(a: number, b) body`; `external` functions have a context of `java` or `pmml` as their body. */
export type FunctionExpression = Node<'function'> & {
  readonly parameters: readonly Parameter[]
  readonly body: Expression
  readonly external: boolean
}
/** Positional when every argument has no name, named when every one has. The parser refuses a mixture. */
export type Argument = { readonly name?: string; readonly value: Expression }
export type CallExpression = Node<'call'> & { readonly callee: Expression; readonly args: readonly Argument[] }

/** One test of an input value: an operator with its endpoint, or an expression that is a value, a list, a range or boolean. */
export type UnaryTest = Span &
  (
    | { readonly test: 'compare'; readonly operator: ComparisonOperator; readonly operand: Expression }
    | { readonly test: 'expression'; readonly expression: Expression }
  )
/** A cell of a decision table or allowed values: `-`, `tests`, or `not(tests)`. */
export type UnaryTests = Node<'unary tests'> & {
  readonly any: boolean
  readonly negated: boolean
  readonly tests: readonly UnaryTest[]
}

/** A type as written after `instance of` or a parameter's colon. */
export type TypeExpression = Span &
  (
    | { readonly type: 'named'; readonly name: string }
    | { readonly type: 'list'; readonly of: TypeExpression }
    | { readonly type: 'range'; readonly of: TypeExpression }
    | {
        readonly type: 'context'
        readonly entries: readonly { readonly name: string; readonly type: TypeExpression }[]
      }
    | { readonly type: 'function'; readonly parameters: readonly TypeExpression[]; readonly result: TypeExpression }
  )
