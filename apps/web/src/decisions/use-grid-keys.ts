/** The keyboard and clipboard of the table's grid: moves as in a spreadsheet. Rows count from 0; row -1 is the header. */
import type { DecisionTable } from '@onecity/decision'
import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react'
import {
  addRule,
  cellText,
  columnsOf,
  copyRule,
  deleteRules,
  moveRule,
  parseTabbed,
  pasteCells,
  toTabbed,
  withCell,
} from './table-edit.ts'

export type CellAt = { readonly row: number; readonly column: number }
export type GridState = {
  readonly active: CellAt
  /** The other corner of what is selected. */
  readonly anchor: CellAt
  /** The cell is being typed in; `from` is what stood in it before. */
  readonly editing: { readonly from: string } | null
}

const pageRows = 10
const moves: Readonly<Record<string, (at: CellAt, last: CellAt) => CellAt>> = {
  ArrowUp: (at) => ({ ...at, row: at.row - 1 }),
  ArrowDown: (at) => ({ ...at, row: at.row + 1 }),
  ArrowLeft: (at) => ({ ...at, column: at.column - 1 }),
  ArrowRight: (at) => ({ ...at, column: at.column + 1 }),
  PageUp: (at) => ({ ...at, row: Math.max(0, at.row - pageRows) }),
  PageDown: (at) => ({ ...at, row: at.row + pageRows }),
  Home: (at) => ({ ...at, column: 0 }),
  End: (at, last) => ({ ...at, column: last.column }),
}

const between = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value))

export const rangeOf = ({ active, anchor }: GridState) => ({
  top: Math.min(active.row, anchor.row),
  bottom: Math.max(active.row, anchor.row),
  left: Math.min(active.column, anchor.column),
  right: Math.max(active.column, anchor.column),
})

