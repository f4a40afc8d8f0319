import type { Resource } from '@onecity/city'
import type { BBox } from '../../kernel/geometry.ts'
import { type Executor, sql } from '../../platform/db/db.ts'
import { planTables } from './table-plan.ts'

/** Which rows of a register a tile shows: those whose point lies in the box and, if the reader is so limited, in the areas. */
export type TilePointQuery = {
  readonly resource: Resource
  /** Id of the point item that places a row. */
  readonly point: string
  readonly bbox: BBox
  /** Area codes the reader is held to, and the area item they are compared with; null = everywhere. */
  readonly areas: { readonly item: string; readonly codes: readonly string[] } | null
}

export type TilePoint = {
  readonly rowId: string
  readonly lng: number
  readonly lat: number
  /** By item id; only the items asked for. */
  readonly values: Readonly<Record<string, string | null>>
}

/** Rows of one cell of the grid: how many, and the mean of their positions. */
export type TileCell = { readonly count: number; readonly lng: number; readonly lat: number }

const quoted = (name: string) => sql.raw(`"${name}"`)

/** The condition in the words of the GiST index on `point(lng, lat)`. */
const rowsInBox = ({ point, bbox, areas }: TilePointQuery) => {
  const [west, south, east, north] = bbox
  const inBox = sql`point(${quoted(`${point}_lng`)}, ${quoted(`${point}_lat`)}) <@ box(point(${west}, ${south}), point(${east}, ${north}))`
  return areas ? sql`${inBox} and ${quoted(areas.item)} = any(${areas.codes}::text[])` : inBox
}

/** At most `limit` rows of the box, in no order; their values as text, never more items than asked for. */
export const readTilePoints = async (
  executor: Executor,
  query: TilePointQuery,
  options: { readonly items: readonly string[]; readonly limit: number },
): Promise<readonly TilePoint[]> => {
  const { current } = planTables(query.resource)
  const values = options.items.map((item) => sql`${quoted(item)}::text as ${quoted(`v_${item}`)}`)
  const columns = sql.join([
    sql`row_id as "rowId"`,
    sql`${quoted(`${query.point}_lng`)} as lng`,
    sql`${quoted(`${query.point}_lat`)} as lat`,
    ...values,
  ])
  const { rows } = await sql<Record<string, string | null> & { rowId: string; lng: number; lat: number }>`
    select ${columns} from ${sql.raw(current)} where ${rowsInBox(query)} limit ${options.limit}`.execute(executor)
  return rows.map((row) => ({
    rowId: row.rowId,
    lng: row.lng,
    lat: row.lat,
    values: Object.fromEntries(options.items.map((item) => [item, row[`v_${item}`] ?? null])),
  }))
}

/**
 * Counts the rows of the box in a grid of `side` × `side` cells. Cells are cut evenly in degrees, which costs the database
 * two multiplications a row; where a cell is drawn comes from the mean position of its rows, so the projection stays out of SQL.
 */
export const readTileCells = async (
  executor: Executor,
  query: TilePointQuery,
  side: number,
): Promise<readonly TileCell[]> => {
  const { current } = planTables(query.resource)
  const [west, south, east, north] = query.bbox
  const lng = quoted(`${query.point}_lng`)
  const lat = quoted(`${query.point}_lat`)
  // Small integers hash faster than doubles; the far border belongs to the last cell.
  const { rows } = await sql<TileCell>`
    select count(*)::int as count, avg(${lng}) as lng, avg(${lat}) as lat
    from ${sql.raw(current)}
    where ${rowsInBox(query)}
    group by
      least(floor((${lng} - ${west}) * ${side / (east - west)})::int, ${side - 1}) * ${side}
        + least(floor((${lat} - ${south}) * ${side / (north - south)})::int, ${side - 1})`.execute(executor)
  return rows
}

/** What the tiles of a register depend on: the change set written last; null before the first batch. */
export const findDataVersion = async (executor: Executor, resource: string): Promise<number | null> => {
  const { rows } = await sql<{ version: number | null }>`
    select last_change_set as version from registers.registers where resource = ${resource}`.execute(executor)
  return rows[0]?.version ?? null
}
