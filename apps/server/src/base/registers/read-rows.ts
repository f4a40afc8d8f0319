import type { Row } from '@onecity/contracts'
import { type RawBuilder, sql } from 'kysely'
import type { Executor } from '../../platform/db/db.ts'
import type { RowCursor, Sort } from './read-cursor.ts'
import type { Scope } from './scope.ts'

/** Which rows of a register are asked for; the scope's own conditions are always added. */
export type RowsQuery = {
  readonly scope: Scope
  readonly conditions: readonly RawBuilder<boolean>[]
  /** Area codes asked for, subtrees included; null = any. */
  readonly areas: readonly string[] | null
  readonly sort: Sort | undefined
  /** Number of the last change set that counts; undefined = rows as they are now. */
  readonly asOfNumber: number | undefined
}

export type ReadRow = Row & { readonly cursor: RowCursor }

/** Looking areas up one by one reads up to a page of each: beyond so many rows, walking through the register costs less. */
const ONE_BY_ONE_ROWS = 10_000
/** Bounded: a count of everything that matches would grow with the register. */
const COUNT_AT_MOST = 10_000

/**
 * The next `limit` rows after a cursor, in order. Without a sort: by row id, which follows arrival. With one: by value, then
 * row id; rows without a value come last in either direction.
 */
export const readRows = async (
  executor: Executor,
  query: RowsQuery,
  page: { readonly after: RowCursor | undefined; readonly limit: number },
): Promise<readonly ReadRow[]> => {
  const { sort, scope } = query
  const { after, limit } = page
  if (!sort) {
    const further = after ? [sql<boolean>`row_id > ${after.row}::uuid`] : []
    return runPage(executor, query, { conditions: further, order: sql`row_id`, limit })
  }
  // Two ranges of the item's index rather than one ORDER BY … NULLS LAST, which a descending read could not take from it.
  const column = scope.column(sort.item)
  const direction = sql.raw(sort.descending ? 'desc' : 'asc')
  const withValue =
    after?.value === null
      ? []
      : await runPage(executor, query, {
          conditions: [
            sql`${column} is not null`,
            ...(after
              ? [
                  sql<boolean>`(${column}, row_id) ${sql.raw(sort.descending ? '<' : '>')} (${cursorValue(sort, after)}, ${after.row}::uuid)`,
                ]
              : []),
          ],
          order: sql`${sql.raw('sort_value')} ${direction}, row_id ${direction}`,
          limit,
        })
  if (withValue.length === limit) return withValue
  const withoutValue = await runPage(executor, query, {
    conditions: [sql`${column} is null`, ...(after?.value === null ? [sql<boolean>`row_id > ${after.row}::uuid`] : [])],
    order: sql`row_id`,
    limit: limit - withValue.length,
  })
  return [...withValue, ...withoutValue]
}

/** How many rows match, counted up to 10,000. */
export const countRows = async (
  executor: Executor,
  query: RowsQuery,
): Promise<{ readonly value: number; readonly exact: boolean }> => {
  const versions = versionsOf(query).map(
    ({ table, condition }) =>
      sql`(select 1 from ${sql.raw(table)} where ${allOf([condition, query.scope.where, areasCondition(query), ...query.conditions])} limit ${COUNT_AT_MOST + 1})`,
  )
  const { rows } = await sql<{ found: number }>`
    select count(*) as found from (
      select 1 from (${sql.join(versions, sql` union all `)}) as matching limit ${COUNT_AT_MOST + 1}
    ) as counted`.execute(executor)
  const found = rows[0]?.found ?? 0
  return { value: Math.min(found, COUNT_AT_MOST), exact: found <= COUNT_AT_MOST }
}

type SelectedRow = Readonly<Record<string, unknown>> & {
  readonly row_id: string
  readonly change_set: number
  readonly simulated: boolean | null
  readonly sort_text?: string | null
}

