import { cases } from './cases.ts'
import type { Figure } from './journal.ts'

const thousands = (value: number) => Math.round(value).toLocaleString('en')
const median = (values: readonly number[]): number | null => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return sorted.length === 0
    ? null
    : ((sorted[Math.floor(middle)] as number) + (sorted[Math.ceil(middle)] as number)) / 2
}

type Measured = Figure & { readonly seconds: number }
const measured = (figures: readonly Figure[]): Measured[] =>
  figures.filter((each): each is Measured => each.seconds !== null)

const secondsOf = (figures: readonly Figure[], size: number, name: string, who: string): number | null =>
  median(
    measured(figures)
      .filter((each) => each.size === size && each.case === name && each.who === who)
      .map((each) => each.seconds),
  )

/** Ratio of two contestants within the same repeats: they ran in the same minutes. */
const ratioOf = (figures: readonly Figure[], size: number, name: string, who: string, to: string): number | null =>
  median(
    measured(figures).flatMap((each) => {
      if (each.size !== size || each.case !== name || each.who !== who) return []
      const other = measured(figures).find(
        (one) => one.size === size && one.case === name && one.who === to && one.repeat === each.repeat,
      )
      return other ? [other.seconds / each.seconds] : []
    }),
  )

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  `| ${head.join(' | ')} |`,
  `| ${head.map(() => '---').join(' | ')} |`,
  ...rows.map((row) => `| ${row.join(' | ')} |`),
]

const cell = (size: number, seconds: number | null) =>
  seconds === null ? '' : `${thousands(size / seconds)} (${seconds.toFixed(1)} s)`
const shown = (ratio: number | null) => (ratio === null ? '' : ratio.toFixed(2))

export type Report = {
  readonly lines: readonly string[]
  readonly figures: Readonly<Record<string, number>>
  readonly ratios: Readonly<Record<string, number>>
}

/** Cost per row of the largest size over the smallest may be this. */
const growthGoal = 1.1
const memoryGoal = 100

/** Tables in Markdown, as docs/performance.md has them, and the same as numbers for `--json`. */
export const makeReport = (
  all: readonly Figure[],
  sizes: readonly number[],
  chosen: readonly string[],
  who: readonly string[],
): Report => {
  const lines: string[] = []
  const figures: Record<string, number> = {}
  const ratios: Record<string, number> = {}
  const peers = ['limit', 'psql'].filter((name) => who.includes(name))
  const named = cases.filter(({ name }) => chosen.includes(name))
  for (const size of sizes) {
    lines.push('', `${thousands(size)} rows a delivery, rows/s (seconds); ratio is ours ÷ theirs, more is better:`, '')
    lines.push(
      ...table(
        ['case', 'what is delivered', 'ours', ...peers.flatMap((peer) => [peer, `ours ÷ ${peer}`])],
        named.map(({ name, what }) => [
          name,
          what,
          cell(size, secondsOf(all, size, name, 'ours')),
          ...peers.flatMap((peer) => [
            cell(size, secondsOf(all, size, name, peer)),
            shown(ratioOf(all, size, name, 'ours', peer)),
          ]),
        ]),
      ),
    )
    for (const each of ['ours', ...peers])
      for (const { name } of named) {
        const seconds = secondsOf(all, size, name, each)
        if (seconds === null) continue
        figures[`${size}.${name}.${each}.rowsPerSecond`] = Math.round(size / seconds)
        const ratio = each === 'ours' ? null : ratioOf(all, size, name, 'ours', each)
        if (ratio !== null) ratios[`${size}.${name}.${each}`] = Number(ratio.toFixed(3))
      }
    const staged = measured(all).filter((each) => each.size === size && each.rows !== undefined)
    const names = [...new Set(staged.map((each) => each.who))]
    if (names.length > 0) {
      const at = staged[0]?.case ?? ''
      const oursSeconds = secondsOf(all, size, at, 'ours')
      lines.push(
        '',
        `Into a staging table only, the file of case ${at} or a part of it (no merge, no history, no accounting):`,
        '',
      )
      const rows = names.map((name) => {
        const { rows = size, loaded = 0 } = staged.find((each) => each.who === name) ?? {}
        const seconds = secondsOf(all, size, at, name) ?? Number.NaN
        figures[`${size}.staging.${name}.rowsPerSecond`] = Math.round(rows / seconds)
        const ratio = oursSeconds === null ? null : size / oursSeconds / (rows / seconds)
        return [name, cell(rows, seconds), `${thousands(loaded)} of ${thousands(rows)}`, shown(ratio)]
      })
      lines.push(...table(['who', 'rows/s', 'rows in the table', 'ours, the whole way ÷ theirs'], rows))
    }
    const memory = Math.max(0, ...all.filter((each) => each.size === size).map((each) => each.memoryMB ?? 0))
    if (who.includes('ours')) {
      lines.push('', `Memory of the server above idle, at most: ${Math.round(memory)} MB (goal ≤ ${memoryGoal}).`)
      figures[`${size}.memoryAboveIdleMB`] = Math.round(memory)
    }
  }
  const [small, large] = [Math.min(...sizes), Math.max(...sizes)]
  if (small < large) {
    lines.push(
      '',
      `Cost per row at ${thousands(large)} ÷ at ${thousands(small)}, less is better; goal for ours ≤ ${growthGoal}:`,
      '',
    )
    const growth = (name: string, each: string): number | null => {
      const [a, b] = [secondsOf(all, small, name, each), secondsOf(all, large, name, each)]
      return a === null || b === null ? null : b / large / (a / small)
    }
    lines.push(
      ...table(
        ['case', ...['ours', ...peers]],
        named.map(({ name }) => [name, ...['ours', ...peers].map((each) => shown(growth(name, each)))]),
      ),
    )
    for (const { name } of named) {
      const value = growth(name, 'ours')
      if (value !== null) ratios[`growth.${name}`] = Number(value.toFixed(3))
    }
  }
  return { lines, figures, ratios }
}
