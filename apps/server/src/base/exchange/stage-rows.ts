/**
 * Streams a delivery into its staging table: bytes → (gunzip) → text → records → values → COPY, a chunk at a time. Every
 * stage waits for the next, so memory does not grow with the file.
 */
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { CrsName, Text } from '@onecity/city'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { AppError } from '../../kernel/app-error.ts'
import { newId } from '../../kernel/ids.ts'
import type { TablePlan } from '../registers/index.ts'
import { copyNull, copyText } from './copy-text.ts'
import { makeRecordPlan, type RecordPlan, type RecordPlanInput } from './record-plan.ts'
import type { RecordScanner, SourceRecord } from './record-source.ts'
import { makeCsvScanner } from './scan-csv.ts'
import { makeNdjsonScanner } from './scan-ndjson.ts'
import { makeKeyColumns } from './key-columns.ts'
import { copyInto } from './staging.ts'
import { type Encoding, makeStreamDecoder } from './text-decoder.ts'

export type FileFormat = 'csv' | 'ndjson'

export type Delivery = {
  readonly source: Readable
  readonly format: FileFormat | null
  readonly encoding: Encoding | null
  readonly crs: CrsName
  /** Keep every record as written, since the merge may turn away any of them. */
  readonly keepRaw: boolean
  /** The key alone, for a batch that replaces: a rejected record keeps its key where that can be read. */
  readonly keyPlan: TablePlan | null
}

export type StageProgress = {
  bytesReceived: number
  received: number
  /** Turned away by the readers. */
  rejected: number
  /** Good rows whose key may have been there before. */
  suspects: number
  format: FileFormat | null
  encoding: Encoding | null
  header: readonly string[] | null
  delimiter: string | null
}

/** COPY data is collected in pieces of this many bytes. */
const pieceBytes = 256 * 1024
/** reject_code, reject_item, reject_value, reject_params, suspect and raw of a good row. */
const goodTail = '\\N\t\\N\t\\N\t\\N\t\\N\t\\N\n'
const gzipMagic = [0x1f, 0x8b] as const

