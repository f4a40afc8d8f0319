import type { Problem } from '../problem.ts'
import type { DecisionNode, Node, Source } from './nodes.ts'
import { planOf } from './plan.ts'
import { problemAt } from './unit.ts'

/** Names are what elements are asked for by: of two, only the first is found. */
export const tellSameNames = (nodes: readonly Node[], problems: Problem[]): void => {
  const seen = new Set<string>()
  for (const { unit, element } of nodes) {
    const { id, name } = element
    if (seen.has(name)) {
      const more = { severity: 'warning', params: { name } } as const
      const place = { element: name, elementId: id }
      problems.push(problemAt(unit, place, 'dmn.duplicate-name', `Two elements are called "${name}"`, more))
    }
    seen.add(name)
  }
}

const requiredDecisions = ({ variables }: DecisionNode): DecisionNode[] => {
  const found: DecisionNode[] = []
  const visit = (source: Source) => {
    if (source.from === 'node' && source.node.kind === 'decision') found.push(source.node)
    else if (source.from === 'import') for (const [, inner] of source.entries) visit(inner)
  }
  for (const { source } of variables) visit(source)
  return found
}

/** Decisions that require themselves over others are told with their path, and not evaluated. */
export const breakCycles = (nodes: readonly Node[], problems: Problem[]): void => {
  const done = new Set<DecisionNode>()
  for (const start of nodes) {
    if (start.kind !== 'decision' || done.has(start)) continue
    const path: { node: DecisionNode; rest: DecisionNode[] }[] = [{ node: start, rest: requiredDecisions(start) }]
    const onPath = new Set<DecisionNode>([start])
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const next = top.rest.shift()
      if (!next) {
        path.pop()
        onPath.delete(top.node)
        done.add(top.node)
      } else if (onPath.has(next)) {
        const cycle = path.slice(path.findIndex(({ node }) => node === next)).map(({ node }) => node)
        const names = [...cycle, next].map(({ name }) => name)
        const problem = problemAt(
          next.unit,
          { element: next.element.name, elementId: next.element.id },
          'dmn.cycle',
          `A decision requires itself: ${names.join(' → ')}`,
          { params: { path: names } },
        )
        problems.push(problem)
        for (const node of cycle) node.broken = [...node.broken, problem]
      } else if (!done.has(next)) {
        path.push({ node: next, rest: requiredDecisions(next) })
        onPath.add(next)
      }
    }
  }
}

/** What a service needs and does not name is null in it: told, because nothing else would show it. */
export const tellUnnamedInputs = (nodes: readonly Node[], problems: Problem[]): void => {
  for (const node of nodes) {
    if (node.kind !== 'service') continue
    const { id, name } = node.element
    for (const input of planOf(node.outputs, node.given).inputs)
      problems.push(
        problemAt(
          node.unit,
          { element: name, elementId: id, part: 'inputData' },
          'dmn.service-input',
          `The service needs "${input.element.name}" and does not name it as its input; it is null there`,
          { severity: 'warning', params: { name: input.element.name } },
        ),
      )
  }
}
