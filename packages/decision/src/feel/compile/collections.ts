import { isInteger, isNumber } from '../../values/number.ts'
import { isList, type Value } from '../../values/value.ts'
import type { ContextEntry, ContextExpression, Expression, FilterExpression, ListExpression } from '../ast.ts'
import { freeNames } from '../mentions.ts'
import type { Compiled } from '../program.ts'
import { note, step } from '../run.ts'
import { compileFunction } from './calls.ts'
import { isKnown } from './names.ts'
import { constant, constantIn, type Place, withFilter, withLocals } from './place.ts'

export const compileList = (node: ListExpression, place: Place): Compiled => {
  const elements = node.elements.map((element) => place.compile(element, place))
  const constants = elements.map(constantIn)
  if (constants.every((found) => found !== undefined)) return constant(constants.map(({ value }) => value))
  return (frame) => elements.map((element) => element(frame))
}

/**
 * The order in which entries come about: as written, but for one that another written before it needs and that means nothing else
 * there (DMN 1.5, clause 10.3.2.4.1: in the order of dependence).
 */
const inOrderOfNeed = (entries: readonly ContextEntry[], place: Place): readonly ContextEntry[] => {
  const indexes = new Map(entries.map(({ key }, index) => [key, index]))
  const order: ContextEntry[] = []
  const seen = new Set<number>()
  const visit = (index: number): void => {
    if (seen.has(index)) return
    seen.add(index)
    const entry = entries[index] as ContextEntry
    for (const name of freeNames(entry.value)) {
      const needed = indexes.get(name)
      if (needed !== undefined && (needed < index || (needed > index && !isKnown(name, place)))) visit(needed)
    }
    order.push(entry)
  }
  for (let index = 0; index < entries.length; index++) visit(index)
  return order
}

/** Each entry sees those that came about before it. A key that comes twice makes the context null. */
export const compileContext = (node: ContextExpression, place: Place): Compiled => {
  const keys = new Set(node.entries.map((entry) => entry.key))
  if (keys.size < node.entries.length)
    return (frame) => {
      note(frame, 'feel.duplicate-key', 'A key comes twice', node)
      return null
    }
  const inside = withLocals(place)
  const entries = inOrderOfNeed(node.entries, place).map(({ key, value }) => {
    // A function may call itself, unless its name means something else there.
    if (value.kind === 'function' && !isKnown(key, inside) && freeNames(value).has(key)) {
      const slot = inside.declare(key)
      return { key, slot, compiled: compileFunction(value, inside, slot) }
    }
    const compiled = place.compile(value, inside)
    return { key, slot: inside.declare(key), compiled }
  })
  const isReordered = entries.some(({ key }, index) => key !== node.entries[index]?.key)
  return (frame) => {
    const made: Record<string, Value> = Object.create(null)
    if (isReordered) for (const key of keys) made[key] = null
    for (const { key, slot, compiled } of entries) {
      const value = compiled(frame)
      frame[slot] = value
      made[key] = value
    }
    return made
  }
}

const asList = (value: Value): readonly Value[] => (isList(value) ? value : [value])

const elementAt = (list: readonly Value[], index: Value): Value => {
  if (!isNumber(index) || !isInteger(index)) return null
  const at = Number(index)
  if (at === 0 || Math.abs(at) > list.length) return null
  return list[at > 0 ? at - 1 : list.length + at] as Value
}

export const isIndex = (node: Expression): boolean =>
  node.kind === 'number' || (node.kind === 'negate' && node.operand.kind === 'number')

/** What can only be true, false or null, whatever the values: no index. */
const conditions = new Set<Expression['kind']>([
  'boolean',
  'comparison',
  'between',
  'in',
  'and',
  'or',
  'instance of',
  'quantified',
])

/** By number an element (from 1, or from the end when negative), by condition those for which it is true. */
export const compileFilter = (node: FilterExpression, place: Place): Compiled => {
  const source = place.compile(node.source, place)
  if (isIndex(node.condition)) {
    const index = place.compile(node.condition, place)
    return (frame) => {
      const list = source(frame)
      const found = list === null ? null : elementAt(asList(list), index(frame))
      if (found === null) note(frame, 'feel.no-element', 'There is no such element', node)
      return found
    }
  }
  const { inside, slot } = withFilter(place)
  const condition = place.compile(node.condition, inside)
  const isCondition = conditions.has(node.condition.kind)
  return (frame) => {
    const filtered = source(frame)
    if (filtered === null) {
      note(frame, 'feel.filter', 'There is nothing to filter', node)
      return null
    }
    const list = asList(filtered)
    if (list.length === 0 && isCondition) return []
    if (list.length === 0) {
      frame[slot] = null
      return isNumber(condition(frame)) ? null : []
    }
    const kept: Value[] = []
    for (let index = 0; index < list.length; index++) {
      step(frame)
      const item = list[index] as Value
      frame[slot] = item
      const holds = condition(frame)
      if (holds === true) kept.push(item)
      else if (index === 0 && isNumber(holds)) return elementAt(list, holds)
      else if (holds !== false && holds !== null) {
        note(frame, 'feel.filter', 'A filter is a number or a condition', node)
        return null
      }
    }
    return kept
  }
}
