/**
 * Finished tiles, least recently used first out, bounded in bytes.
 *
 * A key names everything a tile depends on (layer, address, scope of the reader, version of the data), so an entry never
 * goes stale: what is outdated is simply not asked for again and falls out. Two requests for the same missing tile share
 * one making; a making that fails is not kept.
 */
export type CachedTile = {
  readonly body: Buffer
  /** Null when compressing would not pay. */
  readonly gzip: Buffer | null
}

export type TileCache = {
  readonly get: (key: string, make: () => Promise<CachedTile>) => Promise<CachedTile>
  readonly bytes: () => number
}

/** What an entry costs besides its bytes: key, map entry, two buffers' heads. Roughly right is enough for a bound. */
const entryOverheadBytes = 400

export const makeTileCache = (maxBytes: number): TileCache => {
  const tiles = new Map<string, CachedTile>()
  const making = new Map<string, Promise<CachedTile>>()
  let bytes = 0

  const sizeOf = (key: string, tile: CachedTile) =>
    entryOverheadBytes + key.length * 2 + tile.body.length + (tile.gzip?.length ?? 0)

  const put = (key: string, tile: CachedTile) => {
    tiles.set(key, tile)
    bytes += sizeOf(key, tile)
    for (const [oldest, dropped] of tiles) {
      if (bytes <= maxBytes) break
      tiles.delete(oldest)
      bytes -= sizeOf(oldest, dropped)
    }
  }

  return {
    bytes: () => bytes,
    get: async (key, make) => {
      const known = tiles.get(key)
      if (known) {
        tiles.delete(key)
        tiles.set(key, known)
        return known
      }
      const underway = making.get(key)
      if (underway !== undefined) return underway
      const started = make()
        .then((tile) => {
          put(key, tile)
          return tile
        })
        .finally(() => making.delete(key))
      making.set(key, started)
      return started
    },
  }
}
