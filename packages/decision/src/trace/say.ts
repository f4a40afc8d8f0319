import type { Problem } from '../problem.ts'
import { sayFailure } from './say-failure.ts'
import { sayPart } from './say-part.ts'
import { sayProblem } from './say-problem.ts'
import { joinZh, type SayLanguage, sayValue } from './say-value.ts'
import type { RuleTrace, TableTrace, Trace, TraceStep } from './trace.ts'

export { sayFailure, type Tested } from './say-failure.ts'
export { sayProblem } from './say-problem.ts'
export { type SayLanguage, sayValue } from './say-value.ts'

/** Reasons, decisions on the way and problems that are told one by one; who has to read more will not. */
const mostClauses = 3
const mostSteps = 20
const mostProblems = 5

/** Counted from 1, three and more in a row as `4–9`. */
const numbers = (indexes: readonly number[], language: SayLanguage): string => {
  const runs: [number, number][] = []
  for (const index of indexes) {
    const run = runs.at(-1)
    if (run && run[1] === index) run[1] = index + 1
    else runs.push([index + 1, index + 1])
  }
  const said = runs.flatMap(([from, to]) => (to - from < 2 ? [...new Set([from, to])].map(String) : [`${from}–${to}`]))
  return said.join(language === 'zh' ? '、' : ', ')
}

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

/** Names of what was decided on the way: nobody was to give them. */
type Decided = ReadonlySet<string>

const sayClause = (table: TableTrace, rule: RuleTrace, language: SayLanguage, decided: Decided): string => {
  const isZh = language === 'zh'
  const failures = rule.failed.map(({ column, text, reason }) => {
    const input = table.inputs[column]
    const label =
      input?.label || input?.text || (isZh ? joinZh('第', String(column + 1), '列') : `column ${column + 1}`)
    if (reason.kind === 'missing' && input && decided.has(input.text))
      return isZh ? `${named(label, 'zh')}没有结果` : `${named(label, 'en')} has no result`
    return sayFailure(reason, { label, value: input?.value ?? null, text }, language)
  })
  return failures.join(isZh ? '；' : '; ')
}

