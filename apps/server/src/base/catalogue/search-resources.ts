/** One question to the catalogue: what matches, in which order, and how many match by each facet. */
import { setImmediate } from 'node:timers/promises'
import { classify, type FreshnessState, freshnessLimit, freshnessOf, hasRegister, type Resource } from '@onecity/city'
import { geometryItemOf } from '../registers/index.ts'
import type { SearchIndex } from './search-index.ts'
import { type Match, matchTokens, readQuery } from './search-match.ts'
import { isOneTypoAway, withoutOneLetter } from './search-text.ts'

/** What a search may narrow by; absent = no matter. */
export type CatalogueSearch = {
  readonly q?: string | undefined
  readonly owner?: string | undefined
  readonly kind?: string | undefined
  readonly shareType?: string | undefined
  /** Leading digits of the resource code: one or three. */
  readonly class?: string | undefined
  readonly update?: string | undefined
  readonly open?: string | undefined
  readonly tag?: string | undefined
  readonly freshness?: string | undefined
  readonly personal?: boolean | undefined
  readonly hasRows?: boolean | undefined
  /** Rows lie on the map of this city: they have a position, and are not of another place. */
  readonly mappable?: boolean | undefined
  readonly sort?: CatalogueSort | undefined
}

export const catalogueSorts = ['relevance', 'name', 'updated', 'rows', 'code'] as const
export type CatalogueSort = (typeof catalogueSorts)[number]

export const facetNames = [
  'owner',
  'shareType',
  'kind',
  'class',
  'update',
  'personal',
  'open',
  'tag',
  'freshness',
] as const
export type FacetName = (typeof facetNames)[number]

/** What a search asks of the registers; times in milliseconds. */
export type RegisterFacts = { readonly rows: number; readonly lastBatchAt: number | null }

export type CatalogueFound = {
  /** Positions of all that match, in order. */
  readonly order: readonly number[]
  /** By facet: how many match by value; each ignores its own narrowing, so that one can change it. */
  readonly counts: Readonly<Record<FacetName, ReadonlyMap<string, number>>>
  readonly match: Match | null
}

type Values = Readonly<Record<Exclude<FacetName, 'tag' | 'freshness' | 'class'>, string>> & {
  readonly class: readonly string[]
  readonly tag: readonly string[]
  readonly mappable: boolean
  readonly limit: number | undefined
}
const valuesKnown = new WeakMap<SearchIndex, readonly Values[]>()

const valuesOf = (index: SearchIndex): readonly Values[] => {
  const known = valuesKnown.get(index) ?? index.resources.map((resource) => valuesOfResource(resource, index))
  valuesKnown.set(index, known)
  return known
}

/** Works out what facets count, in turns, so that the first search does not. */
export const prepareFacets = async (index: SearchIndex): Promise<void> => {
  const values: Values[] = []
  for (const resource of index.resources) {
    values.push(valuesOfResource(resource, index))
    if (values.length % 500 === 0) await setImmediate()
  }
  valuesKnown.set(index, values)
}

const valuesOfResource = (resource: Resource, { rules }: SearchIndex): Values => ({
  owner: resource.owner,
  shareType: resource.share.type,
  kind: resource.kind,
  class:
    resource.code === undefined
      ? []
      : (classify(resource.code, rules)?.steps.slice(0, 2) ?? []).map(({ code }) => code),
  update: resource.update,
  personal: String(resource.grade.personal),
  open: resource.open.type,
  tag: (resource.tags ?? []).map(({ zh }) => zh),
  mappable: hasRegister(resource) && resource.foreign === undefined && geometryItemOf(resource.items) !== undefined,
  // Only registers age here: what is answered, streamed or lies elsewhere is not ours to time.
  limit: resource.kind === 'stored' ? freshnessLimit(resource.update, rules) : undefined,
})

/** `mayRead`: by position, 1 where the reader may know of the resource. */
export const searchResources = (
  index: SearchIndex,
  search: CatalogueSearch,
  facts: {
    readonly mayRead: Uint8Array
    readonly factsOf: (resourceId: string) => RegisterFacts | undefined
    readonly now: number
  },
): CatalogueFound => {
  const tokens = readQuery(search.q ?? '')
  const match = tokens.length === 0 ? null : matchTokens(index, tokens)
  const values = valuesOf(index)
  const counts = Object.fromEntries(facetNames.map((name) => [name, new Map<string, number>()])) as Record<
    FacetName,
    Map<string, number>
  >
  const order: number[] = []
  const wanted = { ...search, personal: search.personal === undefined ? undefined : String(search.personal) }
  const count = (name: FacetName, value: string) => counts[name].set(value, (counts[name].get(value) ?? 0) + 1)

  for (let r = 0; r < values.length; r++) {
    if (facts.mayRead[r] !== 1 || (match && match.scores[r] === 0)) continue
    const resource = index.resources[r] as Resource
    const value = values[r] as Values
    const state = facts.factsOf(resource.id)
    if (search.hasRows !== undefined && (state?.rows ?? 0) > 0 !== search.hasRows) continue
    if (search.mappable !== undefined && value.mappable !== search.mappable) continue
    const fresh = freshness(value.limit, state, facts.now)
    let misses = 0
    let missed: FacetName | undefined
    const has = (name: FacetName): boolean => {
      const want = wanted[name]
      if (want === undefined) return true
      if (name === 'class' || name === 'tag') return value[name].includes(want)
      return (name === 'freshness' ? fresh : value[name]) === want
    }
    for (const name of facetNames)
      if (!has(name)) {
        missed = name
        if (++misses > 1) break
      }
    if (misses > 1) continue
    if (misses === 0) order.push(r)
    for (const name of facetNames) {
      if (missed !== undefined && missed !== name) continue
      if (name === 'class' || name === 'tag') for (const each of value[name]) count(name, each)
      else count(name, name === 'freshness' ? fresh : value[name])
    }
  }
  sortOrder(order, index, search.sort ?? (match ? 'relevance' : undefined), match, facts.factsOf)
  return { order, counts, match }
}

