/** The attribute table of a shapefile (dBASE III+), streamed: fixed records of text. */
import { isAscii, isUtf8 } from 'node:buffer'
import { AppError } from '../../../kernel/app-error.ts'

type Field = { readonly name: string; readonly type: string; readonly length: number }
export type DbfRow = { readonly values: readonly (string | null)[]; readonly deleted: boolean }
export type DbfTable = {
  readonly fields: readonly string[]
  readonly encoding: string
  readonly rows: AsyncGenerator<DbfRow>
}

const headerBytes = 32
const fieldBytes = 32
/** Language driver ids of the code pages that are met here. */
const driverEncodings: Readonly<Record<number, string>> = { 77: 'gb18030', 122: 'gb18030', 79: 'big5', 120: 'big5' }

/** What a `.cpg` calls an encoding: `UTF-8`, `936`, `GBK`, `OEM 936`, `ANSI 1252`. */
export const encodingOfCpg = (text: string): string | null => {
  const name = text
    .trim()
    .toLowerCase()
    .replace(/^(oem|ansi|cp|windows-?)\s*/, '')
  if (/utf-?8|65001/.test(name)) return 'utf-8'
  if (/936|gbk|gb18030|gb2312|cp936/.test(name)) return 'gb18030'
  if (/950|big5/.test(name)) return 'big5'
  if (/1252|8859-?1/.test(name)) return 'windows-1252'
  return null
}

/** Hands out exact lengths of a stream of pieces. */
const makeCutter = (pieces: AsyncIterator<Buffer>) => {
  let held: Buffer = Buffer.alloc(0)
  const peek = async (length: number): Promise<Buffer> => {
    while (held.length < length) {
      const next = await pieces.next()
      if (next.done) break
      held = held.length === 0 ? next.value : Buffer.concat([held, next.value])
    }
    return held.subarray(0, length)
  }
  const take = async (length: number): Promise<Buffer | null> => {
    const bytes = await peek(length)
    if (bytes.length < length) return null
    held = held.subarray(length)
    return bytes
  }
  return { peek, take }
}

const textOfValue = (text: string, type: string): string | null => {
  const value = text.replaceAll('\0', '').trim()
  if (value === '') return null
  switch (type) {
    case 'D':
      return /^\d{8}$/.test(value) ? `${value.slice(0, 4)}-${value.slice(4, 6)}-${value.slice(6, 8)}` : value
    case 'L':
      return /^[yt]$/i.test(value) ? 'true' : /^[nf]$/i.test(value) ? 'false' : null
    case 'N':
    case 'F':
      // A number too wide for its field is written as stars.
      return value.startsWith('*') ? null : numberOf(value)
    default:
      return value
  }
}

/** `3.40000000000e+001` is how some writers print 34; digits that a double does not carry are kept as written. */
const numberOf = (text: string): string =>
  /e/i.test(text) && Number.isFinite(Number(text)) ? String(Number(text)) : text

const guessedFrom = 256 * 1024

export const readDbf = async (pieces: AsyncIterable<Buffer>, stated: string | null): Promise<DbfTable> => {
  const cutter = makeCutter(pieces[Symbol.asyncIterator]())
  const truncated = () => new AppError('truncated-file', { detail: 'the attribute table (.dbf) ends too early' })
  const head = await cutter.take(headerBytes)
  if (!head) throw truncated()
  const headerLength = head.readUInt16LE(8)
  const recordLength = head.readUInt16LE(10)
  const rest = await cutter.take(headerLength - headerBytes)
  if (!rest || recordLength === 0) throw truncated()
  const sample = await cutter.peek(guessedFrom)
  const encoding =
    stated ??
    driverEncodings[head.readUInt8(29)] ??
    (isAscii(sample) || isUtf8(sample.subarray(0, sample.length - (sample.length % recordLength)))
      ? 'utf-8'
      : 'gb18030')
  const decoder = new TextDecoder(encoding)
  const fields: Field[] = []
  for (let at = 0; at + fieldBytes <= rest.length && rest[at] !== 0x0d; at += fieldBytes) {
    const name = rest.subarray(at, at + 11)
    const end = name.indexOf(0)
    fields.push({
      name: decoder.decode(name.subarray(0, end === -1 ? 11 : end)).trim(),
      type: String.fromCharCode(rest[at + 11] ?? 0),
      length: rest[at + 16] ?? 0,
    })
  }
  async function* rows(): AsyncGenerator<DbfRow> {
    for (;;) {
      const record = await cutter.take(recordLength)
      if (!record || record[0] === 0x1a) return
      let at = 1
      const values = fields.map(({ type, length }) => {
        const text = decoder.decode(record.subarray(at, at + length))
        at += length
        return textOfValue(text, type)
      })
      yield { values, deleted: record[0] === 0x2a }
    }
  }
  return { fields: fields.map((field) => field.name), encoding, rows: rows() }
}
