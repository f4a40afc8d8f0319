import type { Column, Value } from './libraries/index.ts'

export type RowFormat = 'csv' | 'ndjson'
export type RowEncoder = {
  /** What stands above the rows: one line, or nothing. */
  readonly header: string
  /** One row with its line break. */
  readonly row: (values: readonly Value[]) => string
}

/** Writes rows as CSV (RFC 4180) or NDJSON, of some columns or all. */
export const makeRowEncoder = (
  format: RowFormat,
  columns: readonly Column[],
  only?: ReadonlySet<string>,
): RowEncoder => {
  const taken = columns.flatMap(({ id, type }, at) => (only && !only.has(id) ? [] : [{ id, type, at }]))
  if (format === 'csv')
    return {
      header: `${taken.map(({ id }) => id).join(',')}\n`,
      row: (values) => {
        let line = ''
        for (let i = 0; i < taken.length; i++) {
          const { at, type } = taken[i] as (typeof taken)[number]
          const value = values[at] as Value
          if (i > 0) line += ','
          if (value === null) continue
          // Only texts can hold what needs quotes.
          line += type === 'text' || type === 'address' || type === 'polygon' ? quoted(value as string) : value
        }
        return `${line}\n`
      },
    }
  const bare = new Set(['integer', 'decimal', 'boolean', 'lng', 'lat'])
  return {
    header: '',
    row: (values) => {
      let line = '{'
      for (let i = 0; i < taken.length; i++) {
        const { id, at, type } = taken[i] as (typeof taken)[number]
        const value = values[at] as Value
        line += `${i > 0 ? ',' : ''}"${id}":${value === null ? 'null' : bare.has(type) ? value : JSON.stringify(value)}`
      }
      return `${line}}\n`
    },
  }
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
