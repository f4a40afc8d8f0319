import type { Span } from '../problem.ts'
import { patternFault } from './pattern.ts'
import { share } from './share.ts'
import { booleanTerm, type Term, type Work } from './term.ts'

export const text = (sql: string, nullable: boolean): Term => ({ kind: 'string', sql: `(${sql})`, nullable })
export const whole = (sql: string, nullable: boolean, before = 10): Term => ({
  kind: 'number',
  sql: `(${sql})::numeric`,
  nullable,
  digits: { before, after: 0 },
})

const either = (terms: readonly Term[]): boolean => terms.some(({ nullable }) => nullable)

export const concatenated = (left: Term, right: Term): Term =>
  text(`${left.sql} || ${right.sql}`, either([left, right]))

/** Characters are code points in FEEL, and in a database in UTF-8. */
export const lengthOf = ({ sql, nullable }: Term): Term => whole(`char_length(${sql})`, nullable)

/** The full mappings of Unicode, of no language, as JavaScript has them. */
export const inCase = (to: 'upper' | 'lower', { sql, nullable }: Term): Term =>
  text(`${to}(${sql} collate "und-x-icu") collate "default"`, nullable)

/** Positions of a text within another: by bytes, so no language takes part. */
const position = (of: Term, within: Term): string => `strpos(${within.sql} collate "C", ${of.sql} collate "C")`

export const contains = (within: Term, part: Term): Term =>
  booleanTerm(`${position(part, within)} > 0`, either([within, part]))
export const startsWith = (within: Term, part: Term): Term =>
  booleanTerm(`starts_with(${within.sql}, ${part.sql})`, either([within, part]))
export const endsWith = (within: Term, part: Term, work: Work): Term =>
  share(work, [part], ({ sql }) =>
    booleanTerm(`right(${within.sql}, char_length(${sql})) = ${sql}`, either([within, part])),
  )

export const before = (within: Term, part: Term, work: Work): Term =>
  share(work, [within, part], (one, other) => {
    const at = position(other, one)
    return text(`case when ${at} > 0 then left(${one.sql}, ${at} - 1) when ${at} = 0 then '' end`, either([one, other]))
  })
export const after = (within: Term, part: Term, work: Work): Term =>
  share(work, [within, part], (one, other) => {
    const at = position(other, one)
    const rest = `substr(${one.sql}, ${at} + char_length(${other.sql}))`
    return text(`case when ${at} > 0 then ${rest} when ${at} = 0 then '' end`, either([one, other]))
  })

const furthest = 2_000_000_000

/** From a position that is written, from 1 or from the end when negative; null outside of the text. */
export const part = (of: Term, start: number, length: number | undefined, at: Span, work: Work): Term | undefined => {
  if (Math.abs(start) > furthest || (length ?? 0) > furthest)
    return work.refuse(at, 'sql.number', 'No text in the database is that long')
  if (start === 0 || (length !== undefined && length < 1)) return text('null::text', true)
  const taken = length === undefined ? '' : `, ${length}`
  return share(work, [of], ({ sql }) => {
    const first = start > 0 ? String(start) : `char_length(${sql}) - ${-start - 1}`
    return text(`case when char_length(${sql}) >= ${Math.abs(start)} then substr(${sql}, ${first}${taken}) end`, true)
  })
}

/** A pattern that is written, and means the same in the database; with the flag q, a text that is contained. */
export const matches = (input: Term, pattern: Term, flags: string, at: Span, work: Work): Term | undefined => {
  if (typeof pattern.constant !== 'string')
    return work.refuse(
      at,
      'sql.pattern',
      'A pattern is written out here, since not every pattern means the same in the database',
    )
  if (flags === 'q') return contains(input, pattern)
  if (flags !== '') return work.refuse(at, 'sql.pattern', `The flags "${flags}" mean something else in the database`)
  const fault = patternFault(pattern.constant)
  if (fault)
    return work.refuse(at, 'sql.pattern', `At character ${fault.at + 1} of the pattern: ${fault.what}`, {
      params: { at: fault.at + 1 },
    })
  return booleanTerm(`${input.sql} collate "C" ~ ${pattern.sql}`, input.nullable)
}

/** `string()` of what is written in one way only. */
export const written = (term: Term, at: Span, work: Work): Term | undefined => {
  const { sql, nullable } = term
  switch (term.kind) {
    case 'string':
      return term
    case 'Null':
      return text('null::text', true)
    case 'boolean':
      return text(`case ${sql} when true then 'true' when false then 'false' end`, nullable)
    case 'number':
      return text(`trim_scale(${sql})::text`, nullable)
    case 'date':
      return term.beyond
        ? work.refuse(at, 'sql.date', 'A date that was reckoned is not written out in the database')
        : text(`to_char(${sql}, 'YYYY-MM-DD')`, nullable)
    default:
      return work.refuse(at, 'sql.function', `The database writes ${term.kind}s otherwise`)
  }
}
