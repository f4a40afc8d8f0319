import { characterSource, dotSource, propertySource, rangeSource, shorthandSource } from './character-sets.ts'
import type { Characters, ParsedPattern, Tree } from './tree.ts'

/** Nesting of groups and sets that a pattern may have. */
const deepest = 200

class NoPattern extends Error {}

const singleEscapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }
const escapable = '\\|.?*+(){}-[]^$'

/** Whitespace does not count outside of sets. */
const withoutWhitespace = (pattern: string): string => {
  let depth = 0
  let kept = ''
  for (let index = 0; index < pattern.length; index++) {
    const letter = pattern[index] as string
    if (letter === '\\') {
      kept += letter
      index++
      while (depth === 0 && /[ \t\n\r]/.test(pattern[index] ?? '')) index++
      kept += pattern[index] ?? ''
      continue
    }
    if (letter === '[') depth++
    else if (letter === ']') depth--
    if (depth > 0 || !/[ \t\n\r]/.test(letter)) kept += letter
  }
  return kept
}

class PatternParser {
  readonly #text: readonly string[]
  readonly #isCaseBlind: boolean
  readonly #isLinewise: boolean
  readonly #takesLineEnds: boolean
  readonly #closed = new Set<number>()
  #at = 0
  #depth = 0
  #groups = 0
  #hasBackreferences = false

  constructor(pattern: string, flags: string) {
    this.#text = [...(flags.includes('x') ? withoutWhitespace(pattern) : pattern)]
    this.#isCaseBlind = flags.includes('i')
    this.#isLinewise = flags.includes('m')
    this.#takesLineEnds = flags.includes('s')
  }

  parse(): ParsedPattern {
    const tree = this.#choice()
    if (this.#at < this.#text.length) throw new NoPattern()
    return { tree, groups: this.#groups, hasBackreferences: this.#hasBackreferences }
  }

  #peek(ahead = 0): string | undefined {
    return this.#text[this.#at + ahead]
  }

  #takes(letter: string): boolean {
    if (this.#text[this.#at] !== letter) return false
    this.#at++
    return true
  }

  #expect(letter: string): void {
    if (!this.#takes(letter)) throw new NoPattern()
  }

  #next(): string {
    const letter = this.#text[this.#at++]
    if (letter === undefined) throw new NoPattern()
    return letter
  }

  #deeper<T>(inside: () => T): T {
    if (++this.#depth > deepest) throw new NoPattern()
    const result = inside()
    this.#depth--
    return result
  }

