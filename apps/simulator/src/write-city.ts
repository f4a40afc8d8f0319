import { createHash, type Hash } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { cityDay, monthName } from './calendar.ts'
import { makeRowEncoder, type RowFormat } from './encode-rows.ts'
import { makeFlawer } from './flaws.ts'
import type { Library } from './libraries/index.ts'

export type DeliveryFile = {
  /** Below the folder of the city, with forward slashes. */
  readonly file: string
  readonly resource: string
  /** Month whose end the rows describe. */
  readonly month: string
  readonly rows: number
  readonly flaws: number
  readonly bytes: number
  readonly sha256: string
}

export type Manifest = {
  readonly simulated: true
  readonly note: { readonly zh: string; readonly en: string }
  readonly version: 1
  readonly city: string
  readonly seed: number
  readonly people: number
  readonly companies: number
  readonly years: number
  readonly flaws: number
  readonly format: RowFormat
  /** The day the city is told of. */
  readonly day: string
  /** Sum over all files. */
  readonly rows: number
  readonly truth: { readonly file: 'truth.ndjson'; readonly flaws: number; readonly sha256: string } | null
  /** In the order in which they are to be delivered. */
  readonly deliveries: readonly DeliveryFile[]
}

export type WriteOptions = Pick<Manifest, 'city' | 'seed' | 'people' | 'companies' | 'years' | 'flaws' | 'format'> & {
  readonly onProgress?: (resource: string, rows: number) => void
}

export const manifestName = 'manifest.json'
const note = {
  zh: '模拟数据：由程序生成，不对应任何真实的人或单位。身份证号与信用代码的地区码为未分配的 440399。',
  en: 'Simulated: made by a program, of no real person or organisation. Identity numbers and credit codes carry the unassigned area 440399.',
} as const

const bufferBytes = 64 * 1024

/**
 * Collects lines, hashes and writes them in pieces. Synchronous: a file that is written to waits for the disk, and nothing piles
 * up. Lines go into a buffer at once: kept as texts until their month's file is full, they would outlive the young generation.
 */
const openLines = (path: string) => {
  const descriptor = openSync(path, 'w')
  const hash: Hash = createHash('sha256')
  let buffer = Buffer.allocUnsafe(bufferBytes)
  let filled = 0
  let bytes = 0
  const flush = () => {
    const piece = buffer.subarray(0, filled)
    hash.update(piece)
    for (let at = 0; at < filled; ) at += writeSync(descriptor, piece, at)
    bytes += filled
    filled = 0
  }
  return {
    write: (text: string) => {
      // A UTF-16 unit takes three bytes at most.
      if (filled + text.length * 3 > buffer.length) {
        flush()
        if (text.length * 3 > buffer.length) buffer = Buffer.allocUnsafe(text.length * 3)
      }
      filled += buffer.write(text, filled)
    },
    close: () => {
      flush()
      closeSync(descriptor)
      return { bytes, sha256: hash.digest('hex') }
    },
  }
}

/**
 * Writes a city into an empty or new folder: a folder for each month, in it a file for each library with changes, all labelled
 * as simulated; `truth.ndjson` with every deliberate mistake; `manifest.json` last, so that a folder with one is complete.
 */
export const writeCity = (folder: string, libraries: readonly Library[], options: WriteOptions): Manifest => {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new Error(`${folder} is not empty`)
  mkdirSync(folder, { recursive: true })
  const { format, years, seed } = options
  const truth = options.flaws > 0 ? openLines(join(folder, 'truth.ndjson')) : undefined
  let flawed = 0
  let total = 0
  const deliveries: (DeliveryFile & { readonly at: readonly [month: number, library: number] })[] = []

  for (const [l, library] of libraries.entries()) {
    const encoder = makeRowEncoder(format, library.columns)
    const spoil = makeFlawer(library, seed, options.flaws)
    const open: { file: string; lines: ReturnType<typeof openLines>; rows: number; flaws: number }[] = []
    let row = 0
    for (const { month, values } of library.rows()) {
      let delivery = open[month]
      if (!delivery) {
        const file = `${monthName(month, years)}/${library.resource}.simulated.${format}`
        mkdirSync(join(folder, monthName(month, years)), { recursive: true })
        delivery = open[month] = { file, lines: openLines(join(folder, file)), rows: 0, flaws: 0 }
        delivery.lines.write(encoder.header)
      }
      delivery.rows++
      const flaw = spoil(row, month, values)
      if (flaw) {
        delivery.flaws++
        const line = delivery.rows + (encoder.header === '' ? 0 : 1)
        truth?.write(`${JSON.stringify({ file: delivery.file, line, ...flaw })}\n`)
      }
      delivery.lines.write(encoder.row(values))
      row++
      if (row % 100_000 === 0) options.onProgress?.(library.resource, row)
    }
    total += row
    options.onProgress?.(library.resource, row)
    for (const [month, delivery] of open.entries()) {
      if (!delivery) continue
      const { file, lines, rows, flaws } = delivery
      flawed += flaws
      deliveries.push({
        file,
        resource: library.resource,
        month: monthName(month, years),
        rows,
        flaws,
        ...lines.close(),
        at: [month, l],
      })
    }
  }
  deliveries.sort((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1])
  const manifest: Manifest = {
    simulated: true,
    note,
    version: 1,
    city: options.city,
    seed,
    people: options.people,
    companies: options.companies,
    years,
    flaws: options.flaws,
    format,
    day: cityDay,
    rows: total,
    truth: truth ? { file: 'truth.ndjson', flaws: flawed, sha256: truth.close().sha256 } : null,
    deliveries: deliveries.map(({ at: _at, ...file }) => file),
  }
  writeFileSync(join(folder, manifestName), `${JSON.stringify(manifest, undefined, 2)}\n`)
  return manifest
}
