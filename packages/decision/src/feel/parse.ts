import { defaultLimits, type Limits, type Problem } from '../problem.ts'
import type { Expression, TypeExpression, UnaryTests } from './ast.ts'
import { childrenOf } from './children.ts'
import { ExpressionReader } from './expression-reader.ts'
import { withNamedInput } from './named-input.ts'
import { emptyScope, type Scope } from './scope.ts'
import { SyntaxFault } from './syntax-fault.ts'
import { tokensOf } from './tokens.ts'

/**
 * FEEL text to tree by recursive descent (DMN 1.5, clause 10.3.1.2). One thing makes FEEL unlike other languages: a name may hold
 * spaces and operators, so what `a-b` means depends on the names at hand. At each place where a name may stand, the longest known
 * name wins; words that follow each other without being known can only be one unknown name.
 */
export type Parsed<T> =
  | { readonly ok: true; readonly expression: T; readonly problems: readonly [] }
  | { readonly ok: false; readonly problems: readonly [Problem] }

/** Reads an expression: what stands in a literal expression. */
export const parseExpression = (
  source: string,
  scope = emptyScope,
  limits: Limits = defaultLimits,
): Parsed<Expression> => parsed(source, scope, limits, (reader) => shallow(reader.expression(), reader))

/** Reads the tests of a decision table's cell or of allowed values; an empty text is `-`. */
export const parseUnaryTests = (
  source: string,
  scope = emptyScope,
  limits: Limits = defaultLimits,
): Parsed<UnaryTests> => {
  const read = (cell: string) => parsed(cell, scope, limits, (reader) => shallow(reader.unaryTests(), reader))
  const made = read(source)
  if (made.ok || !/^"(and|or)"$/.test(String(made.problems[0].params?.found))) return made
  const meant = withNamedInput(source)
  if (meant === source || !read(meant).ok) return made
  const message = 'A condition in a cell names the input "?" on each side of "and" and "or"'
  const span = { from: 0, to: source.length }
  return {
    ok: false,
    problems: [{ code: 'feel.cell-condition', severity: 'error', message, span, source, suggestion: meant }],
  }
}

/** Reads a type as written after `instance of`. */
export const parseType = (source: string, scope = emptyScope, limits: Limits = defaultLimits): Parsed<TypeExpression> =>
  parsed(source, scope, limits, (reader) => reader.typeExpression())

const parsed = <T>(source: string, scope: Scope, limits: Limits, read: (reader: ExpressionReader) => T): Parsed<T> => {
  try {
    if (source.length > limits.sourceLength)
      throw new SyntaxFault(
        'limit.source-length',
        `The expression has ${source.length} characters, ${limits.sourceLength} are allowed`,
        { from: limits.sourceLength, to: source.length },
        { length: source.length, limit: limits.sourceLength },
      )
    const reader = new ExpressionReader(tokensOf(source), scope, limits)
    const expression = read(reader)
    reader.end()
    return { ok: true, expression, problems: [] }
  } catch (fault) {
    const { code, message, span, params, suggestion } = asSyntaxFault(fault, source)
    const problem: Problem = { code, severity: 'error', message, params, span, source }
    return { ok: false, problems: [suggestion === undefined ? problem : { ...problem, suggestion }] }
  }
}

/** Limits may allow more levels than the stack that is left has room for. */
const asSyntaxFault = (fault: unknown, source: string): SyntaxFault => {
  if (fault instanceof SyntaxFault) return fault
  if (!(fault instanceof RangeError)) throw fault
  return new SyntaxFault('limit.depth', 'The expression is nested too deep', { from: 0, to: source.length })
}

/** A chain of operators nests to the left, one level each: beyond this, compiling and evaluating it would leave the stack. */
const deepest = 1_000

const shallow = <T extends Expression>(root: T, reader: ExpressionReader): T => {
  // No tree is deeper than it has tokens.
  if (reader.tokenCount <= deepest) return root
  let level: Expression[] = [root]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest)
      throw new SyntaxFault(
        'limit.depth',
        `The expression is nested deeper than ${deepest} levels`,
        level[0] as Expression,
        { limit: deepest },
      )
    level = level.flatMap(childrenOf)
  }
  return root
}
