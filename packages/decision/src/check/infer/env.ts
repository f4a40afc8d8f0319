import type { Expression } from '../../feel/ast.ts'
import type { Scope } from '../../feel/scope.ts'
import type { Problem, Span } from '../../problem.ts'
import type { FeelType } from '../../values/type.ts'

type Locals =
  | { readonly name: string; readonly type: FeelType; readonly outer: Locals | undefined }
  | { readonly element: FeelType; readonly outer: Locals | undefined }

/** What is known at a place of an expression, and whom to tell what cannot be. */
export type Env = {
  readonly scope: Scope
  readonly locals: Locals | undefined
  readonly problems: Problem[]
  readonly infer: (node: Expression, env: Env) => FeelType
}

export const withLocal = (env: Env, name: string, type: FeelType): Env => ({
  ...env,
  locals: { name, type, outer: env.locals },
})

/** Inside a filter: the entries of its element are names. */
export const withElement = (env: Env, element: FeelType): Env => ({
  ...env,
  locals: { element, outer: env.locals },
})

/** All of it are warnings: FEEL says that the result is null, and somebody may want that. */
export const tell = (
  env: Env,
  at: Span,
  code: string,
  message: string,
  params: Problem['params'] = {},
  suggestion?: string,
): void => {
  env.problems.push({
    code,
    severity: 'warning',
    message,
    params,
    span: { from: at.from, to: at.to },
    ...(suggestion !== undefined && { suggestion }),
  })
}
