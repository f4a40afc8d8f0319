import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { fromGeojsonVt } from '@maplibre/vt-pbf'
import type { CachedTile } from './tile-cache.ts'

/** Units along the side of a tile (Mapbox Vector Tile specification 2.1, 4.1). */
export const tileExtent = 4096

export type TileFeature = {
  readonly id?: number
  readonly tags: Readonly<Record<string, string | number | boolean | null>>
} & (
  | { readonly type: 1; readonly geometry: readonly (readonly [number, number])[] }
  | { readonly type: 2 | 3; readonly geometry: readonly (readonly (readonly [number, number])[])[] }
)

const deflate = promisify(gzip)
/** Below this a gzip head and a second buffer cost more than they save. */
const worthCompressingBytes = 600

/** Bytes with their compressed form beside them, made once for all readers. */
export const compressed = async (body: Buffer): Promise<CachedTile> => ({
  body,
  gzip: body.length > worthCompressingBytes ? await deflate(body) : null,
})

/** A vector tile (MVT 2) of the layers that have features; no features at all is a tile of no bytes. */
export const encodeTile = async (layers: Readonly<Record<string, readonly TileFeature[]>>): Promise<CachedTile> => {
  const filled = Object.entries(layers).filter(([, features]) => features.length > 0)
  const named = Object.fromEntries(filled.map(([name, features]) => [name, { features: [...features] }]))
  const bytes = fromGeojsonVt(named as unknown as Parameters<typeof fromGeojsonVt>[0], {
    version: 2,
    extent: tileExtent,
  })
  return compressed(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
}
