import { blockSource } from './blocks.ts'
import { caseVariants } from './case-variants.ts'

const categories = new Set(
  'L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po Z Zs Zl Zp S Sm Sc Sk So C Cc Cf Co Cn'.split(' '),
)

/** Characters that names of XML begin with (XML 1.0, rule 4), and those that they go on with (rule 4a). */
const nameStart =
  ':A-Z_a-z\\u{c0}-\\u{d6}\\u{d8}-\\u{f6}\\u{f8}-\\u{2ff}\\u{370}-\\u{37d}\\u{37f}-\\u{1fff}\\u{200c}-\\u{200d}\\u{2070}-\\u{218f}\\u{2c00}-\\u{2fef}\\u{3001}-\\u{d7ff}\\u{f900}-\\u{fdcf}\\u{fdf0}-\\u{fffd}\\u{10000}-\\u{effff}'
const nameCharacters = `${nameStart}\\-.0-9\\u{b7}\\u{300}-\\u{36f}\\u{203f}-\\u{2040}`

const shorthand: Readonly<Record<string, string>> = {
  s: '[ \\t\\n\\r]',
  S: '[^ \\t\\n\\r]',
  d: '\\p{Nd}',
  D: '\\P{Nd}',
  w: '[^\\p{P}\\p{Z}\\p{C}]',
  W: '[\\p{P}\\p{Z}\\p{C}]',
  i: `[${nameStart}]`,
  I: `[^${nameStart}]`,
  c: `[${nameCharacters}]`,
  C: `[^${nameCharacters}]`,
}

/** `\d`, `\i` … ; undefined when it is none. */
export const shorthandSource = (letter: string): string | undefined =>
  Object.hasOwn(shorthand, letter) ? shorthand[letter] : undefined

/** `\p{Lu}`, `\P{IsBasicLatin}`: a category or a block. */
export const propertySource = (name: string, isNegated: boolean): string | undefined => {
  if (categories.has(name)) return `\\${isNegated ? 'P' : 'p'}{${name}}`
  const block = name.startsWith('Is') ? blockSource(name.slice(2)) : undefined
  return block && `[${isNegated ? '^' : ''}${block}]`
}

const escaped = (point: number): string => `\\u{${point.toString(16)}}`

/** The inside of a set: characters from one to another, in any case when asked. */
export const rangeSource = (from: number, to: number, isCaseBlind: boolean): string => {
  const variants = isCaseBlind ? caseVariants(from, to) : []
  return `${escaped(from)}${to > from ? `-${escaped(to)}` : ''}${variants.map(escaped).join('')}`
}

export const characterSource = (point: number, isCaseBlind: boolean): string =>
  isCaseBlind ? `[${rangeSource(point, point, true)}]` : escaped(point)

/** Any character, or any but those that end lines. */
export const dotSource = (takesLineEnds: boolean): string => (takesLineEnds ? '[\\u{0}-\\u{10ffff}]' : '[^\\n\\r]')
