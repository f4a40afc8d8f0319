import type { ArithmeticOperator } from '../feel/ast.ts'
import type { Span } from '../problem.ts'
import { isInteger, isNumber } from '../values/number.ts'
import type { Digits } from './column.ts'
import { share } from './share.ts'
import type { Term, Work } from './term.ts'

/** Digits of a FEEL number (DMN 1.5, clause 10.3.2.3.1). */
const precision = 34
/** Of a number that says nothing of its digits. */
export const unknownDigits: Digits = { before: 200, after: 200 }
/** PostgreSQL divides to a thousand places at most; beyond, it could not be told on which side of a half a quotient lies. */
const mostPlaces = 1_000
const mostDigits = 5_000

const digitsOf = ({ digits }: Term): Digits => digits ?? unknownDigits

/**
 * Rounds to 34 digits, half to even, as FEEL does after each operation. PostgreSQL rounds a half away from zero, so the number is
 * cut and the rest looked at. `keep`: digits after the point that stay, negative before it.
 */
const rounded = (sql: string): string =>
  `(select case when feel_w.feel_keep >= min_scale(feel_n.feel_x) then feel_n.feel_x
    else trunc(feel_n.feel_x, feel_w.feel_keep) + case
      when abs(feel_n.feel_x - trunc(feel_n.feel_x, feel_w.feel_keep)) * ('1e' || (feel_w.feel_keep + 1))::numeric > 5 then sign(feel_n.feel_x) * ('1e' || -feel_w.feel_keep)::numeric
      when abs(feel_n.feel_x - trunc(feel_n.feel_x, feel_w.feel_keep)) * ('1e' || (feel_w.feel_keep + 1))::numeric = 5
        and mod(trunc(abs(feel_n.feel_x) * ('1e' || feel_w.feel_keep)::numeric), 2) = 1 then sign(feel_n.feel_x) * ('1e' || -feel_w.feel_keep)::numeric
      else 0 end end
  from (select ${sql} as feel_x offset 0) as feel_n, lateral (select ${precision} - case
    when abs(feel_n.feel_x) >= 1 then length(trunc(abs(feel_n.feel_x))::text)
    else length(ltrim(split_part(abs(feel_n.feel_x)::text, '.', 2), '0')) - length(split_part(abs(feel_n.feel_x)::text, '.', 2)) end as feel_keep offset 0) as feel_w)`

const number = (sql: string, nullable: boolean, digits: Digits): Term => ({
  kind: 'number',
  sql: `(${sql})`,
  nullable,
  digits,
})

/** The result of an operation, rounded unless its digits are few enough for sure. */
const result = (sql: string, nullable: boolean, digits: Digits, at: Span, work: Work): Term | undefined => {
  const { before, after } = digits
  if (before + after <= precision) return number(sql, nullable, digits)
  if (before > mostDigits || after > mostDigits)
    return work.refuse(at, 'sql.number', 'These numbers may become too long for the database')
  return number(rounded(sql), nullable, { before: before + 1, after })
}

const divide = (left: Term, right: Term, at: Span, work: Work): Term | undefined => {
  const [above, below] = [digitsOf(left), digitsOf(right)]
  // A quotient that is no half is farther from one than this many places show.
  const places = above.after + below.before + precision + below.before + below.after + 4
  if (places > mostPlaces)
    return work.refuse(at, 'sql.number', 'These numbers are too long to be divided in the database')
  const digits = { before: above.before + below.after, after: precision + above.after + below.before }
  return result(`round(${left.sql}, ${places}) / nullif(${right.sql}, 0)`, true, digits, at, work)
}

const mostExponent = 9

