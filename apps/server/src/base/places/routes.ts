import { createHash } from 'node:crypto'
import { type City, findResource, hasRegister } from '@onecity/city'
import type { FastifyReply } from 'fastify'
import { type Static, type TSchema, Type } from 'typebox'
import { AppError } from '../../kernel/app-error.ts'
import { isTile, type Tile } from '../../kernel/geometry-tiles.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Route, RouteRequest } from '../../platform/http/index.ts'
import { type RequestAccess, resourceObject, stricterOf } from '../../trust/access/index.ts'
import { findDataVersion } from '../registers/index.ts'
import { makeAreaIndexCache } from './area-index.ts'
import { type AreaTiles, makeAreaTiles } from './area-tiles.ts'
import { compressed, encodeTile } from './encode-tile.ts'
import { getSeenGeometry, makeRegisterTile, TileTookTooLong } from './register-tiles.ts'
import { type CachedTile, makeTileCache } from './tile-cache.ts'
import { makeTurnstile } from './turnstile.ts'

/** The city version that is live, as platform/city hands it out. */
export type LiveCity = { readonly version: number; readonly city: City }

export type PlacesOptions = {
  readonly database: Database
  readonly city: { readonly current: () => LiveCity }
  /** Bound of the tile cache; default 64 MiB. */
  readonly cacheBytes?: number
}

/** Raised when the layout of tiles changes, so that browsers drop what they kept. */
const tileFormat = 2
/** Tiles in the making at once: a screenful of slow ones must not take every database connection. */
const mostInTheMaking = 4
const vectorTile = 'application/vnd.mapbox-vector-tile'

const tileParams = { z: Type.Integer({ minimum: 0 }), x: Type.Integer({ minimum: 0 }), y: Type.Integer({ minimum: 0 }) }

const AreaStepSchema = Type.Object({
  code: Type.String(),
  level: Type.String(),
  name: Type.Object({ zh: Type.String(), en: Type.Optional(Type.String()) }),
})
const PlaceSchema = Type.Object({
  area: Type.Union([Type.String(), Type.Null()], {
    description: 'code of the deepest area whose outline holds the point',
  }),
  path: Type.Array(AreaStepSchema, { description: 'from the city down to that area' }),
  inCity: Type.Boolean(),
})

type AnyRequest = Pick<RouteRequest<RequestAccess, unknown, unknown>, 'headers' | 'reply' | 'requestId'>

const etagOf = (key: string) => `W/"${createHash('sha256').update(key).digest('base64url').slice(0, 22)}"`
const matches = (header: string | undefined, etag: string): boolean =>
  header?.split(',').some((each) => each.trim() === etag || each.trim() === '*') ?? false
const takesGzip = (header: string | string[] | undefined): boolean =>
  String(header ?? '')
    .split(',')
    .some((each) => /^\s*gzip\s*(;|$)/i.test(each) && !/;\s*q=0(\.0*)?\s*$/.test(each))

const sendTile = (request: AnyRequest, etag: string, tile: CachedTile, type: string): FastifyReply => {
  const { reply } = request
  reply.type(type).header('etag', etag).header('cache-control', 'private, no-cache').header('vary', 'accept-encoding')
  if (tile.gzip && takesGzip(request.headers['accept-encoding']))
    return reply.header('content-encoding', 'gzip').send(tile.gzip)
  return reply.send(tile.body)
}

const sendUnchanged = ({ reply }: AnyRequest, etag: string): FastifyReply =>
  reply.code(304).header('etag', etag).header('cache-control', 'private, no-cache').send()

const tileOf = (params: Tile): Tile => {
  if (isTile(params)) return { z: params.z, x: params.x, y: params.y }
  throw new AppError('bad-request', { detail: `There is no tile ${params.z}/${params.x}/${params.y}.` })
}

/** Keeps a handler typed by its own schemas in a list of routes with different ones. */
const typed = <P extends TSchema, Q extends TSchema, R extends TSchema>(route: Route<RequestAccess, P, Q, R>) =>
  route as unknown as Route<RequestAccess>

