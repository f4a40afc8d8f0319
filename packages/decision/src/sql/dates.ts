import type { Span } from '../problem.ts'
import { monthNames, weekdayNames } from '../values/calendar.ts'
import { FeelDaysDuration, FeelMonthsDuration } from '../values/temporal.ts'
import { share } from './share.ts'
import type { Term, Work } from './term.ts'
import { text, whole } from './texts.ts'

const daySeconds = 86_400
/** Reckoned dates may leave the years 1 to 9999 by so much; PostgreSQL's calendar goes back to the year -4712. */
const mostYears = 4_000

const shifted = (term: Term, sql: string, years: number, at: Span, work: Work): Term | undefined => {
  const beyond = (term.beyond ?? 0) + years
  if (beyond > mostYears)
    return work.refuse(at, 'sql.date', `In the database dates are moved by ${mostYears} years at most`)
  const { constant: _, ...rest } = term
  return { ...rest, sql: `(${sql})`, beyond }
}

/** A date, or date and time, and a duration that is written: the month's last day stays the last, as in FEEL. */
export const plusDuration = (term: Term, duration: Term, sign: 1 | -1, at: Span, work: Work): Term | undefined => {
  const { constant } = duration
  if (constant instanceof FeelMonthsDuration) {
    if (term.kind !== 'date')
      return work.refuse(at, 'sql.duration', 'Months are added to dates here; of a date and time take date()')
    const months = work.parameter(String(sign * constant.months), 'int')
    return shifted(
      term,
      `(${term.sql} + make_interval(months => ${months}))::date`,
      Math.abs(constant.months) / 12,
      at,
      work,
    )
  }
  if (!(constant instanceof FeelDaysDuration))
    return work.refuse(at, 'sql.duration', 'A duration that is added to a date is written out here')
  const seconds = sign * constant.seconds
  const fraction = sign * constant.nanoseconds
  const years = Math.abs(seconds) / daySeconds / 365
  if (term.kind === 'date') {
    // Counted from the day's beginning: what is left of a day is dropped.
    const days = Math.floor((fraction < 0 ? seconds - 1 : seconds) / daySeconds)
    if (years > mostYears) return shifted(term, term.sql, years, at, work)
    return shifted(term, `${term.sql} + ${work.parameter(String(days), 'int')}`, years, at, work)
  }
  if (fraction !== 0) return work.refuse(at, 'sql.duration', 'Whole seconds are added to stored instants')
  return shifted(
    term,
    `${term.sql} + make_interval(secs => ${work.parameter(String(seconds), 'float8')})`,
    years,
    at,
    work,
  )
}

/** Time between two dates, or two instants. */
export const difference = (left: Term, right: Term): Term => ({
  kind: 'days and time duration',
  sql:
    left.kind === 'date'
      ? `((${left.sql} - ${right.sql})::numeric * ${daySeconds})`
      : `(extract(epoch from (${left.sql} - ${right.sql}))::numeric)`,
  nullable: left.nullable || right.nullable,
})

/** As the clock of its zone shows it; a date as it is. */
const local = (term: Term, work: Work): string =>
  term.kind === 'date' ? term.sql : `(${term.sql} at time zone ${work.parameter(term.zone ?? 'UTC', 'text')})`

export const dateOf = (term: Term, work: Work): Term => {
  if (term.kind === 'date') return term
  return { kind: 'date', sql: `(${local(term, work)}::date)`, nullable: term.nullable, beyond: (term.beyond ?? 0) + 1 }
}

const parts: Readonly<Record<string, string>> = {
  year: 'year',
  month: 'month',
  day: 'day',
  weekday: 'isodow',
  hour: 'hour',
  minute: 'minute',
}
const ofTimes = new Set(['hour', 'minute', 'second', 'time offset', 'timezone'])

/** A property of a date, a date and time or a duration; undefined after telling why not. */
export const property = (term: Term, name: string, at: Span, work: Work): Term | undefined => {
  const { kind, sql, nullable } = term
  const no = () => work.refuse(at, 'sql.property', `There is no "${name}" of a ${kind} in the database`)
  if (kind === 'days and time duration') {
    const found = {
      days: `div(${sql}, ${daySeconds})`,
      hours: `div(mod(${sql}, ${daySeconds}), 3600)`,
      minutes: `div(mod(${sql}, 3600), 60)`,
      seconds: `mod(${sql}, 60)`,
    }[name]
    if (found === undefined) return no()
    return { ...whole(found, nullable), digits: { before: 14, after: name === 'seconds' ? 9 : 0 } }
  }
  if (kind === 'years and months duration') {
    const found = { years: `div(${sql}, 12)`, months: `mod(${sql}, 12)` }[name]
    return found === undefined ? no() : whole(found, nullable, 12)
  }
  if (kind !== 'date' && kind !== 'date and time') return no()
  if (kind === 'date' && ofTimes.has(name)) return no()
  return share(work, [term], (once) => ofClock(once, name, work) ?? no())
}

const ofClock = (term: Term, name: string, work: Work): Term | undefined => {
  const { nullable } = term
  const clock = local(term, work)
  if (name === 'second') return { ...whole(`extract(second from ${clock})`, nullable), digits: { before: 2, after: 6 } }
  const part = parts[name]
  if (part === undefined) return undefined
  return whole(part === 'year' ? yearOf(clock, term) : `extract(${part} from ${clock})`, nullable)
}

/** FEEL has a year 0, PostgreSQL calls it 1 before Christ. */
const yearOf = (clock: string, { beyond }: Term): string => {
  const year = `extract(year from ${clock})`
  return beyond ? `(${year} + case when ${year} < 0 then 1 else 0 end)` : year
}

/** Whole months from one date to another, towards zero. */
export const monthsBetween = (from: Term, to: Term, work: Work): Term => share(work, [from, to], wholeMonths)

const wholeMonths = (from: Term, to: Term): Term => {
  const count = (date: Term) => `(${yearOf(date.sql, date)} * 12 + extract(month from ${date.sql}))`
  const months = `(${count(to)} - ${count(from)})`
  const day = (date: string) => `extract(day from ${date})`
  return {
    kind: 'years and months duration',
    sql: `((${months} - case
      when ${months} > 0 and ${day(to.sql)} < ${day(from.sql)} then 1
      when ${months} < 0 and ${day(to.sql)} > ${day(from.sql)} then -1 else 0 end)::numeric)`,
    nullable: from.nullable || to.nullable,
  }
}

const named = (names: readonly string[], index: string): string =>
  `(array[${names.map((name) => `'${name}'`).join(', ')}])[${index}::int]`

/** `day of year`, `week of year`, `day of week`, `month of year`. */
export const calendarPart = (name: string, term: Term, work: Work): Term => {
  const clock = local(term, work)
  const { nullable } = term
  if (name === 'day of year') return whole(`extract(doy from ${clock})`, nullable)
  if (name === 'week of year') return whole(`extract(week from ${clock})`, nullable)
  if (name === 'day of week') return text(named(weekdayNames, `extract(isodow from ${clock})`), nullable)
  return text(named(monthNames, `extract(month from ${clock})`), nullable)
}
