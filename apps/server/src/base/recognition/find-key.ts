import type { ColumnProfile, TableSample } from './table-sample.ts'
import { titleSays } from './title-words.ts'

export type KeyFinding = {
  readonly columns: readonly number[]
  /** Share of rows that have the whole key and share it with no other row. */
  readonly share: number
}

/** A key may be off in this share of rows: such rows are turned away one by one at intake. */
const tolerated = 0.03
const mostTried = 8

/** Which columns tell rows apart: one that does so by its name and values, else two or three together; null when none do. */
export const findKey = (
  table: TableSample,
  profiles: readonly ColumnProfile[],
  types: readonly string[],
): KeyFinding | null => {
  const rows = table.rows.length
  if (rows < 2) return null
  const uniqueShare = (columns: readonly number[]): number => {
    const seen = new Set<string>()
    for (const row of table.rows) {
      const parts = columns.map((column) => row[column]?.trim() ?? '')
      if (parts.every((part) => part !== '')) seen.add(parts.join('\0'))
    }
    return seen.size / rows
  }
  const singles = profiles
    .filter((profile, at) => profile.values.length / rows >= 1 - tolerated && keyTypes.has(types[at] ?? ''))
    .map((profile) => ({ profile, share: profile.counts.size / rows }))
    .filter(({ share }) => share >= 1 - tolerated)
    .map(({ profile, share }) => ({ columns: [profile.index], share, rank: rankOf(profile, types) }))
    .sort((a, b) => b.rank - a.rank)
  const best = singles[0]
  // A row number tells rows apart today only: anything else that does is better.
  if (best && best.rank > rowNumberRank) return { columns: best.columns, share: best.share }

  const parts = profiles
    .filter((profile, at) => profile.values.length / rows >= 1 - tolerated && partTypes.has(types[at] ?? ''))
    .sort((a, b) => b.counts.size - a.counts.size)
    .slice(0, mostTried)
    .map(({ index }) => index)
  for (const size of [2, 3]) {
    let found: KeyFinding | null = null
    for (const columns of combinations(parts, size)) {
      const share = uniqueShare(columns)
      if (share >= 1 - tolerated && share > (found?.share ?? 0))
        found = { columns: [...columns].sort((a, b) => a - b), share }
    }
    if (found) return found
  }
  return best ? { columns: best.columns, share: best.share } : null
}

const keyTypes = new Set([
  'text',
  'integer',
  'citizen-id',
  'uscc',
  'travel-permit',
  'plate',
  'camera-id',
  'licence-id',
  'code',
])
const partTypes = new Set([...keyTypes, 'date', 'datetime', 'area', 'address'])
const rowNumberRank = -1

const rankOf = (profile: ColumnProfile, types: readonly string[]): number => {
  const { plainTitle, index } = profile
  if (titleSays(plainTitle, 'rowNumber') && isCounting(profile)) return rowNumberRank
  if (titleSays(plainTitle, 'remark') || titleSays(plainTitle, 'address')) return -2
  const type = types[index] ?? ''
  const byType = type === 'citizen-id' || type === 'uscc' || type === 'camera-id' || type === 'licence-id' ? 3 : 0
  const byTitle = titleSays(plainTitle, 'identifier') ? 4 : titleSays(plainTitle, 'name') ? -1 : 0
  // Amounts that happen to differ are no names.
  const amount = type === 'integer' && byTitle === 0 ? -3 : 0
  return byTitle + byType + amount - index / 100
}

/** 1, 2, 3 … */
const isCounting = ({ values }: ColumnProfile): boolean => {
  const first = Number(values[0])
  return values.slice(0, 50).every((value, at) => Number(value) === first + at)
}

function* combinations(of: readonly number[], size: number, from = 0): Generator<readonly number[]> {
  if (size === 0) {
    yield []
    return
  }
  for (let at = from; at < of.length; at++)
    for (const rest of combinations(of, size - 1, at + 1)) yield [of[at] as number, ...rest]
}
