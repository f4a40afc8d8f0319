/** Days are counted backwards from the day the synthetic city is told of: day 0 is that day, day 365 a year before. */

/** Fixed, or the same seed would give another city tomorrow. */
export const cityDay = '2026-01-01'

const dayMs = 86_400_000
const today = Date.parse(`${cityDay}T00:00:00Z`)
/** A hundred years and some: nobody in the city is older. */
export const oldestDay = 36_890
export const daysOfYears = (years: number): number => Math.round(years * 365.25)

const dates: string[] = []
const compact: string[] = []
const monthsBack: number[] = []
for (let day = -3_700; day <= oldestDay; day++) {
  const date = new Date(today - day * dayMs)
  const text = date.toISOString().slice(0, 10)
  dates.push(text)
  compact.push(text.replaceAll('-', ''))
  monthsBack.push((2026 - date.getUTCFullYear()) * 12 - date.getUTCMonth())
}

/** ISO date of a day, from ten years ahead to a hundred back. */
export const dateOf = (day: number): string => dates[day + 3_700] as string
/** YYYYMMDD of a day. */
export const compactDateOf = (day: number): string => compact[day + 3_700] as string

/**
 * The deliveries a day falls into when `years` of history are told month by month: 0 for everything before, then 1 to
 * 12 × years. The last month is December 2025.
 */
export const monthOf = (day: number, years: number): number =>
  Math.max(0, years * 12 + 1 - Math.max(1, monthsBack[day + 3_700] as number))

/** `2025-12` for the last delivery; delivery 0 is named by the month before the first change. */
export const monthName = (month: number, years: number): string => {
  const at = 2026 * 12 - 1 - (years * 12 - month)
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
}
