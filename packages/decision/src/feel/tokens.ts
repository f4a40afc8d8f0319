import type { Span } from '../problem.ts'
import { SyntaxFault } from './syntax-fault.ts'

/**
 * Splits FEEL into words, numbers, strings and symbols (DMN 1.5, clause 10.3.1.2, rules 26–37 and 61–65). A word is one piece of
 * a name; which pieces make a name is decided by the parser, which knows the names. Names are split by the same rules, so that
 * both meet.
 */
export type Token = Span & {
  readonly kind: 'word' | 'number' | 'string' | 'at' | 'symbol' | 'end'
  /** As written; of strings and at-literals what they say. */
  readonly text: string
}

// Ranges of rules 28 and 29, without the blanks of rule 61 that fall into them.
const start = String.raw`?A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u167F\u1681-\u180D\u180F-\u1FFF\u200C-\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFEFE\uFF00-\uFFFD\u{10000}-\u{EFFFF}`
const nameStart = `[${start}]`
const namePart = String.raw`[${start}0-9\u00B7\u0300-\u036F\u203F-\u2040]`

const blanks = /(?:[\s\u0085\u180E\u200B\uFEFF]|\/\/[^\n\r]*|\/\*[\s\S]*?\*\/)+/uy
const word = new RegExp(`${nameStart}${namePart}*`, 'uy')
const number = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y
const symbol = /\*\*|\.\.|->|<=|>=|!=|[\s\S]/uy

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', "'": "'", '\\': '\\' }
const codePoint = /u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})/y

/** What follows a backslash, and how many characters it takes; what is no escape stands for itself, backslash and all. */
const escapeAt = (source: string, at: number): { text: string; length: number } => {
  codePoint.lastIndex = at
  const [all, four, six] = codePoint.exec(source) ?? []
  if (all !== undefined) {
    const point = Number.parseInt(four ?? (six as string), 16)
    // Two escapes of a surrogate pair meet in the string as one character.
    if (point <= 0x10ffff) return { text: String.fromCodePoint(point), length: all.length }
  }
  const next = source[at] ?? ''
  return { text: escapes[next] ?? `\\${next}`, length: 1 }
}

/** Reads a string from its opening quote on. */
const stringAt = (source: string, from: number): { text: string; to: number } => {
  let text = ''
  let plain = from + 1
  for (let at = plain; at < source.length; ) {
    const unit = source[at]
    if (unit === '"') return { text: text + source.slice(plain, at), to: at + 1 }
    if (unit === '\\') {
      const escaped = escapeAt(source, at + 1)
      text += source.slice(plain, at) + escaped.text
      at += 1 + escaped.length
      plain = at
    } else at++
  }
  throw new SyntaxFault('feel.unclosed-string', 'The string is not closed', { from, to: source.length })
}

const match = (pattern: RegExp, source: string, at: number): string | undefined => {
  pattern.lastIndex = at
  return pattern.exec(source)?.[0]
}

/** @throws SyntaxFault for a string or a comment that is not closed. The last token is `end`. */
export const tokensOf = (source: string): Token[] => {
  const tokens: Token[] = []
  let at = 0
  while (at < source.length) {
    const from = at
    const isAt = source[at] === '@' && source[at + 1] === '"'
    if (isAt || source[at] === '"') {
      const { text, to } = stringAt(source, isAt ? at + 1 : at)
      tokens.push({ kind: isAt ? 'at' : 'string', text, from, to })
      at = to
      continue
    }
    const blank = match(blanks, source, at)
    if (blank !== undefined) {
      at += blank.length
      continue
    }
    if (source.startsWith('/*', at))
      throw new SyntaxFault('feel.unclosed-comment', 'The comment is not closed', { from, to: source.length })
    let kind: Token['kind'] = 'word'
    let text = match(word, source, at)
    if (text === undefined) {
      kind = 'number'
      text = match(number, source, at)
    }
    if (text === undefined) {
      kind = 'symbol'
      text = match(symbol, source, at) as string
    }
    at += text.length
    tokens.push({ kind, text, from, to: at })
  }
  tokens.push({ kind: 'end', text: '', from: source.length, to: source.length })
  return tokens
}

/** The pieces of a name, as the same text would be split inside an expression. */
export const piecesOf = (name: string): readonly string[] => {
  if (/^[A-Za-z_]\w*$/.test(name)) return [name]
  try {
    return tokensOf(name)
      .slice(0, -1)
      .map((token) => token.text)
  } catch {
    return [name]
  }
}