/** Routes of the map: where a point lies, outlines, and vector tiles of areas and registers. */
export const makePlacesRoutes = ({
  database,
  city,
  cacheBytes = 64 * 1024 * 1024,
}: PlacesOptions): readonly Route<RequestAccess>[] => {
  const cache = makeTileCache(cacheBytes)
  const indexOf = makeAreaIndexCache()
  const inTurn = makeTurnstile(mostInTheMaking)

  let cut: { readonly version: number; readonly tiles: AreaTiles } | undefined
  const areaTiles = (live: LiveCity): AreaTiles => {
    if (cut?.version !== live.version) cut = { version: live.version, tiles: makeAreaTiles(live.city) }
    return cut.tiles
  }

  /** Answers from what the client or the cache holds, else makes the tile; the key names everything it depends on. */
  const answer = async (
    request: AnyRequest,
    key: string,
    make: () => Promise<CachedTile>,
    type: string,
  ): Promise<FastifyReply> => {
    const etag = etagOf(key)
    if (matches(request.headers['if-none-match'], etag)) return sendUnchanged(request, etag)
    try {
      return sendTile(request, etag, await cache.get(key, make), type)
    } catch (error) {
      if (error instanceof TileTookTooLong) throw new AppError('took-too-long', { cause: error })
      throw error
    }
  }

  return [
    typed({
      method: 'GET',
      url: '/api/places/at',
      action: 'places.read',
      summary: 'Which area a point lies in (WGS-84)',
      tags: ['places'],
      query: Type.Object({
        lng: Type.Number({ minimum: -180, maximum: 180 }),
        lat: Type.Number({ minimum: -90, maximum: 90 }),
      }),
      response: PlaceSchema,
      handler: async ({ access, query }) => {
        access.authorise({ kind: 'city' })
        const live = city.current()
        const index = indexOf(live.version, live.city)
        const area = index.areaAt(query.lng, query.lat)
        const byCode = new Map(live.city.areas.map((each) => [each.code, each]))
        const path: Static<typeof AreaStepSchema>[] = []
        for (let step = byCode.get(area ?? ''); step && path.length < byCode.size; step = byCode.get(step.parent ?? ''))
          path.unshift({ code: step.code, level: step.level, name: step.name })
        return { area, path, inCity: index.contains(query.lng, query.lat) }
      },
    }),
    typed({
      method: 'GET',
      url: '/api/places/outlines',
      action: 'places.read',
      summary: 'All area outlines as GeoJSON (WGS-84)',
      tags: ['places'],
      produces: ['application/geo+json'],
      handler: async (request) => {
        request.access.authorise({ kind: 'city' })
        const live = city.current()
        return answer(
          request,
          `outlines ${live.version}`,
          () => compressed(Buffer.from(areaTiles(live).outlines())),
          'application/geo+json',
        )
      },
    }),
    typed({
      method: 'GET',
      url: '/api/places/tiles/areas/:z/:x/:y.pbf',
      action: 'places.read',
      summary: 'Vector tile of the city’s areas: layers `areas` and `area-seats`',
      tags: ['places'],
      params: Type.Object(tileParams),
      produces: [vectorTile],
      handler: async (request) => {
        request.access.authorise({ kind: 'city' })
        const tile = tileOf(request.params)
        const live = city.current()
        const key = `areas ${tile.z}/${tile.x}/${tile.y} city ${live.version} format ${tileFormat}`
        return answer(request, key, () => areaTiles(live).tile(tile), vectorTile)
      },
    }),
    typed({
      method: 'GET',
      url: '/api/places/tiles/registers/:resource/:z/:x/:y.pbf',
      action: 'places.read',
      summary:
        'Vector tile of a register’s rows: layer `points`, or `cells` with counts where there are many; layers `lines` or `polygons`, with a layer `more` where only the largest are drawn',
      tags: ['places'],
      params: Type.Object({ resource: Type.String(), ...tileParams }),
      produces: [vectorTile],
      handler: async (request) => {
        const { access, params } = request
        const live = city.current()
        const resource = findResource(live.city, params.resource)
        if (!resource) {
          access.authorise({ kind: 'city' })
          throw new AppError('not-found', { detail: `There is no resource “${params.resource}”.` })
        }
        const object = resourceObject(resource)
        const obligations = stricterOf(access.authorise(object), access.authorise(object, 'registers.read'))
        const tile = tileOf(params)
        if (!hasRegister(resource)) throw new AppError('no-register', { params: { kind: resource.kind } })
        const item = getSeenGeometry(resource, obligations)
        const data = await findDataVersion(database.db, resource.id)
        const key = `${resource.id} ${tile.z}/${tile.x}/${tile.y} scope ${obligations.scopeHash} city ${live.version} data ${data} format ${tileFormat}`
        // Before its first batch a register has no table: there is nothing to show, which is not an error.
        const make = () =>
          data === null
            ? encodeTile({})
            : inTurn(() => makeRegisterTile(database.db, tile, { resource, item, obligations }))
        return answer(request, key, make, vectorTile)
      },
    }),
  ]
}
