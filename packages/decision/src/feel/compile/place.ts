import type { Problem } from '../../problem.ts'
import type { Value } from '../../values/value.ts'
import type { Expression } from '../ast.ts'
import type { Compiled } from '../program.ts'
import type { Scope } from '../scope.ts'

/** Names around a place, innermost first: a local at its slot, or a filter whose element's entries are names. */
export type Names =
  | { readonly kind: 'local'; readonly name: string; readonly slot: number; readonly outer: Names | undefined }
  | { readonly kind: 'filter'; readonly slot: number; readonly outer: Names | undefined }

/** Where in an expression is being compiled: which names are seen, and which slot is free next. */
export type Place = {
  readonly scope: Scope
  readonly names: Names | undefined
  readonly free: number
  readonly problems: Problem[]
  readonly compile: (node: Expression, place: Place) => Compiled
}

export const withLocal = (place: Place, name: string): Place => ({
  ...place,
  names: { kind: 'local', name, slot: place.free, outer: place.names },
  free: place.free + 1,
})

export const withFilter = (place: Place): Place => ({
  ...place,
  names: { kind: 'filter', slot: place.free, outer: place.names },
  free: place.free + 1,
})

const constants = new WeakMap<Compiled, { readonly value: Value }>()

export const constant = (value: Value): Compiled => {
  const compiled = () => value
  constants.set(compiled, { value })
  return compiled
}

/** The value of what is the same whenever it is asked. */
export const constantIn = (compiled: Compiled): { readonly value: Value } | undefined => constants.get(compiled)
