import type { SayLanguage } from './say-value.ts'

const typeNames: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  number: ['数字', 'a number'],
  string: ['文字', 'a text'],
  boolean: ['是或否', 'yes or no'],
  date: ['日期', 'a date'],
  time: ['时间', 'a time'],
  'date and time': ['日期和时间', 'a date and time'],
  'days and time duration': ['以天和时间计的时长', 'a duration of days and time'],
  'years and months duration': ['以年和月计的时长', 'a duration of years and months'],
  context: ['一组数据', 'a set of data'],
  function: ['函数', 'a function'],
}

export const sayType = (type: string, language: SayLanguage): string => {
  const list = /^list<(.+)>$/.exec(type)?.[1]
  if (list !== undefined || type === 'list') {
    const of = list === undefined || list === 'Any' ? '' : sayType(list, language)
    if (language === 'zh') return of === '' ? '清单' : `清单（每项是${of}）`
    return of === '' ? 'a list' : `a list (each ${of})`
  }
  const kind = /^(context|function)</.exec(type)?.[1] ?? type
  const found = Object.hasOwn(typeNames, kind) ? typeNames[kind] : undefined
  if (found) return language === 'zh' ? found[0] : found[1]
  return language === 'zh' ? `「${type}」` : type
}

/** Whether a text is a type that has a word of its own, not somebody's name for one. */
export const isPlainType = (text: string | number): text is string =>
  typeof text === 'string' && (Object.hasOwn(typeNames, text) || /^list<(.+)>$/.test(text))
