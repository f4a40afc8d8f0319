import type { Candidate, Family } from './repair-rule.ts'

/** What people write behind a number of that unit. Multiples (万元, 亿, %) are other numbers and stand in no list. */
const writtenAs: Readonly<Record<string, readonly string[]>> = {
  kW: ['kw', '千瓦'],
  m: ['m', '米'],
  km: ['km', '公里', '千米'],
  m2: ['㎡', 'm2', 'm²', '平方米', '平米'],
  CNY: ['元', 'rmb', '人民币', 'cny'],
  dB: ['db', '分贝'],
  Cel: ['℃', '°c', '度', '摄氏度'],
  a: ['年', '岁'],
  d: ['天', '日'],
}
/** Units that name the thing counted: without a declared unit they change nothing. */
const counters = [
  '元',
  '个',
  '人',
  '户',
  '家',
  '台',
  '辆',
  '套',
  '栋',
  '座',
  '张',
  '件',
  '份',
  '次',
  '名',
  '位',
  '条',
  '处',
  '所',
  '间',
]

const number = /^[¥$]?([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(.*)$/

const mayFollow = (unit: string | undefined, suffix: string): boolean => {
  if (unit === undefined) return counters.includes(suffix)
  return suffix.toLowerCase() === unit.toLowerCase() || (writtenAs[unit] ?? []).includes(suffix.toLowerCase())
}

/** Thousands separators, a currency sign before or a unit behind, `.0` behind what is no fraction. */
export const numbers: Family = (item, text) => {
  const whole = /^(\d+)\.0+$/.exec(text)?.[1]
  const candidates: Candidate[] =
    whole !== undefined && item.type !== 'decimal' ? [{ rule: 'trailing-point-zero', to: whole }] : []
  if (item.type !== 'integer' && item.type !== 'decimal') return candidates
  const [, digits = '', suffix = ''] = number.exec(text) ?? []
  if (digits === '' || (suffix !== '' && !mayFollow(item.unit, suffix))) return candidates
  const to = digits.replaceAll(',', '')
  const hasUnit = suffix !== '' || /^[¥$]/.test(text)
  candidates.push({ rule: hasUnit ? 'unit' : 'thousands-separator', to })
  return candidates
}
