import { normalTitle } from '../record-source.ts'

/** How many rows from the top may stand above the header. */
export const headerWithin = 30

const countFilled = (row: readonly (string | null)[]): number =>
  row.reduce((count, cell) => count + (cell === null || cell.trim() === '' ? 0 : 1), 0)

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

/**
 * Which of the first rows is the header, by index. The row with most of the titles that the resource expects; if there is
 * none, the first that is as full as the others, so that a title over the whole width, blank rows and notes such as
 * “单位：万元” above a table are passed over.
 */
export const findHeader = (rows: readonly (readonly (string | null)[])[], titles: ReadonlySet<string>): number => {
  const top = rows.slice(0, headerWithin)
  const matches = top.map((row) =>
    row.reduce((count, cell) => count + (cell !== null && titles.has(normalTitle(cell)) ? 1 : 0), 0),
  )
  const best = Math.max(0, ...matches)
  const likely = matches.indexOf(best)
  if (best >= 2 || (best === 1 && countFilled(top[likely] ?? []) <= 2)) return likely
  const usual = median(rows.map(countFilled).filter((count) => count > 0))
  const first = top.findIndex((row) => {
    const filled = countFilled(row)
    return filled > 0 && !(filled === 1 && usual > 1) && filled * 3 > usual
  })
  return first === -1
    ? Math.max(
        0,
        top.findIndex((row) => countFilled(row) > 0),
      )
    : first
}
