import type { Item } from '@onecity/city'
import { type Tile, tileBBox } from '../../kernel/geometry-tiles.ts'
import type { Shape } from '../../kernel/shape.ts'
import { shapeCellRangesOfBox } from '../../kernel/shape-cell.ts'
import { type Executor, sql } from '../../platform/db/db.ts'
import { boxMeets } from './read-rows-query.ts'
import type { TileScope } from './read-tile-points.ts'

export type TileShape = {
  readonly rowId: string
  readonly shape: Shape
  /** By item id; only the items asked for. */
  readonly values: Readonly<Record<string, string | null>>
}

/** Strokes reach over the edge of a tile: shapes this much further out (a share of its side) are read too. */
const margin = 64 / 4096

/**
 * The largest shapes that meet a tile, at most `limit` of them and `bytes` of stored geometry (at least one); `more` tells
 * whether there are others.
 *
 * Ranges of cells are walked one after the other, largest class first, and the walk stops when there is enough: a tile of a whole
 * register costs what a full tile costs, however large the register is. (One condition with all ranges would leave the order
 * to the planner, which reads everything and sorts.)
 */
export const readTileShapes = async (
  executor: Executor,
  register: TileScope,
  tile: Tile,
  options: { readonly items: readonly Item[]; readonly limit: number; readonly bytes: number },
): Promise<{ readonly shapes: readonly TileShape[]; readonly more: boolean }> => {
  const { scope, item } = register
  const box = tileBBox(tile, margin)
  const ranges = shapeCellRangesOfBox(box)
  const column = scope.column(item)
  const values = options.items.map((each, i) => sql`${scope.column(each)}::text ${sql.raw(`as v${i}`)}`)
  const { rows } = await sql<Record<string, string | null> & { rowId: string; shape: Shape | null; place: number }>`
    with found as materialized (
      select row_id, class, pg_column_size(shape) as bytes, row_number() over () as place
      from (
        select inside.* from unnest(${ranges.map(([from]) => from)}::bigint[], ${ranges.map(([, to]) => to)}::bigint[])
          with ordinality as range(low, high, class)
        cross join lateral (
          select row_id, range.class, ${column} as shape from ${sql.raw(scope.plan.current)}
          where ${scope.placePart(item, 'cell')} between range.low and range.high and ${boxMeets(scope, item, box)}
            ${scope.where ? sql`and ${scope.where}` : sql``}
          offset 0
        ) as inside
        limit ${options.limit + 1}
      ) as first
    ), enough as (
      select row_id, place, sum(bytes) over (order by place) - bytes < ${options.bytes} and place <= ${options.limit} as taken
      from found
    )
    select enough.place, row_id as "rowId", case when taken then ${column} end as shape
      ${values.length > 0 ? sql`, ${sql.join(values)}` : sql``}
    from enough join ${sql.raw(scope.plan.current)} as row using (row_id)
    order by enough.place`.execute(executor)
  const taken = rows.filter((row) => row.shape !== null)
  return {
    shapes: taken.map((row) => ({
      rowId: row.rowId,
      shape: row.shape as Shape,
      values: Object.fromEntries(options.items.map((each, i) => [each.id, row[`v${i}`] ?? null])),
    })),
    more: taken.length < rows.length,
  }
}
