/**
 * Reads dates and times in the patterns a resource declares, e.g. `MM/DD/YYYY hh:mm:ss A`, besides ISO 8601.
 *
 * Tokens: YYYY year · MM, M month · DD, D day · HH, H hour 0–23 · hh, h hour 1–12 · mm, m minute · ss, s second · SSS
 * fraction · A AM or PM · Z offset. M, D, H, h, m and s take one or two digits; everything else stands for itself.
 */

export type DateParts = {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  /** Digits behind the second, at most six; empty for none. */
  fraction: string
  /** `Z`, `+08:00`, or empty for a local time. */
  offset: string
}

const tokens: Readonly<Record<string, string>> = {
  YYYY: '(?<year>\\d{4})',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{2})',
  D: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{2})',
  H: '(?<hour>\\d{1,2})',
  hh: '(?<hour12>\\d{2})',
  h: '(?<hour12>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  m: '(?<minute>\\d{1,2})',
  ss: '(?<second>\\d{2})',
  s: '(?<second>\\d{1,2})',
  SSS: '(?<fraction>\\d{1,6})',
  A: '(?<half>[AaPp][Mm])',
  Z: '(?<offset>Z|[+-]\\d{2}:?\\d{2})',
}
const tokenPattern = /YYYY|MM|M|DD|D|HH|H|hh|h|mm|m|ss|s|SSS|A|Z/g

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

export const isCalendarDay = (year: number, month: number, day: number): boolean => {
  if (year < 1 || month < 1 || month > 12 || day < 1) return false
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return day <= (monthDays[month - 1] as number) + (leap ? 1 : 0)
}

const isoDate = '(?<year>\\d{4})-(?<month>\\d{2})-(?<day>\\d{2})'
const isoTime =
  '(?<hour>\\d{2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,9}))?)?(?<offset>Z|[+-]\\d{2}(?::?\\d{2})?)?'
const iso = new RegExp(`^${isoDate}(?:[T ]${isoTime})?$`)
const isoBasicDate = /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/

const toExpression = (pattern: string): RegExp => {
  let expression = ''
  let at = 0
  for (const match of pattern.matchAll(tokenPattern)) {
    expression += pattern.slice(at, match.index).replace(/[.*+?^${}()|[\]\\]/g, '\\$&') + tokens[match[0]]
    at = match.index + match[0].length
  }
  return new RegExp(`^${expression}${pattern.slice(at).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`)
}

const toParts = (groups: Readonly<Record<string, string | undefined>>): DateParts | null => {
  const half = groups['half']?.toUpperCase()
  const hour12 = groups['hour12'] === undefined ? undefined : Number(groups['hour12'])
  if (hour12 !== undefined && (hour12 < 1 || hour12 > 12)) return null
  const hour = hour12 === undefined ? Number(groups['hour'] ?? 0) : (hour12 % 12) + (half === 'PM' ? 12 : 0)
  const parts: DateParts = {
    year: Number(groups['year']),
    month: Number(groups['month'] ?? 1),
    day: Number(groups['day'] ?? 1),
    hour,
    minute: Number(groups['minute'] ?? 0),
    second: Number(groups['second'] ?? 0),
    fraction: (groups['fraction'] ?? '').slice(0, 6),
    offset: groups['offset'] ?? '',
  }
  const inDay = parts.hour < 24 && parts.minute < 60 && parts.second < 60
  return inDay && isCalendarDay(parts.year, parts.month, parts.day) && offsetIsPossible(parts.offset) ? parts : null
}

/** PostgreSQL takes offsets below 16 hours. */
const offsetIsPossible = (offset: string): boolean => {
  if (offset === '' || offset === 'Z') return true
  return Number(offset.slice(1, 3)) < 15 && Number(offset.slice(3).replace(':', '') || 0) < 60
}

/** A reader of ISO 8601 and the given patterns; answers null for anything that is no real day and time. */
export const makeDateReader = (patterns: readonly string[]): ((text: string) => DateParts | null) => {
  const expressions = [...patterns.map(toExpression), iso, isoBasicDate]
  return (text) => {
    for (const expression of expressions) {
      const groups = expression.exec(text)?.groups
      if (groups) return toParts(groups)
    }
    return null
  }
}

const two = (value: number): string => (value < 10 ? `0${value}` : `${value}`)
const four = (value: number): string => `${value}`.padStart(4, '0')

export const formatDate = (parts: DateParts): string => `${four(parts.year)}-${two(parts.month)}-${two(parts.day)}`

/** As PostgreSQL reads it: a local time is followed by the zone in which it is meant, which the database resolves. */
export const formatDateTime = (parts: DateParts, timeZone: string): string =>
  `${formatDate(parts)} ${two(parts.hour)}:${two(parts.minute)}:${two(parts.second)}${parts.fraction && `.${parts.fraction}`}${
    parts.offset || ` ${timeZone}`
  }`
