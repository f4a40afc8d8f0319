import type { Item, ItemType } from '@onecity/city'
import { type RawBuilder, sql } from 'kysely'
import type { Literal } from './filter-ast.ts'
import { badFilter } from './filter-error.ts'

const expectedLiteral: Record<ItemType, string> = {
  text: `text in single quotes`,
  code: `a code in single quotes`,
  'citizen-id': `text in single quotes`,
  uscc: `text in single quotes`,
  phone: `text in single quotes`,
  area: `an area code in single quotes`,
  integer: 'a number',
  decimal: 'a number',
  boolean: 'TRUE or FALSE',
  date: `DATE('YYYY-MM-DD')`,
  datetime: `TIMESTAMP('YYYY-MM-DDThh:mm:ssZ')`,
  address: `text in single quotes`,
  plate: `text in single quotes`,
  'travel-permit': `text in single quotes`,
  'camera-id': `text in single quotes`,
  'licence-id': `text in single quotes`,
  file: `text in single quotes`,
  point: 'IS NULL or IS NOT NULL',
  line: 'IS NULL or IS NOT NULL',
  polygon: 'IS NULL or IS NOT NULL',
  json: 'IS NULL or IS NOT NULL',
}
const withoutLiteral: ReadonlySet<ItemType> = new Set(['point', 'line', 'polygon', 'json'])
const literalKind: Partial<Record<ItemType, Literal['kind']>> = {
  integer: 'number',
  decimal: 'number',
  boolean: 'boolean',
  date: 'date',
  datetime: 'timestamp',
}

/** A literal as a parameter of the item's SQL type. Throws AppError `bad-filter` when it cannot be compared with the item. */
export const literalToSql = (item: Item, literal: Literal): RawBuilder<unknown> => {
  if (withoutLiteral.has(item.type) || (literalKind[item.type] ?? 'text') !== literal.kind)
    throw badFilter(literal.at, `“${item.id}” is of type ${item.type}, ${literal.at.text} is not`, {
      expected: expectedLiteral[item.type],
      didYouMean: suggestion(item, literal),
    })
  switch (literal.kind) {
    case 'text':
      return sql`${literal.value}::text`
    case 'boolean':
      return sql`${literal.value}::boolean`
    case 'number':
      return numberToSql(item, literal.value)
    case 'date':
      if (!isDate(literal.value))
        throw badFilter(literal.at, `${literal.value} is not a date`, { expected: 'YYYY-MM-DD' })
      return sql`${literal.value}::date`
    case 'timestamp': {
      const instant = parseTimestamp(literal.value)
      if (!instant)
        throw badFilter(literal.at, `${literal.value} is not a point in time`, {
          expected: 'YYYY-MM-DDThh:mm:ssZ or with an offset such as +08:00',
        })
      return sql`${instant}::timestamptz`
    }
  }
}

// A whole number stays a bigint: compared with a numeric, the column's index would not be used.
const numberToSql = (item: Item, value: string): RawBuilder<unknown> =>
  item.type === 'integer' && /^[+-]?\d{1,18}$/.test(value) ? sql`${value}::bigint` : sql`${value}::numeric`

const suggestion = (item: Item, literal: Literal): string | undefined => {
  if (item.type === 'date' && literal.kind === 'text' && isDate(literal.value)) return `DATE('${literal.value}')`
  if (item.type === 'datetime' && literal.kind === 'text' && parseTimestamp(literal.value))
    return `TIMESTAMP('${literal.value}')`
  if (item.type === 'datetime' && literal.kind === 'date' && isDate(literal.value))
    return `TIMESTAMP('${literal.value}T00:00:00Z')`
  if (literal.kind === 'number' && literalKind[item.type] === undefined) return `'${literal.value}'`
  if (literal.kind === 'text' && literalKind[item.type] === 'number' && /^[+-]?\d+(\.\d+)?$/.test(literal.value))
    return literal.value
  return undefined
}

/** A day of the calendar, years 0001 to 9999. */
export const isDate = (text: string): boolean => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!parts || parts[1] === '0000') return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/** RFC 3339 date-time with its offset, up to microseconds, as text PostgreSQL reads the same way; else undefined. */
export const parseTimestamp = (text: string): string | undefined => {
  const parts = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(\.\d{1,6})?([Zz]|[+-]\d{2}:\d{2})$/.exec(text)
  if (!parts) return undefined
  const [, date = '', hour = '', minute = '', second = '', , offset = ''] = parts
  const offsetHours = /^[+-]/.test(offset) ? Number(offset.slice(1, 3)) : 0
  const offsetMinutes = /^[+-]/.test(offset) ? Number(offset.slice(4, 6)) : 0
  const plausible = isDate(date) && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60
  return plausible && offsetHours < 15 && offsetMinutes < 60 ? text.toUpperCase() : undefined
}
