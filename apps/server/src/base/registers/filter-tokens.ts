import type { Place } from './filter-ast.ts'
import { badFilter } from './filter-error.ts'

export type Token = { readonly at: Place } & (
  | { readonly kind: 'word'; readonly quoted: boolean; readonly value: string }
  | { readonly kind: 'text' | 'number' | 'sign'; readonly value: string }
  | { readonly kind: 'end'; readonly value: '' }
)

// Long enough for any filter a person or a page writes; IN lists of thousands belong into a batch, not an address.
const FILTER_LENGTH = 8_000

/** The tokens of a CQL2 text, ended by one of kind `end`. Throws AppError `bad-filter` with the place. */
export const readTokens = (text: string): readonly Token[] => {
  if (text.length > FILTER_LENGTH)
    throw badFilter({ position: FILTER_LENGTH + 1, text: '' }, `the filter is longer than ${FILTER_LENGTH} characters`)
  const tokens: Token[] = []
  let index = 0
  while (index < text.length) {
    const rest = text.slice(index)
    const place = (length: number): Place => ({ position: index + 1, text: rest.slice(0, length) })
    const space = /^\s+/.exec(rest)
    if (space) {
      index += space[0].length
      continue
    }
    const read = readWord(rest) ?? readNumber(rest) ?? readSign(rest)
    const quoted = read ? undefined : readQuoted(rest, place(1))
    const { length, ...token } = read ?? quoted ?? { length: 0, kind: 'sign' as const, value: '' }
    if (length === 0) throw badFilter(place(1), `“${rest.slice(0, 1)}” has no meaning here`)
    tokens.push({ ...token, at: place(length) } as Token)
    index += length
  }
  tokens.push({ kind: 'end', value: '', at: { position: text.length + 1, text: '' } })
  return tokens
}

type Read = { readonly length: number; readonly kind: Token['kind']; readonly value: string; readonly quoted?: boolean }

const readWord = (rest: string): Read | undefined => {
  const bare = /^[\p{L}_][\p{L}\p{N}_.-]*/u.exec(rest)
  return bare ? { length: bare[0].length, kind: 'word', value: bare[0], quoted: false } : undefined
}

const readNumber = (rest: string): Read | undefined => {
  const number = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?/.exec(rest)
  return number ? { length: number[0].length, kind: 'number', value: number[0] } : undefined
}

const readSign = (rest: string): Read | undefined => {
  const sign = /^(<>|<=|>=|[=<>(),])/.exec(rest)
  return sign ? { length: sign[0].length, kind: 'sign', value: sign[0] } : undefined
}

/** 'text' with `''` or `\'` for a quote (OGC 21-065, characterLiteral), or "name". */
const readQuoted = (rest: string, at: Place): Read | undefined => {
  const quote = rest[0]
  if (quote !== "'" && quote !== '"') return undefined
  const body = quote === "'" ? /^'((?:''|\\'|[^'])*)'/.exec(rest) : /^"((?:""|[^"])*)"/.exec(rest)
  if (!body) throw badFilter(at, `the quote opened here is not closed`, { expected: quote })
  const inside = body[1] ?? ''
  if (inside.includes('\0')) throw badFilter(at, 'a null character cannot be part of a value')
  return quote === "'"
    ? { length: body[0].length, kind: 'text', value: inside.replaceAll(/''|\\'/g, "'") }
    : { length: body[0].length, kind: 'word', value: inside.replaceAll('""', '"'), quoted: true }
}
