import { DecisionError, defaultLimits, type Problem } from '../problem.ts'
import type { Value } from '../values/value.ts'
import { compileTree } from './compile/index.ts'
import { parseExpression, parseUnaryTests } from './parse.ts'
import type { Compiled, Frame, Program, RunOptions } from './program.ts'
import { newRun } from './run.ts'
import { emptyScope, type Scope } from './scope.ts'

/** A program, or what is wrong with its source; never both. */
export type CompileResult =
  | { readonly ok: true; readonly program: Program; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** Turns what leaves the stack or the memory of strings into the limit that it is. */
export const bounded = <T>(evaluate: () => T): T => {
  try {
    return evaluate()
  } catch (fault) {
    if (!(fault instanceof RangeError)) throw fault
    throw new DecisionError([
      { code: 'limit.depth', severity: 'error', message: `The evaluation goes too deep or too far: ${fault.message}` },
    ])
  }
}

/**
 * Parses and compiles an expression. Unknown names are errors, as are unknown types.
 *
 * @param scope the names it may use
 */
export const compileExpression = (source: string, scope: Scope = emptyScope): CompileResult =>
  compiledFrom(source, scope, parseExpression)

/** Parses and compiles tests of a variable `?`, which the scope must have. */
export const compileUnaryTests = (source: string, scope: Scope): CompileResult =>
  compiledFrom(source, scope, parseUnaryTests)

const compiledFrom = (
  source: string,
  scope: Scope,
  parse: typeof parseExpression | typeof parseUnaryTests,
): CompileResult => {
  const parsed = parse(source, scope, defaultLimits)
  if (!parsed.ok) return parsed
  const problems: Problem[] = []
  let compiled: Compiled
  try {
    compiled = bounded(() => compileTree(parsed.expression, scope, problems))
  } catch (fault) {
    if (!(fault instanceof DecisionError)) throw fault
    return { ok: false, problems: fault.problems.map((problem) => ({ ...problem, source })) }
  }
  const told = problems.map((problem) => ({ ...problem, source }))
  if (told.some(({ severity }) => severity === 'error')) return { ok: false, problems: told }
  const names = [...scope.variables.keys()]
  const evaluate = (variables: Readonly<Record<string, Value>> = {}, options?: RunOptions): Value => {
    const frame: Frame = [newRun(options)]
    for (const name of names) frame.push(Object.hasOwn(variables, name) ? (variables[name] ?? null) : null)
    return bounded(() => compiled(frame))
  }
  return {
    ok: true,
    program: { source, expression: parsed.expression, variables: names, evaluate },
    problems: told,
  }
}