const raise = (base: Term, exponent: Term, at: Span, work: Work): Term | undefined => {
  const { constant } = exponent
  const times = isNumber(constant) && isInteger(constant) ? Number(constant) : -1
  if (times < 0 || times > mostExponent)
    return work.refuse(at, 'sql.power', `An exponent is a whole number from 0 to ${mostExponent} here`)
  const { before, after } = digitsOf(base)
  if (times === 0)
    return number(`case when ${base.sql} is not null then 1::numeric end`, base.nullable, { before: 1, after: 0 })
  return share(work, [base], ({ sql, nullable }) =>
    result(Array(times).fill(sql).join(' * '), nullable, { before: before * times, after: after * times }, at, work),
  )
}

/** Arithmetic of two numbers. */
export const arithmetic = (
  operator: ArithmeticOperator,
  left: Term,
  right: Term,
  at: Span,
  work: Work,
): Term | undefined => {
  const nullable = left.nullable || right.nullable
  const [l, r] = [digitsOf(left), digitsOf(right)]
  const sum = { before: Math.max(l.before, r.before) + 1, after: Math.max(l.after, r.after) }
  switch (operator) {
    case '+':
    case '-':
      return result(`${left.sql} ${operator} ${right.sql}`, nullable, sum, at, work)
    case '*':
      return result(
        `${left.sql} * ${right.sql}`,
        nullable,
        { before: l.before + r.before, after: l.after + r.after },
        at,
        work,
      )
    case '/':
      return divide(left, right, at, work)
    case '**':
      return raise(left, right, at, work)
  }
}

export const negated = (term: Term): Term => ({
  ...number(`- ${term.sql}`, term.nullable, digitsOf(term)),
  kind: term.kind,
})

export const absolute = (term: Term): Term => ({
  ...number(`abs(${term.sql})`, term.nullable, digitsOf(term)),
  kind: term.kind,
})

type Rounding = 'floor' | 'ceiling' | 'half up' | 'down' | 'up' | 'half even' | 'half down'

/** Rounding functions with as many digits after the point as are written; null where FEEL gives null. */
export const roundedTo = (way: Rounding, term: Term, places: number, at: Span, work: Work): Term | undefined => {
  const { before, after } = digitsOf(term)
  if (Math.abs(places) > 100) return work.refuse(at, 'sql.number', 'Here numbers are rounded to 100 places at most')
  const digits = { before: Math.max(before + 1, 1 - places), after: Math.min(after, Math.max(places, 0)) }
  // Of 34 digits at most, none more comes.
  return share(work, [term], ({ sql, nullable }) => number(cutTo(way, sql, places), nullable, digits))
}

const cutTo = (way: Rounding, x: string, places: number): string => {
  const unit = `1e${-places}::numeric`
  const cut = `trunc(${x}, ${places})`
  const rest = `abs(${x} - ${cut})`
  const away = `sign(${x}) * ${unit}`
  return {
    floor: `${cut} - case when ${x} < ${cut} then ${unit} else 0 end`,
    ceiling: `${cut} + case when ${x} > ${cut} then ${unit} else 0 end`,
    down: cut,
    up: `${cut} + case when ${x} <> ${cut} then ${away} else 0 end`,
    'half up': `${cut} + case when ${rest} * 2 >= ${unit} then ${away} else 0 end`,
    'half down': `${cut} + case when ${rest} * 2 > ${unit} then ${away} else 0 end`,
    'half even': `${cut} + case when ${rest} * 2 > ${unit} or (${rest} * 2 = ${unit} and mod(abs(${cut}) * 1e${places}::numeric, 2) = 1) then ${away} else 0 end`,
  }[way]
}

/** Takes the sign of the divisor. */
export const modulo = (dividend: Term, divisor: Term, at: Span, work: Work): Term | undefined => {
  const [l, r] = [digitsOf(dividend), digitsOf(divisor)]
  const digits = { before: r.before + 1, after: Math.max(l.after, r.after) }
  return share(work, [dividend, divisor], ({ sql: number }, { sql: by }) => {
    const rest = `mod(${number}, nullif(${by}, 0))`
    return result(`${rest} + case when sign(${rest}) * sign(${by}) < 0 then ${by} else 0 end`, true, digits, at, work)
  })
}
