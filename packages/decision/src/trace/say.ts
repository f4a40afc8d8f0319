import { sayFailure } from './say-failure.ts'
import { sayProblem } from './say-problem.ts'
import { joinZh, type SayLanguage, sayValue } from './say-value.ts'
import type { RuleTrace, TableTrace, Trace, TraceStep } from './trace.ts'

export { sayFailure, type Tested } from './say-failure.ts'
export { sayProblem } from './say-problem.ts'
export { type SayLanguage, sayValue } from './say-value.ts'

/** Rules that are named one by one; who has to read more will not. */
const mostRules = 3
const mostSteps = 20

const numbers = (indexes: readonly number[], language: SayLanguage): string =>
  indexes.map((index) => index + 1).join(language === 'zh' ? '、' : ', ')

const named = (name: string, language: SayLanguage): string => (language === 'zh' ? `「${name}」` : `"${name}"`)

const aggregations: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  SUM: ['结果相加', 'their results added up'],
  COUNT: ['结果计数', 'their results counted'],
  MIN: ['取其中最小', 'the smallest of their results'],
  MAX: ['取其中最大', 'the largest of their results'],
}

/** Which rules held, in words; without a full stop. */
const sayChosen = (table: TableTrace, language: SayLanguage): string => {
  const isZh = language === 'zh'
  if (table.chosen.length === 0) {
    const matched = table.rules.flatMap((rule, index) => (rule.matched ? [index] : []))
    if (matched.length > 0)
      return isZh
        ? `第 ${numbers(matched, language)} 条规则同时成立，因此没有结果`
        : `rules ${numbers(matched, language)} hold together, so there is no result`
    if (table.defaulted) return isZh ? '没有规则成立，采用默认值' : 'no rule holds, so the default applies'
    return isZh ? '没有规则成立' : 'no rule holds'
  }
  const isOne = table.chosen.length === 1
  const how = table.aggregation && !isOne ? aggregations[table.aggregation]?.[isZh ? 0 : 1] : undefined
  const rules = isZh
    ? `第 ${numbers(table.chosen, language)} 条规则成立`
    : `rule${isOne ? '' : 's'} ${numbers(table.chosen, language)} hold${isOne ? 's' : ''}`
  const notes = table.chosen.flatMap((index) => table.rules[index]?.annotations?.filter((text) => text.trim()) ?? [])
  const said = how === undefined ? rules : `${rules}${isZh ? '，' : ', '}${how}`
  if (notes.length === 0) return said
  return isZh ? `${said}（${notes.join('；')}）` : `${said} (${notes.join('; ')})`
}

const sayRule = (table: TableTrace, rule: RuleTrace, index: number, language: SayLanguage): string => {
  const isZh = language === 'zh'
  const failures = rule.failed.map(({ column, text, reason }) => {
    const input = table.inputs[column]
    const label =
      input?.label || input?.text || (isZh ? joinZh('第', String(column + 1), '列') : `column ${column + 1}`)
    return sayFailure(reason, { label, value: input?.value ?? null, text }, language)
  })
  return isZh ? `第 ${index + 1} 条规则：${failures.join('；')}` : `rule ${index + 1}: ${failures.join('; ')}`
}

/** The rules that came nearest to holding, each a sentence; ties are all told, as far as `mostRules` goes. */
const sayNearest = (table: TableTrace, language: SayLanguage): string[] => {
  const failed = table.rules
    .map((rule, index) => ({ rule, index }))
    .filter(({ rule }) => !rule.matched && rule.failed.length > 0)
    .sort((left, right) => left.rule.failed.length - right.rule.failed.length || left.index - right.index)
  const fewest = failed[0]?.rule.failed.length
  const near = failed.filter(({ rule }) => rule.failed.length === fewest).slice(0, mostRules)
  const [begin, end] = language === 'zh' ? ['最接近成立的是', '。'] : ['Nearest to holding is ', '.']
  const sentences = near.map(({ rule, index }) => `${begin}${sayRule(table, rule, index, language)}${end}`)
  const others = failed.length - near.length
  if (others === 0) return sentences
  const alike = failed.filter(({ rule }) => rule.failed.length === fewest).length > near.length
  if (language === 'zh') sentences.push(`另有 ${others} 条规则也不成立${alike ? '' : '，各有更多条件不满足'}。`)
  else
    sentences.push(
      `${others} other rule${others === 1 ? ' does' : 's do'} not hold either${alike ? '' : ', with more conditions failed'}.`,
    )
  return sentences
}

const sayNotAllowed = (table: TableTrace, language: SayLanguage): string[] =>
  table.inputs
    .filter(({ allowed }) => allowed === false)
    .map(({ label, text, value }) =>
      language === 'zh'
        ? `${joinZh(label || text, sayValue(value, 'zh'), '不在允许的取值之内')}。`
        : `${label || text} ${sayValue(value, 'en')} is not among the allowed values.`,
    )

const sayTables = (step: TraceStep, language: SayLanguage, isNearestTold: boolean): string[] =>
  (step.tables ?? []).flatMap((table) => {
    const chosen = sayChosen(table, language)
    const where = table.path === '' ? '' : language === 'zh' ? `${table.path}：` : `${table.path}: `
    const sentence =
      language === 'zh' ? `${where}${chosen}。` : `${where}${chosen[0]?.toUpperCase()}${chosen.slice(1)}.`
    return [sentence, ...sayNotAllowed(table, language), ...(isNearestTold ? sayNearest(table, language) : [])]
  })

const sayStep = (step: TraceStep, language: SayLanguage): string[] => {
  const isZh = language === 'zh'
  const tables = step.tables ?? []
  const chosen = tables.map((table) => sayChosen(table, language)).join(isZh ? '；' : '; ')
  const result = isZh
    ? joinZh(`其中${named(step.element, language)}是`, sayValue(step.result, language))
    : `On the way, ${named(step.element, language)} is ${sayValue(step.result, language)}`
  const because = chosen === '' ? '' : isZh ? `：${chosen}` : `: ${chosen}`
  // An intermediate result that came from a rule needs no more; one that came from none is where the reason lies.
  const open = tables.filter(({ chosen: rules }) => rules.length === 0)
  return [
    `${result}${because}${isZh ? '。' : '.'}`,
    ...open.flatMap((table) => [...sayNotAllowed(table, language), ...sayNearest(table, language)]),
  ]
}

/**
 * An evaluation in plain sentences, one a string, in the order in which a person asks: the outcome, which rule made it and which
 * came nearest, what was decided on the way, what went wrong.
 */
export const sayTrace = (trace: Trace, language: SayLanguage): string[] => {
  const isZh = language === 'zh'
  const asked = trace.steps.findLast(({ element }) => element === trace.asked) ?? trace.steps.at(-1)
  const outcome = isZh
    ? `${joinZh(`${named(trace.asked, language)}的结果是`, sayValue(trace.outcome, language))}。`
    : `The result of ${named(trace.asked, language)} is ${sayValue(trace.outcome, language)}.`
  const told = new Set<string>()
  const others: string[] = []
  let left = 0
  for (const step of trace.steps) {
    if (step === asked) continue
    const sentences = sayStep(step, language)
    if (told.has(sentences.join())) continue
    if (told.size >= mostSteps) left++
    else others.push(...sentences)
    told.add(sentences.join())
  }
  if (left > 0) others.push(isZh ? `另有 ${left} 步没有列出。` : `${left} more steps are not listed.`)
  const problems = new Set(trace.problems.map((problem) => sayProblem(problem, language)))
  return [outcome, ...(asked ? sayTables(asked, language, true) : []), ...others, ...problems]
}
