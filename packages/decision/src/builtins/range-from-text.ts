import { dateFromText, dateTimeFromText, durationFromText, temporalFromText, timeFromText } from '../values/literal.ts'
import { numberFromText } from '../values/number.ts'
import { makeRange } from '../values/range.ts'
import type { FeelFunction, Value } from '../values/value.ts'
import { anyRange, builtin, required, stringType } from './declare.ts'

const makers: Readonly<Record<string, (text: string) => Value>> = {
  '@': temporalFromText,
  date: dateFromText,
  time: timeFromText,
  'date and time': dateTimeFromText,
  duration: durationFromText,
}

/** What a string literal says, its escapes read. */
const stringFrom = (quoted: string): string | undefined => {
  try {
    return JSON.parse(quoted) as string
  } catch {
    return undefined
  }
}

/** An end as it may stand in a range literal (rule 67): a number, a string, a date, time or duration; undefined when it is none. */
const endFrom = (text: string): Value | undefined => {
  if (/^-?\s*[\d.]/.test(text)) return numberFromText(text.replace(/^-\s+/, '-'))
  const [, at, maker, quoted = ''] =
    /^(?:(@)\s*|(date\s+and\s+time|date|time|duration)\s*\(\s*)?("(?:[^"\\]|\\.)*")\s*(?:\))?$/s.exec(text) ?? []
  const content = stringFrom(quoted)
  if (content === undefined || text.endsWith(')') !== (maker !== undefined)) return undefined
  const make = makers[at ?? maker?.replace(/\s+/g, ' ') ?? '']
  return make ? (make(content) ?? undefined) : content
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
