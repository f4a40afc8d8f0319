import type { Frame, Run } from '../feel/program.ts'
import type { Value } from '../values/value.ts'
import { shown } from './fit.ts'
import { tell } from './model-run.ts'
import type { Column } from './table-columns.ts'
import { problemAt } from './unit.ts'

/** Rules (from 0) that match, in order; `refused` when an input has a value that is not allowed. */
export type Match = (frame: Frame, values?: Value[]) => readonly number[]
export const refused: readonly number[] = []
export const none: readonly number[] = []

const readColumn = (column: Column, frame: Frame): Value => {
  const value = column.read(frame)
  if (!column.fit) return value
  const fits = column.fit(value)
  return fits === undefined ? value : fits
}

const tellRefused = (column: Column, value: Value, frame: Frame): void => {
  const text = shown(value)
  tell(
    frame[0] as Run,
    problemAt(
      column.box.unit,
      column.box.place,
      'dmn.input-value',
      `${text} is not among the allowed values of input column ${column.box.place.column}; the table gives null`,
      { severity: 'warning', params: { value: text, column: column.box.place.column as number } },
    ),
  )
}

const rulesOf = (word: number, first: number, into: number[]): void => {
  let rest = word
  while (rest !== 0) {
    const lowest = rest & -rest
    into.push(first + 31 - Math.clz32(lowest))
    rest ^= lowest
  }
}

const asks = (column: Column, value: Value, alive: number, word: number, frame: Frame): number => {
  let rest = alive
  let kept = alive
  while (rest !== 0) {
    const lowest = rest & -rest
    const cell = column.index.cells[word * 32 + 31 - Math.clz32(lowest)]
    if (cell && cell.test(value, frame) !== true) kept ^= lowest
    rest ^= lowest
  }
  return kept
}

const single = Array.from({ length: 32 }, (_unused, rule): readonly number[] => [rule])

/** Up to 32 rules: one word. */
export const matchOne = (columns: readonly Column[], rules: number): Match => {
  const all = rules === 32 ? -1 : (1 << rules) - 1
  const count = columns.length
  const checks = columns.some(({ refuses }) => refuses)
  const hasAsked = columns.some(({ index }) => index.hasAsked)
  return (frame, values) => {
    let alive = all
    let isRefused = false
    const kept = hasAsked ? (values ?? new Array<Value>(count)) : values
    let isAsked = hasAsked
    let later: Value[] | undefined
    for (let at = 0; at < count; at++) {
      const column = columns[at] as Column
      const value = readColumn(column, frame)
      if (kept) kept[at] = value
      if (column.refuses?.(value, frame)) {
        isRefused = true
        tellRefused(column, value, frame)
      }
      const row = column.index.rowOf(value)
      if (row >= 0) alive &= column.index.bits[row] as number
      else {
        later ??= new Array<Value>(count)
        later[at] = value
        isAsked = true
      }
      if (alive === 0 && !checks && !values) return none
    }
    if (isRefused) return refused
    if (isAsked)
      for (let at = 0; at < count && alive !== 0; at++) {
        const column = columns[at] as Column
        if (later && later[at] !== undefined) alive = asks(column, later[at] as Value, alive, 0, frame)
        else if (column.index.hasAsked) {
          const asked = alive & (column.index.asked[0] as number)
          if (asked !== 0) alive ^= asked ^ asks(column, kept?.[at] as Value, asked, 0, frame)
        }
      }
    if (alive === 0) return none
    const rule = 31 - Math.clz32(alive & -alive)
    if ((alive & (alive - 1)) === 0) return single[rule] as readonly number[]
    const matched: number[] = []
    rulesOf(alive, 0, matched)
    return matched
  }
}

/** Any number of rules: several words. */
export const matchMany = (columns: readonly Column[], rules: number, words: number): Match => {
  const all = new Int32Array(words).fill(-1)
  if (rules % 32 !== 0) all[words - 1] = (1 << (rules % 32)) - 1
  return (frame, values) => {
    const alive = all.slice()
    const read = values ?? new Array<Value>(columns.length)
    const rows = new Array<number>(columns.length)
    let isRefused = false
    for (let at = 0; at < columns.length; at++) {
      const column = columns[at] as Column
      const value = readColumn(column, frame)
      read[at] = value
      if (column.refuses?.(value, frame)) {
        isRefused = true
        tellRefused(column, value, frame)
      }
      const row = column.index.rowOf(value)
      rows[at] = row
      if (row < 0) continue
      const { bits } = column.index
      for (let word = 0; word < words; word++)
        alive[word] = (alive[word] as number) & (bits[row * words + word] as number)
    }
    if (isRefused) return refused
    const matched: number[] = []
    for (let word = 0; word < words; word++) {
      let left = alive[word] as number
      for (let at = 0; at < columns.length && left !== 0; at++) {
        const column = columns[at] as Column
        const asked = (rows[at] as number) < 0 ? left : left & (column.index.asked[word] as number)
        if (asked !== 0) left ^= asked ^ asks(column, read[at] as Value, asked, word, frame)
      }
      rulesOf(left, word * 32, matched)
    }
    return matched
  }
}
