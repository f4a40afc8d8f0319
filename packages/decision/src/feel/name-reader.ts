import { builtinNames, propertyNames } from '../builtins/names.ts'
import type { Limits } from '../problem.ts'
import type { Expression, TypeExpression } from './ast.ts'
import { entryNamesOf, KnownNames } from './known-names.ts'
import type { Scope } from './scope.ts'
import { TokenReader } from './token-reader.ts'
import type { Token } from './tokens.ts'

/** Words that end a name: nothing else can stand between two operands. */
export const stops = new Set(['and', 'or', 'in', 'between', 'instance', 'then', 'else', 'return', 'satisfies'])
/** Symbols that names may hold (DMN 1.5, rule 30). */
export const nameSymbols = "+-*/.'’"
const builtins = new KnownNames(builtinNames)
const properties = new KnownNames(propertyNames)
const builtinTypes = new KnownNames([
  'number',
  'string',
  'boolean',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
  'day and time duration',
  'year and month duration',
  'Any',
  'Null',
  'list',
  'range',
  'context',
  'function',
])

const namesOfScope = new WeakMap<Scope, { names: KnownNames; entries: KnownNames; types: KnownNames }>()

/** Split once for each scope: the cells of a table share theirs. */
const namesOf = (scope: Scope) => {
  const known = namesOfScope.get(scope)
  if (known) return known
  const entries = new Set(scope.entryNames)
  for (const type of scope.variables.values()) entryNamesOf(type, entries)
  for (const type of scope.types?.values() ?? []) entryNamesOf(type, entries)
  const made = {
    names: new KnownNames([...scope.variables.keys(), ...(scope.extensions?.keys() ?? [])]),
    entries: new KnownNames(entries),
    types: new KnownNames(scope.types?.keys()),
  }
  namesOfScope.set(scope, made)
  return made
}

/** Reads names and types: knows which names there are at a place. */
export class NameReader extends TokenReader {
  readonly #names: readonly KnownNames[]
  /** Names of entries: of the scope's types, those met in the text so far, properties. */
  protected readonly entries: readonly KnownNames[]
  protected readonly met = new KnownNames()
  readonly #types: KnownNames
  /** Names of loops, parameters and contexts around the place, innermost last. */
  readonly #locals: KnownNames[] = []
  /** Filters around the place: in them, entries of the elements are names too. */
  protected filters = 0

  constructor(tokens: readonly Token[], scope: Scope, limits: Limits) {
    super(tokens, limits)
    const { names, entries, types } = namesOf(scope)
    this.#names = [names, builtins]
    this.entries = [entries, this.met, properties]
    this.#types = types
  }

  typeExpression(): TypeExpression {
    return this.nested(() => this.#typeAfter(this.peek().from))
  }

  #typeAfter(from: number): TypeExpression {
    const name = this.#typeName()
    const to = () => this.before().to
    if (!this.is('<') && !(name === 'function' && this.is('->'))) return { type: 'named', name, from, to: to() }
    if (name === 'list' || name === 'range') {
      this.take('<')
      const of = this.typeExpression()
      this.take('>')
      return { type: name, of, from, to: to() }
    }
    if (name === 'context') {
      this.take('<')
      const entries: { name: string; type: TypeExpression }[] = []
      while (!this.is('>')) {
        if (entries.length > 0) this.take(',')
        const entry = this.declaredName(':').name
        this.take(':')
        entries.push({ name: entry, type: this.typeExpression() })
      }
      this.take('>')
      return { type: 'context', entries, from, to: to() }
    }
    if (name === 'function') {
      const parameters: TypeExpression[] = []
      if (this.skip('<')) {
        while (!this.is('>')) {
          if (parameters.length > 0) this.take(',')
          parameters.push(this.typeExpression())
        }
        this.take('>')
      }
      this.take('->')
      return { type: 'function', parameters, result: this.typeExpression(), from, to: to() }
    }
    return { type: 'named', name, from, to: to() }
  }

  #typeName(): string {
    let name = ''
    for (;;) {
      const known = this.#longest([this.#types, builtinTypes])
      if (known) {
        this.advance(known.length)
        name += known.name
      } else {
        const first = this.peek()
        if (first.kind !== 'word') this.unexpected('a type')
        const words: string[] = []
        while (this.peek().kind === 'word' && !stops.has(this.peek().text)) words.push(this.next().text)
        name += words.join(' ')
      }
      if (!this.is('.') || this.peek(1).kind !== 'word') return name
      this.next()
      name += '.'
    }
  }

  protected namesHere(): readonly KnownNames[] {
    const names = [...this.#locals, ...this.#names]
    return this.filters > 0 ? [...names, ...this.entries] : names
  }

  #longest(dictionaries: readonly KnownNames[]): { name: string; length: number } | undefined {
    let longest: { name: string; length: number } | undefined
    for (const names of dictionaries) {
      const found = names.longestAt(this.tokens, this.at)
      if (found && found.length >= (longest?.length ?? 1)) longest = found
    }
    return longest
  }

  /** A name that is used: the longest known one, unless words follow it that would make no sense after it. */
  protected name(dictionaries: readonly KnownNames[]): { name: string; from: number; to: number } {
    const first = this.peek()
    const known = this.#longest(dictionaries)
    const follows = this.peek(known?.length ?? 0)
    if (known && !(follows.kind === 'word' && !stops.has(follows.text))) {
      this.advance(known.length)
      return { name: known.name, from: first.from, to: this.before().to }
    }
    if (first.kind !== 'word') this.unexpected('a name')
    const words = [this.next().text]
    for (;;) {
      const { kind, text } = this.peek()
      if (!(kind === 'word' && !stops.has(text)) && !(kind === 'number' && /^\d+$/.test(text))) break
      words.push(this.next().text)
    }
    return { name: words.join(' '), from: first.from, to: this.before().to }
  }

  /** A name that is given: all up to one of `ends`, as written but for blanks. */
  protected declaredName(...ends: readonly string[]): { name: string; from: number; to: number } {
    const first = this.peek()
    let name = ''
    let last: Token | undefined
    while (!ends.includes(this.peek().text) || this.peek().kind === 'string') {
      const token = this.peek()
      const { kind, text } = token
      if (kind !== 'word' && kind !== 'number' && !(kind === 'symbol' && nameSymbols.includes(text)))
        this.unexpected(ends.map((end) => `"${end}"`).join(' or '))
      name += (last && last.to < token.from ? ' ' : '') + text
      last = this.next()
    }
    if (!last || first.kind === 'number') this.unexpected('a name')
    return { name, from: first.from, to: (last as Token).to }
  }

  protected withLocals(read: () => Expression): Expression {
    this.#locals.push(new KnownNames())
    const made = read()
    this.#locals.pop()
    return made
  }

  protected local(name: string): void {
    this.#locals.at(-1)?.add(name)
  }

  /** How long the longest known name here is, in tokens; 0 for none. */
  protected knownLength(): number {
    return this.#longest(this.namesHere())?.length ?? 0
  }

  /** After a reading that was given up. */
  protected leaveAll(): void {
    this.#locals.length = 0
    this.filters = 0
  }
}
