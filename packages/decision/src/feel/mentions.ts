import type { Expression } from './ast.ts'
import { childrenOf } from './children.ts'

/** Whether a name is written anywhere in an expression, seen or shadowed. */
export const mentions = (node: Expression, name: string): boolean =>
  (node.kind === 'name' && node.name === name) || childrenOf(node).some((child) => mentions(child, name))
