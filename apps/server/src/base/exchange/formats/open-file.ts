/**
 * Finds out what a file is and has it read: bytes → (gunzip) → archive or text → the reader of the format. What the content
 * shows goes before what the name ends in.
 */
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { FileFormat, Intake } from '@onecity/city'
import { AppError } from '../../../kernel/app-error.ts'
import type { ReadOptions, RecordSink } from '../record-source.ts'
import { encodings, makeStreamDecoder } from '../text-decoder.ts'
import { readCsv } from './read-csv.ts'
import { readGeoJson } from './read-geojson.ts'
import { readJson } from './read-json.ts'
import { readNdjson } from './read-ndjson.ts'
import { listLayers, readShapefile } from './read-shapefile.ts'
import { readXlsx } from './read-xlsx.ts'
import type { Spool } from './spool.ts'
import { surveyJson } from './survey-json.ts'
import { type Archive, openArchive, piecesOf } from './zip.ts'

export type FileInput = {
  readonly source: Readable
  readonly spool: Spool
  /** Greatest archive taken from this sender, bytes. */
  readonly mostSpooled?: number
  readonly onBytes?: (count: number) => void
}

const gzipMagic = Buffer.from([0x1f, 0x8b])
const zipMagic = Buffer.from('PK\u0003\u0004', 'latin1')
const emptyZipMagic = Buffer.from('PK\u0005\u0006', 'latin1')
const oleMagic = Buffer.from('d0cf11e0a1b11ae1', 'hex')
/** Text looked at to tell JSON from lines of JSON, and to find the records in it. */
const jsonSample = 1024 * 1024

/** Waits until a stream takes more; false when it was closed instead. */
export const hasRoomAgain = async (stream: Writable): Promise<boolean> => {
  const over = new AbortController()
  const { signal } = over
  try {
    return await Promise.race([
      once(stream, 'drain', { signal }).then(() => true),
      once(stream, 'close', { signal }).then(() => false),
    ])
  } finally {
    over.abort()
  }
}

/** The bytes of a file, unpacked if they are gzip. */
async function* unpack(source: Readable, onBytes: (count: number) => void): AsyncGenerator<Buffer> {
  const pieces = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  const first = await pieces.next()
  if (first.done) return
  const counted = async function* () {
    for (let piece: IteratorResult<Buffer> = first; !piece.done; piece = await pieces.next()) {
      onBytes(piece.value.length)
      yield piece.value
    }
  }
  if (!startsWith(first.value, gzipMagic)) {
    yield* counted()
    return
  }
  const gunzip = createGunzip()
  let sourceError: unknown
  const feeding = (async () => {
    try {
      for await (const piece of counted()) if (!gunzip.write(piece) && !(await hasRoomAgain(gunzip))) return
      gunzip.end()
    } catch (error) {
      sourceError = error
      gunzip.destroy()
    }
  })()
  try {
    yield* gunzip
  } catch (error) {
    if (sourceError !== undefined) throw sourceError
    throw new AppError('truncated-file', { detail: 'the compressed data ends too early or is damaged', cause: error })
  } finally {
    gunzip.destroy()
    await feeding
  }
  if (sourceError !== undefined) throw sourceError
}

const startsWith = (bytes: Buffer, magic: Buffer): boolean => bytes.subarray(0, magic.length).equals(magic)

/** The pieces again, those that were looked at first. */
async function* again<T>(seen: readonly T[], rest: AsyncIterator<T>): AsyncGenerator<T> {
  yield* seen
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}

/** Takes pieces until `isEnough`; the answer says whether the source ended before. */
const look = async <T>(rest: AsyncIterator<T>, isEnough: (seen: readonly T[]) => boolean) => {
  const seen: T[] = []
  while (!isEnough(seen)) {
    const next = await rest.next()
    if (next.done) return { seen, ended: true }
    seen.push(next.value)
  }
  return { seen, ended: false }
}

/** Reads a whole file into a sink. What was found out stands in `options.facts`. */
export const readFile = async (input: FileInput, options: ReadOptions, sink: RecordSink): Promise<void> => {
  const bytes = unpack(input.source, input.onBytes ?? (() => {}))
  try {
    const { seen } = await look(bytes, (pieces) => pieces.reduce((sum, piece) => sum + piece.length, 0) >= 8)
    const start = Buffer.concat(seen).subarray(0, 8)
    if (startsWith(start, oleMagic)) throw await refuseOle(again(seen, bytes))
    if (startsWith(start, emptyZipMagic)) throw new AppError('empty-file')
    if (startsWith(start, zipMagic)) {
      const file = await input.spool.take(again(seen, bytes), input.mostSpooled)
      try {
        await readArchive(await openArchive(file), options, sink)
      } finally {
        await file.close()
      }
      return
    }
    await readText(again(seen, bytes), options, sink)
  } finally {
    await bytes.return(undefined)
  }
}

