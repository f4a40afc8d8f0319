import { bareType } from '../check/kinds.ts'
import type { EntryInput } from '../dmn/engine.ts'
import { anyType, type FeelType } from '../values/type.ts'
import { isContext, type Value } from '../values/value.ts'

/** One value inside the inputs that can be changed by itself: an input, or an entry of one. */
export type Leaf = {
  /** `applicant.age`. */
  readonly name: string
  readonly path: readonly string[]
  readonly type: FeelType
  readonly value: Value
}

const deepest = 8

/** Values inside the inputs by path: as the types have them, as the values at hand have them, and those that tables ask. */
export const leavesOf = (
  inputs: readonly EntryInput[],
  values: Readonly<Record<string, Value>>,
  asked: readonly (readonly string[])[],
): readonly Leaf[] => {
  const leaves = new Map<string, Leaf>()
  const add = (path: readonly string[], type: FeelType, value: Value, around: readonly FeelType[]): void => {
    const bare = bareType(type)
    const declared = bare.kind === 'context' ? bare.entries : {}
    const names = new Set([
      ...Object.keys(declared),
      ...(isContext(value) ? Object.keys(value) : []),
      ...asked
        .filter((other) => other.length > path.length && path.every((name, at) => other[at] === name))
        .map((other) => other[path.length] as string),
    ])
    // Properties of dates and the like are no values of their own.
    const isInner = bare.kind === 'context' || (bare.kind === 'Any' && (value === null || isContext(value)))
    // A type inside of itself is only followed as far as there are values.
    const isRepeated = value === null && around.includes(bare)
    if (isInner && names.size > 0 && path.length < deepest && !isRepeated)
      for (const name of names)
        add([...path, name], declared[name] ?? anyType, isContext(value) ? (value[name] ?? null) : null, [
          ...around,
          bare,
        ])
    else leaves.set(path.join('.'), { name: path.join('.'), path, type, value })
  }
  for (const { name, type } of inputs) add([name], type, values[name] ?? null, [])
  return [...leaves.values()]
}

/** The inputs with some leaves at other values; what is not on the way is shared. */
export const withLeaves = (
  values: Readonly<Record<string, Value>>,
  changes: readonly { readonly path: readonly string[]; readonly to: Value }[],
): Record<string, Value> => {
  const changed: Record<string, Value> = { ...values }
  for (const { path, to } of changes) {
    const [name = '', ...rest] = path
    changed[name] = put(changed[name] ?? null, rest, to)
  }
  return changed
}

const put = (value: Value, [name, ...rest]: readonly string[], to: Value): Value => {
  if (name === undefined) return to
  const context = isContext(value) ? value : {}
  return { ...context, [name]: put(context[name] ?? null, rest, to) }
}
