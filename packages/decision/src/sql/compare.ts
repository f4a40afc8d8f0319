import type { ComparisonOperator } from '../feel/ast.ts'
import type { Span } from '../problem.ts'
import { isShort } from './share.ts'
import { booleanTerm, called, type Term, type Work } from './term.ts'

/** Texts are compared by code points, whatever the database's language. */
const ordered = ({ kind, sql }: Term): string => (kind === 'string' ? `${sql} collate "C"` : sql)

/** Instants are equal when their seconds are (DMN 1.5, clause 10.3.2.15); they are ordered by all there is. */
const compared = (term: Term): Term =>
  term.kind === 'date and time' ? { ...term, sql: `floor(extract(epoch from ${term.sql}))` } : term

/** FEEL's `=`: null is equal to null and to nothing else, so it is never unknown; only what is of two kinds is. */
const equality = (one: Term, other: Term): Term => {
  const [left, right] = [compared(one), compared(other)]
  if (left.kind === 'Null' || right.kind === 'Null') {
    const given = left.kind === 'Null' ? right : left
    return booleanTerm(given.kind === 'Null' ? 'true' : `${given.sql} is null`, false)
  }
  if (left.kind !== right.kind) {
    // One that is null differs from the other; of two values that are there nothing can be said.
    return booleanTerm(`case num_nulls(${left.sql}, ${right.sql}) when 2 then true when 1 then false end`, true)
  }
  if (!left.nullable && !right.nullable) return booleanTerm(`${left.sql} = ${right.sql}`, false)
  if (left.nullable && right.nullable) return booleanTerm(`${left.sql} is not distinct from ${right.sql}`, false)
  const maybe = (left.nullable ? left : right).sql
  // The same as "is not distinct from", but an index can be used.
  if (isShort(maybe)) return booleanTerm(`${maybe} is not null and ${left.sql} = ${right.sql}`, false)
  return booleanTerm(`${left.sql} is not distinct from ${right.sql}`, false)
}

const difference = (left: Term, right: Term): Term => {
  const same = equality(left, right)
  return booleanTerm(`not ${same.sql}`, same.nullable)
}

/** Whether there is a smaller and a greater among values of this kind. */
export const isOrdered = (term: Term): boolean => term.kind !== 'boolean' && term.kind !== 'Null'

/** A comparison as FEEL decides it; of two kinds it is null, which is told as a warning. */
export const comparison = (operator: ComparisonOperator, left: Term, right: Term, at: Span, work: Work): Term => {
  const isNull = left.kind === 'Null' || right.kind === 'Null'
  if (!isNull && left.kind !== right.kind)
    work.warn(at, 'sql.kinds', `${called(left.kind)} is never compared with ${called(right.kind)}: this is always null`)
  if (operator === '=') return equality(left, right)
  if (operator === '!=') return difference(left, right)
  if (!isOrdered(left) || left.kind !== right.kind) {
    if (!isNull && left.kind === right.kind)
      work.warn(at, 'sql.kinds', `Of two ${left.kind}s none is greater: this is always null`)
    return booleanTerm('null::boolean', true)
  }
  return booleanTerm(`${ordered(left)} ${operator} ${ordered(right)}`, left.nullable || right.nullable)
}

/** All true, with three values. */
export const conjunction = (terms: readonly Term[]): Term => join(terms, 'and')

/** One true, with three values. */
export const disjunction = (terms: readonly Term[]): Term => join(terms, 'or')

const join = (terms: readonly Term[], word: 'and' | 'or'): Term => {
  const [only] = terms
  if (only && terms.length === 1) return only
  return booleanTerm(
    terms.map(({ sql }) => sql).join(` ${word} `),
    terms.some(({ nullable }) => nullable),
  )
}

/** True where it is true, else false. */
export const isTrue = (term: Term): Term => (term.nullable ? booleanTerm(`${term.sql} is true`, false) : term)
