/** A regular expression of XPath (XQuery and XPath Functions 3.1, clause 5.6) as a tree. */
export type Tree =
  | Characters
  | { readonly kind: 'sequence'; readonly parts: readonly Tree[] }
  | { readonly kind: 'choice'; readonly options: readonly Tree[] }
  | Repeat
  | { readonly kind: 'group'; readonly index: number | undefined; readonly of: Tree }
  | { readonly kind: 'start' | 'end'; readonly isLinewise: boolean }
  | { readonly kind: 'backreference'; readonly group: number; readonly isCaseBlind: boolean }

/** One character of a set; `source` says which in the syntax of JavaScript's `v` expressions. */
export type Characters = { readonly kind: 'characters'; readonly source: string }

export type Repeat = {
  readonly kind: 'repeat'
  readonly of: Tree
  readonly least: number
  /** Infinity when unbounded. */
  readonly most: number
  readonly isGreedy: boolean
}

export type ParsedPattern = { readonly tree: Tree; readonly groups: number; readonly hasBackreferences: boolean }
