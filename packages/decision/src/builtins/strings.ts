import { assertSize } from '../values/limit.ts'
import { isNumber } from '../values/number.ts'
import { listOf } from '../values/type.ts'
import { type FeelFunction, isList, type Value } from '../values/value.ts'
import { anyList, booleanType, builtin, numberType, optional, required, stringType } from './declare.ts'
import { matchesPattern, replacePattern, splitAtPattern } from './regex/index.ts'

const surrogate = /[\uD800-\uDFFF]/

const lengthOf = (text: string): number => {
  if (!surrogate.test(text)) return text.length
  let count = 0
  for (const _ of text) count++
  return count
}

/** By code points, from 1, or from the end when negative; null outside of the text. */
const substring = (text: string, start: number, length: number): string | null => {
  const points = surrogate.test(text) ? [...text] : text
  if (start === 0 || Math.abs(start) > points.length || length < 1) return null
  const from = start > 0 ? start - 1 : points.length + start
  const cut = points.slice(from, from + length)
  return typeof cut === 'string' ? cut : cut.join('')
}

const sized = (text: string): string => {
  assertSize(text.length)
  return text
}

const join = (list: Value, delimiter: Value): Value => {
  if (!isList(list) || (delimiter !== null && typeof delimiter !== 'string')) return null
  const parts: string[] = []
  let length = 0
  for (const element of list) {
    if (element === null) continue
    if (typeof element !== 'string') return null
    length += element.length + (delimiter?.length ?? 0)
    assertSize(length - (delimiter?.length ?? 0))
    parts.push(element)
  }
  return parts.join(delimiter ?? '')
}

const isText = (value: Value | undefined): value is string => typeof value === 'string'

const ofText = (name: string, result: typeof stringType, of: (text: string) => Value) =>
  builtin(name, [[required('string', stringType)]], result, ([text]) => (isText(text) ? of(text) : null))

const ofMatch = (name: string, result: typeof stringType, of: (text: string, match: string) => Value) =>
  builtin(name, [[required('string', stringType), required('match', stringType)]], result, ([text, match]) =>
    isText(text) && isText(match) ? of(text, match) : null,
  )

/** Flags that are null are as if left out. */
const flagsOf = (flags: Value | undefined): string | undefined =>
  flags == null ? '' : isText(flags) ? flags : undefined

/** DMN 1.5, table 74. */
export const stringFunctions: readonly (readonly [string, FeelFunction])[] = [
  builtin(
    'substring',
    [[required('string', stringType), required('start position', numberType), optional('length', numberType)]],
    stringType,
    ([text, start = null, length = Number.MAX_SAFE_INTEGER]) =>
      isText(text) && isNumber(start) && isNumber(length)
        ? substring(text, Math.trunc(Number(start)), Math.trunc(Number(length)))
        : null,
  ),
  ofText('string length', numberType, lengthOf),
  ofText('upper case', stringType, (text) => sized(text.toUpperCase())),
  ofText('lower case', stringType, (text) => sized(text.toLowerCase())),
  ofMatch('substring before', stringType, (text, match) => text.slice(0, Math.max(text.indexOf(match), 0))),
  ofMatch('substring after', stringType, (text, match) => {
    const at = text.indexOf(match)
    return at < 0 ? '' : text.slice(at + match.length)
  }),
  ofMatch('contains', booleanType, (text, match) => text.includes(match)),
  ofMatch('starts with', booleanType, (text, match) => text.startsWith(match)),
  ofMatch('ends with', booleanType, (text, match) => text.endsWith(match)),
  builtin(
    'matches',
    [[required('input', stringType), required('pattern', stringType), optional('flags', stringType)]],
    booleanType,
    ([input, pattern, given]) => {
      const flags = flagsOf(given)
      return isText(input) && isText(pattern) && flags !== undefined ? matchesPattern(input, pattern, flags) : null
    },
  ),
  builtin(
    'replace',
    [
      [
        required('input', stringType),
        required('pattern', stringType),
        required('replacement', stringType),
        optional('flags', stringType),
      ],
    ],
    stringType,
    ([input, pattern, replacement, given]) => {
      const flags = flagsOf(given)
      return isText(input) && isText(pattern) && isText(replacement) && flags !== undefined
        ? replacePattern(input, pattern, replacement, flags)
        : null
    },
  ),
  builtin(
    'split',
    [[required('string', stringType), required('delimiter', stringType)]],
    listOf(stringType),
    ([text, delimiter]) => (isText(text) && isText(delimiter) ? splitAtPattern(text, delimiter) : null),
  ),
  builtin(
    'string join',
    [[required('list', anyList), optional('delimiter', stringType)]],
    stringType,
    ([list = null, delimiter = null]) => join(list, delimiter),
  ),
]
