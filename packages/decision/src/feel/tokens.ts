import type { Span } from '../problem.ts'
import { SyntaxFault } from './syntax-fault.ts'

/**
 * Splits FEEL into words, numbers, strings and symbols (DMN 1.5, clause 10.3.1.2, rules 20–37). A word is one piece of a name;
 * which pieces make a name is decided by the parser, which knows the names. Names are split by the same rules, so that both meet.
 */
export type Token = Span & {
  readonly kind: 'word' | 'number' | 'string' | 'at' | 'symbol' | 'end'
  /** As written; of strings and at-literals what they say. */
  readonly text: string
}

// Ranges of rules 28 and 29.
const start = String.raw`?A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\u{10000}-\u{EFFFF}`
const nameStart = `[${start}]`
const namePart = String.raw`[${start}0-9\u00B7\u0300-\u036F\u203F-\u2040]`

const space = /(?:[\s\u0085\u180E\u200B\uFEFF]|\/\/[^\n\r]*|\/\*[\s\S]*?\*\/)+/uy
const word = new RegExp(`${nameStart}${namePart}*`, 'uy')
const number = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y
const symbol = /\*\*|\.\.|->|<=|>=|!=|[\s\S]/uy

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', "'": "'", '\\': '\\' }

/** Reads a string from its opening quote on. */
const readString = (source: string, from: number): { text: string; to: number } => {
  let text = ''
  let at = from + 1
  let plain = at
  for (;;) {
    const unit = source[at]
    if (unit === undefined) throw new SyntaxFault('feel.unclosed-string', 'The string is not closed', { from, to: at })
    if (unit === '"') return { text: text + source.slice(plain, at), to: at + 1 }
    if (unit !== '\\') {
      at++
      continue
    }
    text += source.slice(plain, at)
    const next = source[at + 1] ?? ''
    const long = next === 'U' ? /[0-9a-f]{6}/iy : /[0-9a-f]{4}/iy
    long.lastIndex = at + 2
    const digits = next === 'u' || next === 'U' ? long.exec(source)?.[0] : undefined
    const point = digits === undefined ? undefined : Number.parseInt(digits, 16)
    if (point !== undefined && point <= 0x10ffff) {
      // Two escapes of a surrogate pair meet in the string as one character.
      text += point > 0xffff ? String.fromCodePoint(point) : String.fromCharCode(point)
      at += 2 + (digits as string).length
    } else {
      // What is no escape stands for itself, backslash and all.
      text += escapes[next] ?? `\\${next}`
      at += 2
    }
    plain = at
  }
}

const match = (pattern: RegExp, source: string, at: number): string | undefined => {
  pattern.lastIndex = at
  return pattern.exec(source)?.[0]
}

/** @throws SyntaxFault for a string that is not closed. The last token is `end`. */
export const tokensOf = (source: string): Token[] => {
  const tokens: Token[] = []
  let at = 0
  while (at < source.length) {
    const blank = match(space, source, at)
    if (blank !== undefined) {
      at += blank.length
      continue
    }
    const from = at
    const isAt = source[at] === '@' && source[at + 1] === '"'
    if (source[at] === '"' || isAt) {
      const { text, to } = readString(source, isAt ? at + 1 : at)
      tokens.push({ kind: isAt ? 'at' : 'string', text, from, to })
      at = to
      continue
    }
    for (const [kind, pattern] of [
      ['word', word],
      ['number', number],
      ['symbol', symbol],
    ] as const) {
      const text = match(pattern, source, at)
      if (text === undefined) continue
      at += text.length
      tokens.push({ kind, text, from, to: at })
      break
    }
  }
  tokens.push({ kind: 'end', text: '', from: source.length, to: source.length })
  return tokens
}

/** The pieces of a name, as the same text would be split inside an expression. */
export const piecesOf = (name: string): readonly string[] => {
  try {
    return tokensOf(name)
      .slice(0, -1)
      .map((token) => token.text)
  } catch {
    return [name]
  }
}
