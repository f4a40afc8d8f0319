import type { Term, Work } from './term.ts'

/** Short enough to be written twice: a column, a parameter. */
const mostRepeated = 60

export const isShort = (sql: string): boolean => sql.length <= mostRepeated && !/\b(select|case)\b/.test(sql)

/**
 * Makes something of terms that it names more than once: longer ones are worked out once, in a subquery that PostgreSQL does not
 * dissolve. Otherwise nested expressions would double with every level.
 */
export const share = <T extends Term | undefined>(
  work: Work,
  terms: readonly Term[],
  use: (...terms: Term[]) => T,
): T => {
  const bound: string[] = []
  const named = terms.map((term): Term => {
    if (isShort(term.sql)) return term
    const alias = work.alias()
    bound.push(`(select ${term.sql} as ${alias} offset 0) as ${alias}_once`)
    return { ...term, sql: `${alias}_once.${alias}` }
  })
  const made = use(...named)
  return made && bound.length > 0 ? { ...made, sql: `(select ${made.sql} from ${bound.join(', ')})` } : made
}
