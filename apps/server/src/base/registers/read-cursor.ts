import type { Item } from '@onecity/city'
import { AppError } from '../../kernel/app-error.ts'
import { isId } from '../../kernel/ids.ts'
import { isDate, parseTimestamp } from './filter-literal.ts'

/** The last row read: its id and, when sorting, its value of the sort item as text (null among the rows without one). */
export type RowCursor = { readonly row: string; readonly value?: string | null }

/** What rows are put in order by; without it they come in order of arrival. */
export type Sort = { readonly item: Item; readonly descending: boolean }

const nameOf = (sort: Sort | undefined): string => (sort ? `${sort.descending ? '-' : ''}${sort.item.id}` : '')

/** The cursor as handed to clients: opaque, and bound to the sort it belongs to. */
export const writeRowCursor = (cursor: RowCursor, sort: Sort | undefined): string =>
  Buffer.from(JSON.stringify([nameOf(sort), cursor.row, ...(sort ? [cursor.value ?? null] : [])])).toString('base64url')

/** Reads a cursor back. Throws AppError `bad-request` for one that was not written for this sort. */
export const parseRowCursor = (text: string, sort: Sort | undefined): RowCursor => {
  const parts = parseParts(text)
  if (!Array.isArray(parts) || parts[0] !== nameOf(sort) || parts.length !== (sort ? 3 : 2)) throw badCursor()
  const [, row, value] = parts as [unknown, unknown, unknown]
  if (typeof row !== 'string' || !isId(row)) throw badCursor()
  if (!sort) return { row }
  if (value !== null && (typeof value !== 'string' || !isValueOf(sort.item, value))) throw badCursor()
  return { row, value }
}

const parseParts = (text: string): unknown => {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}

const badCursor = () =>
  new AppError('bad-request', { detail: '`after` is not the `next` of a page read with the same `sort`.' })

// The value becomes a typed parameter: text that PostgreSQL could not read as that type must not get there.
const isValueOf = (item: Item, value: string): boolean => {
  switch (item.type) {
    case 'integer':
      return /^-?\d{1,19}$/.test(value) && BigInt.asIntN(64, BigInt(value)) === BigInt(value)
    case 'decimal':
      return /^-?\d{1,1000}(\.\d{1,1000})?$/.test(value)
    case 'boolean':
      return value === 'true' || value === 'false'
    case 'date':
      return isDate(value)
    case 'datetime':
      return parseTimestamp(value) !== undefined
    default:
      return !value.includes('\0')
  }
}
