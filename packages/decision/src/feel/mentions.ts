import type { Expression } from './ast.ts'
import { childrenOf } from './children.ts'

/** Whether a name is written anywhere in an expression, seen or shadowed. */
export const mentions = (node: Expression, name: string): boolean =>
  (node.kind === 'name' && node.name === name) || childrenOf(node).some((child) => mentions(child, name))

type Bound = ReadonlySet<string>

const withNames = (bound: Bound, names: readonly string[]): Bound => new Set([...bound, ...names])

/**
 * Names that an expression takes from around it, into `free`. In the condition of a filter any name may be an entry of the elements:
 * those are left out.
 */
export const freeNames = (
  node: Expression,
  free = new Set<string>(),
  bound: Bound = new Set(),
): ReadonlySet<string> => {
  const inside = (child: Expression, names = bound) => freeNames(child, free, names)
  switch (node.kind) {
    case 'name':
      if (!bound.has(node.name)) free.add(node.name)
      break
    case 'filter':
      inside(node.source)
      break
    case 'context': {
      const keys = withNames(
        bound,
        node.entries.map(({ key }) => key),
      )
      for (const { value } of node.entries) inside(value, keys)
      break
    }
    case 'function':
      inside(
        node.body,
        withNames(
          bound,
          node.parameters.map(({ name }) => name),
        ),
      )
      break
    case 'for':
    case 'quantified': {
      const names = new Set(bound)
      for (const { name, source, end } of node.iterations) {
        inside(source, names)
        if (end) inside(end, names)
        names.add(name)
      }
      inside(node.kind === 'for' ? node.result : node.condition, names)
      break
    }
    default:
      for (const child of childrenOf(node)) inside(child)
  }
  return free
}
