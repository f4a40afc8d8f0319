import { builtinNames, propertyNames } from '../builtins/names.ts'
import type { Limits, Span } from '../problem.ts'
import { entryNamesOf, KnownNames } from './known-names.ts'
import type { Scope } from './scope.ts'
import { TokenReader } from './token-reader.ts'
import type { Token } from './tokens.ts'

/** A name as its owner wrote it, and where it is used. */
export type NameAt = Span & { readonly name: string }

/** Words that end a name: nothing else can stand between two operands. */
const stops = new Set(['and', 'or', 'in', 'between', 'instance', 'then', 'else', 'return', 'satisfies'])
/** Symbols that names may hold (DMN 1.5, rule 30). */
const nameSymbols = "+-*/.'’"
const builtins = new KnownNames(builtinNames)
const properties = new KnownNames(propertyNames)

const namesOfScope = new WeakMap<Scope, { names: KnownNames; entries: KnownNames }>()
const namesOfTypes = new WeakMap<object, { types: KnownNames; entries: KnownNames }>()
const noTypes: NonNullable<Scope['types']> = new Map()

/** Split once for all scopes of a model: they share their types. */
const typeNamesOf = (types: NonNullable<Scope['types']>) => {
  const known = namesOfTypes.get(types)
  if (known) return known
  const entries = new Set<string>()
  for (const type of types.values()) entryNamesOf(type, entries)
  const made = { types: new KnownNames(types.keys()), entries: new KnownNames(entries) }
  namesOfTypes.set(types, made)
  return made
}

/** Split once for each scope: the cells of a table share theirs. */
const namesOf = (scope: Scope) => {
  const known = namesOfScope.get(scope)
  if (known) return known
  const entries = new Set(scope.entryNames)
  for (const type of scope.variables.values()) entryNamesOf(type, entries)
  const made = {
    names: new KnownNames([...scope.variables.keys(), ...(scope.extensions?.keys() ?? [])]),
    entries: new KnownNames(entries),
  }
  namesOfScope.set(scope, made)
  return made
}

/** Reads names: knows which there are at a place. */
export class NameReader extends TokenReader {
  readonly #names: KnownNames
  readonly #entries: KnownNames
  readonly #entriesOfTypes: KnownNames
  protected readonly types: KnownNames
  /** Entries met in the text so far, of contexts and of types. */
  readonly #met = new KnownNames()
  /** Names of loops, parameters and contexts around the place, innermost last. */
  readonly #locals: KnownNames[] = []
  /** Filters around the place: in them, entries of the elements are names too. */
  #filters = 0

  constructor(tokens: readonly Token[], scope: Scope, limits: Limits) {
    super(tokens, limits)
    const { names, entries } = namesOf(scope)
    this.#names = names
    this.#entries = entries
    const ofTypes = typeNamesOf(scope.types ?? noTypes)
    this.#entriesOfTypes = ofTypes.entries
    this.types = ofTypes.types
  }

  protected isStop({ kind, text }: Token): boolean {
    return kind === 'word' && stops.has(text)
  }

  /** The longest known name here, and of how many tokens it is. */
  protected knownName(): { readonly name: string; readonly length: number } | undefined {
    const longest = this.longestOf(...this.#locals, this.#names, builtins)
    if (this.#filters === 0) return longest
    const entry = this.#knownEntry()
    return entry && entry.length > (longest?.length ?? 0) ? entry : longest
  }

  #knownEntry() {
    return this.longestOf(this.#entries, this.#entriesOfTypes, this.#met, properties)
  }

  protected longestOf(...dictionaries: readonly KnownNames[]) {
    let longest: { readonly name: string; readonly length: number } | undefined
    for (const names of dictionaries) {
      const found = names.longestAt(this.tokens, this.at)
      if (found && found.length > (longest?.length ?? 0)) longest = found
    }
    return longest
  }

  /**
   * A name that is used: the longest known one, unless words follow it that would make no sense after it. Words in a row that are
   * no known name can only be one unknown name.
   */
  protected usedName(known: { readonly name: string; readonly length: number } | undefined): NameAt {
    const first = this.peek()
    const follows = this.peek(known?.length ?? 0)
    if (known && (follows.kind !== 'word' || this.isStop(follows))) {
      this.advance(known.length)
      return { name: known.name, from: first.from, to: this.before().to }
    }
    if (first.kind !== 'word') this.unexpected('a name')
    let name = this.next().text
    for (;;) {
      const token = this.peek()
      const isPart = token.kind === 'word' ? !this.isStop(token) : token.kind === 'number' && /^\d+$/.test(token.text)
      if (!isPart) return { name, from: first.from, to: this.before().to }
      name += ` ${this.next().text}`
    }
  }

  protected entryName(): NameAt {
    return this.usedName(this.#knownEntry())
  }

  /** A name that is given: all up to one of `ends`, as written but for blanks. */
  protected declaredName(...ends: readonly string[]): NameAt {
    const first = this.peek()
    let name = ''
    let last: Token | undefined
    while (!this.#isOneOf(ends)) {
      const token = this.peek()
      if (!this.#isNamePart(token)) this.unexpected(last ? ends.map((end) => `"${end}"`).join(' or ') : 'a name')
      name += (last && last.to < token.from ? ' ' : '') + token.text
      last = this.next()
    }
    if (!last || first.kind !== 'word') this.unexpected('a name')
    return { name, from: first.from, to: last.to }
  }

  #isOneOf(ends: readonly string[]): boolean {
    const { kind, text } = this.peek()
    return (kind === 'word' || kind === 'symbol') && ends.includes(text)
  }

  #isNamePart({ kind, text }: Token): boolean {
    return kind === 'word' || kind === 'number' || (kind === 'symbol' && nameSymbols.includes(text))
  }

  /** Names hold words, numbers and some symbols only: if a colon ends such a run, it is the name of an argument. */
  protected namesArgument(): boolean {
    if (this.peek().kind !== 'word') return false
    let ahead = 1
    while (this.#isNamePart(this.peek(ahead))) ahead++
    return this.is(':', ahead)
  }

  protected enterLocals(): void {
    this.#locals.push(new KnownNames())
  }

  protected leaveLocals(): void {
    this.#locals.pop()
  }

  protected local(name: string): void {
    this.#locals.at(-1)?.add(name)
  }

  /** Of a context or a type of contexts: paths and filters after it may have that name. */
  protected entry(name: string): void {
    this.#met.add(name)
  }

  protected enterFilter(): void {
    this.#filters++
  }

  protected leaveFilter(): void {
    this.#filters--
  }

  /** After a reading that was given up. */
  protected leaveAll(): void {
    this.#locals.length = 0
    this.#filters = 0
  }
}
