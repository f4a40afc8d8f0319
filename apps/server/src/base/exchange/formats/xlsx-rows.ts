/** The rows of one sheet, streamed: cells as the text a person would have typed. ECMA-376 part 1, 18.3.1. */
import { formatSerial } from './xlsx-styles.ts'
import { makeXmlReader, type Sheet, unescapeText, type Workbook } from './xlsx-workbook.ts'
import { type Archive, piecesOf } from './zip.ts'

export type SheetRow = {
  /** Number of the row as the sheet shows it. */
  readonly row: number
  /** Null = empty; holes are filled. */
  readonly cells: readonly (string | null)[]
}
export type SheetCounts = { errors: number }

const mostColumns = 16_384

/** `AB12` → 27. */
const columnOf = (reference: string): number => {
  let column = 0
  for (let i = 0; i < reference.length; i++) {
    const letter = reference.charCodeAt(i) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return column - 1
}

/** As written, without what binary fractions add: 0.1 is stored as 0.10000000000000001. */
const numberText = (text: string): string => {
  const value = Number(text)
  return Number.isFinite(value) && text.trim() !== '' ? String(value) : text
}

/** Pieces of rows; every piece is what one piece of the file held. */
export async function* rowsOf(
  archive: Archive,
  workbook: Workbook,
  sheet: Sheet,
  counts: SheetCounts,
): AsyncGenerator<readonly SheetRow[]> {
  let rows: SheetRow[] = []
  let row = 0
  let cells: (string | null)[] = []
  let column = 0
  let type = ''
  let style = 0
  let value = ''
  let hasValue = false
  let takesText = false
  let inPhonetic = false

  const cellText = (): string | null => {
    if (!hasValue) return null
    switch (type) {
      case 's':
        return workbook.strings(Number(value))
      case 'inlineStr':
      case 'str':
        return unescapeText(value)
      case 'b':
        return value === '1' ? 'true' : 'false'
      case 'e':
        counts.errors++
        return value
      case 'd':
        return value
    }
    const kind = workbook.styles[style] ?? 'number'
    const date = kind === 'number' || value.trim() === '' ? null : formatSerial(Number(value), kind, workbook.uses1904)
    return date ?? numberText(value)
  }
  const reader = makeXmlReader(
    {
      open: (name, attributes) => {
        switch (name) {
          case 'row':
            row = attributes['r'] === undefined ? row + 1 : Number(attributes['r'])
            cells = []
            column = 0
            return
          case 'c':
            if (attributes['r'] !== undefined) column = columnOf(attributes['r'])
            type = attributes['t'] ?? 'n'
            style = Number(attributes['s'] ?? 0)
            value = ''
            hasValue = false
            return
          case 'v':
          case 't':
            takesText = true
            hasValue = true
            return
          case 'rPh':
            inPhonetic = true
        }
      },
      text: (piece) => {
        if (takesText && !inPhonetic) value += piece
      },
      close: (name) => {
        switch (name) {
          case 'v':
          case 't':
            takesText = false
            return
          case 'rPh':
            inPhonetic = false
            return
          case 'c': {
            const text = cellText()
            if (text !== null && column >= 0 && column < mostColumns) {
              while (cells.length < column) cells.push(null)
              cells[column] = text
            }
            column++
            return
          }
          case 'row':
            rows.push({ row, cells })
        }
      },
    },
    `the sheet “${sheet.name}”`,
  )
  for await (const piece of piecesOf(archive, sheet.part)) {
    reader.write(piece)
    if (rows.length === 0) continue
    yield rows
    rows = []
  }
  reader.end()
  if (rows.length > 0) yield rows
}
