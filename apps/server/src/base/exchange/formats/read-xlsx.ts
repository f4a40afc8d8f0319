/**
 * Reads one sheet of a workbook, or all visible ones as one table (`*`). Records stand at the row that the sheet shows; with
 * several sheets, at sheet and row (`place-of.ts`).
 */
import { nearest } from '@onecity/city'
import { AppError } from '../../../kernel/app-error.ts'
import { sheetStep } from '../place-of.ts'
import { normalTitle, type ReadOptions, type RecordSink } from '../record-source.ts'
import { toCsvLine } from './csv-line.ts'
import { findHeader, headerWithin } from './find-header.ts'
import { rowsOf, type SheetCounts, type SheetRow } from './xlsx-rows.ts'
import { readWorkbook, type Sheet, type Workbook } from './xlsx-workbook.ts'
import type { Archive } from './zip.ts'

const isBlank = (cell: string | null | undefined): boolean => cell === null || cell === undefined || cell.trim() === ''

const chooseSheets = (workbook: Workbook, wanted: string | undefined): readonly Sheet[] => {
  const visible = workbook.sheets.filter((sheet) => !sheet.hidden)
  if (wanted === '*') return visible
  if (wanted === undefined) {
    const first = visible[0] ?? workbook.sheets[0]
    if (!first) throw new AppError('unreadable-file', { detail: 'the workbook holds no sheet of cells' })
    return [first]
  }
  const named = workbook.sheets.find((sheet) => normalTitle(sheet.name) === normalTitle(wanted))
  if (named) return [named]
  const names = workbook.sheets.map((sheet) => sheet.name)
  const meant = nearest(wanted, names)
  throw new AppError('choose-part', {
    detail: `the workbook has no sheet “${wanted}”; it has ${names.join(', ')}${meant === undefined ? '' : `; did you mean “${meant}”?`}`,
    params: { parts: names },
  })
}

type Table = { readonly header: readonly string[]; readonly headerRow: number }

/** Blank titles behind the last named one belong to no column. */
const titlesOf = (cells: readonly (string | null)[]): string[] => {
  const titles = cells.map((cell) => (cell ?? '').trim())
  while (titles.length > 0 && titles.at(-1) === '') titles.pop()
  return titles
}

const tableOf = (rows: readonly SheetRow[], { layout, titles }: ReadOptions): Table | null => {
  const filled = rows.filter(({ cells }) => cells.some((cell) => !isBlank(cell)))
  const first = filled[0]
  if (!first) return null
  const wide = Math.max(...filled.map(({ cells }) => titlesOf(cells).length))
  const stated = layout.headerLine ?? (layout.columns === undefined ? undefined : 0)
  if (stated === 0)
    return { header: layout.columns ?? Array.from({ length: wide }, (_, i) => String(i + 1)), headerRow: 0 }
  const row =
    stated === undefined
      ? filled[
          findHeader(
            filled.map(({ cells }) => cells),
            titles.all,
          )
        ]
      : filled.find((each) => each.row >= stated)
  return row ? { header: titlesOf(row.cells), headerRow: row.row } : null
}

export const readXlsx = async (archive: Archive, options: ReadOptions, sink: RecordSink): Promise<void> => {
  const { layout, facts } = options
  const workbook = await readWorkbook(archive)
  const sheets = chooseSheets(workbook, layout.sheet)
  facts.parts = workbook.sheets.map(({ name, hidden }) => ({ name, ...(hidden && { hidden }) }))
  facts.chosen = sheets.map((sheet) => sheet.name)
  facts.delimiter = ','
  const others = workbook.sheets.filter((sheet) => !sheets.includes(sheet)).map((sheet) => sheet.name)
  if (others.length > 0)
    facts.notices.push({
      zh: `只读取了工作表 ${facts.chosen.join('、')}；其他工作表未读取：${others.join('、')}`,
      en: `only the sheet ${facts.chosen.join(', ')} was read; not these: ${others.join(', ')}`,
    })
  const counts: SheetCounts = { errors: 0 }
  let header: readonly string[] | null = null
  for (const [index, sheet] of sheets.entries()) {
    const offset = sheets.length > 1 ? (index + 1) * sheetStep : 0
    header = await readSheet(sheet, offset, header)
    if (header === wantsNoMore) return
  }
  if (header === null) throw new AppError('empty-file', { detail: `there is nothing on ${facts.chosen.join(', ')}` })
  if (counts.errors > 0)
    facts.notices.push({
      zh: `${counts.errors} 个单元格是公式错误（如 #REF!），按其文字读取`,
      en: `${counts.errors} cells hold an error of a formula (such as #REF!) and were read as that text`,
    })

  /** Answers the header of the first sheet, by which further ones are read. */
  async function readSheet(
    sheet: Sheet,
    offset: number,
    first: readonly string[] | null,
  ): Promise<readonly string[] | null> {
    const top: SheetRow[] = []
    let table: Table | null = null
    /** Places of the columns of the first sheet in this one; null when it is the first. */
    let places: readonly number[] | null = null
    let columns = first
    const start = (): boolean => {
      table = tableOf(top, options)
      if (table === null) return true
      if (columns === null) {
        columns = table.header
        facts.headerLine = table.headerRow
        if (table.headerRow > 1 && layout.headerLine === undefined)
          facts.notices.push({
            zh: `表头在第 ${table.headerRow} 行，其上的内容未读取`,
            en: `the header was found in row ${table.headerRow}; what stands above it was not read`,
          })
        sink.columns(columns)
      } else {
        const names = table.header.map(normalTitle)
        places = columns.map((name) => names.indexOf(normalTitle(name)))
        if (places.every((at, i) => at === -1 || columns?.[i] === '')) {
          facts.notices.push({
            zh: `工作表 ${sheet.name} 的列与第一张表不同，未读取`,
            en: `the sheet ${sheet.name} has other columns than the first one and was not read`,
          })
          return false
        }
      }
      for (const row of top.splice(0)) record(row)
      return true
    }
    const record = ({ row, cells }: SheetRow) => {
      if (table === null || row <= table.headerRow || columns === null || cells.every(isBlank)) return
      const order = places
      const fields = order
        ? order.map((at) => cells[at] ?? null)
        : Array.from({ length: columns.length }, (_, i) => cells[i] ?? null)
      sink.record({
        line: offset + row,
        fields,
        get raw() {
          return toCsvLine(fields)
        },
      })
    }
    for await (const rows of rowsOf(archive, workbook, sheet, counts)) {
      for (const row of rows) {
        if (table !== null) record(row)
        else top.push(row)
        if (table === null && top.length > headerWithin && !start()) return columns
      }
      if (!(await sink.next())) return wantsNoMore
    }
    if (table === null && !start()) return columns
    return (await sink.next()) ? columns : wantsNoMore
  }
}

const wantsNoMore: readonly string[] = []
