import type { City, Resource, Text } from '@onecity/city'

/** What a search of the catalogue may narrow by; absent = no matter. */
export type CatalogueSearch = {
  readonly q?: string | undefined
  readonly owner?: string | undefined
  readonly kind?: string | undefined
  readonly shareType?: string | undefined
  readonly personal?: boolean | undefined
  readonly hasRows?: boolean | undefined
}

export type CatalogueFound = {
  /** All that match: those named by the words first, then in the order of the folder. */
  readonly resources: readonly Resource[]
  /** Counts by owner and by sharing type; each ignores its own narrowing, so that one can change it. */
  readonly byOwner: ReadonlyMap<string, number>
  readonly byShareType: ReadonlyMap<string, number>
}

/** Searches resources: every word of `q` must occur in name, id, code, abstract, items or department, in either language. */
export const searchResources = (
  city: City,
  search: CatalogueSearch,
  facts: { readonly mayRead: (resource: Resource) => boolean; readonly rowsOf: (resourceId: string) => number },
): CatalogueFound => {
  const words = plain(search.q ?? '')
    .split(/\s+/)
    .filter((word) => word !== '')
  const texts = searchTexts(city)
  const matching = city.resources.filter(
    (resource) =>
      (search.kind === undefined || resource.kind === search.kind) &&
      (search.personal === undefined || resource.grade.personal === search.personal) &&
      (search.hasRows === undefined || facts.rowsOf(resource.id) > 0 === search.hasRows) &&
      words.every((word) => texts.get(resource)?.everything.includes(word)) &&
      facts.mayRead(resource),
  )
  const ofOwner = (resource: Resource) => search.owner === undefined || resource.owner === search.owner
  const ofShareType = (resource: Resource) => search.shareType === undefined || resource.share.type === search.shareType
  const found = matching.filter((resource) => ofOwner(resource) && ofShareType(resource))
  const isNamed = (resource: Resource) => words.every((word) => texts.get(resource)?.name.includes(word))
  return {
    resources: words.length === 0 ? found : [...found.filter(isNamed), ...found.filter((each) => !isNamed(each))],
    byOwner: countBy(matching.filter(ofShareType), ({ owner }) => owner),
    byShareType: countBy(matching.filter(ofOwner), ({ share }) => share.type),
  }
}

type SearchText = { readonly name: string; readonly everything: string }
const known = new WeakMap<City, ReadonlyMap<Resource, SearchText>>()

/** Made once for a city version: 5,200 resources with 160,000 items are a few megabytes of text, searched in milliseconds. */
const searchTexts = (city: City): ReadonlyMap<Resource, SearchText> => {
  const made = known.get(city) ?? makeSearchTexts(city)
  known.set(city, made)
  return made
}

const makeSearchTexts = (city: City): ReadonlyMap<Resource, SearchText> => {
  const departments = new Map(city.departments.map((department) => [department.id, department]))
  return new Map(
    city.resources.map((resource) => {
      const name = join(resource.name, resource.id, resource.code)
      const owner = departments.get(resource.owner)
      const items = resource.items.map((item) => join(item.name, item.id))
      return [
        resource,
        { name, everything: [name, join(resource.abstract, resource.owner), join(owner?.name), ...items].join('\n') },
      ]
    }),
  )
}

const join = (text: Text | undefined, ...more: readonly (string | undefined)[]): string =>
  plain([text?.zh, text?.en, ...more].filter((part) => part !== undefined).join('\n'))

/** Full-width letters, and upper case, are the same as their ordinary ones. */
const plain = (text: string): string => text.normalize('NFKC').toLowerCase()

const countBy = (
  resources: readonly Resource[],
  keyOf: (resource: Resource) => string,
): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const resource of resources) counts.set(keyOf(resource), (counts.get(keyOf(resource)) ?? 0) + 1)
  return counts
}
