import { makeDateReader } from '../exchange/index.ts'
import type { ColumnProfile } from './table-sample.ts'
import { titleSays } from './title-words.ts'

export type DateFinding = {
  readonly type: 'date' | 'datetime'
  readonly share: number
  /** Patterns to declare besides ISO 8601. */
  readonly formats: readonly string[]
  /** Day and month could be the other way round, and no value tells. */
  readonly ambiguous: boolean
  readonly reads: (value: string) => boolean
}

type Pattern = { readonly text: string; readonly order?: 'month-first' | 'day-first' }
const days: readonly Pattern[] = [
  { text: 'YYYY/M/D' },
  { text: 'YYYY.M.D' },
  { text: 'YYYY-M-D' },
  { text: 'YYYY年M月D日' },
  { text: 'M/D/YYYY', order: 'month-first' },
  { text: 'D/M/YYYY', order: 'day-first' },
  { text: 'D.M.YYYY', order: 'day-first' },
  { text: 'D-M-YYYY', order: 'day-first' },
]
const clocks = ['H:m', 'H:mm:ss', 'hh:mm:ss A', 'h:mm A']
const times: readonly Pattern[] = days.flatMap((day) =>
  clocks.map((clock) => ({ ...day, text: `${day.text} ${clock}` })),
)
const isoDate = makeDateReader([])
const readers = new Map([...days, ...times].map(({ text }) => [text, makeDateReader([text])]))
const readsOnly = (pattern: string, value: string): boolean => readers.get(pattern)?.(value) != null

const hasClock = /\d:\d/
/** Days that tables of a city are about; eight digits outside are some other number. */
const plausible = (value: string): boolean => {
  const parts = isoDate(value)
  return parts !== null && (!/^\d{8}$/.test(value) || (parts.year >= 1900 && parts.year <= 2100))
}

/** Whether a column holds days or moments, and in which patterns; null when hardly any value is one. */
export const recogniseDates = (profile: ColumnProfile): DateFinding | null => {
  const { counts, values, plainTitle } = profile
  if (values.length === 0) return null
  const clocked = [...counts].reduce((sum, [value, count]) => sum + (hasClock.test(value) ? count : 0), 0)
  const type = clocked > values.length / 2 ? 'datetime' : 'date'
  const candidates = type === 'datetime' ? [...times, ...days] : days
  let left = [...counts].filter(([value]) => !plausible(value))
  const formats: string[] = []
  let ambiguous = false
  // The pattern that reads most of what is left, again and again; a pattern for one stray value is none.
  const worthwhile = Math.max(1, Math.ceil(values.length * 0.01))
  while (left.length > 0) {
    const scored = candidates
      .filter(({ text }) => !formats.includes(text))
      .map((pattern) => ({
        pattern,
        read: left.reduce((sum, [value, n]) => sum + (readsOnly(pattern.text, value) ? n : 0), 0),
      }))
      .filter(({ read }) => read >= worthwhile)
    const most = Math.max(0, ...scored.map(({ read }) => read))
    const best = scored.filter(({ read }) => read === most)
    const chosen = best[0]?.pattern
    if (!chosen) break
    // Every value can be read either way: the one usual in tables of the United States and of spreadsheets is proposed.
    if (best.some(({ pattern }) => pattern.order !== undefined && pattern.order !== chosen.order)) ambiguous = true
    formats.push(chosen.text)
    left = left.filter(([value]) => !readsOnly(chosen.text, value))
  }
  const all = makeDateReader(formats)
  const reads = (value: string) => plausible(value) || (!/^\d+$/.test(value) && all(value) !== null)
  const share = [...counts].reduce((sum, [value, n]) => sum + (reads(value) ? n : 0), 0) / values.length
  const onlyDigits = [...counts.keys()].every((value) => /^\d+$/.test(value))
  const said = titleSays(plainTitle, 'date') || titleSays(plainTitle, 'datetime')
  if (share < (onlyDigits && !said ? 0.98 : said ? 0.5 : 0.8)) return null
  return { type, share, formats, ambiguous, reads }
}
