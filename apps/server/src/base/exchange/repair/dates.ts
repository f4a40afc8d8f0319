import { isCalendarDay } from '../date-format.ts'
import type { Candidate, Family } from './repair-rule.ts'

const yearFirst = /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?(.*)$/
const yearLast = /^(\d{1,2})[-./](\d{1,2})[-./](\d{4})(.*)$/
const timeOfDay = /^[T ]*(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})(?:\.\d+)?)?[秒分]?$/
const serial = /^(\d{5})(\.\d+)?$/
/** Spreadsheets count days from 1899-12-30; before 1954 and behind 2064 a number of five digits is hardly a day. */
const serialFrom = 20_000
const serialTo = 60_000
const serialEpoch = Date.UTC(1899, 11, 30)
const dayMs = 86_400_000

const two = (value: number): string => `${value}`.padStart(2, '0')
const day = (year: number, month: number, date: number): string | null =>
  isCalendarDay(year, month, date) ? `${year}-${two(month)}-${two(date)}` : null

/** The time behind a day as ISO 8601 writes it; null when it is none. */
const timeBehind = (rest: string): string | null => {
  if (rest.trim() === '') return ''
  const [, hour, minute, second = '0'] = timeOfDay.exec(rest) ?? []
  if (hour === undefined || minute === undefined) return null
  const parts = [Number(hour), Number(minute), Number(second)] as const
  return parts[0] < 24 && parts[1] < 60 && parts[2] < 60 ? `T${parts.map(two).join(':')}` : null
}

/** A day and a month change places only where one of them can be no month: else nobody knows which was meant. */
const readDay = (text: string, isReordered: boolean): { rule: Candidate['rule']; day: string; rest: string } | null => {
  const first = yearFirst.exec(text)
  if (first) {
    const [year, b, c] = [Number(first[1]), Number(first[2]), Number(first[3])]
    const rest = first[4] ?? ''
    const asWritten = day(year, b, c)
    if (asWritten) return { rule: 'date-form', day: asWritten, rest }
    const swapped = b > 12 ? day(year, c, b) : null
    return swapped ? { rule: 'swapped-day-month', day: swapped, rest } : null
  }
  const last = yearLast.exec(text)
  if (!last) return null
  const [a, b, year] = [Number(last[1]), Number(last[2]), Number(last[3])]
  if (a <= 12 && b <= 12 && a !== b) return null
  const found = a > 12 ? day(year, b, a) : day(year, a, b)
  return found ? { rule: isReordered ? 'swapped-day-month' : 'date-form', day: found, rest: last[4] ?? '' } : null
}

/** Other separators and Chinese dates, day and month in the wrong order, day numbers of spreadsheets. */
export const dates: Family = (item, text) => {
  if (item.type !== 'date' && item.type !== 'datetime') return []
  const withTime = item.type === 'datetime'
  const found = readDay(text, item.formats !== undefined && item.formats.length > 0)
  if (found) {
    const time = timeBehind(found.rest)
    if (time === null) return []
    // A date loses a time only if it is none.
    if (!withTime) return time === '' || time === 'T00:00:00' ? [{ rule: found.rule, to: found.day }] : []
    return [{ rule: found.rule, to: `${found.day}${time === '' ? 'T00:00:00' : time}` }]
  }
  const [, days, fraction] = serial.exec(text) ?? []
  if (days === undefined || Number(days) < serialFrom || Number(days) > serialTo) return []
  if (!withTime && fraction !== undefined && Number(fraction) !== 0) return []
  // Spreadsheets keep parts of a day: a second is the finest that comes back unharmed.
  const at = serialEpoch + Math.round(Number(text) * 86_400) * 1_000
  const iso = new Date(withTime ? at : serialEpoch + Number(days) * dayMs).toISOString()
  return [{ rule: 'excel-serial', to: withTime ? iso.slice(0, 19) : iso.slice(0, 10) }]
}
