import type { Item } from '@onecity/contracts'

/**
 * A first look at a file before it is sent: what it seems to be and whether its columns fit. It only advises; the server
 * reads the whole file and decides. Matching follows the rule of intake: NFKC, trimmed, case ignored; id, names, then
 * further titles.
 */
export type FirstLook = {
  readonly format: 'csv' | 'ndjson'
  readonly gzip: boolean
  readonly encoding: 'UTF-8' | 'GB18030'
  readonly header: readonly string[]
  readonly firstRow: readonly string[]
}

const headBytes = 256 * 1024

export const decodeHead = (bytes: Uint8Array): { readonly text: string; readonly encoding: FirstLook['encoding'] } => {
  try {
    // `stream` keeps back a character that the cut split in two.
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true }), encoding: 'UTF-8' }
  } catch {
    return { text: new TextDecoder('gb18030').decode(bytes, { stream: true }), encoding: 'GB18030' }
  }
}

const delimiters = [',', '\t', ';', '|'] as const

const delimiterOf = (line: string): string =>
  delimiters.reduce((best, candidate) => (line.split(candidate).length > line.split(best).length ? candidate : best))

/** The first records of a CSV text (RFC 4180); one that the cut left open is dropped. */
export const firstRecords = (text: string, most: number): readonly (readonly string[])[] => {
  const delimiter = delimiterOf(/^[^\r\n]*/.exec(text)?.[0] ?? '')
  const records: string[][] = []
  let record: string[] = []
  let cell = ''
  let quoted = false
  for (let at = 0; at < text.length && records.length < most; at += 1) {
    const letter = text[at]
    if (quoted) {
      if (letter !== '"') cell += letter
      else if (text[at + 1] === '"') {
        cell += '"'
        at += 1
      } else quoted = false
    } else if (letter === '"' && cell === '') quoted = true
    else if (letter === delimiter) {
      record.push(cell)
      cell = ''
    } else if (letter === '\n') {
      record.push(cell.replace(/\r$/, ''))
      records.push(record)
      record = []
      cell = ''
    } else cell += letter
  }
  if (records.length < most && !quoted && (cell !== '' || record.length > 0)) records.push([...record, cell])
  return records
}

const readJsonLine = (line: string): Readonly<Record<string, unknown>> | null => {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

/** What a text's first records are; null when there is nothing to go by. */
export const lookAt = (text: string): Pick<FirstLook, 'format' | 'header' | 'firstRow'> | null => {
  const body = text.replace(/^\ufeff/, '')
  if (body.trim() === '') return null
  const object = readJsonLine(/^[^\r\n]*/.exec(body.trimStart())?.[0] ?? '')
  if (object) {
    const shown = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))
    return { format: 'ndjson', header: Object.keys(object), firstRow: Object.values(object).map(shown) }
  }
  const [header, firstRow] = firstRecords(body, 2)
  return header ? { format: 'csv', header, firstRow: firstRow ?? [] } : null
}

const readSome = async (stream: ReadableStream<Uint8Array>): Promise<Uint8Array> => {
  const reader = stream.getReader()
  const parts: Uint8Array[] = []
  let length = 0
  try {
    while (length < headBytes) {
      const { done, value } = await reader.read()
      if (done) break
      parts.push(value)
      length += value.length
    }
  } catch {
    // A gzip stream cut short ends in an error; what came before it is enough to look at.
  }
  void reader.cancel().catch(() => undefined)
  const bytes = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

export const inspectFile = async (file: File): Promise<FirstLook | null> => {
  const head = file.slice(0, headBytes)
  const magic = new Uint8Array(await head.slice(0, 2).arrayBuffer())
  const gzip = magic[0] === 0x1f && magic[1] === 0x8b
  const bytes = gzip
    ? await readSome(
        head.stream().pipeThrough(new DecompressionStream('gzip') as ReadableWritablePair<Uint8Array, Uint8Array>),
      )
    : new Uint8Array(await head.arrayBuffer())
  const { text, encoding } = decodeHead(bytes)
  const look = lookAt(text)
  return look ? { ...look, gzip, encoding } : null
}

export type ColumnMatch = { readonly item: string; readonly columns: readonly number[] }
export type HeaderFit = {
  readonly matches: readonly ColumnMatch[]
  readonly missing: readonly string[]
  readonly ignored: readonly string[]
}

const normal = (title: string): string => title.normalize('NFKC').trim().toLowerCase()

/**
 * Which columns feed which items. A point may come in two columns whose titles only the template tells: `pointTitles` are the
 * template's titles that belong to no other item.
 */
export const fitHeader = (
  header: readonly string[],
  items: readonly Item[],
  pointTitles: readonly string[],
): HeaderFit => {
  const positions = new Map<string, number>()
  header.forEach((title, at) => {
    if (!positions.has(normal(title))) positions.set(normal(title), at)
  })
  const used = new Set<number>()
  const find = (titles: readonly string[]): number | null => {
    for (const title of titles) {
      const at = positions.get(normal(title))
      if (at !== undefined && !used.has(at)) {
        used.add(at)
        return at
      }
    }
    return null
  }
  const matches: ColumnMatch[] = []
  const missing: string[] = []
  for (const item of items) {
    if (item.from !== undefined) continue
    if (item.type === 'point' && pointTitles.length === 2) {
      const both = pointTitles.map((title) => find([title]))
      const columns = both.filter((at) => at !== null)
      if (columns.length === 2) {
        matches.push({ item: item.id, columns })
        continue
      }
    }
    const at = find([item.id, item.name.zh, item.name.en ?? item.id, ...item.headers])
    if (at !== null) matches.push({ item: item.id, columns: [at] })
    else if (!item.optional) missing.push(item.id)
  }
  return { matches, missing, ignored: header.filter((_, at) => !used.has(at)) }
}
