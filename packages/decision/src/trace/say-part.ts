import { joinZh, type SayLanguage } from './say-value.ts'

/** DMN's words for the parts of a model, in those of people; `{n}` is what stands in brackets. */
const words: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  decisionTable: ['决策表', 'decision table'],
  contextEntry: ['第 {n} 项', 'entry {n}'],
  list: ['第 {n} 个元素', 'element {n}'],
  row: ['第 {n} 行', 'row {n}'],
  calledFunction: ['被调用的函数', 'called function'],
  binding: ['第 {n} 个参数', 'argument {n}'],
  functionDefinition: ['函数体', 'function body'],
  if: ['条件', 'condition'],
  // biome-ignore lint/suspicious/noThenProperty: DMN calls it so
  then: ['条件成立时', 'then'],
  else: ['否则', 'otherwise'],
  in: ['所遍历的清单', 'list gone through'],
  match: ['筛选条件', 'filter condition'],
  return: ['每项的结果', 'result of each'],
  satisfies: ['每项的条件', 'condition of each'],
  variable: ['声明的类型', 'declared type'],
  allowedValues: ['允许的取值', 'allowed values'],
  typeConstraint: ['类型约束', 'type constraint'],
  itemComponent: ['「{n}」', '"{n}"'],
  import: ['第 {n} 个引用', 'import {n}'],
  inputData: ['输入数据', 'input data'],
  inputDecision: ['输入决策', 'input decision'],
  outputDecision: ['输出决策', 'output decision'],
  encapsulatedDecision: ['内部决策', 'encapsulated decision'],
}

/**
 * A part of an element, such as `contextEntry[2].binding[1]`, in the words of people: `第 2 项第 1 个参数`, `entry 2, argument 1`. What
 * is not known is told as it stands.
 */
export const sayPart = (part: string, language: SayLanguage): string => {
  const said = [...part.matchAll(/([^.[\]]+)(?:\[([^\]]*)\])?/g)].map(([written, word = '', which = '']) => {
    const known = Object.hasOwn(words, word) ? words[word] : undefined
    return known?.[language === 'zh' ? 0 : 1].replace('{n}', which) ?? written
  })
  return language === 'zh' ? joinZh(...said) : said.join(', ')
}