  #choice(): Tree {
    const options = [this.#sequence()]
    while (this.#takes('|')) options.push(this.#sequence())
    return options.length === 1 ? (options[0] as Tree) : { kind: 'choice', options }
  }

  #sequence(): Tree {
    const parts: Tree[] = []
    while (this.#peek() !== undefined && this.#peek() !== '|' && this.#peek() !== ')') parts.push(this.#piece())
    return parts.length === 1 ? (parts[0] as Tree) : { kind: 'sequence', parts }
  }

  #piece(): Tree {
    const of = this.#atom()
    const times = this.#quantity()
    if (!times) return of
    return { kind: 'repeat', of, least: times[0], most: times[1], isGreedy: !this.#takes('?') }
  }

  #quantity(): readonly [number, number] | undefined {
    if (this.#takes('?')) return [0, 1]
    if (this.#takes('*')) return [0, Number.POSITIVE_INFINITY]
    if (this.#takes('+')) return [1, Number.POSITIVE_INFINITY]
    if (!this.#takes('{')) return undefined
    const least = this.#integer()
    let most = least
    if (this.#takes(',')) most = this.#peek() === '}' ? Number.POSITIVE_INFINITY : this.#integer()
    this.#expect('}')
    if (most < least) throw new NoPattern()
    return [least, most]
  }

  #integer(): number {
    let digits = ''
    while (/^[0-9]$/.test(this.#peek() ?? '')) digits += this.#next()
    if (digits === '' || digits.length > 9) throw new NoPattern()
    return Number(digits)
  }

  #atom(): Tree {
    const letter = this.#next()
    switch (letter) {
      case '.':
        return { kind: 'characters', source: dotSource(this.#takesLineEnds) }
      case '^':
        return { kind: 'start', isLinewise: this.#isLinewise }
      case '$':
        return { kind: 'end', isLinewise: this.#isLinewise }
      case '(':
        return this.#deeper(() => this.#group())
      case '[':
        return { kind: 'characters', source: this.#set() }
      case '\\':
        return this.#escape()
      case '?':
      case '*':
      case '+':
      case '{':
      case '}':
      case ']':
        throw new NoPattern()
      default:
        return this.#character(letter)
    }
  }

  #character(letter: string): Characters {
    return { kind: 'characters', source: characterSource(letter.codePointAt(0) as number, this.#isCaseBlind) }
  }

  #group(): Tree {
    let index: number | undefined
    if (this.#peek() === '?') {
      this.#at++
      this.#expect(':')
    } else index = ++this.#groups
    const of = this.#choice()
    this.#expect(')')
    if (index !== undefined) this.#closed.add(index)
    return { kind: 'group', index, of }
  }

  #escape(): Tree {
    const letter = this.#next()
    if (/^[1-9]$/.test(letter)) return this.#backreference(letter)
    const source = this.#multiple(letter)
    return source === undefined ? this.#character(this.#single(letter)) : { kind: 'characters', source }
  }

  /** As many digits as there are groups to refer to. */
  #backreference(first: string): Tree {
    let group = Number(first)
    while (/^[0-9]$/.test(this.#peek() ?? '') && group * 10 + Number(this.#peek()) <= this.#groups)
      group = group * 10 + Number(this.#next())
    if (!this.#closed.has(group)) throw new NoPattern()
    this.#hasBackreferences = true
    return { kind: 'backreference', group, isCaseBlind: this.#isCaseBlind }
  }

  #single(letter: string): string {
    const meant = singleEscapes[letter] ?? (escapable.includes(letter) ? letter : undefined)
    if (meant === undefined) throw new NoPattern()
    return meant
  }

  #multiple(letter: string): string | undefined {
    if (letter !== 'p' && letter !== 'P') return shorthandSource(letter)
    this.#expect('{')
    let name = ''
    while (this.#peek() !== '}') name += this.#next()
    this.#at++
    const source = propertySource(name, letter === 'P')
    if (source === undefined) throw new NoPattern()
    return source
  }

  /** What stands between brackets, as a set: `[^…-[…]]`; what is taken away is taken after the complement. */
  #set(): string {
    const isNegated = this.#takes('^')
    let inside = ''
    for (let isFirst = true; ; isFirst = false) {
      const letter = this.#next()
      if (letter === ']') {
        if (isFirst) throw new NoPattern()
        return `[${isNegated ? '^' : ''}${inside}]`
      }
      if (letter === '-' && this.#peek() === '[' && !isFirst) {
        this.#at++
        const taken = this.#deeper(() => this.#set())
        this.#expect(']')
        return `[[${isNegated ? '^' : ''}${inside}]--${taken}]`
      }
      inside += this.#setPart(letter)
    }
  }

  /** A hyphen is itself wherever it cannot be a range's (XML Schema 1.1, clause G.4.2). */
  #setPart(letter: string): string {
    if (letter === '[') throw new NoPattern()
    let from = letter
    if (letter === '\\') {
      const meant = this.#next()
      const source = this.#multiple(meant)
      if (source !== undefined) return source
      from = this.#single(meant)
    }
    const start = from.codePointAt(0) as number
    if (this.#peek() !== '-' || this.#peek(1) === '[' || this.#peek(1) === ']')
      return rangeSource(start, start, this.#isCaseBlind)
    this.#at++
    const last = this.#next()
    if (last === '[' || last === ']' || last === '-') throw new NoPattern()
    const to = last === '\\' ? this.#single(this.#next()) : last
    const end = to.codePointAt(0) as number
    if (end < start) throw new NoPattern()
    return rangeSource(start, end, this.#isCaseBlind)
  }
}

const literal = (pattern: string, isCaseBlind: boolean): ParsedPattern => ({
  tree: {
    kind: 'sequence',
    parts: [...pattern].map((letter) => ({
      kind: 'characters',
      source: characterSource(letter.codePointAt(0) as number, isCaseBlind),
    })),
  },
  groups: 0,
  hasBackreferences: false,
})

/** The tree of a pattern with flags of `s m i x q`; null when it or they are none. */
export const parsePattern = (pattern: string, flags: string): ParsedPattern | null => {
  if (!/^[smixq]*$/.test(flags)) return null
  if (flags.includes('q')) return literal(pattern, flags.includes('i'))
  try {
    return new PatternParser(pattern, flags).parse()
  } catch (fault) {
    if (fault instanceof NoPattern) return null
    throw fault
  }
}
