import type { Span } from '../problem.ts'
import { compare } from '../values/compare.ts'
import type { Value } from '../values/value.ts'
import { comparison, conjunction } from './compare.ts'
import { share } from './share.ts'
import { booleanTerm, type Term, type Work } from './term.ts'

/** A range whose ends are terms; an end that is absent is open. */
export type RangeTerm = {
  readonly start: Term | undefined
  readonly end: Term | undefined
  readonly startIncluded: boolean
  readonly endIncluded: boolean
}

const isKnown = ({ constant }: Term): boolean => constant !== undefined && constant !== null

/**
 * Whether a value lies in a range. Ends that make no range (both null, or the wrong way round) make null, and what is `in` null is
 * only null.
 */
export const inRange = (value: Term, range: RangeTerm, at: Span, work: Work): Term => {
  const { start, end } = range
  const ends = [start, end].filter((term): term is Term => term !== undefined)
  return share(work, [value, ...ends], (once, ...[first, last]) => {
    const shared = { ...range, start: start && first, end: end && (start ? last : first) }
    return inSharedRange(once, shared, at, work)
  })
}

const inSharedRange = (value: Term, range: RangeTerm, at: Span, work: Work): Term => {
  const { start, end, startIncluded, endIncluded } = range
  const sides = [
    ...(start ? [comparison(startIncluded ? '>=' : '>', value, start, at, work)] : []),
    ...(end ? [comparison(endIncluded ? '<=' : '<', value, end, at, work)] : []),
  ]
  const inside = conjunction(sides)
  const ends = [start, end].filter((term): term is Term => term !== undefined)
  const isMade: string[] = []
  if (ends.every(({ nullable }) => nullable))
    isMade.push(`(${ends.map(({ sql }) => `${sql} is not null`).join(' or ')})`)
  if (start && end && isKnown(start) && isKnown(end)) {
    // The wrong way round for every row.
    const order = compare(start.constant as Value, end.constant as Value)
    if (order === null || order > 0) return booleanTerm(`${value.sql} is null`, false)
  } else if (start && end) isMade.push(`(${comparison('>', start, end, at, work).sql} is not true)`)
  if (isMade.length === 0) return inside
  return booleanTerm(`case when ${isMade.join(' and ')} then ${inside.sql} else ${value.sql} is null end`, true)
}
