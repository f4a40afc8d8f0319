/**
 * RFC 4180 in a stream, made for speed: a line without quotes is cut by `split`, which the engine does natively; only a line
 * with a quote is walked character by character, and may then go on over line ends.
 *
 * Tolerated beyond the RFC: LF or CR LF, a byte-order mark, blank lines (skipped), text behind a closing quote (kept).
 * Delimiter: the one of `, ; tab |` that cuts the header line into most columns.
 */
import { AppError } from '../../kernel/app-error.ts'
import { longestRecord, type RecordScanner, type SourceRecord } from './record-source.ts'

const delimiters = [',', ';', '\t', '|'] as const

const QUOTE = 34
const LF = 10
const CR = 13

/** Tab and backslash are special to COPY, NUL and U+FFFD are not stored; line ends can only stand inside quotes. */
const notPlain = /[\0\t\\\ufffd]/

const countFields = (line: string, delimiter: string): number => {
  let fields = 1
  let quoted = false
  for (const character of line) {
    if (character === '"') quoted = !quoted
    else if (character === delimiter && !quoted) fields++
  }
  return fields
}

const chooseDelimiter = (line: string): string =>
  delimiters.reduce((best, candidate) => (countFields(line, candidate) > countFields(line, best) ? candidate : best))

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

/** A scanner of delimited text with a header line. */
export const makeCsvScanner = (): RecordScanner => {
  let rest = ''
  let line = 1
  let header: readonly string[] | null = null
  let delimiter: string | null = null
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
      header = fields.map((name) => name.trim())
      columns = fields.length
      return
    }
    if (fields.length === columns) emit({ line: start, fields, raw, plain })
    else emit({ line: start, fields, raw, fault: 'wrong-column-count' })
  }

  const scan = (text: string, atEnd: boolean, emit: (record: SourceRecord) => void) => {
    let at = 0
    let nextQuote = text.indexOf('"')
    const isPlain = !notPlain.test(text)
    while (at < text.length) {
      let end = text.indexOf('\n', at)
      if (end === -1) {
        if (!atEnd) break
        end = text.length
      }
      if (delimiter === null) delimiter = chooseDelimiter(text.slice(at, end))
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
  }
}
