import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchesPattern, replacePattern, splitAtPattern } from './index.ts'
import { assemble, Search } from './machine.ts'
import { nativeSource } from './native.ts'
import { parsePattern } from './parse.ts'

const spansOfMachine = (pattern: string, flags: string, text: string): [number, number][] => {
  const parsed = parsePattern(pattern, flags)
  if (!parsed) throw new Error(pattern)
  const search = new Search(
    assemble(parsed),
    [...text].map((letter) => letter.codePointAt(0) as number),
  )
  const spans: [number, number][] = []
  for (let from = 0; ; ) {
    const found = search.next(from)
    if (!found) return spans
    const [start = 0, end = 0] = found
    spans.push([start, end])
    from = Math.max(end, start + 1)
  }
}

const spansOfNative = (pattern: string, flags: string, text: string): [number, number][] => {
  const parsed = parsePattern(pattern, flags)
  if (!parsed) throw new Error(pattern)
  const found = text.matchAll(new RegExp(nativeSource(parsed.tree, false), 'gv'))
  return [...found].map((match) => [match.index, match.index + match[0].length])
}

const piece = fc.oneof(
  fc.constantFrom('a', 'b', 'c', '.', '[ab]', '[^a]', '[a-c-[b]]', '\\w', '\\s', '^', '$', 'B', '\\n'),
  fc
    .tuple(fc.constantFrom('a', 'b', '.', '[bc]', 'ab'), fc.constantFrom('?', '*', '+', '{1,2}', '*?', '+?', '{2}'))
    .map(([of, times]) => `(${of})${times}`),
)
const pattern = fc
  .array(fc.array(piece, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 })
  .map((options) => options.map((pieces) => pieces.join('')).join('|'))
const text = fc
  .array(fc.constantFrom('a', 'b', 'c', 'A', 'B', '\n', ' '), { maxLength: 12 })
  .map((letters) => letters.join(''))

describe('the two engines', () => {
  it('find the same in the same text', () => {
    fc.assert(
      fc.property(pattern, text, fc.constantFrom('', 's', 'm', 'i', 'sm', 'im'), (source, within, flags) => {
        expect(spansOfMachine(source, flags, within)).toEqual(spansOfNative(source, flags, within))
      }),
      { numRuns: 2_000 },
    )
  })

  it.each([
    ['(a|b)*abb', 'babbabbab'],
    ['(a*)*b', 'aaab'],
    ['(a|ab)(c|bcd)(d*)', 'abcd abcd'],
    ['(x+x+)+y', 'xxxxxy xxy'],
    ['((a|b)+c?)+', 'abcab ab'],
  ])('split a text at %s in the same places', (source, within) => {
    expect(spansOfMachine(source, '', within)).toEqual(spansOfNative(source, '', within))
  })
})

describe('patterns that make others try for ever', () => {
  const long = `${'a'.repeat(5_000)}!`

  it.each([
    ['^(a+)+$', false],
    ['(a|a)*b', false],
    ['(a*)*b', false],
    ['(.*a){12}b', false],
    ['(a|aa)+!', true],
    ['a*a*a*a*a*b', false],
  ])('%s comes to an end', (source, expected) => {
    expect(matchesPattern(long, source, '')).toBe(expected)
  })

  it('are replaced and split at as any other', () => {
    expect(replacePattern(long, '(a+)+', 'x$1', '')).toBe(`x${long}`)
    expect(splitAtPattern('a,,b,c', '(,+)+')).toEqual(['a', 'b', 'c'])
  })

  it('stop at a limit where back-references leave no other way', () => {
    expect(() => matchesPattern('a'.repeat(60), '^(a+)+(a+)+\\2\\1b$', '')).toThrow(/steps/)
  })

  it('are refused when they would take too much to write down', () => {
    expect(() => matchesPattern('a', '((((a{50}|b){50}|c){50}|d){50}|e)*', '')).toThrow(/pattern/)
  })
})

it('keeps what a group matched last', () => {
  expect(replacePattern('abcd', '([a-z])+', '<$1>', '')).toBe('<d>')
  expect(replacePattern('ab', '((a)|(b))+', '<$2$3>', '')).toBe('<ab>')
})
