import { expect, it } from 'vitest'
import { SyntaxFault } from './syntax-fault.ts'
import { piecesOf, tokensOf } from './tokens.ts'

const kinds = (source: string) => tokensOf(source).map(({ kind, text }) => `${kind} ${text}`.trim())

it('takes every blank of rule 61 as a separator of words', () => {
  const blanks = '\t\n\v\f\r \u0085\u00A0\u1680\u180E\u2000\u200A\u200B\u2028\u2029\u202F\u205F\u3000\uFEFF'
  for (const blank of blanks)
    expect(kinds(`a${blank}b`), `U+${blank.codePointAt(0)?.toString(16)}`).toEqual(['word a', 'word b', 'end'])
})

it('takes letters of all scripts, digits after the first letter and ? as parts of words', () => {
  expect(kinds('年龄 été x1 ? _a 𠮷野 a·b')).toEqual([
    'word 年龄',
    'word été',
    'word x1',
    'word ?',
    'word _a',
    'word 𠮷野',
    'word a·b',
    'end',
  ])
})

it('tells the dots of ranges from those of numbers and paths', () => {
  expect(kinds('1..5')).toEqual(['number 1', 'symbol ..', 'number 5', 'end'])
  expect(kinds('1.5...5')).toEqual(['number 1.5', 'symbol ..', 'number .5', 'end'])
  expect(kinds('a.b..c.d')).toEqual([
    'word a',
    'symbol .',
    'word b',
    'symbol ..',
    'word c',
    'symbol .',
    'word d',
    'end',
  ])
})

it('reads exponents only with digits', () => {
  expect(kinds('1.2e3 1E-4 1else')).toEqual(['number 1.2e3', 'number 1E-4', 'number 1', 'word else', 'end'])
})

it('leaves out comments of both forms', () => {
  expect(kinds('a // b\n c /* d // e \n */ f')).toEqual(['word a', 'word c', 'word f', 'end'])
  expect(() => tokensOf('a /* b')).toThrow(SyntaxFault)
})

it.each([
  [String.raw`"\n\r\t\"\'\\"`, '\n\r\t"\'\\'],
  [String.raw`"\u4E00"`, '一'],
  [String.raw`"\uD83D\uDC0E"`, '🐎'],
  [String.raw`"\U01F40E"`, '🐎'],
  [String.raw`"\d+\.\w"`, String.raw`\d+\.\w`],
  [String.raw`"\u12"`, String.raw`\u12`],
  [String.raw`"\UFFFFFF"`, String.raw`\UFFFFFF`],
  ['"// no comment"', '// no comment'],
])('reads the string %s', (source, text) => {
  expect(tokensOf(source)[0]).toMatchObject({ kind: 'string', text })
})

it('says where a string begins that is not closed', () => {
  try {
    tokensOf('1 + "abc\\"')
    expect.unreachable()
  } catch (fault) {
    expect(fault).toMatchObject({ code: 'feel.unclosed-string', span: { from: 4, to: 10 } })
  }
})

it('splits names as it splits expressions', () => {
  expect(piecesOf("Mike's  daughter.name")).toEqual(['Mike', "'", 's', 'daughter', '.', 'name'])
  expect(piecesOf('a-b')).toEqual(piecesOf('a - b'))
})
