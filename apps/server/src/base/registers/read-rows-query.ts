import { type Item, nearest } from '@onecity/city'
import { type RawBuilder, sql } from 'kysely'
import { AppError } from '../../kernel/app-error.ts'
import { type CellRange, cellRangesOfBox } from '../../kernel/cell.ts'
import type { BBox } from '../../kernel/geometry.ts'
import { shapeCellRangesOfBox } from '../../kernel/shape-cell.ts'
import { compileFilter } from './filter-compile.ts'
import { parseFilter } from './filter-parse.ts'
import type { Sort } from './read-cursor.ts'
import type { RowsQuery } from './read-rows.ts'
import { assertPlainlySeen, type Scope } from './scope.ts'
import { isPlaced } from './table-plan.ts'

/** Above this many rows, filtering or sorting without an index would read the whole register for one answer. */
export const INDEX_NEEDED_ABOVE_ROWS = 100_000

/** What a request may ask of rows, as text from its query. */
export type RowsAsked = {
  readonly filter?: string | undefined
  readonly area?: string | undefined
  readonly bbox?: string | undefined
  readonly sort?: string | undefined
}

/**
 * Turns what was asked into a query within the reader's scope.
 * Throws AppError `bad-request`, `bad-filter`, `not-allowed` (masked or hidden items) and `not-indexed`.
 */
export const makeRowsQuery = (
  asked: RowsAsked,
  options: {
    readonly scope: Scope
    readonly registerRows: number
    /** Codes of an area and everything below it; empty for an unknown code. */
    readonly descendants: (areaCode: string) => readonly string[]
    readonly asOfNumber: number | undefined
  },
): RowsQuery => {
  const { scope } = options
  const isLarge = options.registerRows > INDEX_NEEDED_ABOVE_ROWS
  const conditions: RawBuilder<boolean>[] = []
  if (asked.filter !== undefined && asked.filter.trim() !== '') {
    const usable = (item: Item, how: 'by-index' | 'reading-all' = 'by-index') => {
      assertPlainlySeen(scope, item)
      const indexed = item.index || scope.plan.resource.key.includes(item.id) || item.type === 'area' || isPlaced(item)
      if (isLarge && (!indexed || how === 'reading-all')) throw notIndexed(scope, item, how)
    }
    conditions.push(compileFilter(parseFilter(asked.filter), scope, usable))
  }
  if (asked.bbox !== undefined) conditions.push(bboxCondition(scope, asked.bbox))
  const areas = asked.area === undefined ? null : findAreas(scope, asked.area, options.descendants)
  return { scope, conditions, areas, sort: parseSort(scope, asked.sort, isLarge), asOfNumber: options.asOfNumber }
}

const parseSort = (scope: Scope, sort: string | undefined, isLarge: boolean): Sort | undefined => {
  if (sort === undefined || sort === '') return undefined
  const descending = sort.startsWith('-')
  const id = sort.replace(/^[-+]/, '')
  const item = scope.items.get(id)
  if (!item) {
    const meant = nearest(id, [...scope.items.keys()])
    throw new AppError('bad-request', {
      detail: `\`sort\`: “${scope.plan.resource.id}” has no item “${id.slice(0, 60)}”.${meant ? ` Did you mean ${meant}?` : ''}`,
      params: meant ? { didYouMean: meant } : {},
    })
  }
  assertPlainlySeen(scope, item)
  if (isPlaced(item) || item.type === 'json')
    throw new AppError('bad-request', { detail: '`sort`: points, lines, polygons and JSON have no order.' })
  const indexed = item.index || scope.plan.resource.key[0] === item.id || item.type === 'area'
  if (isLarge && !indexed) throw notIndexed(scope, item, 'by-index')
  return { item, descending }
}

