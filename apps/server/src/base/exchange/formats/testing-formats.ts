import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Intake } from '@onecity/city'
import { type FileFacts, makeFileFacts, normalTitle, type RecordSink } from '../record-source.ts'
import { readFile } from './open-file.ts'
import { makeSpool } from './spool.ts'
import { makeUnpivot } from './unpivot.ts'

export const testSpoolFolder = join(tmpdir(), `onecity-formats-${process.pid}`)

export type ReadBack = {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | null)[])[]
  readonly lines: readonly number[]
  readonly raws: readonly string[]
  readonly faults: number
  readonly facts: FileFacts
}

/** Everything a reader makes of a file; `titles` are those the resource would expect. */
export const readBack = async (
  content: string | Uint8Array | Readable,
  layout: Intake = {},
  titles: readonly string[] = [],
  pieceSize = 64 * 1024,
): Promise<ReadBack> => {
  const facts = makeFileFacts()
  const known = new Set(titles.map(normalTitle))
  let columns: readonly string[] = []
  const rows: (readonly (string | null)[])[] = []
  const lines: number[] = []
  const raws: string[] = []
  let faults = 0
  const sink: RecordSink = {
    columns: (names) => {
      columns = names
    },
    record: (record) => {
      if (record.fault !== undefined) faults++
      rows.push(record.fields)
      lines.push(record.line)
      raws.push(record.raw)
    },
    next: async () => true,
  }
  const bytes = content instanceof Readable ? null : Buffer.from(content as string)
  const source =
    bytes === null
      ? (content as Readable)
      : Readable.from(
          (function* () {
            for (let at = 0; at < bytes.length; at += pieceSize) yield bytes.subarray(at, at + pieceSize)
          })(),
        )
  await readFile(
    { source, spool: makeSpool(testSpoolFolder) },
    { layout, titles: { all: known, whole: known }, facts },
    layout.unpivot ? makeUnpivot(layout.unpivot, facts, sink) : sink,
  )
  return { columns, rows, lines, raws, faults, facts }
}