export const useGridKeys = ({
  table,
  isReadOnly,
  onChange,
  onLeftOut,
}: {
  readonly table: DecisionTable
  readonly isReadOnly: boolean
  readonly onChange: (next: DecisionTable, step?: string) => void
  /** Cells pasted beyond the last column. */
  readonly onLeftOut: (count: number) => void
}) => {
  const [state, setState] = useState<GridState>({
    active: { row: 0, column: 0 },
    anchor: { row: 0, column: 0 },
    editing: null,
  })
  /** A key moved on: the field that had the focus goes with its cell, and the focus is to come to the next. */
  const wantsFocus = useRef(false)
  const columns = columnsOf(table)
  const last: CellAt = { row: table.rules.length - 1, column: columns.length - 1 }
  const bounded = ({ row, column }: CellAt): CellAt => ({
    row: between(row, -1, last.row),
    column: between(column, 0, Math.max(0, last.column)),
  })
  const active = bounded(state.active)
  const anchor = bounded(state.anchor)
  const editing = active.row < 0 ? null : state.editing

  const go = (to: CellAt, extend = false) => {
    const next = bounded(to)
    setState({ active: next, anchor: extend && next.row >= 0 ? anchor : next, editing: null })
  }
  const textAt = ({ row, column }: CellAt): string => {
    const rule = table.rules[row]
    const at = columns[column]
    return rule && at ? cellText(rule, at) : ''
  }
  const edit = (at: CellAt, text?: string) => {
    if (isReadOnly || at.row < 0) return
    setState({ active: at, anchor: at, editing: { from: textAt(at) } })
    const column = columns[at.column]
    if (text !== undefined && column) onChange(withCell(table, at.row, column, text), stepOf(at))
  }
  const stepOf = ({ row, column }: CellAt): string => `cell ${row}:${column}`
  const type = (text: string) => {
    const column = columns[active.column]
    if (column) onChange(withCell(table, active.row, column, text), stepOf(active))
  }
  const stop = (move: Partial<CellAt> = {}) =>
    go({ row: active.row + (move.row ?? 0), column: active.column + (move.column ?? 0) })

  const clear = () => {
    const { top, bottom, left, right } = rangeOf({ active, anchor, editing: null })
    let next = table
    for (let row = Math.max(0, top); row <= bottom; row++)
      for (let column = left; column <= right; column++) {
        const at = columns[column]
        if (at) next = withCell(next, row, at, at.kind === 'input' ? '-' : '')
      }
    onChange(next)
  }
  const insertBelow = () => {
    const row = active.row + 1
    onChange(addRule(table, row))
    setState({ active: { row, column: active.column }, anchor: { row, column: active.column }, editing: null })
  }
  const rules = {
    insertBelow,
    copy: () => {
      if (active.row < 0) return
      onChange(copyRule(table, active.row))
      setState({
        active: { ...active, row: active.row + 1 },
        anchor: { ...active, row: active.row + 1 },
        editing: null,
      })
    },
    move: (by: number) => {
      const row = active.row + by
      if (active.row < 0 || row < 0 || row > last.row) return
      onChange(moveRule(table, active.row, row))
      setState({ active: { ...active, row }, anchor: { ...active, row }, editing: null })
    },
    remove: () => {
      if (active.row < 0) return
      const { top, bottom } = rangeOf({ active, anchor, editing: null })
      onChange(deleteRules(table, Math.max(0, top), bottom))
      const at = { row: between(top, -1, Math.max(-1, last.row - 1 - bottom + top)), column: active.column }
      setState({ active: at, anchor: at, editing: null })
    },
  }

  const onEditKey = (event: KeyboardEvent) => {
    const { key } = event
    wantsFocus.current = true
    // An input method is choosing characters: its Enter is not ours.
    if (event.nativeEvent.isComposing) return
    if (key === 'Enter' && !event.altKey) {
      event.preventDefault()
      stop({ row: event.shiftKey ? -1 : 1 })
    } else if (key === 'Enter') {
      event.preventDefault()
      const field = event.target as HTMLTextAreaElement
      field.setRangeText('\n', field.selectionStart, field.selectionEnd, 'end')
      type(field.value)
    } else if (key === 'Tab') {
      event.preventDefault()
      stop({ column: event.shiftKey ? -1 : 1 })
    } else if (key === 'Escape') {
      event.preventDefault()
      if (editing) type(editing.from)
      stop()
    }
  }

  const onGridKey = (event: KeyboardEvent) => {
    if (editing) return onEditKey(event)
    const { key, altKey, shiftKey } = event
    const isCommand = event.ctrlKey || event.metaKey
    const takes = (act: () => void) => {
      event.preventDefault()
      // A letter typed into a cell is no shortcut of the page.
      event.stopPropagation()
      wantsFocus.current = true
      act()
    }
    if (altKey && (key === 'ArrowUp' || key === 'ArrowDown')) {
      if (!isReadOnly) takes(() => rules.move(key === 'ArrowUp' ? -1 : 1))
      return
    }
    if (altKey) return
    if (isCommand) {
      if (key === 'Home') takes(() => go({ row: 0, column: 0 }, shiftKey))
      else if (key === 'End') takes(() => go(last, shiftKey))
      else if (key === 'Enter' && !isReadOnly) takes(insertBelow)
      else if (key === 'Delete' && !isReadOnly) takes(rules.remove)
      return
    }
    const move = moves[key]
    if (move) takes(() => go(move(active, last), shiftKey))
    else if (active.row < 0) return
    else if (key === 'Enter' || key === 'F2') takes(() => edit(active))
    else if (key === 'Escape') takes(() => go(active))
    else if (isReadOnly) return
    else if (key === 'Delete' || key === 'Backspace') takes(clear)
    // Other keys are taken by the cell's field, and only the space would be lost on a cell.
    else if (key === ' ') takes(() => undefined)
  }

  const selectedCells = (): string[][] => {
    const { top, bottom, left, right } = rangeOf({ active, anchor, editing: null })
    return table.rules
      .slice(Math.max(0, top), bottom + 1)
      .map((rule) => columns.slice(left, right + 1).map((at) => cellText(rule, at)))
  }
  const onCopy = (event: ClipboardEvent, isCut = false) => {
    if (editing || active.row < 0) return
    event.preventDefault()
    event.clipboardData.setData('text/plain', toTabbed(selectedCells()))
    if (isCut && !isReadOnly) clear()
  }
  const onPaste = (event: ClipboardEvent) => {
    if (editing || isReadOnly) return
    event.preventDefault()
    const cells = parseTabbed(event.clipboardData.getData('text/plain'))
    const { top, left } = rangeOf({ active, anchor, editing: null })
    const { table: next, leftOut } = pasteCells(table, Math.max(0, top), left, cells)
    onChange(next)
    onLeftOut(leftOut)
  }
  return {
    state: { active, anchor, editing } satisfies GridState,
    wantsFocus,
    go,
    edit,
    type,
    stop,
    rules,
    handlers: {
      onKeyDown: onGridKey,
      onCopy,
      onCut: (event: ClipboardEvent) => onCopy(event, true),
      onPaste,
    },
  }
}
