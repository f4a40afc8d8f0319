import { Readable } from 'node:stream'
import type { Item } from '@onecity/city'
import { type Shape, toWkt } from '../../kernel/shape.ts'
import type { ReadRow } from './read-rows.ts'
import { geometryItemOf, isShapeType } from './table-plan.ts'

/** How a stream of rows is written: text before the first row, of each row, and after the last. */
export type RowWriter = {
  readonly before: string
  readonly row: (row: ReadRow, isFirst: boolean) => string
  readonly after: string
}

/** One JSON object a line, as in the `rows` of a page. */
export const ndjsonWriter = (): RowWriter => ({
  before: '',
  row: ({ cursor: _, ...row }) => `${JSON.stringify(row)}\n`,
  after: '',
})

/**
 * CSV after RFC 4180 with a header row: row_id, then the items; a point is two columns, `<item>_lng` and `<item>_lat`, a line
 * or polygon one of WKT.
 *
 * Values are written as they are. Spreadsheets run a cell that starts with = + - @ (or tab, carriage return) as a formula:
 * `safeForSpreadsheets` puts an apostrophe before such texts, which changes the data and so is never done unasked.
 * @param options.byteOrderMark lets spreadsheets recognise UTF-8
 */
export const csvWriter = (
  items: readonly Item[],
  options: { readonly byteOrderMark: boolean; readonly safeForSpreadsheets: boolean },
): RowWriter => {
  const cell = (value: unknown): string => {
    if (value === null || value === undefined) return ''
    if (typeof value === 'object') return cell(JSON.stringify(value))
    if (typeof value !== 'string') return String(value)
    const text = options.safeForSpreadsheets && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  const header = ['row_id', ...items.flatMap(({ id, type }) => (type === 'point' ? [`${id}_lng`, `${id}_lat`] : [id]))]
  return {
    before: `${options.byteOrderMark ? '\ufeff' : ''}${header.map(cell).join(',')}\r\n`,
    row: ({ rowId, values }) => {
      const cells = [rowId]
      for (const { id, type } of items) {
        const value = values[id]
        if (isShapeType(type)) cells.push(cell(value === null || value === undefined ? null : toWkt(value as Shape)))
        else if (type !== 'point') cells.push(cell(value))
        else if (Array.isArray(value)) cells.push(cell(value[0]), cell(value[1]))
        else cells.push('', '')
      }
      return `${cells.join(',')}\r\n`
    },
    after: '',
  }
}

/** A GeoJSON FeatureCollection (RFC 7946): the first point, line or polygon is the geometry, null where there is none. */
export const geojsonWriter = (items: readonly Item[]): RowWriter => {
  const geometryItem = geometryItemOf(items)?.id
  return {
    before: '{"type":"FeatureCollection","features":[',
    row: ({ rowId, values }, isFirst) => {
      const position = geometryItem === undefined ? null : values[geometryItem]
      const properties = Object.fromEntries(Object.entries(values).filter(([id]) => id !== geometryItem))
      const geometry = Array.isArray(position) ? { type: 'Point', coordinates: position } : (position ?? null)
      return `${isFirst ? '' : ','}\n${JSON.stringify({ type: 'Feature', id: rowId, geometry, properties })}`
    },
    after: '\n]}\n',
  }
}

/**
 * The body of a streamed answer. The first batch is read before this returns, so that whatever is wrong with the query is
 * still answered as an error, not as a broken file. Closing the stream, at its end or early, ends the batches.
 */
export const writeRows = async (
  batches: AsyncGenerator<readonly ReadRow[], void, undefined>,
  writer: RowWriter,
): Promise<Readable> => {
  const first = await batches.next()
  async function* pieces() {
    let isFirst = true
    yield writer.before
    for (let batch = first; !batch.done; ) {
      // One batch ahead: the database reads it while this one is written.
      const following = batches.next()
      following.catch(() => {})
      let piece = ''
      for (const row of batch.value) {
        piece += writer.row(row, isFirst)
        isFirst = false
      }
      yield piece
      batch = await following
    }
    yield writer.after
  }
  const body = Readable.from(pieces(), { objectMode: false, highWaterMark: 64 * 1024 })
  // Not in `pieces`: a generator closed before its first step never reaches its `finally`.
  body.once('close', () => void batches.return().catch(() => {}))
  return body
}
