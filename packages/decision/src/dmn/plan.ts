import type { Frame } from '../feel/program.ts'
import type { Value } from '../values/value.ts'
import { type ModelRun, tell } from './model-run.ts'
import type { DecisionNode, InputNode, Node, Source } from './nodes.ts'

/**
 * What has to be evaluated for some decisions, in order, each once: values have positions, and each step knows which of them it
 * takes. `given` are known before: they are not evaluated, nor what only they require.
 */
export type Plan = {
  readonly inputs: readonly InputNode[]
  readonly positions: ReadonlyMap<Node, number>
  readonly steps: readonly Step[]
  readonly size: number
}

type Step = {
  readonly node: DecisionNode
  readonly position: number
  /** The frame with all that is known when compiled. */
  readonly template: Frame
  readonly slots: readonly number[]
  readonly from: readonly number[]
  readonly imports: readonly { readonly slot: number; readonly make: (values: readonly Value[]) => Value }[]
}

const required = ({ variables }: DecisionNode): (InputNode | DecisionNode)[] => {
  const found: (InputNode | DecisionNode)[] = []
  const visit = (source: Source) => {
    if (source.from === 'node') found.push(source.node)
    else if (source.from === 'import') for (const [, inner] of source.entries) visit(inner)
  }
  for (const { source } of variables) visit(source)
  return found
}

export const planOf = (targets: readonly DecisionNode[], given: readonly (InputNode | DecisionNode)[] = []): Plan => {
  const positions = new Map<Node, number>()
  const inputs: InputNode[] = []
  const order: DecisionNode[] = []
  for (const node of given) if (!positions.has(node)) positions.set(node, positions.size)
  const seen = new Set<Node>(positions.keys())
  // Without recursion: a chain of decisions may be longer than the stack.
  const entered = new Set<Node>()
  const waiting: { node: InputNode | DecisionNode; isDone: boolean }[] = targets
    .map((node) => ({ node, isDone: false }))
    .reverse()
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, isDone } = next
    if (seen.has(node)) continue
    if (node.kind === 'input') {
      seen.add(node)
      inputs.push(node)
    } else if (isDone) {
      seen.add(node)
      order.push(node)
    } else if (!entered.has(node)) {
      entered.add(node)
      waiting.push({ node, isDone: true })
      if (node.broken.length === 0)
        for (const each of required(node).reverse()) waiting.push({ node: each, isDone: false })
    }
  }
  inputs.sort((left, right) => left.order - right.order)
  for (const node of [...inputs, ...order]) positions.set(node, positions.size)
  return { inputs, positions, steps: order.map((node) => stepOf(node, positions)), size: positions.size }
}

const stepOf = (node: DecisionNode, positions: ReadonlyMap<Node, number>): Step => {
  const template: Frame = [undefined]
  const slots: number[] = []
  const from: number[] = []
  const imports: { slot: number; make: (values: readonly Value[]) => Value }[] = []
  const maker = (source: Source): ((values: readonly Value[]) => Value) => {
    if (source.from === 'constant') return () => source.value
    if (source.from === 'node') {
      const position = positions.get(source.node)
      return position === undefined ? () => null : (values) => values[position] ?? null
    }
    const entries = source.entries.map(([name, inner]) => ({ name, make: maker(inner) }))
    return (values) => {
      const made: Record<string, Value> = Object.create(null)
      for (const { name, make } of entries) made[name] = make(values)
      return made
    }
  }
  for (const [index, { source }] of node.variables.entries()) {
    const slot = index + 1
    template.push(source.from === 'constant' ? source.value : null)
    if (source.from === 'node') {
      const position = positions.get(source.node)
      if (position !== undefined) {
        slots.push(slot)
        from.push(position)
      }
    } else if (source.from === 'import') imports.push({ slot, make: maker(source) })
  }
  return { node, position: positions.get(node) as number, template, slots, from, imports }
}

/** Evaluates all steps into `values`. */
export const runPlan = ({ steps }: Plan, values: Value[], run: ModelRun): void => {
  for (let index = 0; index < steps.length; index++) {
    const { node, position, template, slots, from, imports } = steps[index] as Step
    const { tracer } = run
    tracer?.enter()
    if (node.broken.length > 0) {
      for (const problem of node.broken) tell(run, problem)
      values[position] = null
    } else {
      const frame = template.slice()
      frame[0] = run
      for (let at = 0; at < slots.length; at++) frame[slots[at] as number] = values[from[at] as number]
      for (const { slot, make } of imports) frame[slot] = make(values)
      values[position] = node.logic(frame)
    }
    tracer?.leave(node.traced, values[position] as Value)
  }
}
