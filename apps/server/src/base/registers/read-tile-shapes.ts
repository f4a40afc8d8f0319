import type { Item } from '@onecity/city'
import type { BBox } from '../../kernel/geometry.ts'
import { type Tile, tileBBox } from '../../kernel/geometry-tiles.ts'
import type { Shape } from '../../kernel/shape.ts'
import { shapeCellRangesOfBox } from '../../kernel/shape-cell.ts'
import { type Executor, sql } from '../../platform/db/db.ts'
import { boxMeets } from './read-rows-query.ts'
import type { TileScope } from './read-tile-points.ts'

export type TileShape = {
  readonly rowId: string
  /**
   * The coordinates as text: to parse them here would make an array of every position. Null for a shape whose box is below the
   * size asked for: the box says enough.
   */
  readonly shape: { readonly type: Shape['type']; readonly coordinates: string } | null
  readonly box: BBox
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
 * to the planner, which reads everything and sorts.) Writing numbers out of jsonb and reading them is most of the time of a tile,
 * so it is not done for shapes that are specks at its zoom.
 */
export const readTileShapes = async (
  executor: Executor,
  register: TileScope,
  tile: Tile,
  options: {
    readonly items: readonly Item[]
    readonly limit: number
    readonly bytes: number
    /** Width and height in degrees up to which a shape is answered without its positions. */
    readonly speck: number
  },
): Promise<{ readonly shapes: readonly TileShape[]; readonly more: boolean }> => {
  const { scope, item } = register
  const box = tileBBox(tile, margin)
  const ranges = shapeCellRangesOfBox(box)
  const column = scope.column(item)
  const values = options.items.map((each, i) => sql`${scope.column(each)}::text ${sql.raw(`as v${i}`)}`)
  const side = (part: 'west' | 'south' | 'east' | 'north') => scope.placePart(item, part)
  const { rows } = await sql<
    Record<string, string | null> & {
      rowId: string
      taken: boolean
      type: Shape['type'] | null
      coordinates: string | null
    } & Record<'west' | 'south' | 'east' | 'north', number>
  >`
    with found as materialized (
      select inside.*, row_number() over () as place
      from unnest(${ranges.map(([from]) => from)}::bigint[], ${ranges.map(([, to]) => to)}::bigint[]) as range(low, high)
      cross join lateral (
        select ctid as at,
          case when greatest(${side('east')} - ${side('west')}, ${side('north')} - ${side('south')}) > ${options.speck}::float8
            then pg_column_size(${column}) else 0 end as bytes
        from ${sql.raw(scope.plan.current)}
        where ${scope.placePart(item, 'cell')} between range.low and range.high and ${boxMeets(scope, item, box)}
          ${scope.where ? sql`and ${scope.where}` : sql``}
        offset 0
      ) as inside
      limit ${options.limit + 1}
    ), enough as (
      select at, bytes, place, sum(bytes) over (order by place) - bytes < ${options.bytes} and place <= ${options.limit} as taken
      from found
    )
    select row_id as "rowId", taken, case when taken and bytes > 0 then ${column} ->> 'type' end as type,
      case when taken and bytes > 0 then (${column} -> 'coordinates')::text end as coordinates,
      ${side('west')} as west, ${side('south')} as south, ${side('east')} as east, ${side('north')} as north
      ${values.length > 0 ? sql`, ${sql.join(values)}` : sql``}
    from enough join ${sql.raw(scope.plan.current)} as row on row.ctid = enough.at
    order by enough.place`.execute(executor)
  const taken = rows.filter((row) => row.taken)
  return {
    shapes: taken.map((row) => ({
      rowId: row.rowId,
      shape: row.type && row.coordinates ? { type: row.type, coordinates: row.coordinates } : null,
      box: [row.west, row.south, row.east, row.north],
      values: Object.fromEntries(options.items.map((each, i) => [each.id, row[`v${i}`] ?? null])),
    })),
    more: taken.length < rows.length,
  }
}
