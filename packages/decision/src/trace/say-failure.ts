import { sayType } from './say-type.ts'
import {
  joinZh,
  type SaidKind,
  type SaidRange,
  type SayLanguage,
  saidKindOf,
  sayList,
  sayRange,
  sayValue,
} from './say-value.ts'
import type { FailReason, Json } from './trace.ts'

/** What was tested: the column's label, the value it had, and the cell's text where it is known. */
export type Tested = { readonly label: string; readonly value: Json; readonly text?: string }

/** Only what is surely a unit: other words in brackets say something else about the label. */
const unitAtEnd =
  /^(.+?)\s*[（(](元|万元|亿元|岁|年|月|个月|周|天|日|小时|分钟|分|秒|人|户|次|件|套|平方米|公里|千米|米|公斤|千克|吨|千瓦时|度|%|％|℃|°C|m²|km²|m|km|kg|kWh|CNY|RMB|EUR|USD|years?|months?|weeks?|days?|hours?|minutes?|seconds?|people|persons)[)）]$/

const named = (label: string): { name: string; unit: string } => {
  const found = unitAtEnd.exec(label)
  return { name: found?.[1] ?? label, unit: found?.[2] ?? '' }
}

/** Beyond the limit, and required to be strictly on its other side. */
const beyond: Record<SayLanguage, Record<'above' | 'below', (kind: SaidKind) => readonly [string, string]>> = {
  zh: {
    above: (kind) => (kind === 'moment' ? ['晚于', '早于'] : kind === 'duration' ? ['超过', '短于'] : ['超过', '小于']),
    below: (kind) => (kind === 'moment' ? ['早于', '晚于'] : kind === 'duration' ? ['不足', '超过'] : ['低于', '大于']),
  },
  en: {
    above: (kind) =>
      kind === 'moment'
        ? ['is after', 'before']
        : kind === 'duration'
          ? ['is longer than', 'shorter than']
          : ['is above', 'below'],
    below: (kind) =>
      kind === 'moment'
        ? ['is before', 'after']
        : kind === 'duration'
          ? ['is shorter than', 'longer than']
          : ['is below', 'above'],
  },
}

/** An endpoint as FEEL writes it, read as the value that it is where that is plain. */
const endpoint = (text: string): Json => {
  const plain = text.trim()
  const inside = /^(?:@|date and time\(|date\(|time\(|duration\()\s*"([^"]*)"\)?$/.exec(plain)?.[1]
  if (inside !== undefined) return { '@': inside }
  if (/^(-?\d{4,}-\d\d-\d\d|\d\d:\d\d:\d\d|-?P[\dT])/.test(plain)) return { '@': plain }
  if (/^-?(\d+\.?\d*|\.\d+)$/.test(plain)) return { '#': plain }
  return plain.replace(/^"(.*)"$/, '$1')
}

const operators = {
  '<': { at: 'end', included: false },
  '<=': { at: 'end', included: true },
  '>': { at: 'start', included: false },
  '>=': { at: 'start', included: true },
} as const

/** A part of a cell as FEEL writes it: `[18..35]`, `(< 18)`, `"a"`. */
const sayPart = (part: string, language: SayLanguage, unit: string): SaidRange => {
  const open = /^\s*\(?\s*(<=|>=|<|>)\s*(.+?)\s*\)?\s*$/.exec(part)
  if (open) {
    const { at, included } = operators[open[1] as keyof typeof operators]
    const range = { [at]: endpoint(open[2] ?? ''), startIncluded: included, endIncluded: included }
    return sayRange(range, language, unit)
  }
  const closed = /^\s*([[(\]])\s*(.+?)\s*\.\.\s*(.+?)\s*([\])[])\s*$/.exec(part)
  if (!closed) return { text: sayValue(endpoint(part), language, unit), isBetween: false }
  const [, before, start = '', end = '', after] = closed
  const range = {
    start: endpoint(start),
    end: endpoint(end),
    startIncluded: before === '[',
    endIncluded: after === ']',
  }
  return sayRange(range, language, unit)
}

/**
 * Why a cell failed, as a clause without a full stop: `年龄 36 超过 35`, `age 36 is above 35`. Numbers have the unit that stands in
 * brackets at the end of the label, `月收入（元）`.
 */
export const sayFailure = (reason: FailReason, tested: Tested, language: SayLanguage): string => {
  const { name, unit } = named(tested.label)
  const isZh = language === 'zh'
  const say = (value: Json) => sayValue(value, language, unit)
  const subject = isZh ? joinZh(name, say(tested.value)) : `${name} ${say(tested.value)}`
  switch (reason.kind) {
    case 'missing':
      return isZh ? `没有提供 ${name}` : `${name} was not given`
    case 'above':
    case 'below': {
      const [word, other] = beyond[language][reason.kind](saidKindOf(reason.limit))
      const limit = say(reason.limit)
      if (reason.included) return isZh ? joinZh(subject, word, limit) : `${subject} ${word} ${limit}`
      return isZh ? joinZh(`${subject}，须`, other, limit) : `${subject} must be ${other} ${limit}`
    }
    case 'not one of': {
      const [only, ...others] = reason.allowed
      if (only !== undefined && others.length === 0 && saidKindOf(only) !== 'text') {
        if (typeof only === 'boolean')
          return isZh
            ? `${name}为${say(tested.value)}，须为${say(only)}`
            : `${name} is ${say(tested.value)}, must be ${say(only)}`
        return isZh ? joinZh(subject, '不是', say(only)) : `${subject} is not ${say(only)}`
      }
      if (isZh) return joinZh(subject, '不在', sayList(reason.allowed, language, unit), '之列')
      return `${subject} is not ${others.length === 0 ? '' : 'one of '}${sayList(reason.allowed, language, unit)}`
    }
    case 'is one of': {
      const excluded = sayList(reason.excluded, language, unit)
      return isZh ? joinZh(name, '不得为', excluded) : `${name} must not be ${excluded}`
    }
    case 'outside': {
      const ranges = reason.ranges.map((range) => sayPart(range, language, unit))
      const [only, ...others] = ranges
      if (only?.isBetween && others.length === 0)
        return isZh ? joinZh(subject, '不在', only.text, '之间') : `${subject} is not between ${only.text}`
      const all = ranges.map(({ text, isBetween }) => (isZh || !isBetween ? text : `between ${text}`))
      return isZh
        ? joinZh(
            subject,
            `不在允许的范围内（${all.map((each, index) => (index === 0 ? each : joinZh('或', each))).join('，')}）`,
          )
        : `${subject} is not ${all.join(', nor ')}`
    }
    case 'type':
      return isZh
        ? joinZh(subject, '不是', sayType(reason.expected, language))
        : `${subject} is not ${sayType(reason.expected, language)}`
    case 'false': {
      const text = tested.text === undefined || tested.text === '' ? '' : tested.text
      if (isZh) return joinZh(subject, '不符合条件', text === '' ? '' : `「${text}」`)
      return `${subject} does not meet the condition${text === '' ? '' : ` "${text}"`}`
    }
  }
}