/** Old binary workbooks, and new ones under a password, share one container. */
const refuseOle = async (bytes: AsyncIterable<Buffer>): Promise<AppError> => {
  const mark = Buffer.from('EncryptedPackage', 'utf16le')
  let tail: Buffer = Buffer.alloc(0)
  let seen = 0
  for await (const piece of bytes) {
    const both = Buffer.concat([tail, piece])
    if (both.includes(mark))
      return new AppError('unreadable-file', {
        detail: 'the workbook is protected by a password; open it, remove the password, save it and send it again',
      })
    tail = both.subarray(-mark.length)
    seen += piece.length
    if (seen > 16 * 1024 * 1024) break
  }
  return new AppError('unreadable-file', {
    detail:
      'this is a workbook of the old kind (.xls); open it in a spreadsheet program, save it as .xlsx or CSV and send that',
  })
}

const readArchive = async (archive: Archive, options: ReadOptions, sink: RecordSink): Promise<void> => {
  const { facts } = options
  if (archive.has('xl/workbook.xml')) {
    facts.format = 'xlsx'
    await readXlsx(archive, options, sink)
    return
  }
  if (archive.has('xl/workbook.bin') || archive.has('content.xml'))
    throw new AppError('unreadable-file', {
      detail: `workbooks of this kind (${archive.has('content.xml') ? '.ods' : '.xlsb'}) are not read; save it as .xlsx or CSV and send that`,
    })
  if (listLayers(archive).length > 0) {
    facts.format = 'shapefile'
    await readShapefile(archive, options, sink)
    return
  }
  const files = archive.names.filter((name) => !name.startsWith('__MACOSX/') && !/(^|\/)\./.test(name))
  const [only] = files
  if (only !== undefined && files.length === 1 && /\.(csv|tsv|txt|json|ndjson|jsonl|geojson)$/i.test(only)) {
    await readText(piecesOf(archive, only), options, sink)
    return
  }
  throw new AppError('unreadable-file', {
    detail: `the archive holds neither a workbook nor a shapefile nor one single table, but ${files.slice(0, 8).join(', ') || 'nothing'}`,
  })
}

const readText = async (bytes: AsyncIterable<Buffer>, options: ReadOptions, sink: RecordSink): Promise<void> => {
  const { layout, facts } = options
  const decoder = makeStreamDecoder(encodings.find((each) => each === layout.encoding) ?? null)
  const text = decode(bytes, decoder)
  try {
    const { seen } = await look(text, (pieces) => pieces.some((piece) => piece.trim() !== ''))
    const isJson = /^\s*[[{]/.test(seen.join(''))
    if (!isJson || layout.format === 'csv') {
      facts.format = 'csv'
      if ((layout.format === 'json' || layout.format === 'geojson') && seen.length > 0)
        throw new AppError('unreadable-file', { detail: `this is no ${layout.format}, though it is said to be` })
      if (layout.format === 'ndjson') facts.format = 'ndjson'
      const pieces = again(seen, text)
      await (facts.format === 'ndjson' ? readNdjson : readCsv)(pieces, options, sink)
    } else {
      const more = await look(text, (pieces) => {
        const sample = [...seen, ...pieces]
        return isLines(sample.join('')) !== null || sample.reduce((sum, piece) => sum + piece.length, 0) >= jsonSample
      })
      const start = [...seen, ...more.seen]
      facts.format = guessJson(start.join(''), more.ended, layout)
      const pieces = again(start, text)
      if (facts.format === 'ndjson') await readNdjson(pieces, options, sink)
      else if (facts.format === 'geojson') await readGeoJson(pieces, options, sink)
      else await readJson(pieces, options, sink, start.join(''))
    }
  } finally {
    facts.encoding = decoder.encoding()
    await text.return(undefined)
  }
  if (decoder.guessed() && decoder.encoding() !== 'utf-8')
    facts.notices.push({
      zh: `文件按 ${decoder.encoding()} 编码读取`,
      en: `the file was read as ${decoder.encoding()}`,
    })
}

async function* decode(
  bytes: AsyncIterable<Buffer>,
  decoder: ReturnType<typeof makeStreamDecoder>,
): AsyncGenerator<string> {
  for await (const piece of bytes) {
    const text = decoder.push(piece)
    if (text !== '') yield text
  }
  const tail = decoder.end()
  if (tail !== '') yield tail
}

const parses = (line: string): boolean => {
  try {
    JSON.parse(line)
    return true
  } catch {
    return false
  }
}

/** True for one JSON value a line, false for one over several lines; null while the first line is all there is. */
const isLines = (sample: string): boolean | null => {
  const text = sample.trimStart()
  const [first = '', second, third] = text.split('\n', 4)
  if (second === undefined) return null
  if (!text.startsWith('{')) return false
  if (parses(first)) return second.trim() === '' ? null : true
  // One broken line at the top does not make a document of the lines below it.
  return third !== undefined && parses(second) && parses(third)
}

/** The declared format where the content can be that; rejects of a JSON file, for one, come back as lines. */
const guessJson = (sample: string, ended: boolean, layout: Intake): FileFormat => {
  if (layout.format === 'ndjson' || isLines(sample) === true) return 'ndjson'
  if (layout.format === 'geojson') return 'geojson'
  const survey = surveyJson(sample)
  const path = layout.recordPath
  if (survey.isFeatureCollection && path === undefined && layout.format === undefined) return 'geojson'
  // One object alone on a line: lines of JSON of which there is one, unless it holds the records.
  const isAlone = ended && sample.trimStart().startsWith('{') && isLines(sample) === null
  return isAlone && survey.arrays.length === 0 ? 'ndjson' : 'json'
}
