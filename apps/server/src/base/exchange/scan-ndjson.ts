/**
 * Newline-delimited JSON: one object a line. Numbers become the text they would have in a CSV file; an exact decimal beyond
 * 2^53 must be sent as a string.
 */
import { AppError } from '../../kernel/app-error.ts'
import type { KeyedColumns } from './formats/keyed-columns.ts'
import { longestRecord, type SourceRecord } from './record-source.ts'

export type NdjsonScanner = {
  readonly push: (text: string, emit: (record: SourceRecord) => void) => void
  readonly end: (emit: (record: SourceRecord) => void) => void
}

export const makeNdjsonScanner = (columns: KeyedColumns): NdjsonScanner => {
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
    for (const name in value) columns.put(name, (value as Record<string, unknown>)[name])
    emit({ line, fields: columns.take(), raw })
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
  }
}