/** The rules that came nearest to holding; those that failed alike are told together, as far as `mostClauses` goes. */
const sayNearest = (table: TableTrace, language: SayLanguage, decided: Decided): string[] => {
  const isZh = language === 'zh'
  const failed = table.rules.flatMap((rule, index) =>
    rule.matched || rule.failed.length === 0 ? [] : [{ rule, index }],
  )
  const fewest = Math.min(...failed.map(({ rule }) => rule.failed.length))
  const byClause = new Map<string, number[]>()
  for (const { rule, index } of failed) {
    if (rule.failed.length > fewest) continue
    const clause = sayClause(table, rule, language, decided)
    byClause.set(clause, [...(byClause.get(clause) ?? []), index])
  }
  const near = [...byClause].slice(0, mostClauses)
  const sentences = near.map(([clause, indexes]) =>
    isZh
      ? `最接近成立的是第 ${numbers(indexes, 'zh')} 条规则：${clause}。`
      : `Nearest to holding ${indexes.length === 1 ? 'is rule' : 'are rules'} ${numbers(indexes, 'en')}: ${clause}.`,
  )
  const others = failed.length - near.reduce((sum, [, indexes]) => sum + indexes.length, 0)
  if (others === 0) return sentences
  const isFurther = near.length === byClause.size
  if (isZh) sentences.push(`另有 ${others} 条规则也不成立${isFurther ? '，各有更多条件不满足' : ''}。`)
  else
    sentences.push(
      `${others} other rule${others === 1 ? ' does' : 's do'} not hold either${isFurther ? ', with more conditions failed' : ''}.`,
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

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const sayTables = (step: TraceStep, language: SayLanguage, decided: Decided): string[] =>
  (step.tables ?? []).flatMap((table) => {
    const chosen = sayChosen(table, language)
    const where =
      table.path === ''
        ? ''
        : language === 'zh'
          ? `${sayPart(table.path, 'zh')}：`
          : `${capital(sayPart(table.path, 'en'))}: `
    const sentence = language === 'zh' ? `${where}${chosen}。` : `${where}${capital(chosen)}.`
    return [sentence, ...sayNotAllowed(table, language), ...sayNearest(table, language, decided)]
  })

const sayStep = (step: TraceStep, language: SayLanguage, decided: Decided): string[] => {
  const isZh = language === 'zh'
  const tables = step.tables ?? []
  const chosen = tables.map((table) => sayChosen(table, language)).join(isZh ? '；' : '; ')
  const result = isZh
    ? joinZh(`其中${named(step.element, language)}为`, sayValue(step.result, language))
    : `On the way, ${named(step.element, language)} is ${sayValue(step.result, language)}`
  const because = chosen === '' ? '' : isZh ? `：${chosen}` : `: ${chosen}`
  // An intermediate result that came from a rule needs no more; one that came from none is where the reason lies.
  const open = tables.filter(({ chosen: rules }) => rules.length === 0)
  return [
    `${result}${because}${isZh ? '。' : '.'}`,
    ...open.flatMap((table) => [...sayNotAllowed(table, language), ...sayNearest(table, language, decided)]),
  ]
}

/** A decision that only hands on what a knowledge model made of it: told once, by the decision's name, with the model's rules. */
const joinCalls = (steps: readonly TraceStep[]): TraceStep[] => {
  const joined: TraceStep[] = []
  for (const step of steps) {
    const before = joined.at(-1)
    const isHandedOn =
      before?.kind === 'knowledge model' &&
      step.kind === 'decision' &&
      step.tables === undefined &&
      JSON.stringify(before.result) === JSON.stringify(step.result)
    if (isHandedOn) joined[joined.length - 1] = { ...step, ...(before.tables && { tables: before.tables }) }
    else joined.push(step)
  }
  return joined
}

const saySteps = (steps: readonly TraceStep[], language: SayLanguage, decided: Decided): string[] => {
  const told = new Map<string, string[]>()
  for (const step of steps) {
    const sentences = sayStep(step, language, decided)
    told.set(sentences.join('\n'), sentences)
  }
  const shown = [...told.values()].slice(0, mostSteps)
  const left = told.size - shown.length
  if (left > 0) shown.push([language === 'zh' ? `另有 ${left} 步没有列出。` : `${left} more steps are not listed.`])
  return shown.flat()
}

const sayProblems = (problems: readonly Problem[], language: SayLanguage): string[] => {
  const told = [...new Set(problems.map((problem) => sayProblem(problem, language)))]
  const left = told.length - mostProblems
  if (left <= 0) return told
  return [
    ...told.slice(0, mostProblems),
    language === 'zh' ? `另有 ${left} 处问题。` : `There are ${left} more problems.`,
  ]
}

/**
 * An evaluation in plain sentences, one a string, in the order in which a person asks: the outcome, which rule made it and which
 * came nearest, what was decided on the way, what went wrong.
 */
export const sayTrace = (trace: Trace, language: SayLanguage): string[] => {
  const steps = joinCalls(trace.steps)
  const asked = steps.findLast(({ element }) => element === trace.asked) ?? steps.at(-1)
  const decided = new Set(trace.steps.map(({ element }) => element))
  const outcome =
    language === 'zh'
      ? `${joinZh(`${named(trace.asked, 'zh')}的结果为`, sayValue(trace.outcome, 'zh'))}。`
      : `The result of ${named(trace.asked, 'en')} is ${sayValue(trace.outcome, 'en')}.`
  return [
    outcome,
    ...(asked ? sayTables(asked, language, decided) : []),
    ...saySteps(
      steps.filter((step) => step !== asked),
      language,
      decided,
    ),
    ...sayProblems(trace.problems, language),
  ]
}
