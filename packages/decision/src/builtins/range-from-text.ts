import { temporalFromText } from '../values/literal.ts'
import { numberFromText } from '../values/number.ts'
import { makeRange } from '../values/range.ts'
import type { FeelFunction, Value } from '../values/value.ts'
import { anyRange, builtin, required, stringType } from './declare.ts'

/** An end as it may stand in a range literal: a number, a string, `@"…"`, or one of the functions that make dates of a text. */
const endFrom = (text: string): Value | undefined => {
  const number = numberFromText(text.replace(/^-\s+/, '-'))
  if (number !== undefined) return number
  const [, maker, quoted] =
    /^(?:(@|(?:date and time|date|time|duration)\s*\()\s*)?("(?:[^"\\]|\\.)*")\s*\)?$/.exec(text) ?? []
  if (quoted === undefined || text.endsWith(')') !== maker?.endsWith('(')) return undefined
  let content: string
  try {
    content = JSON.parse(quoted) as string
  } catch {
    return undefined
  }
  if (maker === undefined) return content
  return temporalFromText(content) ?? undefined
}

/** A range literal (DMN 1.5, grammar rule 66): either end may be left out, then it is open. */
const rangeFrom = (text: string): Value => {
  const [, opening, inside, closing] = /^\s*([[\](])(.*)([\])[])\s*$/s.exec(text) ?? []
  if (inside === undefined) return null
  const at = placeOfDots(inside)
  if (at < 0) return null
  const [startText, endText] = [inside.slice(0, at).trim(), inside.slice(at + 2).trim()]
  const start = startText === '' ? undefined : endFrom(startText)
  const end = endText === '' ? undefined : endFrom(endText)
  if ((startText !== '' && start === undefined) || (endText !== '' && end === undefined)) return null
  const isStartIncluded = opening === '['
  const isEndIncluded = closing === ']'
  if (start === undefined && (end === undefined || isStartIncluded)) return null
  if (end === undefined && isEndIncluded) return null
  return makeRange(start, end, isStartIncluded, isEndIncluded, false)
}

/** Where the two dots between the ends are: outside of strings. */
const placeOfDots = (text: string): number => {
  let isQuoted = false
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '\\' && isQuoted) index++
    else if (text[index] === '"') isQuoted = !isQuoted
    else if (!isQuoted && text.startsWith('..', index)) return index
  }
  return -1
}

/** DMN 1.5, table 72. */
export const rangeConversions: readonly (readonly [string, FeelFunction])[] = [
  builtin('range', [[required('from', stringType)]], anyRange, ([from]) =>
    typeof from === 'string' ? rangeFrom(from) : null,
  ),
]
