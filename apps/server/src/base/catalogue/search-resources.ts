/** One question to the catalogue: what matches, in which order, and how many match by each facet. */
import { setImmediate } from 'node:timers/promises'
import {
  classify,
  type FreshnessState,
  freshnessLimit,
  freshnessOf,
  freshnessStates,
  hasRegister,
  type Resource,
} from '@onecity/city'
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

/** Values of one facet by resource, as numbers: those of resource `r` are `of[start[r]]` to `of[start[r + 1] - 1]`. */
type FacetValues = {
  readonly names: readonly string[]
  readonly numberOf: ReadonlyMap<string, number>
  readonly start: Uint32Array
  readonly of: Uint32Array
}
/** Freshness goes by the clock and is worked out for each search. */
type StaticFacet = Exclude<FacetName, 'freshness'>
const staticFacets = facetNames.filter((name): name is StaticFacet => name !== 'freshness')
type Values = {
  readonly facets: Readonly<Record<StaticFacet, FacetValues>>
  readonly mappable: Uint8Array
  /** By resource: minutes after which rows are stale; NaN: not timed. */
  readonly limits: Float64Array
}
const valuesKnown = new WeakMap<SearchIndex, Values>()

const valuesOf = (index: SearchIndex): Values => {
  let known = valuesKnown.get(index)
  if (!known) {
    const making = makeValues(index)
    let step = making.next()
    while (!step.done) step = making.next()
    known = step.value
    valuesKnown.set(index, known)
  }
  return known
}

/** Works out what facets count, in turns, so that the first search does not. */
export const prepareFacets = async (index: SearchIndex): Promise<void> => {
  const making = makeValues(index)
  let step = making.next()
  while (!step.done) {
    await setImmediate()
    step = making.next()
  }
  valuesKnown.set(index, step.value)
}

function* makeValues(index: SearchIndex): Generator<void, Values> {
  const { resources } = index
  const facets = Object.fromEntries(
    staticFacets.map((name) => [
      name,
      {
        names: [] as string[],
        numberOf: new Map<string, number>(),
        start: new Uint32Array(resources.length + 1),
        of: [] as number[],
      },
    ]),
  )
  const mappable = new Uint8Array(resources.length)
  const limits = new Float64Array(resources.length)
  for (const [r, resource] of resources.entries()) {
    for (const [name, values] of Object.entries(valuesOfResource(resource, index))) {
      const facet = facets[name] as (typeof facets)[string]
      for (const value of values) {
        let number = facet.numberOf.get(value)
        if (number === undefined) {
          number = facet.names.push(value) - 1
          facet.numberOf.set(value, number)
        }
        facet.of.push(number)
      }
      facet.start[r + 1] = facet.of.length
    }
    const isMappable =
      hasRegister(resource) && resource.foreign === undefined && geometryItemOf(resource.items) !== undefined
    mappable[r] = isMappable ? 1 : 0
    // Only registers age here: what is answered, streamed or lies elsewhere is not ours to time.
    limits[r] = (resource.kind === 'stored' ? freshnessLimit(resource.update, index.rules) : undefined) ?? Number.NaN
    if (r % 500 === 499) yield
  }
  const finished = Object.entries(facets).map(([name, facet]) => [name, { ...facet, of: Uint32Array.from(facet.of) }])
  return { facets: Object.fromEntries(finished) as Values['facets'], mappable, limits }
}

const valuesOfResource = (
  resource: Resource,
  { rules }: SearchIndex,
): Readonly<Record<StaticFacet, readonly string[]>> => ({
  owner: [resource.owner],
  shareType: [resource.share.type],
  kind: [resource.kind],
  class:
    resource.code === undefined
      ? []
      : (classify(resource.code, rules)?.steps.slice(0, 2) ?? []).map(({ code }) => code),
  update: [resource.update],
  personal: [String(resource.grade.personal)],
  open: [resource.open.type],
  tag: (resource.tags ?? []).map(({ zh }) => zh),
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
  const { facets, mappable, limits } = valuesOf(index)
  const order: number[] = []
  const counted = facetNames.map((name) =>
    name === 'freshness' ? new Uint32Array(freshnessStates.length) : new Uint32Array(facets[name].names.length),
  )
  /** Add one to the values that resource `r` has of a facet (by its place in `facetNames`). */
  const count = (at: number, r: number, fresh: number) => {
    const counts = counted[at] as Uint32Array
    const name = facetNames[at] as FacetName
    if (name === 'freshness') {
      counts[fresh] = (counts[fresh] as number) + 1
      return
    }
    const { start, of } = facets[name]
    for (let i = start[r] as number; i < (start[r + 1] as number); i++) {
      const value = of[i] as number
      counts[value] = (counts[value] as number) + 1
    }
  }
  const wanted: Readonly<Record<FacetName, string | undefined>> = {
    ...(search as Record<FacetName, string | undefined>),
    personal: search.personal === undefined ? undefined : String(search.personal),
  }
  /** What is narrowed by, as numbers; -1: a value that nothing has. */
  const narrowed = facetNames.flatMap((name, at) => {
    const value = wanted[name]
    if (value === undefined) return []
    const number =
      name === 'freshness' ? freshnessStates.indexOf(value as FreshnessState) : facets[name].numberOf.get(value)
    return [{ at, name, number: number ?? -1 }]
  })
  const has = (name: FacetName, number: number, r: number, fresh: number): boolean => {
    if (name === 'freshness') return fresh === number
    const { start, of } = facets[name]
    for (let i = start[r] as number; i < (start[r + 1] as number); i++) if (of[i] === number) return true
    return false
  }

  for (let r = 0; r < mappable.length; r++) {
    if (facts.mayRead[r] !== 1 || (match && match.scores[r] === 0)) continue
    const state = facts.factsOf((index.resources[r] as Resource).id)
    if (search.hasRows !== undefined && (state?.rows ?? 0) > 0 !== search.hasRows) continue
    if (search.mappable !== undefined && (mappable[r] === 1) !== search.mappable) continue
    const limit = limits[r] as number
    const fresh = freshnessStates.indexOf(freshness(Number.isNaN(limit) ? undefined : limit, state, facts.now))
    let misses = 0
    let missed = -1
    for (const { at, name, number } of narrowed)
      if (!has(name, number, r, fresh)) {
        missed = at
        misses++
      }
    if (misses > 1) continue
    if (misses === 1) {
      // Each facet ignores its own narrowing.
      count(missed, r, fresh)
      continue
    }
    order.push(r)
    for (let at = 0; at < facetNames.length; at++) count(at, r, fresh)
  }
  const counts = Object.fromEntries(
    facetNames.map((name, at) => {
      const names = name === 'freshness' ? freshnessStates : facets[name].names
      const found = new Map<string, number>()
      for (const [number, n] of (counted[at] as Uint32Array).entries()) if (n > 0) found.set(names[number] as string, n)
      return [name, found]
    }),
  ) as unknown as CatalogueFound['counts']
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
  if (sort === 'rows' || sort === 'updated') {
    const keys = new Float64Array(resources.length)
    for (const r of order) {
      const state = factsOf((resources[r] as Resource).id)
      keys[r] = (sort === 'rows' ? state?.rows : state?.lastBatchAt) ?? 0
    }
    order.sort((a, b) => (keys[b] as number) - (keys[a] as number) || a - b)
  }
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
