import { iterate, iterateBetween } from '../../values/iterate.ts'
import { isInteger, isNumber } from '../../values/number.ts'
import { isList, type Value } from '../../values/value.ts'
import type {
  ContextExpression,
  Expression,
  FilterExpression,
  ForExpression,
  Iteration,
  ListExpression,
  QuantifiedExpression,
} from '../ast.ts'
import { mentions } from '../mentions.ts'
import type { Compiled, Frame } from '../program.ts'
import { note, step } from '../run.ts'
import { type Place, withFilter, withLocal } from './place.ts'

export const compileList = (node: ListExpression, place: Place): Compiled => {
  const elements = node.elements.map((element) => place.compile(element, place))
  return (frame) => elements.map((element) => element(frame))
}

/** Each entry sees those before it. A key that comes twice makes the context null. */
export const compileContext = (node: ContextExpression, place: Place): Compiled => {
  const keys = new Set(node.entries.map((entry) => entry.key))
  if (keys.size < node.entries.length)
    return (frame) => {
      note(frame, 'feel.duplicate-key', 'A key comes twice', node)
      return null
    }
  let inside = place
  const entries = node.entries.map(({ key, value }) => {
    const compiled = place.compile(value, inside)
    inside = withLocal(inside, key)
    return { key, slot: inside.free - 1, compiled }
  })
  return (frame) => {
    const made: Record<string, Value> = Object.create(null)
    for (const { key, slot, compiled } of entries) {
      const value = compiled(frame)
      frame[slot] = value
      made[key] = value
    }
    return made
  }
}

const asList = (value: Value): readonly Value[] => (isList(value) ? value : value === null ? [] : [value])

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
      const found = elementAt(asList(source(frame)), index(frame))
      if (found === null) note(frame, 'feel.no-element', 'There is no such element', node)
      return found
    }
  }
  const inside = withFilter(place)
  const slot = inside.free - 1
  const condition = place.compile(node.condition, inside)
  return (frame) => {
    const list = asList(source(frame))
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
    const walk: Walk = to ? (frame) => iterateBetween(from(frame), to(frame)) : (frame) => iterate(from(frame))
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

/** `partial` holds the results so far. */
export const compileFor = (node: ForExpression, place: Place): Compiled => {
  const { steps, inside } = walks(node.iterations, place)
  const within = withLocal(inside, 'partial')
  const partial = within.free - 1
  const result = place.compile(node.result, within)
  const usesPartial = mentions(node.result, 'partial')
  return (frame) => {
    const results: Value[] = []
    const went = everyCombination(steps, frame, () => {
      // A copy: what a result keeps of it must not grow, or hold itself.
      if (usesPartial) frame[partial] = results.slice()
      results.push(result(frame))
      return true
    })
    if (went === 'done') return results
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
