import { assertSize } from '../../values/limit.ts'
import { assemble, type Machine, Search } from './machine.ts'
import { nativeSource, repeatsGroups, waysOf } from './native.ts'
import { parsePattern } from './parse.ts'
import type { ParsedPattern } from './tree.ts'

/*
 * Patterns of XPath run on JavaScript's engine where its backtracking is known to stay short for this text, and on a machine of
 * bounded time (machine.ts) where it is not. Both keep to the same tree, so they find the same.
 */

/** Ways a native search may try in all: some tens of milliseconds. */
const mostWays = 5_000_000

/** Start, end and groups (start and end of each; -1 without part) in UTF-16 offsets. */
type Match = readonly number[]

/** Null when the native engine finds it too large. */
const nativeOf = (source: string, flags: string): RegExp | null => {
  try {
    return new RegExp(source, flags)
  } catch {
    return null
  }
}

class Pattern {
  readonly #parsed: ParsedPattern
  readonly #repeatsGroups: boolean
  #native: RegExp | null | undefined
  #nativeWithGroups: RegExp | null | undefined
  #machine: Machine | undefined
  #shortUpTo = -1
  #longFrom = Number.POSITIVE_INFINITY

  constructor(parsed: ParsedPattern) {
    this.#parsed = parsed
    this.#repeatsGroups = repeatsGroups(parsed.tree)
  }

  get groups(): number {
    return this.#parsed.groups
  }

  /** What holds for a length holds for shorter ones, what fails fails for longer ones. */
  #isShort(length: number): boolean {
    if (length <= this.#shortUpTo) return true
    if (length >= this.#longFrom) return false
    const isShort = waysOf(this.#parsed.tree, length) * (length + 1) <= mostWays
    if (isShort) this.#shortUpTo = length
    else this.#longFrom = length
    return isShort
  }

  test(text: string): boolean {
    if (!this.#isShort(text.length)) return this.#search(text).next().done !== true
    this.#native ??= nativeOf(nativeSource(this.#parsed.tree, false), 'v')
    return this.#native === null ? this.#search(text).next().done !== true : this.#native.test(text)
  }

  /** Every match, one after the other; none of them empty. */
  *matches(text: string, withGroups: boolean): Iterable<Match> {
    if (!this.#isShort(text.length) || (withGroups && this.#repeatsGroups)) return yield* this.#search(text)
    this.#nativeWithGroups ??= nativeOf(nativeSource(this.#parsed.tree, true), 'dgv')
    if (this.#nativeWithGroups === null) return yield* this.#search(text)
    for (const { indices } of text.matchAll(this.#nativeWithGroups))
      yield (indices ?? []).flatMap((span) => span ?? [-1, -1])
  }

  *#search(text: string): Generator<Match, void> {
    this.#machine ??= assemble(this.#parsed)
    const points: number[] = []
    const offsets: number[] = []
    let offset = 0
    for (const letter of text) {
      points.push(letter.codePointAt(0) as number)
      offsets.push(offset)
      offset += letter.length
    }
    offsets.push(offset)
    const search = new Search(this.#machine, points)
    const length = (this.groups + 1) * 2
    for (let from = 0; ; ) {
      const found = search.next(from)
      if (!found) return
      yield found.slice(0, length).map((place) => (place < 0 ? -1 : (offsets[place] as number)))
      from = Math.max(found[1] as number, from + 1)
    }
  }
}

const mostKept = 500
const kept = new Map<string, Pattern | null>()

const patternOf = (pattern: string, flags: string): Pattern | null => {
  const key = `${flags}/${pattern}`
  let found = kept.get(key)
  if (found !== undefined) return found
  const parsed = parsePattern(pattern, flags)
  found = parsed && new Pattern(parsed)
  if (kept.size >= mostKept) kept.delete(kept.keys().next().value as string)
  kept.set(key, found)
  return found
}

/** Whether a part of the text matches; null when the pattern or the flags are none. */
export const matchesPattern = (text: string, pattern: string, flags: string): boolean | null =>
  patternOf(pattern, flags)?.test(text) ?? null

/** Literal pieces and numbers of groups; null when a `$` or a `\` stands alone. */
const partsOf = (replacement: string, groups: number): readonly (string | number)[] | null => {
  const parts: (string | number)[] = []
  for (let index = 0; index < replacement.length; index++) {
    const letter = replacement[index] as string
    const next = replacement[index + 1] ?? ''
    if (letter === '\\') {
      if (next !== '\\' && next !== '$') return null
      parts.push(next)
      index++
    } else if (letter === '$') {
      if (!/^[0-9]$/.test(next)) return null
      let group = Number(next)
      index++
      while (/^[0-9]$/.test(replacement[index + 1] ?? '') && group * 10 + Number(replacement[index + 1]) <= groups)
        group = group * 10 + Number(replacement[++index])
      parts.push(group)
    } else parts.push(letter)
  }
  return parts
}

/**
 * Every match replaced, `$1` in the replacement being what group 1 matched; null when the pattern, the flags or the replacement
 * are none, or when the pattern matches the empty text, as XPath has it.
 */
export const replacePattern = (text: string, source: string, replacement: string, flags: string): string | null => {
  const pattern = patternOf(source, flags)
  const parts = flags.includes('q') ? [replacement] : partsOf(replacement, pattern?.groups ?? 0)
  if (!pattern || !parts || pattern.test('')) return null
  const pieces: string[] = []
  let length = 0
  const put = (piece: string): void => {
    length += piece.length
    assertSize(length)
    pieces.push(piece)
  }
  const usesGroups = parts.some((part) => typeof part === 'number' && part > 0)
  let from = 0
  for (const match of pattern.matches(text, usesGroups)) {
    put(text.slice(from, match[0]))
    for (const part of parts) {
      if (typeof part === 'string') put(part)
      else if ((match[part * 2 + 1] ?? -1) >= 0) put(text.slice(match[part * 2], match[part * 2 + 1]))
    }
    from = match[1] as number
  }
  put(text.slice(from))
  return pieces.join('')
}

/** What stands between the matches; null when the pattern is none or matches the empty text. */
export const splitAtPattern = (text: string, source: string): string[] | null => {
  const pattern = patternOf(source, '')
  if (!pattern || pattern.test('')) return null
  const pieces: string[] = []
  let from = 0
  for (const [start = 0, end = 0] of pattern.matches(text, false)) {
    pieces.push(text.slice(from, start))
    from = end
  }
  pieces.push(text.slice(from))
  assertSize(pieces.length)
  return pieces
}
