/** From types to fields of a form, and from what stands in the fields to values. */
import {
  compileExpression,
  conform,
  type DecisionTable,
  type EntryInput,
  emptyScope,
  type FeelType,
  sayProblem,
  toJson,
  typeText,
  type Value,
} from '@onecity/decision'
import type { Language } from '../app/i18n.ts'
import type { Control, Drafts, Field } from './desk-protocol.ts'
import { feelText } from './drafts.ts'

const deepest = 4
const mostChoices = 60

/** The type behind names and constraints, with what is allowed. */
const unfolded = (type: FeelType): { type: FeelType; allowed?: string; values?: readonly unknown[] } => {
  let now = type
  let found: { allowed?: string; values?: readonly unknown[] } = {}
  for (let turn = 0; turn < 20; turn++) {
    if (now.kind === 'reference') now = now.resolve()
    else if (now.kind === 'constrained') {
      if (found.allowed === undefined) found = { allowed: now.text, ...(now.values && { values: now.values }) }
      now = now.base
    } else break
  }
  return { type: now, ...found }
}

const controls: Partial<Record<FeelType['kind'], Control>> = {
  number: 'number',
  string: 'text',
  boolean: 'boolean',
  date: 'date',
  time: 'time',
  'date and time': 'date and time',
  'days and time duration': 'duration',
  'years and months duration': 'duration',
}

export const fieldOf = (name: string, label: string, of: FeelType, path = name, depth = 0): Field => {
  const { type, allowed, values } = unfolded(of)
  const head = { path, name, label, type: typeText(type) }
  const choices =
    values !== undefined && values.length <= mostChoices
      ? values.map((value) => feelText(toJson(value as Value)))
      : undefined
  const control = controls[type.kind]
  if (choices && control) return { ...head, control: 'choice', choices, ...(allowed !== undefined && { allowed }) }
  if (control) return { ...head, control, ...(allowed !== undefined && { allowed }) }
  if (type.kind === 'context' && depth < deepest && Object.keys(type.entries).length > 0)
    return {
      ...head,
      control: 'group',
      fields: Object.entries(type.entries).map(([key, inner]) =>
        fieldOf(key, key, inner, `${path}\n${key}`, depth + 1),
      ),
    }
  return { ...head, control: 'feel', ...(allowed !== undefined && { allowed }) }
}

/** Constants among FEEL texts, each once; undefined when one is none. */
const constants = (texts: readonly string[]): readonly string[] | undefined => {
  const found = new Set<string>()
  for (const text of texts) {
    const compiled = compileExpression(text, emptyScope)
    if (!compiled.ok) return undefined
    const value = compiled.program.evaluate()
    if (value === null || typeof value === 'object') return undefined
    found.add(feelText(toJson(value)))
  }
  return found.size > 0 && found.size <= mostChoices ? [...found] : undefined
}

const fewOutcomes = 12

/** What a table may answer: by its outputs' declared values, else by what its rules say where these are few constants. */
export const resultFieldOf = (name: string, type: FeelType, table: DecisionTable | undefined): Field => {
  const plain = fieldOf(name, name, type, '')
  if (!table || table.aggregation !== undefined || /^(COLLECT|RULE ORDER|OUTPUT ORDER)$/.test(table.hitPolicy))
    return plain
  const outputs = table.outputs.map((output, at): Field => {
    const label = output.label ?? output.name ?? name
    const declared = output.values === undefined ? undefined : constants(splitTests(output.values))
    const said = constants(table.rules.map((rule) => rule.outputs[at] ?? ''))
    const choices = declared ?? (said && said.length <= fewOutcomes ? said : undefined)
    const head = { path: output.name ?? name, name: output.name ?? name, label, type: output.typeRef ?? 'Any' }
    return choices ? { ...head, control: 'choice', choices } : { ...head, control: 'feel' }
  })
  const [only] = outputs
  if (outputs.length === 1 && only) return plain.choices ? { ...plain, label: only.label } : { ...only, name }
  return { ...plain, control: 'group', fields: outputs }
}

/** The values of a list of tests that are plain values, separated by commas outside strings. */
const splitTests = (text: string): readonly string[] =>
  (text.match(/(?:"(?:[^"\\]|\\.)*"|[^,"])+/g) ?? []).map((part) => part.trim())

const words = {
  number: { zh: '不是数字', en: 'not a number' },
  date: { zh: '不是日期', en: 'not a date' },
  time: { zh: '不是时间，如 09:30:00', en: 'not a time, such as 09:30:00' },
  'date and time': { zh: '不是日期时间，如 2026-11-20T09:30:00', en: 'not a date and time' },
  duration: { zh: '不是时长，如 P3Y6M', en: 'not a duration, such as P3Y6M' },
  type: { zh: '不是所需的类型', en: 'not of the type' },
  allowed: { zh: '不在允许值内', en: 'not among the allowed values' },
} as const

const sourceOf = (control: Control, draft: string): string => {
  if (control === 'text') return JSON.stringify(draft)
  if (control === 'date' || control === 'time' || control === 'date and time' || control === 'duration')
    return `@${JSON.stringify(draft.trim())}`
  return draft
}

/** What a field holds: a value, or nothing and why. */
const readField = (
  field: Field,
  type: FeelType,
  drafts: Drafts,
  language: Language,
  problems: Record<string, string>,
): Value => {
  const { path, control } = field
  const { type: bare } = unfolded(type)
  if (control === 'group' && bare.kind === 'context') {
    const entries = (field.fields ?? []).flatMap((inner) => {
      const of = bare.entries[inner.name]
      const value = of ? readField(inner, of, drafts, language, problems) : null
      return value === null ? [] : [[inner.name, value] as const]
    })
    return entries.length === 0 ? null : Object.fromEntries(entries)
  }
  const draft = drafts[path] ?? ''
  if (draft.trim() === '') return null
  const isPlain = control !== 'choice' && control !== 'feel' && control !== 'text' && control !== 'boolean'
  const compiled = compileExpression(sourceOf(control, draft), emptyScope)
  if (!compiled.ok) {
    const [problem] = compiled.problems
    problems[path] = isPlain ? words[control as 'number'][language] : problem ? sayProblem(problem, language) : ''
    return null
  }
  const value = compiled.program.evaluate()
  const fitting = value === null ? undefined : conform(value, bare)
  if (!fitting) {
    if (value !== null || isPlain)
      problems[path] = isPlain ? words[control as 'number'][language] : `${words.type[language]} ${typeText(bare)}`
    return null
  }
  if (!conform(value, type) || (type.kind === 'constrained' && !type.allows(fitting.value)))
    problems[path] = `${words.allowed[language]} ${field.allowed ?? ''}`.trim()
  return fitting.value
}

/** The values of an entry's inputs, and by path why a field gives none. */
export const readDrafts = (
  inputs: readonly EntryInput[],
  drafts: Drafts,
  language: Language,
): { readonly values: Readonly<Record<string, Value>>; readonly problems: Readonly<Record<string, string>> } => {
  const problems: Record<string, string> = {}
  const values = Object.fromEntries(
    inputs.map(({ name, type, label }) => [
      name,
      readField(fieldOf(name, label ?? name, type), type, drafts, language, problems),
    ]),
  )
  return { values, problems }
}
