import { assertSize } from '../values/limit.ts'
import { anyType, listOf } from '../values/type.ts'
import { type FeelContext, type FeelFunction, isContext, isList, type Value } from '../values/value.ts'
import { anyContext, builtin, required, stringType } from './declare.ts'

const contextList = listOf(anyContext)
const stringList = listOf(stringType)

/** Without a prototype: any key is only a key. */
const copyOf = (context: FeelContext): Record<string, Value> => Object.assign(Object.create(null), context)

const entryOf = (context: Value, key: Value): Value =>
  isContext(context) && typeof key === 'string' && Object.hasOwn(context, key) ? (context[key] as Value) : null

/** Entries have at least a key, a string, and a value; a key that comes twice makes none of it. */
const contextFrom = (entries: Value): Value => {
  if (!isList(entries)) return null
  const made: Record<string, Value> = Object.create(null)
  for (const entry of entries) {
    const key = entryOf(entry, 'key')
    if (typeof key !== 'string' || Object.hasOwn(made, key) || !Object.hasOwn(entry as FeelContext, 'value'))
      return null
    made[key] = entryOf(entry, 'value')
  }
  return made
}

/** The context with another value at the end of a path; every context on the way is a copy, and has to be there. */
const put = (context: Value, keys: readonly Value[], value: Value): Value => {
  const [key, ...deeper] = keys
  if (!isContext(context) || typeof key !== 'string') return null
  const placed = deeper.length === 0 ? value : put(entryOf(context, key), deeper, value)
  if (placed === null && deeper.length > 0) return null
  const copy = copyOf(context)
  copy[key] = placed
  return copy
}

const merge = (contexts: Value): Value => {
  if (!isList(contexts)) return null
  const merged: Record<string, Value> = Object.create(null)
  for (const context of contexts) {
    if (!isContext(context)) return null
    Object.assign(merged, context)
  }
  assertSize(Object.keys(merged).length)
  return merged
}

/** DMN 1.5, table 81. */
export const contextFunctions: readonly (readonly [string, FeelFunction])[] = [
  builtin(
    'get value',
    [
      [required('m', anyContext), required('key', stringType)],
      [required('m', anyContext), required('keys', stringList)],
    ],
    anyType,
    ([m = null, key = null]) => (isList(key) ? (key.length > 0 ? key.reduce(entryOf, m) : null) : entryOf(m, key)),
  ),
  builtin('get entries', [[required('m', anyContext)]], contextList, ([m = null]) =>
    isContext(m) ? Object.entries(m).map(([key, value]) => ({ key, value })) : null,
  ),
  builtin('context', [[required('entries', contextList)]], anyContext, ([entries = null]) => contextFrom(entries)),
  builtin(
    'context put',
    [
      [required('context', anyContext), required('key', stringType), required('value')],
      [required('context', anyContext), required('keys', stringList), required('value')],
    ],
    anyContext,
    ([context = null, key = null, value = null], signature) =>
      signature === 0 ? put(context, [key], value) : isList(key) ? put(context, key, value) : null,
  ),
  builtin('context merge', [[required('contexts', contextList)]], anyContext, ([contexts = null]) => merge(contexts)),
]
