import type { DecisionTable } from '@onecity/decision'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addColumn,
  addRule,
  cellText,
  columnsOf,
  copyRule,
  deleteColumn,
  deleteRules,
  moveColumn,
  moveRule,
  parseTabbed,
  pasteCells,
  toTabbed,
  withCell,
} from './table-edit.ts'

const table: DecisionTable = {
  kind: 'table',
  hitPolicy: 'UNIQUE',
  inputs: [{ text: 'age' }, { text: 'city' }],
  outputs: [{ name: 'amount' }],
  annotations: ['why'],
  rules: [
    { inputs: ['< 70', '-'], outputs: ['0'], annotations: ['young'] },
    { inputs: ['>= 70', '"A"'], outputs: ['200'], annotations: [''] },
  ],
}
const texts = (of: DecisionTable) => of.rules.map((rule) => columnsOf(of).map((at) => cellText(rule, at)))

describe('edits of a table', () => {
  test('a rule is added, copied, moved and deleted, the others keep their cells', () => {
    expect(texts(addRule(table, 1))).toEqual([
      ['< 70', '-', '0', 'young'],
      ['-', '-', '', ''],
      ['>= 70', '"A"', '200', ''],
    ])
    expect(texts(copyRule(table, 0))[1]).toEqual(['< 70', '-', '0', 'young'])
    expect(texts(moveRule(table, 1, 0))[0]).toEqual(['>= 70', '"A"', '200', ''])
    expect(moveRule(table, 1, 2)).toBe(table)
    expect(texts(deleteRules(table, 0, 0))).toEqual([['>= 70', '"A"', '200', '']])
  })

  test('a column moves and goes with its cells', () => {
    expect(texts(moveColumn(table, { kind: 'input', index: 1 }, 0))[1]).toEqual(['"A"', '>= 70', '200', ''])
    expect(texts(deleteColumn(table, { kind: 'input', index: 0 }))).toEqual([
      ['-', '0', 'young'],
      ['"A"', '200', ''],
    ])
    expect(texts(addColumn(table, 'input', { label: 'sex', text: 'sex' }))[1]).toEqual(['>= 70', '"A"', '-', '200', ''])
  })

  test('a cell is written where the rule lacks it', () => {
    const short = { ...table, rules: [{ inputs: ['1'], outputs: [], annotations: [] }] }
    expect(texts(withCell(short, 0, { kind: 'input', index: 1 }, '2'))).toEqual([['1', '2', '', '']])
  })

  test('cells from a spreadsheet fill to the right and down, add rules, and what has no column is counted', () => {
    const { table: pasted, leftOut } = pasteCells(table, 1, 2, parseTabbed('1\tone\tmore\r\n2\ttwo\r\n'))
    expect(texts(pasted)).toEqual([
      ['< 70', '-', '0', 'young'],
      ['>= 70', '"A"', '1', 'one'],
      ['-', '-', '2', 'two'],
    ])
    expect(leftOut).toBe(1)
  })

  test('a FEEL string keeps its quotes, a cell quoted for the clipboard loses them', () => {
    expect(parseTabbed('"A"\t"B","C"\n"a\nb"\t"say ""x"""')).toEqual([
      ['"A"', '"B","C"'],
      ['a\nb', 'say "x"'],
    ])
  })

  test('what is copied is pasted as it was', () => {
    const cell = fc.stringMatching(/^[a-z<>"\n\t0-9]{0,8}$/).map((text) => text.trim())
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 4 }), (cells) => {
        // A last row of nothing is the line end of the one before.
        fc.pre(cells.at(-1)?.some((text) => text !== '') === true)
        expect(parseTabbed(toTabbed(cells))).toEqual(cells)
      }),
    )
  })
})
