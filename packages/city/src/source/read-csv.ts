import { type Fault, type Position, type Source, withoutByteOrderMark } from './source.ts'

type Cell = Position & { readonly text: string }
export type CsvColumns = { readonly required: readonly string[]; readonly optional: readonly string[] }

/**
 * Reads CSV (RFC 4180, comma, UTF-8) with a header line into a list of `{column: text}`; empty cells are left out.
 * Unknown, double and missing columns and rows of another length are faults.
 */
export function readCsv(path: string, fileText: string, columns: CsvColumns): Source {
  const { records, faults } = scan(withoutByteOrderMark(fileText))
  const [header, ...rows] = records
  const known = [...columns.required, ...columns.optional]
  const names = (header ?? []).map((cell) => cell.text.trim())
  for (const [i, name] of names.entries()) {
    const cell = header?.[i] ?? { line: 1, column: 1 }
    if (names.indexOf(name) < i) faults.push({ ...place(cell), message: `column “${name}” is given twice` })
    else if (!known.includes(name))
      faults.push({ ...place(cell), message: `unknown column “${name}”`, expected: `one of ${known.join(', ')}` })
  }
  const missing = columns.required.filter((name) => !names.includes(name))
  for (const name of missing)
    faults.push({
      line: 1,
      column: 1,
      message: `column “${name}” is missing`,
      expected: `the header ${known.join(',')}`,
    })

  const document: Record<string, string>[] = []
  for (const row of rows) {
    const first = row[0] ?? { line: 1, column: 1, text: '' }
    if (row.length !== names.length)
      faults.push({
        ...place(first),
        message: `this row has ${row.length} cells`,
        expected: `${names.length} cells, as in the header`,
      })
    const filled = names.flatMap((name, i) => (row[i]?.text.trim() ? [[name, row[i].text.trim()] as const] : []))
    document.push(Object.fromEntries(filled))
  }
  const at: Source['at'] = (pointer) => {
    const row = rows[Number(pointer[0] ?? -1)]
    const cell = row?.[names.indexOf(String(pointer[1]))] ?? row?.[0] ?? header?.[0]
    return cell ? place(cell) : { line: 1, column: 1 }
  }
  // Rows cannot be judged while a column they need is not there.
  return { path, document: missing.length > 0 ? undefined : document, faults, at }
}

function place(cell: Position): Position {
  return { line: cell.line, column: cell.column }
}

function scan(text: string): { records: Cell[][]; faults: Fault[] } {
  const records: Cell[][] = []
  const faults: Fault[] = []
  let record: Cell[] = []
  let offset = 0
  let line = 1
  let lineStart = 0
  const endRecord = () => {
    if (record.length > 1 || record[0]?.text !== '') records.push(record)
    record = []
  }
  while (offset < text.length || record.length > 0) {
    const start = { line, column: offset - lineStart + 1 }
    let value = ''
    if (text[offset] === '"') {
      offset++
      let closed = false
      while (offset < text.length && !closed) {
        const character = text[offset] as string
        if (character === '"' && text[offset + 1] === '"') {
          value += '"'
          offset += 2
        } else if (character === '"') {
          closed = true
          offset++
        } else {
          if (character === '\n') {
            line++
            lineStart = offset + 1
          }
          value += character
          offset++
        }
      }
      if (!closed) faults.push({ ...start, message: 'a quoted cell is not closed', expected: 'a closing "' })
      else if (offset < text.length && !',\r\n'.includes(text[offset] as string))
        faults.push({ ...start, message: 'text follows a quoted cell', expected: 'a comma or the end of the line' })
    }
    const rest = /[^,\r\n]*/y
    rest.lastIndex = offset
    value += rest.exec(text)?.[0] ?? ''
    offset = Math.max(offset, rest.lastIndex)
    record.push({ ...start, text: value })
    if (text[offset] === ',') {
      offset++
      if (offset < text.length) continue
      record.push({ line, column: offset - lineStart + 1, text: '' })
    }
    if (text[offset] === '\r') offset++
    if (text[offset] === '\n') offset++
    endRecord()
    line++
    lineStart = offset
  }
  return { records, faults }
}
