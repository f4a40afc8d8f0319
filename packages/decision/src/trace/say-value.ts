import type { Json } from './trace.ts'

export type SayLanguage = 'zh' | 'en'

/** Kinds that people compare with different words. */
export type SaidKind = 'nothing' | 'boolean' | 'number' | 'text' | 'moment' | 'duration' | 'list' | 'other'

const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The text behind a mark of `toJson`, such as `{"@": "2026-11-20"}`. */
const marked = (value: Json, mark: '@' | '#'): string | undefined => {
  if (!isObject(value) || Object.keys(value).length !== 1) return undefined
  const text = value[mark]
  return typeof text === 'string' ? text : undefined
}

export const saidKindOf = (value: Json): SaidKind => {
  if (value === null) return 'nothing'
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'number' || marked(value, '#') !== undefined) return 'number'
  if (typeof value === 'string') return 'text'
  if (Array.isArray(value)) return 'list'
  const temporal = marked(value, '@')
  if (temporal === undefined) return 'other'
  return /^-?P/.test(temporal) ? 'duration' : 'moment'
}

const han = /\p{Script=Han}/u
const wordEnd = /[\p{L}\p{N}%℃²"]/u
const wordStart = /[\p{L}\p{N}+\-"]/u

/** Puts pieces of a Chinese sentence together, with a space between words but where Han meets Han. */
export const joinZh = (...pieces: readonly string[]): string => {
  let sentence = ''
  for (const piece of pieces) {
    const [before, after] = [[...sentence].at(-1) ?? '', [...piece][0] ?? '']
    const isApart = wordEnd.test(before) && wordStart.test(after) && !(han.test(before) && han.test(after))
    sentence += isApart ? ` ${piece}` : piece
  }
  return sentence
}

const durationWords = {
  zh: ['年', '个月', '天', '小时', '分钟', '秒'],
  en: ['year', 'month', 'day', 'hour', 'minute', 'second'],
} as const

const sayDuration = (text: string, language: SayLanguage): string => {
  const found = /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(text)
  if (!found) return text
  const parts = found.slice(2).flatMap((count, index) => {
    if (count === undefined || Number(count) === 0) return []
    const word = durationWords[language][index] ?? ''
    return [`${count} ${word}${language === 'en' && Number(count) !== 1 ? 's' : ''}`]
  })
  const none = /[YM]$/.test(text) && !text.includes('T') ? 1 : 5
  if (parts.length === 0) return `0 ${durationWords[language][none]}${language === 'en' ? 's' : ''}`
  const sign = found[1] === '' ? '' : language === 'zh' ? '负 ' : 'minus '
  return sign + parts.join(' ')
}

const sayMoment = (text: string, language: SayLanguage): string => {
  const found =
    /^(?:(-?\d+-\d\d-\d\d)T?)?(?:T?(\d\d:\d\d)(?::(\d\d(?:\.\d+)?))?(Z|[+-]\d\d:\d\d(?::\d\d)?|@.+)?)?$/.exec(text)
  if (!found) return text
  const [, date, minute, second, zone] = found
  const time = minute && (second && Number(second) !== 0 ? `${minute}:${second}` : minute)
  const where = zone === 'Z' ? 'UTC' : zone?.replace('@', '')
  const place = where === undefined ? '' : language === 'zh' ? `（${where}）` : ` (${where})`
  return [date, time].filter(Boolean).join(' ') + place
}

const quote = (text: string, language: SayLanguage): string => (language === 'zh' ? `「${text}」` : `"${text}"`)

/** A value of a trace the way people read it: dates 2026-11-20, durations "3 天", texts in 「」, lists with 、. */
export const sayValue = (value: Json, language: SayLanguage, unit = ''): string => {
  if (value === null) return language === 'zh' ? '空' : 'nothing'
  if (typeof value === 'boolean') {
    if (language === 'zh') return value ? '是' : '否'
    return value ? 'yes' : 'no'
  }
  if (typeof value === 'string') return quote(value, language)
  const decimal = typeof value === 'number' ? String(value) : marked(value, '#')
  if (decimal !== undefined) return unit === '' ? decimal : `${decimal} ${unit}`
  const temporal = marked(value, '@')
  if (temporal !== undefined)
    return /^-?P/.test(temporal) ? sayDuration(temporal, language) : sayMoment(temporal, language)
  if (isObject(value)) {
    const [key, ...others] = Object.keys(value)
    const inside = others.length === 0 ? value[key ?? ''] : undefined
    if (key === '..' && inside !== undefined && isObject(inside)) return sayRange(inside, language, unit).text
    if (key === '()' && typeof inside === 'string')
      return language === 'zh' ? `函数${quote(inside, 'zh')}` : `the function "${inside}"`
    if (key === '{}' && inside !== undefined && isObject(inside)) return sayContext(inside, language)
    return sayContext(value, language)
  }
  return sayList(value as readonly Json[], language, unit)
}

const sayContext = (value: { readonly [key: string]: Json }, language: SayLanguage): string => {
  const entries = Object.entries(value).map(([key, each]) =>
    language === 'zh' ? joinZh(`${key}：`, sayValue(each, 'zh')) : `${key}: ${sayValue(each, 'en')}`,
  )
  return language === 'zh' ? `（${entries.join('，')}）` : `(${entries.join(', ')})`
}

export type SaidRange = { readonly text: string; readonly isBetween: boolean }

/** A range in the form of `toJson`: "18 至 35", "below 18"; `isBetween` when it has two ends. */
export const sayRange = (
  { start, end, startIncluded, endIncluded, isNot, isOnly }: { readonly [key: string]: Json },
  language: SayLanguage,
  unit: string,
): SaidRange => {
  const isZh = language === 'zh'
  const say = (value: Json) => sayValue(value, language, unit)
  const open = (word: string, value: Json) => ({
    text: isZh ? joinZh(word, say(value)) : `${word} ${say(value)}`,
    isBetween: false,
  })
  if (isNot) return open(isZh ? '不等于' : 'other than', start ?? null)
  if (isOnly) return open(isZh ? '等于' : 'exactly', start ?? null)
  if (start === undefined && end === undefined) return { text: isZh ? '任何值' : 'anything', isBetween: false }
  if (start === undefined)
    return open(isZh ? (endIncluded ? '不超过' : '小于') : endIncluded ? 'at most' : 'below', end ?? null)
  if (end === undefined)
    return open(isZh ? (startIncluded ? '不低于' : '大于') : startIncluded ? 'at least' : 'above', start)
  const excluded = [...(startIncluded ? [] : [say(start)]), ...(endIncluded ? [] : [say(end)])]
  const without = isZh
    ? `（${excluded.length === 2 ? '不含两端' : joinZh('不含', excluded[0] ?? '')}）`
    : ` (without ${excluded.join(' and ')})`
  const between = isZh ? joinZh(say(start), '至', say(end)) : `${say(start)} and ${say(end)}`
  return { text: excluded.length === 0 ? between : between + without, isBetween: true }
}

export const sayList = (values: readonly Json[], language: SayLanguage, unit = ''): string => {
  if (values.length === 0) return language === 'zh' ? '空清单' : 'an empty list'
  const said = values.map((each) =>
    Array.isArray(each) ? `[${sayValue(each, language)}]` : sayValue(each, language, unit),
  )
  return said.join(language === 'zh' ? '、' : ', ')
}
