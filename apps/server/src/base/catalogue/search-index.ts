/**
 * The search index of one city version, in memory.
 *
 * Texts of the catalogue repeat (thousands of resources have an item “name”), so the index is over distinct texts, and each
 * text knows the resources it stands in. Words lead to texts, and so does every single Chinese character; which of those
 * texts really hold what was asked is looked at in the texts themselves. That makes wrong characters findable and needs no
 * dictionary of Chinese words.
 *
 * Building is cut into short turns, so that no request waits for it.
 */
import { setImmediate } from 'node:timers/promises'
import { type CatalogueRules, type City, catalogueRulesOf, type Resource } from '@onecity/city'
import { plain, tokensOf, withoutOneLetter } from './search-text.ts'

/** Where a text stands; earlier ones weigh more. */
export const fields = ['name', 'code', 'tag', 'item', 'owner', 'abstract'] as const
const fieldNumber = { name: 0, code: 1, tag: 2, item: 3, owner: 4, abstract: 5 } as const

export type SearchIndex = {
  readonly city: City
  readonly rules: CatalogueRules
  readonly resources: readonly Resource[]
  readonly texts: readonly string[]
  /** By text: its length. */
  readonly lengthOf: Uint32Array
  /** By text: its field. */
  readonly fieldOf: Uint8Array
  /** By text: the resources (by position) it stands in, from `start[text]` to `start[text + 1]`. */
  readonly start: Uint32Array
  readonly standsIn: Uint32Array
  /** By resource, from `itemStart[r]`: the texts of its items, in order. */
  readonly itemStart: Uint32Array
  readonly itemTexts: Uint32Array
  /** Words in order, and by word the texts that hold it. */
  readonly words: readonly string[]
  readonly textsOfWord: readonly Uint32Array[]
  readonly wordNumber: ReadonlyMap<string, number>
  /** Words by themselves with one letter left out. */
  readonly wordsWithout: ReadonlyMap<string, readonly number[]>
  readonly textsOfCharacter: ReadonlyMap<string, Uint32Array>
}

const turnMs = 8
const shortestFuzzyWord = 4

/** Words of which one letter may be wrong: numbers never are, they are codes. */
export const mayBeMistyped = (word: string): boolean => word.length >= shortestFuzzyWord && !/^\d+$/.test(word)

/** Makes the index of a city, a few milliseconds at a time. */
export const makeSearchIndex = async (city: City): Promise<SearchIndex> => {
  let turnEnds = performance.now() + turnMs
  const pause = async () => {
    if (performance.now() < turnEnds) return
    await setImmediate()
    turnEnds = performance.now() + turnMs
  }

  const texts: string[] = []
  const fieldOf: number[] = []
  // Where texts stand, as pairs in the order they are met: a list for each of 150,000 texts is what makes collecting garbage slow.
  const pairs = { text: [] as number[], resource: [] as number[], latest: [] as number[] }
  const known = new Map<string, number>()
  const add = (field: keyof typeof fieldNumber, raw: string, resource: number): number => {
    const key = `${fieldNumber[field]}${raw}`
    let number = known.get(key)
    if (number === undefined) {
      number = texts.length
      known.set(key, number)
      texts.push(plain(raw))
      fieldOf.push(fieldNumber[field])
      pairs.latest.push(-1)
    }
    if (pairs.latest[number] !== resource) {
      pairs.latest[number] = resource
      pairs.text.push(number)
      pairs.resource.push(resource)
    }
    return number
  }

  const owners = new Map(city.departments.map(({ id, name }) => [id, `${joined(name)}\n${id}`]))
  const itemStart = new Uint32Array(city.resources.length + 1)
  const itemTexts: number[] = []
  for (const [r, resource] of city.resources.entries()) {
    add('name', joined(resource.name), r)
    add('code', `${resource.id}\n${resource.code ?? ''}`, r)
    add('owner', owners.get(resource.owner) ?? resource.owner, r)
    if (resource.abstract) add('abstract', joined(resource.abstract), r)
    for (const tag of resource.tags ?? []) add('tag', joined(tag), r)
    itemStart[r] = itemTexts.length
    for (const { id, name } of resource.items)
      itemTexts.push(add('item', name.zh === id ? id : `${joined(name)}\n${id}`, r))
    await pause()
  }
  itemStart[city.resources.length] = itemTexts.length
  known.clear()

  const ofWord = new Map<string, number[]>()
  const ofCharacter = new Map<string, number[]>()
  const note = (where: Map<string, number[]>, what: string, text: number) => {
    const there = where.get(what)
    if (!there) where.set(what, [text])
    else if (there.at(-1) !== text) there.push(text)
  }
  for (const [number, text] of texts.entries()) {
    for (const token of tokensOf(text))
      if (token.han) for (const character of token.text) note(ofCharacter, character, number)
      else note(ofWord, token.text, number)
    if (number % 64 === 0) await pause()
  }

  await pause()
  const words = [...ofWord.keys()].sort()
  const wordNumber = new Map<string, number>()
  const wordsWithout = new Map<string, number[]>()
  const textsOfWord: Uint32Array[] = []
  for (const [number, word] of words.entries()) {
    wordNumber.set(word, number)
    textsOfWord.push(new Uint32Array(ofWord.get(word) ?? []))
    if (mayBeMistyped(word) && word.length <= 32)
      for (const part of withoutOneLetter(word)) {
        const there = wordsWithout.get(part)
        if (there) there.push(number)
        else wordsWithout.set(part, [number])
      }
    if (number % 64 === 0) await pause()
  }
  const textsOfCharacter = new Map<string, Uint32Array>()
  for (const [character, found] of ofCharacter) {
    textsOfCharacter.set(character, new Uint32Array(found))
    await pause()
  }

  const start = new Uint32Array(texts.length + 1)
  for (let at = 0; at < pairs.text.length; at++) {
    const next = (pairs.text[at] as number) + 1
    start[next] = (start[next] as number) + 1
    if (at % 16_384 === 0) await pause()
  }
  for (let number = 0; number < texts.length; number++)
    start[number + 1] = (start[number + 1] as number) + (start[number] as number)
  await pause()
  const flat = new Uint32Array(pairs.text.length)
  const end = start.slice()
  for (let at = 0; at < pairs.text.length; at++) {
    const text = pairs.text[at] as number
    const place = end[text] as number
    flat[place] = pairs.resource[at] as number
    end[text] = place + 1
    if (at % 16_384 === 0) await pause()
  }
  const lengthOf = new Uint32Array(texts.length)
  for (let number = 0; number < texts.length; number++) {
    lengthOf[number] = (texts[number] as string).length
    if (number % 16_384 === 0) await pause()
  }
  const itemTextsFlat = new Uint32Array(itemTexts)
  await pause()
  return {
    city,
    rules: catalogueRulesOf(city),
    resources: city.resources,
    texts,
    lengthOf,
    fieldOf: new Uint8Array(fieldOf),
    start,
    standsIn: flat,
    itemStart,
    itemTexts: itemTextsFlat,
    words,
    textsOfWord,
    wordNumber,
    wordsWithout,
    textsOfCharacter,
  }
}

const joined = ({ zh, en }: { readonly zh: string; readonly en?: string }): string =>
  en === undefined ? zh : `${zh}\n${en}`
