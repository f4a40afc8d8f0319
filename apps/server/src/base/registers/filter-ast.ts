/** Where something stands in the filter text: characters from 1. */
export type Place = { readonly position: number; readonly text: string }

export type Literal =
  | { readonly kind: 'text'; readonly value: string; readonly at: Place }
  | { readonly kind: 'number'; readonly value: string; readonly at: Place }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly at: Place }
  | { readonly kind: 'date'; readonly value: string; readonly at: Place }
  | { readonly kind: 'timestamp'; readonly value: string; readonly at: Place }

export type ItemRef = { readonly kind: 'item'; readonly name: string; readonly at: Place }
export type ComparisonOperator = '=' | '<>' | '<' | '<=' | '>' | '>='

export type Filter =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Filter[] }
  | { readonly kind: 'not'; readonly part: Filter }
  | {
      readonly kind: 'compare'
      readonly item: ItemRef
      readonly operator: ComparisonOperator
      readonly literal: Literal
    }
  | { readonly kind: 'in'; readonly item: ItemRef; readonly literals: readonly Literal[] }
  | { readonly kind: 'between'; readonly item: ItemRef; readonly low: Literal; readonly high: Literal }
  | { readonly kind: 'like'; readonly item: ItemRef; readonly pattern: Literal }
  | { readonly kind: 'is-null'; readonly item: ItemRef }
