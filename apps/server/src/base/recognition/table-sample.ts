/** Part of a table as it was found: titles, and rows of text (null: nothing there). */
export type TableSample = {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | null)[])[]
  /** The sample is the whole table. */
  readonly complete: boolean
  /** The column that carries the geometry of a geometry file, as GeoJSON. */
  readonly geometry?: { readonly column: number; readonly kind: 'point' | 'line' | 'polygon' } | undefined
}

/** One column, looked at. */
export type ColumnProfile = {
  readonly index: number
  readonly title: string
  /** Rows of the sample. */
  readonly rows: number
  /** Trimmed, without the empty ones, in order. */
  readonly values: readonly string[]
  /** How often each value occurs. */
  readonly counts: ReadonlyMap<string, number>
  /** A million titles in one word: lower case, without spaces, brackets and units. */
  readonly plainTitle: string
}

/** What spreadsheets write where there is nothing. */
const nothing = new Set(['', '-', '--', '—', '/', '无数据', 'n/a', 'null', 'none', '#n/a'])

export const profileColumns = ({ columns, rows }: TableSample): readonly ColumnProfile[] =>
  columns.map((title, index) => {
    const values: string[] = []
    const counts = new Map<string, number>()
    for (const row of rows) {
      const text = row[index]?.trim() ?? ''
      if (nothing.has(text.toLowerCase())) continue
      values.push(text)
      counts.set(text, (counts.get(text) ?? 0) + 1)
    }
    return { index, title, rows: rows.length, values, counts, plainTitle: plain(title) }
  })

const plain = (title: string): string =>
  title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[（([【].*?[)）\]】]/gu, '')
    .replace(/[\s_\-.*:：/\\]+/gu, '')

/** Share of the values that pass, weighed by how often they occur; nothing to look at is no share. */
export const shareOf = (profile: ColumnProfile, test: (value: string) => boolean): number => {
  if (profile.values.length === 0) return 0
  let passed = 0
  for (const [value, count] of profile.counts) if (test(value)) passed += count
  return passed / profile.values.length
}

/** Up to `most` different values that fail. */
export const failing = (profile: ColumnProfile, test: (value: string) => boolean, most = 3): readonly string[] => {
  const found: string[] = []
  for (const value of profile.counts.keys()) {
    if (found.length >= most) break
    if (!test(value)) found.push(value)
  }
  return found
}
