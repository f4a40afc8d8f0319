/**
 * FEEL in SQL: what an expression selects from rows, PostgreSQL selects too, the same rows to the last null. What PostgreSQL cannot
 * be made to do exactly alike is refused, with its place.
 */
import type { Expression } from '../feel/ast.ts'
import { parseExpression } from '../feel/parse.ts'
import type { Scope } from '../feel/scope.ts'
import { DecisionError, type Problem } from '../problem.ts'
import { type FeelType, nullType, simpleType } from '../values/type.ts'
import { FeelFunction } from '../values/value.ts'
import type { SqlColumn, SqlOptions, SqlResult } from './column.ts'
import type { Term } from './term.ts'
import { Translation } from './translate.ts'

export type { ColumnType, SqlColumn, SqlOptions, SqlResult } from './column.ts'

/** The names that an expression over columns may use, for `compileExpression`: `position.lng` is an entry of `position`. */
export const scopeOfColumns = (columns: readonly SqlColumn[], { functions }: SqlOptions = {}): Scope => {
  const variables = new Map<string, FeelType>()
  for (const { name, type } of columns) {
    const [first = name, entry] = name.split('.')
    if (entry === undefined) variables.set(name, simpleType(type))
    else {
      const before = variables.get(first)
      const entries = before?.kind === 'context' ? before.entries : {}
      variables.set(first, { kind: 'context', entries: { ...entries, [entry]: simpleType(type) } })
    }
  }
  // Enough for the parser: what they do is said by the host.
  const extensions = new Map(
    [...(functions?.keys() ?? [])].map((name) => [name, new FeelFunction(name, [[]], () => null)]),
  )
  return { variables, extensions }
}

/**
 * Translates an expression over columns into one SQL expression of PostgreSQL 14 or later, in a database in UTF-8. Its value is
 * FEEL's for every row; as a filter, `where <text>` keeps the rows for which FEEL says true.
 *
 * @param source FEEL, or its tree
 * @param columns what its names are
 */
export const toSql = (
  source: string | Expression,
  columns: readonly SqlColumn[],
  options: SqlOptions = {},
): SqlResult => {
  const told = (problems: readonly Problem[]) =>
    typeof source === 'string' ? problems.map((problem) => ({ ...problem, source })) : problems
  const parsed =
    typeof source === 'string'
      ? parseExpression(source, scopeOfColumns(columns, options))
      : { ok: true as const, expression: source }
  if (!parsed.ok) return { ok: false, problems: parsed.problems }
  const translation = new Translation(columns, options)
  let term: Term | undefined
  try {
    term = translation.translate(parsed.expression)
  } catch (fault) {
    // A part that needs no row is worked out at once, and may go beyond a limit.
    if (!(fault instanceof DecisionError)) throw fault
    return { ok: false, problems: told(fault.problems) }
  }
  const { problems, used } = translation
  if (!term || problems.some(({ severity }) => severity === 'error')) return { ok: false, problems: told(problems) }
  const { kind, sql } = term
  return {
    ok: true,
    ...translation.finish(sql),
    type: kind === 'Null' ? nullType : simpleType(kind),
    columns: [...used],
    problems: told(problems),
  }
}
