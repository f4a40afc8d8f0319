/**
 * Streams a delivery into its staging table: file → records → values → COPY, a piece at a time. Every stage waits for the
 * next, so memory does not grow with the file.
 */
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import type { CrsName, FileFormat, Intake, Text } from '@onecity/city'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { AppError } from '../../kernel/app-error.ts'
import { newId } from '../../kernel/ids.ts'
import type { TablePlan } from '../registers/index.ts'
import { copyNull, copyText } from './copy-text.ts'
import { hasRoomAgain, readFile } from './formats/open-file.ts'
import type { Spool } from './formats/spool.ts'
import { makeUnpivot } from './formats/unpivot.ts'
import { makeKeyColumns } from './key-columns.ts'
import { crsOf, type ReadAs, readAsOf } from './layout-of.ts'
import { knownTitlesOf } from './place-columns.ts'
import { formatPlace, placeOf } from './place-of.ts'
import { makeRecordPlan, type RecordPlan, type RecordPlanInput } from './record-plan.ts'
import { type FileFacts, makeFileFacts, type RecordSink, type SourceRecord } from './record-source.ts'
import { copyInto } from './staging.ts'
import type { Encoding } from './text-decoder.ts'

export type Delivery = {
  readonly source: Readable
  /** How the file is laid out, as far as that is known. */
  readonly layout: Intake
  readonly spool: Spool
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
  /** The layout by which the file was read. */
  readAs: ReadAs | null
  /** The coordinate system the file declares, or was converted to; null where that of the resource holds. */
  crs: CrsName | null
}

/** COPY data is collected in pieces of this many bytes. */
const pieceBytes = 256 * 1024
/** reject_code, reject_item, reject_value, reject_params, suspect and raw of a good row. */
const goodTail = '\\N\t\\N\t\\N\t\\N\t\\N\t\\N\n'
/** Formats whose columns come to light record by record. */
export const isKeyed = (format: FileFormat | null): boolean =>
  format === 'ndjson' || format === 'json' || format === 'geojson'

/**
 * Stages a whole delivery; `client` is a connection for it alone. Answers the notices; counts stand in `progress`, which is
 * kept up to date on the way. Throws AppError when the file as a whole cannot be read: nothing of it is used then.
 */
export const stageRows = async (
  client: pg.ClientBase,
  table: string,
  delivery: Delivery,
  planInput: Omit<RecordPlanInput, 'header' | 'crs' | 'layout' | 'geometry' | 'mayExtend'>,
  progress: StageProgress,
): Promise<readonly Text[]> => {
  const { layout } = delivery
  const { resource } = planInput.plan
  const facts: FileFacts = makeFileFacts()
  const copy = client.query(copyFrom(copyInto(table)))
  // Without a listener an error between two writes would end the process; it is seen again at the next write.
  let copyError: unknown
  copy.on('error', (error) => {
    copyError = error
  })

  let plan: RecordPlan | null = null
  let keyColumns: ((record: SourceRecord) => string) | null = null
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
    return `${record.line}\t\\N\t${keyColumns?.(record) ?? emptyColumns}${code}\t${field(item)}\t${field(value)}\t${params ? copyText(JSON.stringify(params)) : copyNull}\t\\N\t${field(record.raw)}\n`
  }
  const emptyColumns = `${copyNull}\t`.repeat(planInput.plan.columns.length)

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

  const columns = (header: readonly string[]) => {
    progress.header = header
    progress.format = facts.format
    progress.delimiter = facts.delimiter
    const input: RecordPlanInput = {
      ...planInput,
      header,
      crs: crsOf(resource, layout, facts),
      layout,
      geometry: facts.geometry,
      mayExtend: isKeyed(facts.format) && layout.unpivot === undefined,
    }
    if (plan === null) plan = makeRecordPlan(input)
    else plan.extend(header)
    if (delivery.keyPlan) keyColumns = makeKeyColumns(input, delivery.keyPlan)
  }
  const emit = (record: SourceRecord) => {
    // Records that could not be taken apart may come before the first column is known.
    if (plan === null) columns([])
    progress.received++
    append(stagedLine(record, plan as RecordPlan))
  }
  const rows: RecordSink = {
    columns,
    record: emit,
    next: async () => {
      if (full.length > 0) await flush(false)
      return true
    },
  }

  try {
    const { source, spool } = delivery
    const onBytes = (count: number) => {
      progress.bytesReceived += count
    }
    await readFile(
      { source, spool, onBytes },
      { layout, titles: knownTitlesOf(resource, layout), facts },
      layout.unpivot ? makeUnpivot(layout.unpivot, facts, rows) : rows,
    )
    progress.format = facts.format
    progress.encoding = facts.encoding
    progress.delimiter = facts.delimiter
    progress.readAs = readAsOf(layout, facts)
    progress.crs = facts.crs
    // A file with a header and no rows is a delivery of nothing; one without even a header is a mistake.
    if (plan === null && facts.format !== 'json' && facts.format !== 'geojson') throw new AppError('empty-file')
    await flush(true)
    copy.end()
    await once(copy, 'finish')
    return [
      ...facts.notices,
      ...((plan as RecordPlan | null)?.notices((line) => formatPlace(placeOf(line, progress.readAs))) ?? []),
    ]
  } catch (error) {
    copy.destroy()
    throw copyError ?? error
  }
}
