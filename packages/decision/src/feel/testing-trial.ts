import { DecisionError, defaultLimits, type Problem } from '../problem.ts'
import { toJson } from '../values/json.ts'
import { toText } from '../values/text.ts'
import type { Expression } from './ast.ts'
import { cellShapeOf } from './cell-shape.ts'
import { childrenOf } from './children.ts'
import { compileExpression, compileUnaryTests } from './program-of.ts'
import { scope, variables } from './testing-sources.ts'

/** How far a source came. */
export type Trial = 'refused' | 'limit' | 'value'

const limits = { ...defaultLimits, steps: 20_000, size: 10_000, depth: 50 }

const assertProblems = (problems: readonly Problem[], source: string): void => {
  for (const { code, message, span } of problems) {
    if (!/^(feel|limit)\.[a-z-]+$/.test(code) || message === '') throw new Error(`${code}: ${message}`)
    if (span && !(0 <= span.from && span.from <= span.to && span.to <= source.length))
      throw new Error(`${code} at ${span.from}–${span.to} of ${source.length}`)
  }
}

/** Every node lies inside the one around it. */
const assertSpans = (node: Expression, from: number, to: number): void => {
  if (node.from < from || node.to > to || node.from > node.to)
    throw new Error(`${node.kind} at ${node.from}–${node.to} in ${from}–${to}`)
  for (const child of childrenOf(node)) assertSpans(child, node.from, node.to)
}

/**
 * For tests: parses, compiles and evaluates a source, and throws when any of them does what it must not: throw something else than
 * limits, tell a problem outside the source, or come to another value the second time.
 */
export const tryOut = (source: string, kind: 'expression' | 'cell'): Trial => {
  const made = (kind === 'cell' ? compileUnaryTests : compileExpression)(source, scope)
  assertProblems(made.problems, source)
  if (!made.ok) return 'refused'
  const { expression, evaluate } = made.program
  assertSpans(expression, 0, source.length)
  try {
    if (expression.kind === 'unary tests') cellShapeOf(expression)
    const notes: Problem[] = []
    const value = evaluate(variables, { limits, now: 1_790_000_000_000, notes })
    assertProblems(notes, source)
    const text = toText(value)
    JSON.stringify(toJson(value))
    const again = toText(evaluate(variables, { limits, now: 1_790_000_000_000 }))
    if (again !== text) throw new Error(`first ${text}, then ${again}`)
    return 'value'
  } catch (fault) {
    if (!(fault instanceof DecisionError) || !fault.problems.every(({ code }) => code.startsWith('limit.'))) throw fault
    return 'limit'
  }
}
