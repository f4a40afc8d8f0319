import { strToU8, zipSync } from 'fflate'

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

export type TestSheet = { readonly name: string; readonly state?: 'hidden'; readonly rows: string }

/** A workbook put together by hand; `rows` is the inside of `sheetData`. */
export const makeWorkbook = (options: {
  readonly sheets: readonly TestSheet[]
  readonly shared?: readonly string[]
  readonly styles?: string
  readonly date1904?: boolean
}): Uint8Array => {
  const { sheets, shared = [], styles = '', date1904 = false } = options
  const head = '<?xml version="1.0" encoding="UTF-8"?>'
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const files: Record<string, string> = {
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${rel}"><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets>${sheets
      .map(
        ({ name, state }, i) =>
          `<sheet name="${escapeXml(name)}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="s${i + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets
      .map((_, i) => `<Relationship Id="s${i + 1}" Type="${rel}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`)
      .join(
        '',
      )}<Relationship Id="st" Type="${rel}/styles" Target="/xl/styles.xml"/><Relationship Id="ss" Type="${rel}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/styles.xml': `${head}<styleSheet xmlns="${main}">${styles}</styleSheet>`,
    'xl/sharedStrings.xml': `${head}<sst xmlns="${main}">${shared.map((text) => `<si>${text}</si>`).join('')}</sst>`,
  }
  sheets.forEach(({ rows }, i) => {
    files[`xl/worksheets/sheet${i + 1}.xml`] =
      `${head}<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`
  })
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])))
}

/** A row of cells of text. */
export const textRow = (r: number, cells: readonly string[]): string =>
  `<row r="${r}">${cells
    .map((cell, i) =>
      cell === ''
        ? ''
        : `<c r="${String.fromCharCode(65 + i)}${r}" t="inlineStr"><is><t>${escapeXml(cell)}</t></is></c>`,
    )
    .join('')}</row>`

type DbfField = { readonly name: string; readonly type: 'C' | 'N' | 'D' | 'L'; readonly length: number }

/** A dBASE table; values are bytes as they stand in the file. */
export const makeDbf = (
  fields: readonly DbfField[],
  rows: readonly (readonly Uint8Array[])[],
  options: { readonly driver?: number; readonly deleted?: readonly number[] } = {},
): Buffer => {
  const recordLength = 1 + fields.reduce((sum, { length }) => sum + length, 0)
  const head = Buffer.alloc(32)
  head[0] = 3
  head.writeUInt32LE(rows.length, 4)
  head.writeUInt16LE(33 + fields.length * 32, 8)
  head.writeUInt16LE(recordLength, 10)
  head[29] = options.driver ?? 0
  const described = fields.map(({ name, type, length }) => {
    const field = Buffer.alloc(32)
    field.write(name, 0, 'latin1')
    field.write(type, 11, 'latin1')
    field[16] = length
    return field
  })
  const records = rows.map((row, i) => {
    const record = Buffer.alloc(recordLength, 0x20)
    if (options.deleted?.includes(i)) record[0] = 0x2a
    let at = 1
    row.forEach((value, f) => {
      const { length = 0 } = fields[f] ?? {}
      record.set(value.subarray(0, length), at)
      at += length
    })
    return record
  })
  return Buffer.concat([head, ...described, Buffer.from([0x0d]), ...records, Buffer.from([0x1a])])
}

/** A shapefile of points; null = a record without shape. */
export const makePointShp = (points: readonly (readonly [number, number] | null)[]): Buffer => {
  const records = points.map((point, i) => {
    const body = Buffer.alloc(point ? 20 : 4)
    body.writeInt32LE(point ? 1 : 0, 0)
    if (point) {
      body.writeDoubleLE(point[0], 4)
      body.writeDoubleLE(point[1], 12)
    }
    const head = Buffer.alloc(8)
    head.writeInt32BE(i + 1, 0)
    head.writeInt32BE(body.length / 2, 4)
    return Buffer.concat([head, body])
  })
  const body = Buffer.concat(records)
  const head = Buffer.alloc(100)
  head.writeInt32BE(9994, 0)
  head.writeInt32BE((100 + body.length) / 2, 24)
  head.writeInt32LE(1000, 28)
  head.writeInt32LE(1, 32)
  return Buffer.concat([head, body])
}
