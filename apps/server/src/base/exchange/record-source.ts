/** One delivered record: its fields as text (null = absent), where it stood, and how it was written. */
export type SourceRecord = {
  /** Line of the file on which the record starts, from 1. */
  readonly line: number
  readonly fields: readonly (string | null)[]
  readonly raw: string
  /** No field holds a character that COPY text would escape or PostgreSQL cannot store: known of whole pieces at once. */
  readonly plain?: boolean
  /** Set when the record could not be taken apart at all. */
  readonly fault?: 'wrong-column-count' | 'not-an-object' | 'not-json'
}

/** Splits decoded text into records, chunk by chunk. The header is known after `header()` answers non-null. */
export type RecordScanner = {
  readonly push: (text: string, emit: (record: SourceRecord) => void) => void
  readonly end: (emit: (record: SourceRecord) => void) => void
  readonly header: () => readonly string[] | null
  readonly delimiter: () => string | null
}

/**
 * Longest record taken, in characters. A quote that is never closed swallows the rest of the file: this is where it stops
 * being a record and the file is called broken.
 */
export const longestRecord = 4 * 1024 * 1024
