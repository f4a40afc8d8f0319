import { compare } from '../values/compare.ts'
import { isNumber, numberToText } from '../values/number.ts'
import { toText } from '../values/text.ts'
import type { Value } from '../values/value.ts'
import type { ChangeResult, InputChange, Proposal } from './what-would-change.ts'

export type ChangeSayOptions = {
  /** What people call an input; its name when absent. */
  readonly label?: (input: string) => string | undefined
  /** What people call a value, of an input or of the outcome; as FEEL writes it when absent. */
  readonly value?: (value: Value, input?: string) => string | undefined
}

type Language = 'zh' | 'en'

const plain = (value: Value, language: Language): string => {
  const isZh = language === 'zh'
  if (value === null) return isZh ? '空' : 'nothing'
  if (typeof value === 'boolean') return isZh ? (value ? '是' : '否') : value ? 'yes' : 'no'
  if (typeof value === 'string') return value
  if (isNumber(value)) return numberToText(value)
  return String(toText(value))
}

/** Latin letters and figures stand apart from Chinese ones. */
const joined = (...pieces: readonly string[]): string =>
  pieces.reduce((text, piece) =>
    /[\u4e00-\u9fff]$/.test(text) !== /^[\u4e00-\u9fff]/.test(piece) &&
    !/[，。：「（）]$/.test(text) &&
    !/^[，。：」（）]/.test(piece)
      ? `${text} ${piece}`
      : `${text}${piece}`,
  )

const sayChange = (change: InputChange, language: Language, options: ChangeSayOptions): string => {
  const { input, from, to, anyOther, andBeyond } = change
  const name = options.label?.(input) ?? input
  const value = options.value?.(to, input) ?? plain(to, language)
  const order = from === null || to === null ? null : typeof to === 'string' ? null : compare(to, from)
  if (language === 'zh') {
    if (anyOther) return joined(name, '换成其他值', `（如 ${value}）`)
    if (from === null) return joined(name, '填', value)
    const verb = order === null || order === 0 ? '改为' : order < 0 ? '降到' : '升到'
    const isDate = /^\d+-\d\d-\d\d/.test(value)
    const turned = isDate && order ? (order < 0 ? '提前到' : '推迟到') : verb
    const beyond = andBeyond
      ? isDate
        ? andBeyond === 'less'
          ? '或更早'
          : '或更晚'
        : andBeyond === 'less'
          ? '或以下'
          : '或以上'
      : ''
    return joined(name, turned, value, ...(beyond ? [beyond] : []))
  }
  if (anyOther) return `${name} were any other value (such as ${value})`
  const isDate = /^\d+-\d\d-\d\d/.test(value)
  const beyond = andBeyond ? ` or ${isDate ? (andBeyond === 'less' ? 'earlier' : 'later') : andBeyond}` : ''
  return `${name} were ${value}${beyond}`
}

/** `年龄降到 35 或以下，结果变为 可办`; `If age were 35 or less, the outcome would be approved`. */
export const sayProposal = (proposal: Proposal, language: Language, options: ChangeSayOptions = {}): string => {
  const changes = proposal.changes.map((change) => sayChange(change, language, options))
  const outcome = options.value?.(proposal.outcome) ?? plain(proposal.outcome, language)
  return language === 'zh'
    ? `${changes.join('，且')}，结果变为 ${outcome}`
    : `If ${changes.join(' and ')}, the outcome would be ${outcome}`
}

/** All that was found, or that nothing was and how far was looked. */
export const sayChanges = (result: ChangeResult, language: Language, options: ChangeSayOptions = {}): string[] => {
  const isZh = language === 'zh'
  if (result.already) return [isZh ? '结果已经如此' : 'The outcome is so already']
  if (result.proposals.length > 0) return result.proposals.map((proposal) => sayProposal(proposal, language, options))
  const said = result.exhausted
    ? isZh
      ? `试遍 ${result.searched} 种情形，未找到能改变结果的改动`
      : `No change was found among all ${result.searched} that were tried`
    : isZh
      ? `试了 ${result.searched} 种情形后停止，尚未找到能改变结果的改动`
      : `Stopped after ${result.searched} tries without having found a change; there may be one`
  const names = result.notTried.map((input) => options.label?.(input) ?? input)
  if (names.length === 0) return [said]
  return [said, isZh ? `未尝试：${names.join('、')}` : `Not tried: ${names.join(', ')}`]
}