/** Waits until a stream takes more; false when it was closed instead. */
const hasRoomAgain = async (stream: Writable): Promise<boolean> => {
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
  if (first.value[0] !== gzipMagic[0] || first.value[1] !== gzipMagic[1]) {
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

/** The first character that is no white space decides: an object starts NDJSON, anything else is a header line. */
const guessFormat = (text: string): FileFormat => (/^\s*\{/.test(text) ? 'ndjson' : 'csv')

/**
 * Stages a whole delivery; `client` is a connection for it alone. Answers the notices; counts stand in `progress`, which is
 * kept up to date on the way. Throws AppError when the file as a whole cannot be read: nothing of it is used then.
 */
export const stageRows = async (
  client: pg.ClientBase,
  table: string,
  delivery: Delivery,
  planInput: Omit<RecordPlanInput, 'header' | 'crs'>,
  progress: StageProgress,
): Promise<readonly Text[]> => {
  const decoder = makeStreamDecoder(delivery.encoding)
  const copy = client.query(copyFrom(copyInto(table)))
  // Without a listener an error between two writes would end the process; it is seen again at the next write.
  let copyError: unknown
  copy.on('error', (error) => {
    copyError = error
  })

  const state: {
    scanner: RecordScanner | null
    plan: RecordPlan | null
    keyColumns: ((record: SourceRecord) => string) | null
  } = { scanner: null, plan: null, keyColumns: null }
  const unknown = new Set<string>()
  // Each row is written to bytes at once: kept as text until a piece is full, rows would outlive the young generation of the
  // heap and cost more in collection than in reading (measured: a third of the time).
  const full: Buffer[] = []
  let piece = Buffer.allocUnsafe(pieceBytes)
  let filled = 0
  const append = (line: string) => {
    // UTF-8 takes at most three bytes for a UTF-16 unit.
    const room = line.length * 3
    if (filled + room > piece.length) {
      if (filled > 0) full.push(piece.subarray(0, filled))
      piece = Buffer.allocUnsafe(Math.max(pieceBytes, room))
      filled = 0
    }
    filled += piece.write(line, filled, 'utf8')
  }

  const stagedLine = (record: SourceRecord, plan: RecordPlan): string => {
    const verdict = plan.read(record)
    if (Array.isArray(verdict)) {
      const suspect = plan.isSuspect()
      if (suspect) progress.suspects++
      verdict[0] = `${record.line}\t${newId()}`
      verdict[verdict.length - 1] =
        suspect || delivery.keepRaw
          ? `\\N\t\\N\t\\N\t\\N\t${suspect ? 't' : copyNull}\t${copyText(record.raw)}\n`
          : goodTail
      return verdict.join('\t')
    }
    progress.rejected++
    const { code, item, value, params } = verdict
    const field = (text: string | null) =>
      text === null ? copyNull : copyText(text.replaceAll('\0', '\ufffd').toWellFormed())
    return `${record.line}\t\\N\t${state.keyColumns?.(record) ?? emptyColumns}${code}\t${field(item)}\t${field(value)}\t${params ? copyText(JSON.stringify(params)) : copyNull}\t\\N\t${field(record.raw)}\n`
  }
  const emptyColumns = `${copyNull}\t`.repeat(planInput.plan.columns.length)

  const emit = (record: SourceRecord) => {
    if (state.plan === null) {
      const header = state.scanner?.header() ?? []
      state.plan = makeRecordPlan({ ...planInput, header, crs: delivery.crs })
      if (delivery.keyPlan)
        state.keyColumns = makeKeyColumns({ ...planInput, header, crs: delivery.crs }, delivery.keyPlan)
      progress.header = header
      progress.delimiter = state.scanner?.delimiter() ?? null
    }
    progress.received++
    append(stagedLine(record, state.plan))
  }

  const flush = async (all: boolean) => {
    if (all && filled > 0) {
      full.push(piece.subarray(0, filled))
      filled = 0
      piece = Buffer.allocUnsafe(0)
    }
    for (const bytes of full.splice(0)) {
      if (copyError !== undefined) throw copyError
      if (!copy.write(bytes)) await hasRoomAgain(copy)
    }
  }

  const start = (text: string) => {
    progress.format = delivery.format ?? guessFormat(text)
    state.scanner =
      progress.format === 'csv'
        ? makeCsvScanner()
        : makeNdjsonScanner(
            planInput.plan.resource.items.filter((item) => item.from === undefined).map((item) => item.id),
            (name) => unknown.size < 100 && unknown.add(name),
          )
  }

  try {
    const bytes = unpack(delivery.source, (count) => {
      progress.bytesReceived += count
    })
    for await (const received of bytes) {
      const text = decoder.push(received)
      if (state.scanner === null && text !== '') start(text)
      state.scanner?.push(text, emit)
      if (full.length > 0) await flush(false)
    }
    const tail = decoder.end()
    state.scanner?.push(tail, emit)
    state.scanner?.end(emit)
    progress.encoding = decoder.encoding()
    checkNotEmpty(state.scanner, state.plan, planInput, delivery.crs)
    await flush(true)
    copy.end()
    await once(copy, 'finish')
  } catch (error) {
    copy.destroy()
    throw copyError ?? error
  }

  const guessed: readonly Text[] =
    decoder.guessed() && decoder.encoding() !== 'utf-8'
      ? [{ zh: `文件按 ${decoder.encoding()} 编码读取`, en: `the file was read as ${decoder.encoding()}` }]
      : []
  const ignored: readonly Text[] =
    unknown.size > 0
      ? [
          {
            zh: `忽略了未登记的字段：${[...unknown].slice(0, 8).join(', ')}`,
            en: `fields that the resource does not declare were ignored: ${[...unknown].slice(0, 8).join(', ')}`,
          },
        ]
      : []
  return [...guessed, ...ignored, ...(state.plan?.notices() ?? [])]
}

/** A file with a header and no rows is a delivery of nothing; one without even a header is a mistake. */
const checkNotEmpty = (
  scanner: RecordScanner | null,
  plan: RecordPlan | null,
  planInput: Omit<RecordPlanInput, 'header' | 'crs'>,
  crs: CrsName,
) => {
  const header = scanner?.header()
  if (!header) throw new AppError('empty-file')
  if (plan === null) makeRecordPlan({ ...planInput, header, crs })
}
