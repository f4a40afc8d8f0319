import type { CrsName, FileFormat, Intake, Text } from '@onecity/city'
import type { Encoding } from './text-decoder.ts'

/** One delivered record: its fields as text (null = absent), where it stood, and how it was written. */
export type SourceRecord = {
  /** Where the record stands, rising through the file; what it counts is told by `FileFacts` (`place-of.ts`). */
  readonly line: number
  readonly fields: readonly (string | null)[]
  /** A line of CSV in the delimiter of the file, or a JSON object where there is none. May be made when asked for. */
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

/** Takes what a file holds. A reader hands over a piece of records, then waits at `next`. */
export type RecordSink = {
  /** Names of the columns: once before the first record, and again, longer, when a record brings further ones. */
  readonly columns: (names: readonly string[]) => void
  readonly record: (record: SourceRecord) => void
  /** Resolves when there is room for more; false when nothing more is wanted. */
  readonly next: () => Promise<boolean>
}

/** One part of a file that could be read: a sheet, a layer, an array of records. */
export type FilePart = {
  readonly name: string
  readonly hidden?: boolean
  /** Records seen in it so far; absent when nobody has counted. */
  readonly records?: number
}

/** What was found out about a file on the way; readers fill it in. */
export type FileFacts = {
  format: FileFormat | null
  encoding: Encoding | null
  delimiter: string | null
  /** csv, xlsx: line of the header, from 1; 0 = none; null = not told by lines. */
  headerLine: number | null
  /** Sheets, layers or arrays of records among which one was chosen. */
  parts: readonly FilePart[]
  /** Names of those that were read. */
  chosen: readonly string[]
  recordPath: string | null
  /** The coordinate system the file itself declares, or what its positions were converted to. */
  crs: CrsName | null
  /** Kind of the first geometry of a geometry file. */
  geometry: 'point' | 'line' | 'polygon' | null
  /** Columns that were turned into rows. */
  unpivoted: readonly string[] | null
  notices: Text[]
}

export const makeFileFacts = (): FileFacts => ({
  format: null,
  encoding: null,
  delimiter: null,
  headerLine: null,
  parts: [],
  chosen: [],
  recordPath: null,
  crs: null,
  geometry: null,
  unpivoted: null,
  notices: [],
})

/** Titles under which the resource expects columns, in normal form. */
export type KnownTitles = {
  readonly all: ReadonlySet<string>
  /** Those that take a nested value whole, as JSON text. */
  readonly whole: ReadonlySet<string>
}

export type ReadOptions = {
  readonly layout: Intake
  readonly titles: KnownTitles
  readonly facts: FileFacts
}

/** The form in which titles are compared: width of characters, letter case and space around do not matter. */
export const normalTitle = (name: string): string => name.normalize('NFKC').trim().toLowerCase()

/** Name of the column that carries the geometry of a geometry file. */
export const geometryColumn = 'geometry'

/**
 * Longest record taken, in characters. A quote that is never closed swallows the rest of the file: this is where it stops
 * being a record and the file is called broken.
 */
export const longestRecord = 4 * 1024 * 1024
