import { iterate, iterateBetween } from '../../values/iterate.ts'
import { isInteger, isNumber } from '../../values/number.ts'
import { FeelRange, isList, type Value } from '../../values/value.ts'
import type {
  ContextEntry,
  ContextExpression,
  Expression,
  FilterExpression,
  ForExpression,
  Iteration,
  ListExpression,
  QuantifiedExpression,
} from '../ast.ts'
import { childrenOf } from '../children.ts'
import { freeNames, mentions } from '../mentions.ts'
import type { Compiled, Frame, Run } from '../program.ts'
import { note, sized, step, stepThrough } from '../run.ts'
import { isKnown } from './names.ts'
import { constant, constantIn, type Place, withFilter, withLocal } from './place.ts'

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
  let inside = place
  const entries = inOrderOfNeed(node.entries, place).map(({ key, value }) => {
    const compiled = place.compile(value, inside)
    inside = withLocal(inside, key)
    return { key, slot: inside.free - 1, compiled }
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

const isIndex = (node: Expression): boolean =>
  node.kind === 'number' || (node.kind === 'negate' && node.operand.kind === 'number')

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
  const inside = withFilter(place)
  const slot = inside.free - 1
  const condition = place.compile(node.condition, inside)
  return (frame) => {
    const filtered = source(frame)
    if (filtered === null) {
      note(frame, 'feel.filter', 'There is nothing to filter', node)
      return null
    }
    const list = asList(filtered)
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

/** More integers than there are steps are refused at once: beyond 34 digits, adding one to a number does not change it. */
const assertNear = (frame: Frame, first: Value, last: Value): void => {
  const { limits } = frame[0] as Run
  if (isNumber(first) && isNumber(last) && !(Math.abs(Number(last) - Number(first)) <= limits.steps))
    step(frame, limits.steps + 1)
}

const between = (frame: Frame, first: Value, last: Value): Iterable<Value> | null => {
  assertNear(frame, first, last)
  return iterateBetween(first, last)
}

const within = (frame: Frame, range: FeelRange): Iterable<Value> | null => {
  assertNear(frame, range.start ?? null, range.end ?? null)
  return iterate(range)
}

/** What an iteration walks over, or null when it cannot be walked. */
type Walk = (frame: Frame) => Iterable<Value> | null

const walks = (
  iterations: readonly Iteration[],
  place: Place,
): { readonly steps: readonly { slot: number; walk: Walk }[]; readonly inside: Place } => {
  let inside = place
  const steps = iterations.map(({ name, source, end }) => {
    const from = place.compile(source, inside)
    const to = end && place.compile(end, inside)
    inside = withLocal(inside, name)
    const walk: Walk = to
      ? (frame) => between(frame, from(frame), to(frame))
      : (frame) => {
          const value = from(frame)
          return value instanceof FeelRange ? within(frame, value) : iterate(value)
        }
    return { slot: inside.free - 1, walk }
  })
  return { steps, inside }
}

/** Every combination, the last name turning fastest. `visit` says whether to go on; false when something cannot be walked. */
const everyCombination = (
  steps: readonly { slot: number; walk: Walk }[],
  frame: Frame,
  visit: () => boolean,
  from = 0,
): 'done' | 'stopped' | 'unwalkable' => {
  const turn = steps[from]
  if (!turn) return visit() ? 'done' : 'stopped'
  const values = turn.walk(frame)
  if (!values) return 'unwalkable'
  for (const value of values) {
    step(frame)
    frame[turn.slot] = value
    const went = everyCombination(steps, frame, visit, from + 1)
    if (went !== 'done') return went
  }
  return 'done'
}

/** Whether a list that goes by a name is never kept: all that is asked of it is one element. */
const isOnlyIndexed = (node: Expression, name: string): boolean => {
  if (node.kind === 'name') return node.name !== name
  if (node.kind === 'filter' && node.source.kind === 'name' && isIndex(node.condition)) return true
  return childrenOf(node).every((child) => isOnlyIndexed(child, name))
}

/** `partial` holds the results so far. */
export const compileFor = (node: ForExpression, place: Place): Compiled => {
  const { steps, inside } = walks(node.iterations, place)
  const within = withLocal(inside, 'partial')
  const partial = within.free - 1
  const result = place.compile(node.result, within)
  const usesPartial = mentions(node.result, 'partial')
  const keepsPartial = !isOnlyIndexed(node.result, 'partial')
  return (frame) => {
    const results: Value[] = []
    const went = everyCombination(steps, frame, () => {
      if (keepsPartial) {
        // A copy: what a result keeps of it must not grow, or hold itself.
        stepThrough(frame, [results])
        frame[partial] = results.slice()
      } else if (usesPartial) frame[partial] = results
      results.push(result(frame))
      return true
    })
    if (went === 'done') return sized(frame, results)
    note(frame, 'feel.iteration', 'This cannot be walked through', node)
    return null
  }
}

export const compileQuantified = (node: QuantifiedExpression, place: Place): Compiled => {
  const { steps, inside } = walks(node.iterations, place)
  const condition = place.compile(node.condition, inside)
  const decisive = node.quantifier === 'some'
  return (frame) => {
    let isUnknown = false
    const went = everyCombination(steps, frame, () => {
      const holds = condition(frame)
      if (holds === decisive) return false
      if (holds !== !decisive) isUnknown = true
      return true
    })
    if (went === 'stopped') return decisive
    return went === 'unwalkable' || isUnknown ? null : !decisive
  }
}
