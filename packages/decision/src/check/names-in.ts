import type { Expression } from '../feel/ast.ts'
import { childrenOf } from '../feel/children.ts'

/** What an expression asks: names, and paths from them as far as they are written (`applicant.age`). */
export const namesIn = (node: Expression, found: Set<string> = new Set()): ReadonlySet<string> => {
  const path = pathOf(node)
  if (path) found.add(path.join('.'))
  else if (node.kind === 'call' && node.callee.kind === 'name') for (const { value } of node.args) namesIn(value, found)
  else for (const child of childrenOf(node)) namesIn(child, found)
  return found
}

/** `applicant.age` as names from the outermost in; undefined for what is no plain path. */
export const pathOf = (node: Expression): readonly string[] | undefined => {
  if (node.kind === 'name') return [node.name]
  if (node.kind !== 'path') return undefined
  const source = pathOf(node.source)
  return source && [...source, node.name]
}

/** Whether one of the paths lies in, on or around one of the others: what is asked of both hangs together. */
export const touch = (left: ReadonlySet<string>, right: ReadonlySet<string>): boolean =>
  [...left].some((one) =>
    [...right].some((other) => one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`)),
  )
