/** Edits of a decision table as pure functions: each gives a new table. Rules and columns count from 0. */
import type { DecisionTable, TableInput, TableOutput, TableRule } from '@onecity/decision'

export type ColumnKind = 'input' | 'output' | 'annotation'
export type ColumnAt = { readonly kind: ColumnKind; readonly index: number }

/** The columns from left to right as a table draws them. */
export const columnsOf = (table: DecisionTable): readonly ColumnAt[] => [
  ...table.inputs.map((_, index) => ({ kind: 'input', index }) as const),
  ...table.outputs.map((_, index) => ({ kind: 'output', index }) as const),
  ...table.annotations.map((_, index) => ({ kind: 'annotation', index }) as const),
]

const partOf = { input: 'inputs', output: 'outputs', annotation: 'annotations' } as const

export const cellText = (rule: TableRule, { kind, index }: ColumnAt): string => rule[partOf[kind]][index] ?? ''

const replaced = <T>(list: readonly T[], at: number, value: T): T[] =>
  list.map((each, index) => (index === at ? value : each))
const without = <T>(list: readonly T[], at: number): T[] => list.filter((_, index) => index !== at)
const inserted = <T>(list: readonly T[], at: number, value: T): T[] => [...list.slice(0, at), value, ...list.slice(at)]
const moved = <T>(list: readonly T[], from: number, to: number): T[] => {
  const item = list[from]
  return item === undefined ? [...list] : inserted(without(list, from), to, item)
}
/** A list of cells that is as long as there are columns. */
const filled = (list: readonly string[], length: number): string[] =>
  Array.from({ length }, (_, index) => list[index] ?? '')

export const withCell = (table: DecisionTable, row: number, at: ColumnAt, text: string): DecisionTable => {
  const rule = table.rules[row]
  if (!rule) return table
  const part = partOf[at.kind]
  const cells = replaced(filled(rule[part], table[part].length), at.index, text)
  return { ...table, rules: replaced(table.rules, row, { ...rule, [part]: cells }) }
}

const emptyRule = (table: DecisionTable): TableRule => ({
  inputs: table.inputs.map(() => '-'),
  outputs: table.outputs.map(() => ''),
  annotations: table.annotations.map(() => ''),
})

export const addRule = (table: DecisionTable, at: number): DecisionTable => ({
  ...table,
  rules: inserted(table.rules, at, emptyRule(table)),
})

export const copyRule = (table: DecisionTable, at: number): DecisionTable => {
  const rule = table.rules[at]
  if (!rule) return table
  const { id: _, ...copy } = rule
  return { ...table, rules: inserted(table.rules, at + 1, copy) }
}

export const moveRule = (table: DecisionTable, from: number, to: number): DecisionTable =>
  to < 0 || to >= table.rules.length ? table : { ...table, rules: moved(table.rules, from, to) }

export const deleteRules = (table: DecisionTable, from: number, to: number): DecisionTable => ({
  ...table,
  rules: table.rules.filter((_, index) => index < from || index > to),
})

type NewColumn = { readonly label: string; readonly text: string; readonly typeRef?: string }

/** A column after the last of its kind; existing rules say nothing about it. */
export const addColumn = (table: DecisionTable, kind: ColumnKind, column: NewColumn): DecisionTable => {
  const part = partOf[kind]
  const { label, text, typeRef } = column
  const typed = typeRef === undefined ? {} : { typeRef }
  const header: TableInput | TableOutput | string =
    kind === 'input' ? { label, text, ...typed } : kind === 'output' ? { name: text, label, ...typed } : label
  const before = table[part].length
  return {
    ...table,
    [part]: [...table[part], header],
    rules: table.rules.map((rule) => ({
      ...rule,
      [part]: [...filled(rule[part], before), kind === 'input' ? '-' : ''],
    })),
  }
}

export const deleteColumn = (table: DecisionTable, { kind, index }: ColumnAt): DecisionTable => {
  const part = partOf[kind]
  const before = table[part].length
  return {
    ...table,
    [part]: (table[part] as readonly unknown[]).filter((_, at) => at !== index),
    rules: table.rules.map((rule) => ({ ...rule, [part]: without(filled(rule[part], before), index) })),
  }
}

/** Moves a column among those of its kind. */
export const moveColumn = (table: DecisionTable, { kind, index }: ColumnAt, to: number): DecisionTable => {
  const part = partOf[kind]
  const count = table[part].length
  if (to < 0 || to >= count) return table
  return {
    ...table,
    [part]: moved<unknown>(table[part], index, to),
    rules: table.rules.map((rule) => ({ ...rule, [part]: moved(filled(rule[part], count), index, to) })),
  }
}

export const withInput = (table: DecisionTable, at: number, input: TableInput): DecisionTable => ({
  ...table,
  inputs: replaced(table.inputs, at, input),
})
export const withOutput = (table: DecisionTable, at: number, output: TableOutput): DecisionTable => ({
  ...table,
  outputs: replaced(table.outputs, at, output),
})
export const withAnnotation = (table: DecisionTable, at: number, label: string): DecisionTable => ({
  ...table,
  annotations: replaced(table.annotations, at, label),
})

/** Cells as spreadsheets put them on the clipboard: tabs between, a quoted cell may hold tabs, line ends and doubled quotes. */
export const parseTabbed = (text: string): readonly (readonly string[])[] => {
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  const rows: string[][] = [[]]
  let at = 0
  while (at <= source.length) {
    let cell = ''
    // A FEEL string starts with a quote too: only a cell that holds a tab, a line end or a doubled quote was quoted for the clipboard.
    const quoted = source[at] === '"' ? /^"((?:[^"]|"")*)"(?=[\t\n]|$)/.exec(source.slice(at)) : null
    const inner = quoted?.[1]
    if (quoted && inner !== undefined && /[\t\n]|""/.test(inner)) {
      cell = inner.replaceAll('""', '"')
      at += quoted[0].length
    } else {
      const end = source.slice(at).search(/[\t\n]/)
      cell = end < 0 ? source.slice(at) : source.slice(at, at + end)
      at += cell.length
    }
    rows.at(-1)?.push(cell.trim())
    if (source[at] === '\n') rows.push([])
    at++
  }
  return rows
}

/** A single FEEL string goes as it is, so that it stays readable in a spreadsheet; other cells with quotes in front are quoted. */
const needsQuotes = (cell: string): boolean => /[\t\n]/.test(cell) || (cell.startsWith('"') && !/^"[^"]*"$/.test(cell))

export const toTabbed = (cells: readonly (readonly string[])[]): string =>
  cells
    .map((row) => row.map((cell) => (needsQuotes(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t'))
    .join('\n')

/** Puts cells into the table from a place on, to the right and down; rules are added where they end, columns are not. */
export const pasteCells = (
  table: DecisionTable,
  row: number,
  column: number,
  cells: readonly (readonly string[])[],
): { readonly table: DecisionTable; readonly leftOut: number } => {
  const columns = columnsOf(table)
  let next = table
  let leftOut = 0
  cells.forEach((line, down) => {
    while (next.rules.length <= row + down) next = addRule(next, next.rules.length)
    line.forEach((text, right) => {
      const at = columns[column + right]
      if (at) next = withCell(next, row + down, at, text)
      else leftOut++
    })
  })
  return { table: next, leftOut }
}
