import type { Problem } from '../../problem.ts'
import { isList, type Value } from '../../values/value.ts'
import type { Expression } from '../ast.ts'
import type { Compiled } from '../program.ts'
import type { Scope } from '../scope.ts'

/** Names around a place, innermost first: locals at their slots, or a filter whose element's entries are names. */
export type Names =
  | { readonly kind: 'locals'; readonly slots: Map<string, number>; readonly outer: Names | undefined }
  | { readonly kind: 'filter'; readonly slot: number; readonly outer: Names | undefined }

/** Where in an expression is being compiled: which names are seen, and which slot is free next. */
export type Place = {
  readonly scope: Scope
  readonly names: Names | undefined
  readonly free: number
  readonly problems: Problem[]
  readonly compile: (node: Expression, place: Place) => Compiled
}

/** A place inside where names can be declared, one after the other: what is compiled sees those that were declared before. */
export type Inside = Place & { free: number; readonly declare: (name: string) => number }

export const withLocals = (place: Place): Inside => {
  const slots = new Map<string, number>()
  const inside: Inside = {
    ...place,
    names: { kind: 'locals', slots, outer: place.names },
    declare: (name) => {
      const slot = inside.free++
      slots.set(name, slot)
      return slot
    },
  }
  return inside
}

/** A place inside a filter, and the slot of its element. */
export const withFilter = (place: Place): { readonly inside: Place; readonly slot: number } => ({
  inside: { ...place, names: { kind: 'filter', slot: place.free, outer: place.names }, free: place.free + 1 },
  slot: place.free,
})

const constants = new WeakMap<Compiled, { readonly value: Value }>()

/** Given out again and again, so nobody may change it. */
export const constant = (value: Value): Compiled => {
  if (isList(value)) Object.freeze(value)
  const compiled = () => value
  constants.set(compiled, { value })
  return compiled
}

/** The value of what is the same whenever it is asked. */
export const constantIn = (compiled: Compiled): { readonly value: Value } | undefined => constants.get(compiled)
