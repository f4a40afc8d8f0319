/**
 * RFC 4180 in a stream, made for speed: a line without quotes is cut by `split`, which the engine does natively; only a line
 * with a quote is walked character by character, and may then go on over line ends.
 *
 * Tolerated beyond the RFC: LF or CR LF, a byte-order mark, blank lines (skipped), text behind a closing quote (kept).
 * Delimiter and header line are found from the first lines, unless they are stated: the one of `, ; tab |` that cuts most of
 * those lines into the same number of fields, and the line that looks like titles (`formats/find-header.ts`).
 */
import { AppError } from '../../kernel/app-error.ts'
import { findHeader } from './formats/find-header.ts'
import { longestRecord, type RecordScanner, type SourceRecord } from './record-source.ts'

const delimiters = [',', ';', '\t', '|'] as const

const QUOTE = 34
const LF = 10
const CR = 13

/** Tab and backslash are special to COPY, NUL and U+FFFD are not stored; line ends can only stand inside quotes. */
const notPlain = /[\0\t\\\ufffd]/

/** Reads one record that contains quotes, from `start`. `end` is -1 when the text stops inside a quote. */
const walkRecord = (
  text: string,
  start: number,
  delimiter: number,
  atEnd: boolean,
): { fields: string[]; end: number; lines: number } => {
  const fields: string[] = []
  let field = ''
  let from = start
  let quoted = false
  let lines = 1
  let i = start
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (quoted) {
      if (code === LF) lines++
      if (code !== QUOTE) continue
      if (text.charCodeAt(i + 1) === QUOTE) {
        field += text.slice(from, i + 1)
        i++
        from = i + 1
      } else if (i + 1 === text.length && !atEnd) {
        // A quote at the very end of a chunk may be the first half of a doubled one.
        return { fields, end: -1, lines }
      } else {
        field += text.slice(from, i)
        from = i + 1
        quoted = false
      }
    } else if (code === QUOTE && i === from && field === '') {
      quoted = true
      from = i + 1
    } else if (code === delimiter) {
      fields.push(field + text.slice(from, i))
      field = ''
      from = i + 1
    } else if (code === LF) {
      break
    }
  }
  if (quoted || (i >= text.length && !atEnd)) return { fields, end: -1, lines }
  const last = i > from && text.charCodeAt(i - 1) === CR ? i - 1 : i
  fields.push(field + text.slice(from, last))
  return { fields, end: i, lines }
}

export type CsvLayout = {
  readonly delimiter?: string | undefined
  /** From 1; 0 = there is none. */
  readonly headerLine?: number | undefined
  /** Names of the columns of a file without header. */
  readonly columns?: readonly string[] | undefined
  /** Titles that the header is likely to have, in normal form. */
  readonly titles?: ReadonlySet<string> | undefined
}

/** What is looked at before delimiter and header line are told. */
const sampleLength = 64 * 1024
const sampleRecords = 50

type Sampled = { readonly line: number; readonly fields: readonly string[] }

/** The first records of a sample, were `delimiter` the delimiter; the last one may be cut short and is left out. */
const sampleWith = (text: string, delimiter: string, atEnd: boolean): Sampled[] => {
  const records: Sampled[] = []
  let line = 1
  for (let at = 0; at < text.length && records.length < sampleRecords; ) {
    const { fields, end, lines } = walkRecord(text, at, delimiter.charCodeAt(0), atEnd)
    if (end === -1 || (end >= text.length && !atEnd)) break
    if (fields.length > 1 || fields[0]?.trim() !== '') records.push({ line, fields })
    line += lines
    at = end + 1
  }
  return records
}

/** The usual number of fields above one, and the share of records that have it. */
const consistencyOf = (records: readonly Sampled[]): { readonly width: number; readonly share: number } => {
  const counts = new Map<number, number>()
  for (const { fields } of records)
    if (fields.length > 1) counts.set(fields.length, (counts.get(fields.length) ?? 0) + 1)
  let width = 1
  let most = 0
  for (const [fields, count] of counts)
    if (count > most || (count === most && fields > width)) {
      width = fields
      most = count
    }
  return { width, share: records.length === 0 ? 0 : Math.round((most / records.length) * 20) / 20 }
}

