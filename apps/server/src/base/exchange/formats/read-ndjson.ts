import type { ReadOptions, RecordSink } from '../record-source.ts'
import { makeNdjsonScanner } from '../scan-ndjson.ts'
import { makeKeyedColumns } from './keyed-columns.ts'

/** Reads one JSON object a line. */
export const readNdjson = async (
  text: AsyncIterable<string>,
  { titles }: ReadOptions,
  sink: RecordSink,
): Promise<void> => {
  const columns = makeKeyedColumns(sink, titles)
  const scanner = makeNdjsonScanner(columns)
  for await (const piece of text) {
    scanner.push(piece, sink.record)
    if (!(await sink.next())) return
  }
  scanner.end(sink.record)
}
