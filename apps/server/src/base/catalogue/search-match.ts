/** Which resources hold the words that were asked for, how well, and what in them is to be marked. */
import { fields, mayBeMistyped, type SearchIndex } from './search-index.ts'
import {
  findWithOneWrong,
  holdsInOrder,
  isOneTypoAway,
  plain,
  type Token,
  tokensOf,
  withoutOneLetter,
} from './search-text.ts'

export type Match = {
  /** By resource: how well it fits; 0 = not at all. */
  readonly scores: Float32Array
  /** By text: 1 where it was one of those found. */
  readonly found: Uint8Array
  /** What to mark in the texts shown, plain. */
  readonly marks: readonly string[]
}

// Name before tag before item before department before abstract; a code that is typed is meant.
const weights: Record<(typeof fields)[number], number> = { name: 10, code: 9, tag: 6, item: 4, owner: 3, abstract: 2 }
const weightOf = fields.map((field) => weights[field])

const mostTokens = 8
const longestRun = 24
const mostPrefixed = 2_000
const mostMarks = 24
const longestSplitRun = 10

/** Tokens of what was typed; more than a person types are left out. */
export const readQuery = (q: string): readonly Token[] =>
  tokensOf(plain(q))
    .slice(0, mostTokens)
    .map(({ text, han }) => ({ text: text.slice(0, longestRun), han }))

/** What one token found; kept, since the words of a city are few and people type them again and again. */
type TokenMatch = { readonly scores: Float32Array; readonly texts: Uint32Array; readonly marks: readonly string[] }
type Kept = { readonly matches: Map<string, TokenMatch>; bytes: number }
const keptOf = new WeakMap<SearchIndex, Kept>()
/** Of one index; a token of a large city takes 20 to 700 KB. */
const mostKeptBytes = 24 * 2 ** 20

const matchToken = (index: SearchIndex, { text, han }: Token): TokenMatch => {
  const kept = keptOf.get(index) ?? { matches: new Map<string, TokenMatch>(), bytes: 0 }
  keptOf.set(index, kept)
  const known = kept.matches.get(text)
  if (known) {
    // The one that was not asked for longest goes first.
    kept.matches.delete(text)
    kept.matches.set(text, known)
    return known
  }
  const one = new OneToken(index)
  if (han) one.matchRun(text)
  else one.matchWord(text)
  const match = one.finish()
  const bytesOf = ({ scores, texts }: TokenMatch) => scores.byteLength + texts.byteLength
  kept.matches.set(text, match)
  kept.bytes += bytesOf(match)
  for (const [oldest, gone] of kept.matches) {
    if (kept.bytes <= mostKeptBytes) break
    kept.matches.delete(oldest)
    kept.bytes -= bytesOf(gone)
  }
  return match
}

/** Every token must be found in a resource, in whichever of its texts. */
export const matchTokens = (index: SearchIndex, tokens: readonly Token[]): Match => {
  const found = new Uint8Array(index.texts.length)
  const scores = new Float32Array(index.resources.length).fill(tokens.length === 0 ? 1 : 0)
  const marks = new Set<string>()
  for (const [at, token] of tokens.entries()) {
    const one = matchToken(index, token)
    for (const text of one.texts) found[text] = 1
    for (const mark of one.marks) marks.add(mark)
    if (at === 0) scores.set(one.scores)
    else
      for (let r = 0; r < scores.length; r++) {
        const [before, now] = [scores[r] as number, one.scores[r] as number]
        scores[r] = before > 0 && now > 0 ? before + now : 0
      }
  }
  return { scores, found, marks: [...marks].slice(0, mostMarks) }
}

class OneToken {
  readonly scores: Float32Array
  #count = 0
  readonly #index: SearchIndex
  readonly #texts: number[] = []
  readonly #marks = new Set<string>()

  constructor(index: SearchIndex) {
    this.scores = new Float32Array(index.resources.length)
    this.#index = index
  }