const inspectSample = (text: string, atEnd: boolean, layout: CsvLayout): { delimiter: string; headerLine: number } => {
  const candidates = layout.delimiter === undefined ? delimiters : [layout.delimiter]
  const readings = candidates.map((delimiter) => {
    const records = sampleWith(text, delimiter, atEnd)
    return { delimiter, records, ...consistencyOf(records) }
  })
  const best = readings.reduce((chosen, next) =>
    next.share > chosen.share || (next.share === chosen.share && next.width > chosen.width) ? next : chosen,
  )
  if (layout.headerLine !== undefined) return { delimiter: best.delimiter, headerLine: layout.headerLine }
  if (layout.columns !== undefined) return { delimiter: best.delimiter, headerLine: 0 }
  const rows = best.records.map((record) => record.fields)
  return {
    delimiter: best.delimiter,
    headerLine: best.records[findHeader(rows, layout.titles ?? new Set())]?.line ?? 1,
  }
}

export type CsvScanner = RecordScanner & {
  /** Line of the header, 0 when there is none; null until it is known. */
  readonly headerLine: () => number | null
}

/** A scanner of delimited text. */
export const makeCsvScanner = (layout: CsvLayout = {}): CsvScanner => {
  let rest = ''
  let line = 1
  let header: readonly string[] | null = null
  let delimiter: string | null = null
  let headerFrom = 1
  let columns = 0

  const accept = (
    fields: string[],
    start: number,
    raw: string,
    plain: boolean,
    emit: (record: SourceRecord) => void,
  ) => {
    if (fields.length === 1 && fields[0]?.trim() === '') return
    if (header === null) {
      if (headerFrom > 0) {
        // Titles and notes above the header are no records.
        if (start < headerFrom) return
        headerFrom = start
        header = fields.map((name) => name.trim())
        columns = fields.length
        return
      }
      header = layout.columns ?? fields.map((_, i) => String(i + 1))
      columns = header.length
    }
    if (fields.length === columns) emit({ line: start, fields, raw, plain })
    else emit({ line: start, fields, raw, fault: 'wrong-column-count' })
  }

  const scan = (text: string, atEnd: boolean, emit: (record: SourceRecord) => void) => {
    if (delimiter === null) {
      if (text.length < sampleLength && !atEnd) return text
      const found = inspectSample(text.slice(0, sampleLength), atEnd && text.length <= sampleLength, layout)
      delimiter = found.delimiter
      headerFrom = found.headerLine
    }
    let at = 0
    let nextQuote = text.indexOf('"')
    const isPlain = !notPlain.test(text)
    while (at < text.length) {
      let end = text.indexOf('\n', at)
      if (end === -1) {
        if (!atEnd) break
        end = text.length
      }
      if (nextQuote !== -1 && nextQuote < at) nextQuote = text.indexOf('"', at)
      const start = line
      if (nextQuote === -1 || nextQuote >= end) {
        const stop = end > at && text.charCodeAt(end - 1) === CR ? end - 1 : end
        const raw = text.slice(at, stop)
        line++
        accept(raw.split(delimiter), start, raw, isPlain, emit)
      } else {
        const record = walkRecord(text, at, delimiter.charCodeAt(0), atEnd)
        if (record.end === -1) {
          if (atEnd || text.length - at > longestRecord)
            throw new AppError('truncated-file', {
              detail: `the quote opened in the record on line ${start} is never closed`,
              params: { line: start },
            })
          break
        }
        end = record.end
        const stop = end > at && text.charCodeAt(end - 1) === CR ? end - 1 : end
        line += record.lines
        accept(record.fields, start, text.slice(at, stop), false, emit)
      }
      at = end + 1
    }
    const left = at < text.length ? text.slice(at) : ''
    if (left.length > longestRecord)
      throw new AppError('truncated-file', {
        detail: `line ${line} is longer than ${longestRecord} characters`,
        params: { line },
      })
    return left
  }

  return {
    push: (text, emit) => {
      rest = scan(rest === '' ? text : rest + text, false, emit)
    },
    end: (emit) => {
      rest = scan(rest, true, emit)
    },
    header: () => header,
    delimiter: () => delimiter,
    headerLine: () => (header === null ? null : headerFrom),
  }
}
