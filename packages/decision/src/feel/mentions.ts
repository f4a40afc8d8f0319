import type { Expression } from './ast.ts'
import { childrenOf } from './children.ts'

/** Whether a name is written anywhere in an expression, seen or shadowed. */
export const mentions = (node: Expression, name: string): boolean =>
  (node.kind === 'name' && node.name === name) || childrenOf(node).some((child) => mentions(child, name))

/** All names written in an expression, into `names`. */
export const namesIn = (node: Expression, names = new Set<string>()): ReadonlySet<string> => {
  if (node.kind === 'name') names.add(node.name)
  for (const child of childrenOf(node)) namesIn(child, names)
  return names
}
