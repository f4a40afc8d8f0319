import type { Item, Resource } from '@onecity/city'
import { AppError } from '../../kernel/app-error.ts'
import { clipCoordinates, clipSpeck, speckShare } from '../../kernel/clip-shape.ts'
import { type Tile, toTileUnits } from '../../kernel/geometry-tiles.ts'
import { type Db, sql, type Tx, withTransaction } from '../../platform/db/db.ts'
import type { Obligations } from '../../trust/access/index.ts'
import {
  findTileScope,
  geometryItemOf,
  isPlaced,
  readTileCells,
  readTilePoints,
  readTileShapes,
  type TileScope,
} from '../registers/index.ts'
import { encodeTile, type TileFeature, tileExtent } from './encode-tile.ts'
import type { CachedTile } from './tile-cache.ts'

/** More points than this in one tile are drawn as cells: a tile stays below some 200 KB and a screen stays readable. */
export const mostPoints = 4_000
/**
 * Lines or polygons of one tile, the largest first; what is left out is smaller. With the bound on stored bytes (some 40,000
 * positions) a tile is made in a tenth of a second whatever the register holds.
 */
export const mostShapes = 1_500
const mostShapeBytes = 1.5 * 1024 * 1024
/** A tile is counted in 2^6 × 2^6 cells: one for each 8 pixels of a 512-pixel tile. */
const cellLevels = 6
/** A tile that takes longer is given up: a map asks for a dozen at once and would hold a dozen connections. */
const mostMs = 5_000

/** Values of these types name a person, a company or an account; they never travel in tiles. */
const identifyingTypes: readonly Item['type'][] = ['citizen-id', 'uscc', 'phone']

/**
 * Items whose values may stand in a tile: code items, and the first highlight of a resource that is not about persons.
 * Never keys, identifying or sensitive items, or what the reader sees masked or not at all.
 */
export const tileItems = (resource: Resource, obligations: Obligations): readonly Item[] => {
  const harmless = (item: Item) =>
    !resource.key.includes(item.id) &&
    item.sensitive === undefined &&
    !identifyingTypes.includes(item.type) &&
    !isPlaced(item) &&
    item.type !== 'json' &&
    !obligations.hiddenItems.includes(item.id) &&
    obligations.masks[item.id] === undefined
  const highlights = resource.highlights.flatMap((id) => resource.items.filter((item) => item.id === id))
  const first = resource.grade.personal ? undefined : highlights.find(harmless)
  const codes = resource.items.filter((item) => item.type === 'code' && harmless(item))
  return [...new Set([...(first ? [first] : []), ...codes])]
}

/**
 * The item that places a resource's rows. Throws `not-found` without one, `not-allowed` when it is not for this reader, whatever
 * other places rows have.
 */
export const getSeenGeometry = (resource: Resource, obligations: Obligations): Item => {
  const item = geometryItemOf(resource.items)
  if (!item) throw new AppError('not-found', { detail: `Rows of “${resource.id}” have no position.` })
  if (obligations.hiddenItems.includes(item.id) || obligations.masks[item.id] !== undefined)
    throw new AppError('not-allowed', { detail: `The position of “${resource.id}” may not be seen.` })
  return item
}

/** `canceling statement due to statement timeout`. */
const queryCanceled = '57014'
const isTimeout = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === queryCanceled

/** The database needed longer than a tile may take; trying again later may work. */
export class TileTookTooLong extends Error {
  override readonly name = 'TileTookTooLong'
}

type Layers = Readonly<Record<string, readonly TileFeature[]>>
type Reading = {
  readonly register: TileScope
  readonly items: readonly Item[]
  readonly tile: Tile
  readonly most: number
}

const readPointLayers = async (tx: Tx, { register, items, tile, most }: Reading): Promise<Layers> => {
  const place = (lng: number, lat: number): [number, number] => {
    const [x, y] = toTileUnits(tile, tileExtent, lng, lat)
    // Map libraries skip points that are not inside their tile; rounding must not push one over the border.
    return [Math.max(0, Math.min(tileExtent - 1, x)), Math.max(0, Math.min(tileExtent - 1, y))]
  }
  const points = await readTilePoints(tx, register, tile, { items, limit: most + 1 })
  if (points.length <= most)
    return {
      points: points.map(({ rowId, lng, lat, values }) => ({
        type: 1,
        geometry: [place(lng, lat)],
        tags: { rowId, ...values },
      })),
    }
  const cells = await readTileCells(tx, register, tile, cellLevels)
  return { cells: cells.map(({ count, lng, lat }) => ({ type: 1, geometry: [place(lng, lat)], tags: { count } })) }
}

const readShapeLayers = async (tx: Tx, { register, items, tile, most }: Reading): Promise<Layers> => {
  const { shapes, more } = await readTileShapes(tx, register, tile, {
    items,
    limit: most,
    bytes: mostShapeBytes,
    speck: speckShare * (360 / 2 ** tile.z),
  })
  const form = register.item.type === 'line' ? 'line' : 'polygon'
  const features = shapes.flatMap(({ rowId, shape, box, values }): TileFeature[] => {
    const geometry = shape
      ? clipCoordinates(shape.type, shape.coordinates, tile, tileExtent)
      : clipSpeck(box, form, tile, tileExtent)
    return geometry.length > 0 ? [{ type: form === 'line' ? 2 : 3, geometry, tags: { rowId, ...values } }] : []
  })
  const middle: [number, number] = [tileExtent / 2, tileExtent / 2]
  return {
    [form === 'line' ? 'lines' : 'polygons']: features,
    more: more ? [{ type: 1, geometry: [middle], tags: { shown: features.length } }] : [],
  }
}

/**
 * The tile of a register for one reader. Points: layer `points` (rowId and `tileItems`), or, when there are more than
 * `mostPoints` or the reader's row limit, layer `cells` (count). Lines and polygons: layer `lines` or `polygons` with the
 * largest, and layer `more` (one point) when smaller ones were left out. Throws `TileTookTooLong`.
 */
export const makeRegisterTile = async (
  db: Db,
  tile: Tile,
  reader: { readonly resource: Resource; readonly item: Item; readonly obligations: Obligations },
): Promise<CachedTile> => {
  const { resource, item, obligations } = reader
  const mostDrawn = item.type === 'point' ? mostPoints : mostShapes
  // Who may have so many rows in one answer gets no more of them in one tile; counts are no rows.
  const most = Math.min(mostDrawn, obligations.limit ?? mostDrawn)
  try {
    const layers = await withTransaction(db, async (tx): Promise<Layers> => {
      await sql`select set_config('statement_timeout', ${String(mostMs)}, true)`.execute(tx)
      const register = await findTileScope(tx, resource, item, obligations)
      if (!register) return {}
      const reading = { register, items: tileItems(resource, obligations), tile, most }
      return item.type === 'point' ? readPointLayers(tx, reading) : readShapeLayers(tx, reading)
    })
    return await encodeTile(layers)
  } catch (error) {
    if (isTimeout(error)) throw new TileTookTooLong(`more than ${mostMs} ms`, { cause: error })
    throw error
  }
}