/** How fresh the rows of a resource with this limit are now. */
export const freshness = (
  limitMinutes: number | undefined,
  state: RegisterFacts | undefined,
  now: number,
): FreshnessState => {
  const at = state?.lastBatchAt ?? null
  return freshnessOf(at === null ? null : (now - at) / 60_000, limitMinutes)
}

const collator = new Intl.Collator('zh')

const sortOrder = (
  order: number[],
  { resources }: SearchIndex,
  sort: CatalogueSort | undefined,
  match: Match | null,
  factsOf: (id: string) => RegisterFacts | undefined,
): void => {
  const by = (compare: (a: Resource, b: Resource) => number) =>
    order.sort((a, b) => compare(resources[a] as Resource, resources[b] as Resource) || a - b)
  if (sort === 'relevance' && match)
    order.sort((a, b) => (match.scores[b] as number) - (match.scores[a] as number) || a - b)
  if (sort === 'name') by((a, b) => collator.compare(a.name.zh, b.name.zh))
  if (sort === 'code') by((a, b) => compareText(a.code ?? '~', b.code ?? '~'))
  if (sort === 'rows') by((a, b) => (factsOf(b.id)?.rows ?? 0) - (factsOf(a.id)?.rows ?? 0))
  if (sort === 'updated') by((a, b) => (factsOf(b.id)?.lastBatchAt ?? 0) - (factsOf(a.id)?.lastBatchAt ?? 0))
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Items of a resource that the words were found in, by position in its list; few. */
export const matchedItems = (index: SearchIndex, resource: number, match: Match, most: number): number[] => {
  const items: number[] = []
  const from = index.itemStart[resource] as number
  for (let at = from; at < (index.itemStart[resource + 1] as number) && items.length < most; at++)
    if (match.found[index.itemTexts[at] as number] === 1) items.push(at - from)
  return items
}

const mostSuggestions = 4

/** Other words for a search that found nothing: without one of the words, or with a word that is spelt nearly so. */
export const suggestSearches = (
  index: SearchIndex,
  q: string,
  totalOf: (q: string) => number,
): { readonly q: string; readonly total: number }[] => {
  // Words that are found only by what they were probably meant to be are suggested as that.
  const tokens = readQuery(q).map(({ text, han }) => ({ text: han ? text : wordMeant(index, text), han }))
  const tried = new Set<string>()
  const found: { q: string; total: number }[] = []
  const attempt = (text: string) => {
    if (text === '' || tried.has(text) || found.length >= mostSuggestions) return
    tried.add(text)
    const total = totalOf(text)
    if (total > 0) found.push({ q: text, total })
  }
  const others = (at: number, instead: readonly string[]) =>
    [...tokens.slice(0, at).map(({ text }) => text), ...instead, ...tokens.slice(at + 1).map(({ text }) => text)].join(
      ' ',
    )
  for (const [at, { text, han }] of tokens.entries())
    if (han)
      for (let length = text.length - 1; length >= 2; length--) {
        attempt(others(at, [text.slice(0, length)]))
        attempt(others(at, [text.slice(-length)]))
      }
    else for (const word of wordsTwoTyposAway(index, text)) attempt(others(at, [word]))
  if (tokens.length > 1) for (const at of tokens.keys()) attempt(others(at, []))
  return found.sort((a, b) => b.total - a.total)
}

const wordMeant = (index: SearchIndex, word: string): string => {
  if (index.wordNumber.has(word)) return word
  const near = [word, ...withoutOneLetter(word)].flatMap((part) => {
    const itself = index.wordNumber.get(part)
    return [...(itself === undefined ? [] : [itself]), ...(index.wordsWithout.get(part) ?? [])]
  })
  return near.map((number) => index.words[number] as string).find((each) => isOneTypoAway(each, word)) ?? word
}

const wordsTwoTyposAway = (index: SearchIndex, word: string): readonly string[] => {
  if (word.length < 5) return []
  const parts = withoutOneLetter(word)
  const found = new Set<string>()
  for (const part of parts)
    for (const shorter of [part, ...withoutOneLetter(part)]) {
      const itself = index.wordNumber.get(shorter)
      const numbers = index.wordsWithout.get(shorter) ?? []
      for (const number of itself === undefined ? numbers : [itself, ...numbers]) {
        const near = index.words[number] as string
        if (parts.some((each) => isOneTypoAway(each, near))) found.add(near)
        if (found.size >= mostSuggestions) return [...found]
      }
    }
  return [...found]
}
