/** A wide table to long rows: every column that is not kept becomes a row of its own, with its title and its value. */
import type { Intake } from '@onecity/city'
import { AppError } from '../../../kernel/app-error.ts'
import { columnStep } from '../place-of.ts'
import { type FileFacts, normalTitle, type RecordSink, type SourceRecord } from '../record-source.ts'
import { toCsvLine } from './csv-line.ts'

const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** Text of the made `row` column: the number of the row, or its time counted from `start`. */
const makeRowText = (unpivot: NonNullable<Intake['unpivot']>): ((row: number) => string) => {
  const { start, every } = unpivot
  if (start === undefined || every === undefined) return String
  const [, count = '1', unit = 's'] = /^(\d+)([smhd])$/.exec(every) ?? []
  const stepMs = Number(count) * unitMs[unit as keyof typeof unitMs]
  const hasOffset = /(Z|[+-]\d\d:\d\d)$/.test(start)
  // Without an offset it is the time on the wall, which is counted as if every day had 24 hours.
  const from = Date.parse(hasOffset ? start : `${start.length === 10 ? `${start}T00:00` : start.replace(' ', 'T')}Z`)
  if (Number.isNaN(from)) throw new AppError('bad-request', { detail: `“${start}” is no date and time` })
  return (row) => {
    const text = new Date(from + row * stepMs).toISOString().slice(0, 19)
    return hasOffset ? `${text}Z` : text
  }
}

/**
 * Puts the turning of columns into rows before a sink. Blank cells make no row. Each long row stands at the place of its wide
 * one and of its column (`place-of.ts`).
 */
export const makeUnpivot = (
  unpivot: NonNullable<Intake['unpivot']>,
  facts: FileFacts,
  sink: RecordSink,
): RecordSink => {
  const rowText = makeRowText(unpivot)
  const keep = new Set(unpivot.keep.map(normalTitle))
  const made = [unpivot.title, unpivot.value, ...(unpivot.row === undefined ? [] : [unpivot.row])]
  let titles: readonly string[] = []
  let kept: readonly number[] = []
  let wide: readonly number[] = []
  let told = false
  let row = 0
  let arePlain = false
  let isLong = false
  return {
    columns: (names) => {
      // Rejects come back as the long rows they are.
      const given = new Set(names.map(normalTitle))
      isLong = !told && [...unpivot.keep, ...made].every((name) => given.has(normalTitle(name)))
      if (isLong) {
        sink.columns(names)
        return
      }
      if (names.length > columnStep - 2)
        throw new AppError('too-large', { detail: `${names.length} columns cannot be turned into rows` })
      titles = names
      kept = unpivot.keep.map((name) => names.findIndex((title) => normalTitle(title) === normalTitle(name)))
      const lost = unpivot.keep.find((_, i) => kept[i] === -1)
      if (lost !== undefined)
        throw new AppError('missing-columns', {
          detail: `the column “${lost}”, which every row is to keep, is not in the file; it has ${names.slice(0, 8).join(', ')}`,
          params: { missing: [lost], found: names.slice(0, 200) },
        })
      wide = names.flatMap((name, at) => (keep.has(normalTitle(name)) || name === '' ? [] : [at]))
      arePlain = names.every((name) => !/[\0\t\\\r\n\ufffd]/.test(name))
      facts.unpivoted = names
      facts.delimiter = ','
      if (!told) sink.columns([...unpivot.keep, ...made])
      told = true
    },
    record: (record: SourceRecord) => {
      if (isLong) {
        sink.record(record)
        return
      }
      const at = row++
      if (record.fault !== undefined) {
        sink.record({ ...record, raw: record.raw, line: record.line * columnStep + columnStep - 1 })
        return
      }
      const { fields } = record
      const head = kept.map((column) => fields[column] ?? null)
      const tail = unpivot.row === undefined ? [] : [rowText(at)]
      const plain = record.plain === true && arePlain
      for (const column of wide) {
        const value = fields[column] ?? null
        if (value === null || value.trim() === '') continue
        const long = [...head, titles[column] ?? '', value, ...tail]
        sink.record({
          line: record.line * columnStep + column,
          fields: long,
          plain,
          get raw() {
            return toCsvLine(long)
          },
        })
      }
    },
    next: sink.next,
  }
}
