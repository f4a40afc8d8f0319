/**
 * Quality rules of a resource: conditions in FEEL that its rows meet. Here stands what their names are and which functions they have
 * beside FEEL's own, for everybody who checks or runs them.
 */
import { type SqlColumn, type SqlOptions, toSql } from '@onecity/decision/sql'
import type { Item, ItemType, QualityRule, Resource } from './model.ts'

/** Which of the columns of an item: the value itself, or a side of its position. */
export type RulePart = 'value' | 'lng' | 'lat'

/** How the names of a rule are to be read in the database. */
type RuleNames = {
  /** SQL of a column of an item, written by the platform. */
  readonly column: (item: string, part: RulePart) => string
  /** Zone in which times of the resource are told. */
  readonly zone: string
}

const columnTypes: Readonly<Record<ItemType, SqlColumn['type'] | null>> = {
  text: 'string',
  integer: 'number',
  decimal: 'number',
  boolean: 'boolean',
  date: 'date',
  datetime: 'date and time',
  code: 'string',
  'citizen-id': 'string',
  uscc: 'string',
  phone: 'string',
  area: 'string',
  point: 'number',
  line: null,
  polygon: null,
  address: 'string',
  plate: 'string',
  'travel-permit': 'string',
  'camera-id': 'string',
  'licence-id': 'string',
  json: null,
  file: 'string',
}

const digitsBefore = (value: number): number =>
  Math.trunc(Math.abs(value)).toLocaleString('en', { useGrouping: false }).length

/** The most digits that the readers let through; fewer where the declaration says so. */
function digitsOf({ type, range, scale }: Item): SqlColumn['digits'] {
  if (type !== 'integer' && type !== 'decimal') return undefined
  const most = type === 'integer' ? 19 : 160
  const { min, max } = range ?? {}
  const before = min === undefined || max === undefined ? most : Math.max(digitsBefore(min), digitsBefore(max))
  return { before, after: type === 'integer' ? 0 : (scale ?? 160) }
}

/** The names a rule of the resource may use: its items by id, a point by `.lng` and `.lat`. */
function ruleColumns({ items }: Resource, { column, zone }: RuleNames): SqlColumn[] {
  return items.flatMap((item): SqlColumn[] => {
    const type = columnTypes[item.type]
    if (type === null) return []
    if (item.type === 'point')
      return (['lng', 'lat'] as const).map((part) => ({
        name: `${item.id}.${part}`,
        type,
        sql: column(item.id, part),
        digits: { before: 3, after: 320 },
      }))
    const digits = digitsOf(item)
    return [{ name: item.id, type, sql: column(item.id, 'value'), zone, ...(digits && { digits }) }]
  })
}

/** Functions of the platform's own: `age(birth_date)`, in whole years. */
const functions = new Map([['age', 'function(born) years and months duration(born, today()).years']])

/**
 * A rule in SQL: true for rows that meet it, false for those that break it, null where values are missing. What cannot be checked
 * in the database is told with its place in the rule.
 */
export const ruleToSql = (
  rule: Pick<QualityRule, 'check'>,
  resource: Resource,
  names: RuleNames,
  options: Pick<SqlOptions, 'now' | 'offset'> = {},
): ReturnType<typeof toSql> =>
  toSql(rule.check, ruleColumns(resource, names), { ...options, zone: names.zone, functions })