const findAreas = (
  scope: Scope,
  area: string,
  descendants: (areaCode: string) => readonly string[],
): readonly string[] => {
  const item = scope.areaItem
  if (!item)
    throw new AppError('bad-request', { detail: `\`area\`: rows of “${scope.plan.resource.id}” carry no area.` })
  const codes = descendants(area)
  if (codes.length === 0)
    throw new AppError('bad-request', { detail: `\`area\`: there is no area with code “${area.slice(0, 60)}”.` })
  assertPlainlySeen(scope, item)
  return codes
}

/**
 * OGC API – Features: minLng,minLat,maxLng,maxLat in WGS-84; a box across the antimeridian has minLng > maxLng. A line or polygon
 * is found when its own box meets the one asked for, which the line itself may miss.
 */
const bboxCondition = (scope: Scope, bbox: string): RawBuilder<boolean> => {
  const item = scope.geometryItem
  if (!item)
    throw new AppError('bad-request', {
      detail: `\`bbox\`: rows of “${scope.plan.resource.id}” carry no point, line or polygon.`,
    })
  const parts = bbox
    .split(',')
    .map((part) => (/^\s*[-+]?(\d+(\.\d*)?|\.\d+)\s*$/.test(part) ? Number(part) : Number.NaN))
  const [west = NaN, south = NaN, east = NaN, north = NaN] = parts
  const valid =
    parts.length === 4 &&
    [west, east].every((lng) => Math.abs(lng) <= 180) &&
    [south, north].every((lat) => Math.abs(lat) <= 90) &&
    south <= north
  if (!valid)
    throw new AppError('bad-request', { detail: '`bbox` is minLng,minLat,maxLng,maxLat in degrees (WGS-84).' })
  assertPlainlySeen(scope, item)
  const within = (from: number, to: number): RawBuilder<boolean> =>
    item.type === 'point'
      ? pointWithin(scope, item, [from, south, to, north])
      : shapeMeets(scope, item, [from, south, to, north])
  return west <= east ? within(west, east) : sql`(${within(west, 180)} or ${within(-180, east)})`
}

const inRanges = (cell: RawBuilder<unknown>, ranges: readonly CellRange[]): RawBuilder<boolean> =>
  sql`(${sql.join(
    ranges.map(([first, last]) => sql`${cell} between ${first}::bigint and ${last}::bigint`),
    sql` or `,
  )})`

const pointWithin = (scope: Scope, item: Item, [west, south, east, north]: BBox): RawBuilder<boolean> => {
  const [lng, lat, cell] = (['lng', 'lat', 'cell'] as const).map((part) => scope.placePart(item, part)) as Columns
  return sql`(${inRanges(cell, cellRangesOfBox(west, south, east, north))}
    and ${lng} between ${west}::float8 and ${east}::float8 and ${lat} between ${south}::float8 and ${north}::float8)`
}

const shapeMeets = (scope: Scope, item: Item, box: BBox): RawBuilder<boolean> =>
  sql`(${inRanges(scope.placePart(item, 'cell'), shapeCellRangesOfBox(box))} and ${boxMeets(scope, item, box)})`

/** Whether the box of a line or polygon meets another. */
export const boxMeets = (scope: Scope, item: Item, [west, south, east, north]: BBox): RawBuilder<boolean> => {
  const side = (part: 'west' | 'south' | 'east' | 'north') => scope.placePart(item, part)
  return sql`(${side('west')} <= ${east}::float8 and ${side('east')} >= ${west}::float8
    and ${side('south')} <= ${north}::float8 and ${side('north')} >= ${south}::float8)`
}
type Columns = [RawBuilder<unknown>, RawBuilder<unknown>, RawBuilder<unknown>]

const notIndexed = (scope: Scope, item: Item, how: 'by-index' | 'reading-all') => {
  const why =
    how === 'by-index'
      ? `“${item.id}” has no index that serves this`
      : `a pattern for “${item.id}” that begins with a wildcard cannot use an index`
  return new AppError('not-indexed', {
    detail: `${why}, and “${scope.plan.resource.id}” has more than ${INDEX_NEEDED_ABOVE_ROWS.toLocaleString('en')} rows.`,
    params: { item: item.id },
  })
}
