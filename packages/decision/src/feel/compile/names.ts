import { builtins } from '../../builtins/index.ts'
import { propertyOf } from '../../values/property.ts'
import { isContext, isList, type Value } from '../../values/value.ts'
import type { NameExpression, PathExpression } from '../ast.ts'
import { nearestName } from '../nearest-name.ts'
import type { Compiled, Frame } from '../program.ts'
import { note } from '../run.ts'
import type { Names, Place } from './place.ts'

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

/** A variable of the scope, a function of the host or a built-in one. */
const global = (name: string, { scope }: Place): Compiled | undefined => {
  const slot = slotOf(scope.variables, name)
  if (slot !== undefined) return (frame) => (frame[slot] as Value | undefined) ?? null
  const given = scope.extensions?.get(name) ?? builtins.get(name)
  return given && (() => given)
}

const inNames = (name: string, names: Names | undefined, place: Place): Compiled | undefined => {
  if (!names) return global(name, place)
  const { slot } = names
  if (names.kind === 'local')
    return names.name === name ? (frame) => frame[slot] as Value : inNames(name, names.outer, place)
  const outer = inNames(name, names.outer, place)
  // An element's entry comes before `item` and before all names outside (DMN 1.5, table 54).
  return (frame: Frame) => {
    const item = frame[slot] as Value
    if (isContext(item) && Object.hasOwn(item, name)) return item[name] as Value
    if (name === 'item') return item
    return outer ? outer(frame) : null
  }
}

/** Names that can be seen from a place, for "did you mean". */
export const namesAt = (place: Place): string[] => {
  const seen: string[] = []
  for (let names = place.names; names; names = names.outer) if (names.kind === 'local') seen.push(names.name)
  return [...seen, ...place.scope.variables.keys(), ...(place.scope.extensions?.keys() ?? []), ...builtins.keys()]
}

export const compileName = (node: NameExpression, place: Place): Compiled => {
  const found = inNames(node.name, place.names, place)
  if (found) return found
  const suggestion = nearestName(node.name, namesAt(place))
  place.problems.push({
    code: 'feel.unknown-name',
    severity: 'error',
    message: `There is no "${node.name}" here`,
    params: { name: node.name },
    span: { from: node.from, to: node.to },
    ...(suggestion !== undefined && { suggestion }),
  })
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
    if (isList(value)) return value.map((element) => entryOf(element, name) ?? null)
    const found = entryOf(value, name)
    if (found !== undefined) return found
    note(frame, 'feel.no-entry', `There is no "${name}" in it`, node, { name })
    return null
  }
}
