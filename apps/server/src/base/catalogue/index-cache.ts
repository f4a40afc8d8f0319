/**
 * Keeps the search index of the live city version. A new version is indexed while requests go on being answered from the
 * one before; only the very first index is waited for.
 */
import type { City, Resource } from '@onecity/city'
import { makeSearchIndex, type SearchIndex } from './search-index.ts'
import { prepareFacets } from './search-resources.ts'

export type SearchIndexCache = {
  /** The newest index there is; its `city` says of which version. */
  readonly get: () => Promise<SearchIndex>
  /** By position: 1 where this reader may know of the resource. Decided once for each kind of reader and version. */
  readonly mayRead: (index: SearchIndex, reader: string, decide: (resource: Resource) => boolean) => Uint8Array
}

/** A city so small is indexed at once: readers see a new version's resources with its first answer. */
const smallCity = 500
const mostReaders = 200

export const makeSearchIndexCache = (current: () => City): SearchIndexCache => {
  let ready: SearchIndex | undefined
  let building: Promise<SearchIndex> | undefined

  const build = async (city: City): Promise<SearchIndex> => {
    const index = await makeSearchIndex(city)
    await prepareFacets(index)
    ready = index
    building = undefined
    return index
  }
  const readers = new WeakMap<SearchIndex, Map<string, Uint8Array>>()

  return {
    get: async () => {
      const city = current()
      if (ready?.city === city) return ready
      building ??= build(city)
      if (!ready || city.resources.length <= smallCity) {
        const index = await building
        return index.city === city || city.resources.length > smallCity ? index : build(city)
      }
      return ready
    },
    mayRead: (index, reader, decide) => {
      const known = readers.get(index) ?? new Map<string, Uint8Array>()
      readers.set(index, known)
      let allowed = known.get(reader)
      if (!allowed) {
        allowed = Uint8Array.from(index.resources, (resource) => (decide(resource) ? 1 : 0))
        if (known.size >= mostReaders) known.clear()
        known.set(reader, allowed)
      }
      return allowed
    },
  }
}