const runPage = async (
  executor: Executor,
  query: RowsQuery,
  page: {
    readonly conditions: readonly RawBuilder<boolean>[]
    readonly order: RawBuilder<unknown>
    readonly limit: number
  },
): Promise<readonly ReadRow[]> => {
  const { scope, sort } = query
  const sorted = sort ? sql`, ${scope.column(sort.item)} as sort_value, ${sortText(scope, sort)} as sort_text` : sql``
  // Each branch is ordered and cut by itself, so that each stops after `limit` rows of its own index.
  const columns = sql`row_id, change_set, ${scope.select}${sorted}`
  const oneByOne = areasOneByOne(query, page.limit)
  const branches = versionsOf(query).map(({ table, condition }) => {
    const conditions = [condition, ...query.conditions, ...page.conditions]
    return oneByOne
      ? sql`(
      select found.* from unnest(${oneByOne}::text[]) as wanted(area_code)
      cross join lateral (
        select ${columns} from ${sql.raw(table)}
        where ${allOf([sql`${scope.areaItem && scope.column(scope.areaItem)} = wanted.area_code`, ...conditions])}
        order by ${page.order}
        limit ${page.limit}
      ) as found
      order by ${page.order}
      limit ${page.limit})`
      : sql`(
      select ${columns} from ${sql.raw(table)}
      where ${allOf([scope.where, areasCondition(query), ...conditions])}
      order by ${page.order}
      limit ${page.limit})`
  })
  const [only, ...others] = branches
  const versions =
    only && others.length === 0
      ? only
      : sql`(${sql.join(branches, sql` union all `)} order by ${page.order} limit ${page.limit})`
  const { rows } = await sql<SelectedRow>`
    select version.*, written_by.simulated
    from ${versions} as version
    left join changes.change_sets as written_by on written_by.id = version.change_set
    order by ${page.order}`.execute(executor)
  return rows.map((row) => {
    const values = scope.readValues(row)
    const marks = scope.marksOf(values)
    return {
      rowId: row.row_id,
      values,
      changeSet: row.change_set,
      simulated: row.simulated ?? false,
      ...(marks && { marks }),
      cursor: sort ? { row: row.row_id, value: row.sort_text ?? null } : { row: row.row_id },
    }
  })
}

const areasCondition = ({ scope, areas }: RowsQuery): RawBuilder<boolean> | null =>
  areas && scope.areaItem ? sql`${scope.column(scope.areaItem)} = any(${[...areas]}::text[])` : null

/**
 * The areas to look up one after the other, each in order of row id by the index on (area, row_id); null where that does not
 * help. Deliveries often come one district after the other: rows of one area then lie together, and the planner, who
 * believes them spread evenly, would walk through everybody else's rows to find them.
 */
const areasOneByOne = (
  { scope, areas, conditions, sort, asOfNumber }: RowsQuery,
  limit: number,
): readonly string[] | null => {
  // With another condition or order, the index that serves that one may be far better; history has no index on areas.
  if (!scope.areaItem || conditions.length > 0 || sort || asOfNumber !== undefined) return null
  const allowed = scope.obligations.areas
  const wanted = areas && allowed ? areas.filter((code) => allowed.includes(code)) : (areas ?? allowed)
  return wanted && wanted.length * limit <= ONE_BY_ONE_ROWS ? wanted : null
}

type Versions = { readonly table: string; readonly condition: RawBuilder<boolean> | null }

/**
 * The tables that hold the versions asked about. As of number N: rows written by then and still current, and rows written by
 * then whose replacement came later (or has no number yet).
 */
const versionsOf = ({ scope, asOfNumber }: RowsQuery): readonly Versions[] => {
  const { plan } = scope
  if (asOfNumber === undefined) return [{ table: plan.current, condition: null }]
  const countingSets = sql`(select id from changes.change_sets where resource = ${plan.resource.id} and number <= ${asOfNumber})`
  const written = sql<boolean>`change_set in ${countingSets}`
  return [
    { table: plan.current, condition: written },
    { table: plan.history, condition: sql<boolean>`${written} and ended_by not in ${countingSets}` },
  ]
}

const allOf = (conditions: readonly (RawBuilder<boolean> | null)[]): RawBuilder<boolean> => {
  const stated = conditions.filter((condition) => condition !== null)
  return stated.length > 0 ? sql`${sql.join(stated, sql` and `)}` : sql`true`
}

/** Exact, so that the next page starts neither before nor after the last row. */
const sortText = (scope: Scope, sort: Sort): RawBuilder<unknown> =>
  sort.item.type === 'datetime'
    ? sql`to_char(${scope.column(sort.item)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
    : sql`${scope.column(sort.item)}::text`

const cursorValue = (sort: Sort, after: RowCursor): RawBuilder<unknown> =>
  sql`${after.value}::${sql.raw(cursorTypes[sort.item.type] ?? 'text')}`
const cursorTypes: Readonly<Record<string, string>> = {
  integer: 'bigint',
  decimal: 'numeric',
  boolean: 'boolean',
  date: 'date',
  datetime: 'timestamptz',
}
