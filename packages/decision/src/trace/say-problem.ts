import type { Place, Problem } from '../problem.ts'
import { sentences } from './problem-sentences.ts'
import { sayPart } from './say-part.ts'
import { isPlainType, sayType } from './say-type.ts'
import { joinZh, type SayLanguage } from './say-value.ts'

const columnKinds = {
  input: ['输入', 'input'],
  output: ['输出', 'output'],
  annotation: ['说明', 'annotation'],
} as const

/** Where, counted as people count: `「补贴资格」第 3 行第 2 列（输入）`, `"Eligibility", row 3, input column 2`. */
const sayPlace = (place: Place, source: string | undefined, language: SayLanguage): string => {
  const isZh = language === 'zh'
  const pieces: string[] = []
  if (place.element !== undefined) pieces.push(isZh ? `「${place.element}」` : `"${place.element}"`)
  const isCell = place.row !== undefined || place.column !== undefined
  // Rows and columns say themselves that they are of a table; which one, the rest of its place says.
  const part = isCell ? place.part?.replace(/\.?decisionTable$/, '') : place.part
  if (part !== undefined && part !== '') pieces.push(sayPart(part, language))
  if (place.row !== undefined) pieces.push(isZh ? `第 ${place.row} 行` : `row ${place.row}`)
  if (place.column !== undefined) {
    const kind = place.columnKind && columnKinds[place.columnKind][isZh ? 0 : 1]
    if (isZh) pieces.push(`第 ${place.column} 列${kind ? `（${kind}）` : ''}`)
    else pieces.push(`${kind ? `${kind} ` : ''}column ${place.column}`)
  }
  if (place.line !== undefined && pieces.length === 0) pieces.push(isZh ? `第 ${place.line} 行` : `line ${place.line}`)
  const where = isZh ? joinZh(...pieces) : pieces.join(', ')
  const isShort = source !== undefined && source.length <= 60 && !source.includes('\n')
  if (where === '' || !isShort) return where
  return isZh ? `${where}「${source}」` : `${where}, "${source}"`
}

/** What a parser expects or finds, as its parameters name it. */
const parts: Readonly<Record<string, string>> = {
  'an expression': '表达式',
  'a type': '类型',
  'a name': '名称',
  'the end': '结尾',
}

/** What is not kept of a file, as its parameters name it, each with its count. */
const contents: Readonly<Record<string, string>> = {
  diagrams: '图',
  'knowledge sources': '知识来源',
  annotations: '图上的注释',
  descriptions: '说明文字',
  extensions: '其他工具的扩展',
  'other elements': '其他元素',
}

/** Parameters that are types; a name may be `date` without meaning the type. */
const types = new Set(['type', 'left', 'right', 'input', 'test', 'given', 'declared', 'result'])

/** `{name}` is replaced by a parameter; a part in brackets is left out when one of its parameters is not there. */
const fill = (template: string, problem: Problem): string => {
  const param = (name: string): string | undefined => {
    const word = (value: string | number): string => {
      if (/^(expected|found)$/.test(name))
        return Object.hasOwn(parts, value) ? (parts[value] as string) : String(value).replaceAll('" or "', '" 或 "')
      if (name === 'kinds' && Object.hasOwn(contents, value)) return `${contents[value]} ${problem.params?.[value]} 处`
      return types.has(name) && isPlainType(value) ? sayType(value, 'zh') : String(value)
    }
    const value = problem.params?.[name]
    if (typeof value !== 'object') return value === undefined ? undefined : word(value)
    return value.length === 0 ? undefined : value.map(word).join('、')
  }
  const replaced = (text: string) => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => param(name) ?? '')
  const optional = template.replaceAll(/\[([^\]]*)\]/g, (_, inside: string) =>
    [...inside.matchAll(/\{(\w+)\}/g)].every(([, name = '']) => param(name) !== undefined) ? inside : '',
  )
  // Words that were put in may be Chinese, between which no space stands.
  return replaced(optional).replaceAll(/(?<=[\p{Script=Han}」）]) (?=[\p{Script=Han}「（])/gu, '')
}

/**
 * A problem in one plain sentence: where, what, and which name may have been meant. English is the problem's own message;
 * a code that is not known here is told in English in both languages.
 */
export const sayProblem = (problem: Problem, language: SayLanguage): string => {
  const where = problem.place ? sayPlace(problem.place, problem.source, language) : ''
  if (language === 'en') {
    const meant = problem.suggestion === undefined ? '' : `; did you mean "${problem.suggestion}"?`
    const message = problem.message.replace(/\.$/, '') + meant
    const said = where === '' ? message.charAt(0).toUpperCase() + message.slice(1) : `${where}: ${message}`
    return said.endsWith('?') ? said : `${said}.`
  }
  const template = sentences[problem.code]
  const meant = problem.suggestion === undefined ? '' : `；是不是「${problem.suggestion}」？`
  const said = `${where === '' ? '' : `${where}：`}${template === undefined ? problem.message.replace(/\.$/, '') : fill(template, problem)}${meant}`
  return said.endsWith('？') ? said : `${said}。`
}
