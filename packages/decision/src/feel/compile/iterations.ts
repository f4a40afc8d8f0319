import { iterate, iterateBetween } from '../../values/iterate.ts'
import { isNumber } from '../../values/number.ts'
import { FeelRange, type Value } from '../../values/value.ts'
import type { Expression, ForExpression, Iteration, QuantifiedExpression } from '../ast.ts'
import { childrenOf } from '../children.ts'
import { mentions } from '../mentions.ts'
import type { Compiled, Frame, Run } from '../program.ts'
import { note, sized, step, stepThrough } from '../run.ts'
import { isIndex } from './collections.ts'
import { type Inside, type Place, withLocals } from './place.ts'

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
): { readonly steps: readonly { slot: number; walk: Walk }[]; readonly inside: Inside } => {
  const inside = withLocals(place)
  const steps = iterations.map(({ name, source, end }) => {
    const from = place.compile(source, inside)
    const to = end && place.compile(end, inside)
    const walk: Walk = to
      ? (frame) => between(frame, from(frame), to(frame))
      : (frame) => {
          const value = from(frame)
          return value instanceof FeelRange ? within(frame, value) : iterate(value)
        }
    return { slot: inside.declare(name), walk }
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
  // A function keeps it for later.
  if (node.kind === 'function') return !mentions(node, name)
  if (node.kind === 'filter' && node.source.kind === 'name' && isIndex(node.condition)) return true
  return childrenOf(node).every((child) => isOnlyIndexed(child, name))
}

/** `partial` holds the results so far. */
export const compileFor = (node: ForExpression, place: Place): Compiled => {
  const { steps, inside } = walks(node.iterations, place)
  const partial = inside.declare('partial')
  const result = place.compile(node.result, inside)
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
