import type { Limits } from '../problem.ts'
import { halfWidth } from './half-width.ts'
import { SyntaxFault, shown } from './syntax-fault.ts'
import type { Token } from './tokens.ts'

/** Walks over tokens: looking ahead, taking what must stand there, going back after a reading that failed. */
export class TokenReader {
  #at = 0
  #depth = 0
  protected readonly tokens: readonly Token[]
  readonly #limits: Limits

  constructor(tokens: readonly Token[], limits: Limits) {
    this.tokens = tokens
    this.#limits = limits
  }

  get tokenCount(): number {
    return this.tokens.length
  }

  end(): void {
    if (this.peek().kind !== 'end') this.unexpected('the end')
  }

  protected get at(): number {
    return this.#at
  }

  protected advance(tokens: number): void {
    this.#at += tokens
  }

  /** Goes one level of nesting down; `leave` comes back. */
  protected enter(): void {
    const { depth } = this.#limits
    if (++this.#depth > depth)
      throw new SyntaxFault('limit.depth', `Nested deeper than ${depth} levels`, this.peek(), { limit: depth })
  }

  protected leave(): void {
    this.#depth--
  }

  protected peek(ahead = 0): Token {
    return (this.tokens[this.#at + ahead] ?? this.tokens.at(-1)) as Token
  }

  protected before(): Token {
    return (this.tokens[this.#at - 1] ?? this.peek()) as Token
  }

  protected next(): Token {
    const token = this.peek()
    if (token.kind !== 'end') this.#at++
    return token
  }

  protected is(text: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token.text === text && token.kind === 'symbol'
  }

  protected isWord(text: string): boolean {
    const token = this.peek()
    return token.text === text && token.kind === 'word'
  }

  protected skip(text: string): boolean {
    if (!this.is(text)) return false
    this.#at++
    return true
  }

  protected take(text: string): Token {
    if (!this.is(text)) this.unexpected(`"${text}"`)
    return this.next()
  }

  protected takeWord(text: string): void {
    if (!this.isWord(text)) this.unexpected(`"${text}"`)
    this.#at++
  }

  /** What is separated by commas, up to and with `closing`. */
  protected listed(closing: string, read: () => void): Token {
    for (let isFirst = true; !this.is(closing); isFirst = false) {
      if (!isFirst && !this.skip(',')) this.unexpected(`"," or "${closing}"`)
      read()
    }
    return this.next()
  }

  /** Tries one reading; when it fails or gives nothing, no token was taken. */
  protected attempt<T>(read: () => T | undefined): T | undefined {
    const at = this.#at
    const depth = this.#depth
    let made: T | undefined
    try {
      made = read()
    } catch (fault) {
      if (!(fault instanceof SyntaxFault) || fault.code.startsWith('limit.')) throw fault
    }
    if (made === undefined) {
      this.#at = at
      this.#depth = depth
    }
    return made
  }

  protected unexpected(expected: string): never {
    const token = this.peek()
    const found = token.kind === 'end' ? 'the end' : `"${shown(token.text)}"`
    const message = `${expected} was expected, ${found} stands here`
    throw new SyntaxFault('feel.syntax', message, token, { expected, found }, halfWidth(token.text))
  }
}
