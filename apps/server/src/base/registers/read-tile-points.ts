import type { Item, Resource } from '@onecity/city'
import { cellBits, cellRangeOfTile } from '../../kernel/cell.ts'
import type { Tile } from '../../kernel/geometry-tiles.ts'
import { type Executor, sql } from '../../platform/db/db.ts'
import type { Obligations } from '../../trust/access/index.ts'
import { findRegisterTables } from './read-register.ts'
import { makeScope, type Scope } from './scope.ts'
import { planTables } from './table-plan.ts'

export type TilePoint = {
  readonly rowId: string
  readonly lng: number
  readonly lat: number
  /** By item id; only the items asked for. */
  readonly values: Readonly<Record<string, string | null>>
}

/** Rows of one cell of the grid: how many, and the mean of their positions. */
export type TileCell = { readonly count: number; readonly lng: number; readonly lat: number }

/** A register as one reader may see it on the map: what tiles are read from. */
export type TileScope = { readonly scope: Scope; readonly item: Item }

/** Opens a register for tiles within a reader's obligations; null before its first batch or while it has no such column. */
export const findTileScope = async (
  executor: Executor,
  resource: Resource,
  item: Item,
  obligations: Obligations,
): Promise<TileScope | null> => {
  const plan = planTables(resource)
  const tables = await findRegisterTables(executor, plan)
  if (!tables?.columns.has(`${item.id}_cell`)) return null
  return { scope: makeScope(plan, obligations, tables.columns), item }
}

/** The rows of a tile are one range of cells, so of the B-tree on them. */
const rowsOfTile = ({ scope, item: point }: TileScope, { z, x, y }: Tile) => {
  const [from, to] = cellRangeOfTile(z, x, y)
  const inTile = sql`${scope.placePart(point, 'cell')} between ${from} and ${to}`
  return sql`from ${sql.raw(scope.plan.current)} where ${scope.where ? sql`${inTile} and ${scope.where}` : inTile}`
}

/** At most `limit` rows of a tile, in no order; values of `items` as text. */
export const readTilePoints = async (
  executor: Executor,
  register: TileScope,
  tile: Tile,
  options: { readonly items: readonly Item[]; readonly limit: number },
): Promise<readonly TilePoint[]> => {
  const { scope, item: point } = register
  const columns = sql.join([
    sql`row_id as "rowId"`,
    sql`${scope.placePart(point, 'lng')} as lng`,
    sql`${scope.placePart(point, 'lat')} as lat`,
    ...options.items.map((item, i) => sql`${scope.column(item)}::text ${sql.raw(`as v${i}`)}`),
  ])
  const { rows } = await sql<Record<string, string | null> & { rowId: string; lng: number; lat: number }>`
    select ${columns} ${rowsOfTile(register, tile)} limit ${options.limit}`.execute(executor)
  return rows.map((row) => ({
    rowId: row.rowId,
    lng: row.lng,
    lat: row.lat,
    values: Object.fromEntries(options.items.map((item, i) => [item.id, row[`v${i}`] ?? null])),
  }))
}

/** Counts the rows of a tile in a grid of 2^`levels` × 2^`levels` cells; cells without rows are left out. */
export const readTileCells = async (
  executor: Executor,
  register: TileScope,
  tile: Tile,
  levels: number,
): Promise<readonly TileCell[]> => {
  const { scope, item: point } = register
  const shift = 2 * Math.max(0, cellBits - tile.z - levels)
  const { rows } = await sql<TileCell>`
    select count(*)::int as count, avg(${scope.placePart(point, 'lng')}) as lng, avg(${scope.placePart(point, 'lat')}) as lat
    ${rowsOfTile(register, tile)}
    group by ${scope.placePart(point, 'cell')} >> ${shift}::int`.execute(executor)
  return rows
}

/** What the tiles of a register depend on: the change set written last; null before the first batch. */
export const findDataVersion = async (executor: Executor, resource: string): Promise<number | null> => {
  const { rows } = await sql<{ version: number | null }>`
    select last_change_set as version from registers.registers where resource = ${resource}`.execute(executor)
  return rows[0]?.version ?? null
}
