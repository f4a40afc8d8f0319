import { DecisionError, type Problem } from '../problem.ts'
import { toText } from '../values/text.ts'
import { anyType } from '../values/type.ts'
import type { Value } from '../values/value.ts'
import type { RunOptions } from './program.ts'
import { compileExpression, compileUnaryTests } from './program-of.ts'
import type { Scope } from './scope.ts'

const scopeOf = (variables: Readonly<Record<string, Value>>, scope: Partial<Scope>): Scope => ({
  variables: new Map(Object.keys(variables).map((name) => [name, anyType])),
  ...scope,
})

/** For tests: the value of an expression as FEEL writes it. */
export const valueText = (
  source: string,
  variables: Readonly<Record<string, Value>> = {},
  scope: Partial<Scope> = {},
  options: RunOptions = {},
): string => {
  const made = compileExpression(source, scopeOf(variables, scope))
  if (!made.ok) throw new DecisionError(made.problems)
  return toText(made.program.evaluate(variables, options))
}

/** For tests: whether a value passes a cell. */
export const passes = (
  cell: string,
  input: Value,
  variables: Readonly<Record<string, Value>> = {},
  scope: Partial<Scope> = {},
): Value => {
  const all = { ...variables, '?': input }
  const made = compileUnaryTests(cell, scopeOf(all, scope))
  if (!made.ok) throw new DecisionError(made.problems)
  return made.program.evaluate(all)
}

/** For tests: what is wrong with an expression. */
export const problemsOf = (
  source: string,
  variables: Readonly<Record<string, Value>> = {},
  scope: Partial<Scope> = {},
) => compileExpression(source, scopeOf(variables, scope)).problems as readonly Problem[]
