import { builtins } from '../../builtins/index.ts'
import { propertyOf } from '../../values/property.ts'
import { isContext, isList, type Value } from '../../values/value.ts'
import type { NameExpression, PathExpression } from '../ast.ts'
import { halfWidth } from '../half-width.ts'
import { nearestName } from '../nearest-name.ts'
import type { Compiled } from '../program.ts'
import { note, stepThrough } from '../run.ts'
import { shown } from '../syntax-fault.ts'
import { constant, type Place } from './place.ts'

const slotsOf = new WeakMap<ReadonlyMap<string, unknown>, Map<string, number>>()

/** Slots of a scope's variables, in their order from 1 on. */
const slotOf = (variables: Place['scope']['variables'], name: string): number | undefined => {
  let slots = slotsOf.get(variables)
  if (!slots) {
    slots = new Map([...variables.keys()].map((key, index) => [key, index + 1]))
    slotsOf.set(variables, slots)
  }
  return slots.get(name)
}

const atSlot =
  (slot: number): Compiled =>
  (frame) =>
    (frame[slot] as Value | undefined) ?? null

/** A variable of the scope, a function of the host or a built-in one. */
const global = (name: string, { scope }: Place): Compiled | undefined => {
  const slot = slotOf(scope.variables, name)
  if (slot !== undefined) return atSlot(slot)
  const extension = scope.extensions?.get(name)
  if (extension !== undefined) return () => extension
  const builtin = builtins.get(name)
  return builtin && constant(builtin)
}

/** What a name means here, or undefined when it means nothing. */
const meaningOf = (name: string, place: Place): Compiled | undefined => {
  const filters: number[] = []
  let local: number | undefined
  for (let { names } = place; names && local === undefined; names = names.outer)
    if (names.kind === 'filter') filters.push(names.slot)
    else local = names.slots.get(name)
  let meaning = local === undefined ? global(name, place) : atSlot(local)
  for (const slot of filters.reverse()) meaning = inFilter(name, slot, meaning)
  return meaning
}

/** An element's entry comes before `item` and before all names outside (DMN 1.5, table 68). */
const inFilter =
  (name: string, slot: number, outside: Compiled | undefined): Compiled =>
  (frame) => {
    const item = frame[slot] as Value
    if (isContext(item) && Object.hasOwn(item, name)) return item[name] as Value
    if (name === 'item') return item
    return outside ? outside(frame) : null
  }

/** Names that can be seen from a place, for "did you mean". */
const namesAt = (place: Place): string[] => {
  const seen: string[] = []
  for (let { names } = place; names; names = names.outer) if (names.kind === 'locals') seen.push(...names.slots.keys())
  return [...seen, ...place.scope.variables.keys(), ...(place.scope.extensions?.keys() ?? []), ...builtins.keys()]
}

/** More unknown names than this in one expression are a sign of something else; looking for the nearest takes its time. */
const mostUnknown = 100

export const isKnown = (name: string, place: Place): boolean => meaningOf(name, place) !== undefined

export const compileName = (node: NameExpression, place: Place): Compiled => {
  const meaning = meaningOf(node.name, place)
  if (meaning) return meaning
  if (place.problems.length < mostUnknown) {
    const suggestion = nearestName(node.name, namesAt(place)) ?? halfWidth(node.name)
    place.problems.push({
      code: 'feel.unknown-name',
      severity: 'error',
      message: `There is no "${shown(node.name)}" here`,
      params: { name: node.name },
      span: { from: node.from, to: node.to },
      ...(suggestion !== undefined && { suggestion }),
    })
  }
  return () => null
}

const entryOf = (value: Value, name: string): Value | undefined => {
  if (isContext(value)) return Object.hasOwn(value, name) ? (value[name] as Value) : undefined
  return propertyOf(value, name)
}

/** An entry of a context, a property of a date, time, duration or range; of a list, that of each element. */
export const compilePath = (node: PathExpression, place: Place): Compiled => {
  const source = place.compile(node.source, place)
  const { name } = node
  return (frame) => {
    const value = source(frame)
    if (isList(value)) {
      stepThrough(frame, [value])
      return value.map((element) => entryOf(element, name) ?? null)
    }
    const found = entryOf(value, name)
    if (found !== undefined) return found
    note(frame, 'feel.no-entry', `There is no "${name}" in it`, node, { name })
    return null
  }
}