  finish(): TokenMatch {
    return { scores: this.scores, texts: Uint32Array.from(this.#texts), marks: [...this.#marks] }
  }

  /** `part` of the text was found, with a quality of 0 to 1; of two texts of the same kind the fuller one is better. */
  #take(text: number, length: number, quality: number): void {
    const { fieldOf, start, standsIn, lengthOf } = this.#index
    this.#texts.push(text)
    const fullness = 0.7 + 0.3 * Math.min(1, length / (lengthOf[text] as number))
    const score = (weightOf[fieldOf[text] as number] as number) * quality * fullness
    for (let at = start[text] as number; at < (start[text + 1] as number); at++) {
      const resource = standsIn[at] as number
      const before = this.scores[resource] as number
      if (before === 0) this.#count++
      if (score > before) this.scores[resource] = score
    }
  }

  matchWord(word: string): void {
    const { words, textsOfWord, wordNumber, wordsWithout } = this.#index
    const takeWord = (number: number, quality: number) => {
      const found = words[number] as string
      this.#marks.add(found.startsWith(word) ? word : found)
      for (const text of textsOfWord[number] as Uint32Array) this.#take(text, found.length, quality)
    }
    const exact = wordNumber.get(word)
    if (exact !== undefined) takeWord(exact, 1)
    // Typing goes on: words that begin so are meant too.
    let at = firstAtLeast(words, word)
    for (let taken = 0; taken < mostPrefixed && words[at]?.startsWith(word); at++, taken++)
      if (at !== exact) takeWord(at, 0.75)
    // What stands there as it was typed was meant.
    if (this.#count > 0 || !mayBeMistyped(word)) return
    const near = new Set<number>()
    for (const part of [word, ...withoutOneLetter(word)]) {
      for (const number of wordsWithout.get(part) ?? []) near.add(number)
      const shorter = wordNumber.get(part)
      if (shorter !== undefined && mayBeMistyped(part)) near.add(shorter)
    }
    for (const number of near)
      if (number !== exact && isOneTypoAway(words[number] as string, word)) takeWord(number, 0.5)
  }

  matchRun(run: string): void {
    const { texts } = this.#index
    const candidates = this.#textsWithCharacters(run)
    for (const text of candidates.all) if ((texts[text] as string).includes(run)) this.#take(text, run.length, 1)
    if (this.#count > 0) {
      this.#marks.add(run)
      return
    }
    if (run.length < 3) return
    for (const text of candidates.all)
      if (holdsInOrder(texts[text] as string, run)) {
        this.#take(text, run.length, 0.6)
        for (const character of run) if (this.#marks.size < mostMarks) this.#marks.add(character)
      }
    for (const text of [...candidates.all, ...candidates.allButOne]) {
      const part = findWithOneWrong(texts[text] as string, run)
      if (part === undefined) continue
      if (this.#marks.size < mostMarks) this.#marks.add(part)
      this.#take(text, part.length, 0.5)
    }
    if (this.#count === 0 && run.length >= 4 && run.length <= longestSplitRun) this.#matchSplit(run)
  }

  /** Two words written together that stand in different texts of a resource, such as department and name. */
  #matchSplit(run: string): void {
    for (let at = 2; at <= run.length - 2 && this.#count === 0; at++) {
      const [left, right] = [run.slice(0, at), run.slice(at)].map((part) => {
        const one = new OneToken(this.#index)
        for (const text of one.#textsWithCharacters(part).all)
          if ((this.#index.texts[text] as string).includes(part)) one.#take(text, part.length, 1)
        for (const text of one.#texts) this.#texts.push(text)
        return { part, scores: one.scores }
      }) as [{ part: string; scores: Float32Array }, { part: string; scores: Float32Array }]
      for (let r = 0; r < this.scores.length; r++) {
        const [a, b] = [left.scores[r] as number, right.scores[r] as number]
        if (a === 0 || b === 0) continue
        this.scores[r] = (a + b) / 2
        this.#count++
      }
      if (this.#count > 0) for (const { part } of [left, right]) this.#marks.add(part)
    }
  }

  /** Texts that hold all characters of the run, and those that lack one. */
  #textsWithCharacters(run: string): { readonly all: number[]; readonly allButOne: number[] } {
    const { textsOfCharacter } = this.#index
    const characters = [...new Set(run)]
    const lists = characters.map((character) => textsOfCharacter.get(character) ?? new Uint32Array())
    const count = countsOf(this.#index)
    const all: number[] = []
    const allButOne: number[] = []
    const needed = characters.length
    // A text is met as often as it has characters of the run; of one or two none may be missing.
    for (const list of lists) for (const text of list) count[text] = (count[text] as number) + 1
    const lists2 = needed < 3 ? lists.slice(0, 1) : lists
    for (const list of lists2)
      for (const text of list) {
        const met = count[text] as number
        if (met === needed) all.push(text)
        else if (met === needed - 1 && needed >= 3) allButOne.push(text)
        count[text] = 0
      }
    for (const list of lists) for (const text of list) count[text] = 0
    return { all, allButOne }
  }
}

const countsKnown = new WeakMap<SearchIndex, Uint8Array>()
/** By text, all 0: lent for the moment and given back so. Taken anew for each question it kept the garbage collector busy. */
const countsOf = (index: SearchIndex): Uint8Array => {
  const counts = countsKnown.get(index) ?? new Uint8Array(index.texts.length)
  countsKnown.set(index, counts)
  return counts
}

/** Position of the first word that is not before `word`. */
const firstAtLeast = (words: readonly string[], word: string): number => {
  let [low, high] = [0, words.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((words[middle] as string) < word) low = middle + 1
    else high = middle
  }
  return low
}
