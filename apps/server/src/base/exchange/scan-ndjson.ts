/**
 * Newline-delimited JSON: one object a line. Column names are those of the declared items, so the header is fixed from the
 * start. Numbers become the text they would have in a CSV file; an exact decimal beyond 2^53 must be sent as a string.
 */
import { AppError } from '../../kernel/app-error.ts'
import { longestRecord, type RecordScanner, type SourceRecord } from './record-source.ts'

const textOf = (value: unknown): string | null => {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  if (typeof value === 'object') return JSON.stringify(value)
  return String(value)
}

export const makeNdjsonScanner = (columns: readonly string[], onUnknown: (name: string) => void): RecordScanner => {
  const known = new Set(columns)
  let rest = ''
  let line = 0

  const accept = (raw: string, emit: (record: SourceRecord) => void) => {
    line++
    if (raw.trim() === '') return
    let value: unknown
    try {
      value = JSON.parse(raw)
    } catch {
      emit({ line, fields: [], raw, fault: 'not-json' })
      return
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      emit({ line, fields: [], raw, fault: 'not-an-object' })
      return
    }
    const object = value as Record<string, unknown>
    for (const name in object) if (!known.has(name)) onUnknown(name)
    emit({ line, fields: columns.map((name) => textOf(object[name])), raw })
  }

  return {
    push: (text, emit) => {
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      if (rest.length > longestRecord)
        throw new AppError('truncated-file', {
          detail: `line ${line + 1} is longer than ${longestRecord} characters`,
          params: { line: line + 1 },
        })
      for (const each of lines) accept(each.endsWith('\r') ? each.slice(0, -1) : each, emit)
    },
    end: (emit) => {
      if (rest !== '') accept(rest, emit)
      rest = ''
    },
    header: () => columns,
    delimiter: () => null,
  }
}
