import type { Text } from '@onecity/city'
import type { ColumnFinding, Doubt } from './recognise-column.ts'
import type { ColumnProfile } from './table-sample.ts'

/** One digit after the point; never 0 or 100 for a share that only comes near them. */
export const percent = (share: number): string => {
  const tenths = Math.round(share * 1000)
  const honest = share > 0 && share < 1 ? Math.min(999, Math.max(1, tenths)) : tenths
  return `${(honest / 10).toFixed(1).replace(/\.0$/, '')} %`
}

const typeNames: Readonly<Record<ColumnFinding['type'], Text & { readonly en: string }>> = {
  text: { zh: '文本', en: 'text' },
  integer: { zh: '整数', en: 'whole numbers' },
  decimal: { zh: '小数', en: 'numbers' },
  boolean: { zh: '是/否', en: 'yes or no' },
  date: { zh: '日期', en: 'dates' },
  datetime: { zh: '日期时间', en: 'dates with a time' },
  code: { zh: '代码', en: 'codes of a list' },
  'citizen-id': { zh: '有效的公民身份号码', en: 'valid citizen IDs' },
  uscc: { zh: '统一社会信用代码', en: 'unified social credit codes' },
  phone: { zh: '有效的电话号码', en: 'telephone numbers' },
  area: { zh: '本市的区域', en: 'areas of this city' },
  point: { zh: '坐标', en: 'positions' },
  line: { zh: '线', en: 'lines' },
  polygon: { zh: '面', en: 'polygons' },
  address: { zh: '地址', en: 'addresses' },
  plate: { zh: '有效的车牌号', en: 'licence plates' },
  'travel-permit': { zh: '通行证或居住证号', en: 'travel or residence permits' },
  'camera-id': { zh: '国标编码的摄像机', en: 'camera codes of GB/T 28181' },
  'licence-id': { zh: '有效的电子证照标识', en: 'licence identifiers' },
  json: { zh: 'JSON', en: 'JSON' },
  file: { zh: '文件', en: 'files' },
}

/** Why a column was taken for what it was taken for, in one sentence with the figure. */
export const explainColumn = (finding: ColumnFinding, profile: ColumnProfile): Text => {
  const { values, rows, counts } = profile
  if (values.length === 0) return { zh: '整列为空', en: 'the whole column is empty' }
  const { zh, en } = typeNames[finding.type]
  const filled = values.length === rows ? '' : percent(values.length / rows)
  const rest =
    filled === '' ? { zh: '', en: '' } : { zh: `；${filled} 的行有值`, en: `; ${filled} of the rows have a value` }
  if (finding.type === 'text')
    return {
      zh: `${finding.personal ? '像是人名' : '文本'}，${counts.size} 个不同的值${rest.zh}`,
      en: `${finding.personal ? 'looks like names of people' : 'text'}, ${counts.size === 1 ? 'always the same value' : `${counts.size} different values`}${rest.en}`,
    }
  if (finding.type === 'code')
    return {
      zh: `${finding.more.codes?.length ?? 0} 个反复出现的值，覆盖 ${percent(finding.share)}${rest.zh}`,
      en: `${finding.more.codes?.length ?? 0} values that come again and again cover ${percent(finding.share)}${rest.en}`,
    }
  const formats = finding.more.formats
    ? { zh: `（${finding.more.formats.join('、')}）`, en: ` (${finding.more.formats.join(', ')})` }
    : { zh: '', en: '' }
  return {
    zh: `${percent(finding.share)} 是${zh}${formats.zh}${rest.zh}`,
    en: `${percent(finding.share)} are ${en}${formats.en}${rest.en}`,
  }
}

const doubts: Readonly<Record<Doubt, Text & { readonly en: string }>> = {
  'day-or-month-first': {
    zh: '日和月的先后无法从数值判断，请确认',
    en: 'no value tells whether day or month comes first: please confirm',
  },
  'dressed-numbers': {
    zh: '部分数字带千分位或单位，导入时会被拒收并给出修复建议',
    en: 'some numbers carry separators or units: they are turned away at intake, with a proposed repair',
  },
  'rare-codes': {
    zh: '个别值只出现一两次，可能是笔误，未列入代码表',
    en: 'some values come only once or twice: taken for slips of the pen and left out of the list',
  },
  'unverified-usccs': {
    zh: '部分代码校验位不符，将保留并标记',
    en: 'some fail their check character: they are kept and marked',
  },
  'empty-column': { zh: '没有可供识别的值', en: 'there is nothing to tell the type by' },
  'wide-characters': {
    zh: '部分值是全角字符或夹有空格，导入时会被拒收并给出修复建议',
    en: 'some values have full-width characters or spaces between: they are turned away at intake, with a proposed repair',
  },
  'truth-or-code': { zh: '也可能是代码，请确认', en: 'these may be codes instead: please confirm' },
}

export const explainDoubt = (doubt: Doubt): Text => doubts[doubt]
