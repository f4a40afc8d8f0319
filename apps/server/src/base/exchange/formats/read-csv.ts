import type { ReadOptions, RecordSink } from '../record-source.ts'
import { makeCsvScanner } from '../scan-csv.ts'

/** Reads delimited text. */
export const readCsv = async (
  text: AsyncIterable<string>,
  { layout, titles, facts }: ReadOptions,
  sink: RecordSink,
): Promise<void> => {
  const scanner = makeCsvScanner({ ...layout, titles: titles.all })
  let started = false
  const start = () => {
    const header = scanner.header()
    if (started || header === null) return
    started = true
    facts.delimiter = scanner.delimiter()
    facts.headerLine = scanner.headerLine()
    if ((facts.headerLine ?? 0) > 1 && layout.headerLine === undefined)
      facts.notices.push({
        zh: `表头在第 ${facts.headerLine} 行，其上的内容未读取`,
        en: `the header was found on line ${facts.headerLine}; what stands above it was not read`,
      })
    sink.columns(header)
  }
  // The header is known when the first record comes; telling it in between keeps the scanner free of it.
  let emit: RecordSink['record'] = (record) => {
    start()
    emit = sink.record
    sink.record(record)
  }
  for await (const piece of text) {
    scanner.push(piece, (record) => emit(record))
    if (!(await sink.next())) return
  }
  scanner.end((record) => emit(record))
  start()
}
