import type { Item, Resource } from '@onecity/city'
import { AppError } from '../../kernel/app-error.ts'
import { type Tile, tileBBox, toTileUnits } from '../../kernel/geometry-tiles.ts'
import { type Db, sql, withTransaction } from '../../platform/db/db.ts'
import type { Obligations } from '../../trust/access/index.ts'
import { readTileCells, readTilePoints, type TilePointQuery } from '../registers/read-tile-points.ts'
import { encodeTile, type TileFeature, tileExtent } from './encode-tile.ts'
import type { CachedTile } from './tile-cache.ts'

/** More points than this in one tile are drawn as cells: a tile stays below some 200 KB and a screen stays readable. */
export const mostPoints = 4_000
const cellsPerSide = 64
/** Points just outside are drawn too, or symbols on the border would be cut; the share of the tile's side. */
const pointBuffer = 64 / tileExtent
/** A tile that takes longer is given up: a map asks for a dozen at once and would hold a dozen connections. */
const mostMs = 5_000

/** Values of these types name a person, a company or an account; they never travel in tiles. */
const identifyingTypes: readonly Item['type'][] = ['citizen-id', 'uscc', 'phone']

/**
 * Items whose values may stand in a tile: code items, and the first highlight of a resource that is not about persons.
 * Never keys, identifying or sensitive items, or what the reader sees masked or not at all.
 */
export const tileItems = (resource: Resource, obligations: Obligations): readonly string[] => {
  const harmless = (item: Item) =>
    !resource.key.includes(item.id) &&
    item.sensitive === undefined &&
    !identifyingTypes.includes(item.type) &&
    item.type !== 'point' &&
    !obligations.hiddenItems.includes(item.id) &&
    obligations.masks[item.id] === undefined
  const highlights = resource.highlights.flatMap((id) => resource.items.filter((item) => item.id === id))
  const first = resource.grade.personal ? undefined : highlights.find(harmless)
  const codes = resource.items.filter((item) => item.type === 'code' && harmless(item))
  return [...new Set([...(first ? [first.id] : []), ...codes.map(({ id }) => id)])]
}

/** Where and how a reader may see a register's rows on the map. Throws `not-allowed` when its position is not for them. */
export const planRegisterTile = (resource: Resource, obligations: Obligations): Omit<TilePointQuery, 'bbox'> => {
  const point = resource.items.find((item) => item.type === 'point')
  if (!point) throw new AppError('not-found', { detail: `Rows of “${resource.id}” have no position.` })
  if (obligations.hiddenItems.includes(point.id) || obligations.masks[point.id] !== undefined)
    throw new AppError('not-allowed', { detail: `The position of “${resource.id}” may not be seen.` })
  const area = resource.items.find((item) => item.type === 'area')
  if (obligations.areas && !area)
    throw new AppError('not-allowed', {
      detail: `Rows of “${resource.id}” carry no area to which a reader could be held.`,
    })
  return {
    resource,
    point: point.id,
    areas: obligations.areas && area ? { item: area.id, codes: obligations.areas } : null,
  }
}

/** `canceling statement due to statement timeout`. */
const queryCanceled = '57014'
const isTimeout = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === queryCanceled

/** The database needed longer than a tile may take; trying again later may work. */
export class TileTookTooLong extends Error {
  override readonly name = 'TileTookTooLong'
}

/**
 * The tile of a register for one reader: layer `points` (rowId and `tileItems`), or, when there are more than `mostPoints`,
 * layer `cells` (count). Throws `TileTookTooLong`.
 */
export const makeRegisterTile = async (
  db: Db,
  tile: Tile,
  plan: Omit<TilePointQuery, 'bbox'>,
  items: readonly string[],
): Promise<CachedTile> => {
  try {
    const layers = await withTransaction(db, async (tx) => {
      // The search for the first points stops early only if it walks the index; a bitmap would first collect every row.
      await sql`select set_config('statement_timeout', ${String(mostMs)}, true), set_config('enable_bitmapscan', 'off', true)`.execute(
        tx,
      )
      const points = await readTilePoints(
        tx,
        { ...plan, bbox: tileBBox(tile, pointBuffer) },
        { items, limit: mostPoints + 1 },
      )
      if (points.length <= mostPoints) {
        const features = points.map(
          ({ rowId, lng, lat, values }): TileFeature => ({
            type: 1,
            geometry: [toTileUnits(tile, tileExtent, lng, lat)],
            tags: { rowId, ...values },
          }),
        )
        return { points: features }
      }
      await sql`select set_config('enable_bitmapscan', 'on', true)`.execute(tx)
      const cells = await readTileCells(tx, { ...plan, bbox: tileBBox(tile) }, cellsPerSide)
      const features = cells.map(
        ({ count, lng, lat }): TileFeature => ({
          type: 1,
          geometry: [toTileUnits(tile, tileExtent, lng, lat)],
          tags: { count },
        }),
      )
      return { cells: features }
    })
    return await encodeTile(layers)
  } catch (error) {
    if (isTimeout(error)) throw new TileTookTooLong(`more than ${mostMs} ms`, { cause: error })
    throw error
  }
}
