import type { Expression } from './ast.ts'
import { childrenOf } from './children.ts'

/** Whether a name is written anywhere in an expression, seen or shadowed. */
export const mentions = (node: Expression, name: string): boolean =>
  (node.kind === 'name' && node.name === name) || childrenOf(node).some((child) => mentions(child, name))

/** Names that are bound around a place, innermost first. */
type Bound = { readonly names: ReadonlySet<string>; readonly outer: Bound } | undefined

const isBound = (name: string, bound: Bound): boolean => {
  for (let around = bound; around; around = around.outer) if (around.names.has(name)) return true
  return false
}

/**
 * Names that an expression takes from around it, into `free`. In the condition of a filter any name may be an entry of the elements:
 * those are left out.
 */
export const freeNames = (
  node: Expression,
  free = new Set<string>(),
  bound: Bound = undefined,
): ReadonlySet<string> => {
  const inside = (child: Expression, around = bound) => freeNames(child, free, around)
  switch (node.kind) {
    case 'name':
      if (!isBound(node.name, bound)) free.add(node.name)
      break
    case 'filter':
      inside(node.source)
      break
    case 'context': {
      const around = { names: new Set(node.entries.map(({ key }) => key)), outer: bound }
      for (const { value } of node.entries) inside(value, around)
      break
    }
    case 'function':
      inside(node.body, { names: new Set(node.parameters.map(({ name }) => name)), outer: bound })
      break
    case 'for':
    case 'quantified': {
      const names = new Set<string>()
      const around = { names, outer: bound }
      for (const { name, source, end } of node.iterations) {
        inside(source, around)
        if (end) inside(end, around)
        names.add(name)
      }
      inside(node.kind === 'for' ? node.result : node.condition, around)
      break
    }
    default:
      for (const child of childrenOf(node)) inside(child)
  }
  return free
}
