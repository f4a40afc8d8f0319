import type { DecisionTable } from '@onecity/decision'
import { type ColumnAt, cellText } from './table-edit.ts'

const looked = 200
const widest = 220
const lineBreaksFrom = 130

/** Pixels a text takes in a cell, as near as widths need it. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 13.5 : 7.9), 0) + 18

/** The least width of a column: short texts in one line, long ones in two or three. */
export const columnWidth = (table: DecisionTable, at: ColumnAt, title: string, expression: string): number => {
  const longest = Math.max(
    0,
    ...table.rules.slice(0, looked).flatMap((rule) => cellText(rule, at).split('\n').map(widthOf)),
  )
  const needed = longest <= lineBreaksFrom ? longest : Math.max(lineBreaksFrom, longest / 2)
  return Math.round(Math.min(widest, Math.max(56, needed, widthOf(title) / 2, widthOf(expression) / 2.5)))
}
