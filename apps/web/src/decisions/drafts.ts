/** Between values as JSON and what stands in the fields of the form. */
import type { Json } from '@onecity/decision'
import type { Drafts, Field } from './desk-protocol.ts'

type JsonObject = Readonly<Record<string, Json>>

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What stands behind the sign that marks values which JSON has no form for. */
const behind = (value: Json, sign: '@' | '#' | '..' | '()' | '{}'): Json | undefined =>
  isObject(value) && Object.keys(value).length === 1 ? value[sign] : undefined

const rangeText = (range: JsonObject): string => {
  const end = (value: Json | undefined): string => (value === undefined ? '' : feelText(value))
  const { start, end: last, startIncluded, endIncluded } = range
  return `${startIncluded ? '[' : '('}${end(start)}..${end(last)}${endIncluded ? ']' : ')'}`
}

/** The entries of a context; undefined for every other value. */
export const contextOf = (value: Json): JsonObject | undefined => {
  const wrapped = behind(value, '{}')
  if (wrapped !== undefined && isObject(wrapped)) return wrapped
  const isMarked = (['@', '#', '..', '()'] as const).some((sign) => behind(value, sign) !== undefined)
  return isObject(value) && !isMarked ? value : undefined
}

const plainName = /^[\p{L}_][\p{L}\p{N}_]*$/u

/** A value as FEEL source that means it. */
export const feelText = (value: Json): string => {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return String(value)
  if (typeof value === 'string') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(feelText).join(', ')}]`
  const moment = behind(value, '@')
  if (moment !== undefined) return `@${JSON.stringify(moment)}`
  const digits = behind(value, '#')
  if (digits !== undefined) return String(digits)
  const range = behind(value, '..')
  if (range !== undefined && isObject(range)) return rangeText(range)
  const called = behind(value, '()')
  if (called !== undefined) return `function ${String(called)}`
  const entries = Object.entries(contextOf(value) ?? {})
  return `{${entries.map(([key, of]) => `${plainName.test(key) ? key : JSON.stringify(key)}: ${feelText(of)}`).join(', ')}}`
}

/** A value as people read it: without quotes or signs of its type at the top. */
export const plainText = (value: Json): string =>
  typeof value === 'string' ? value : String(behind(value, '@') ?? feelText(value))

/** The reader's words for truth values and for nothing. */
export type ValueWords = { readonly yes: string; readonly no: string; readonly none: string }

/** As `plainText`, in the reader's words. */
export const wordText = (value: Json, { yes, no, none }: ValueWords): string =>
  value === null ? none : typeof value === 'boolean' ? (value ? yes : no) : plainText(value)

/** A value in a few words: of a context its first entry. */
export const shortText = (value: Json, words: ValueWords): string => {
  const context = contextOf(value)
  const [first] = context ? Object.values(context) : []
  return first === undefined ? wordText(value, words) : shortText(first, words)
}

const draftOf = (field: Field, value: Json): Drafts => {
  if (value === null) return {}
  if (field.control === 'group') return draftsOf(field.fields ?? [], contextOf(value) ?? {})
  const isLiteral = field.control === 'choice' || field.control === 'feel'
  return { [field.path]: isLiteral ? feelText(value) : plainText(value) }
}

/** What the fields show for these values; fields without a value are left empty. */
export const draftsOf = (fields: readonly Field[], values: Readonly<Record<string, Json>>): Drafts =>
  Object.assign({}, ...fields.map((field) => draftOf(field, values[field.name] ?? null))) as Drafts

/** The fields of a form without their groups. */
const leavesOf = (fields: readonly Field[]): readonly Field[] =>
  fields.flatMap((field) => (field.control === 'group' ? leavesOf(field.fields ?? []) : [field]))

/** What the fields show when inputs, or entries of them (`applicant.age`), take these values. */
export const draftsOfLeaves = (fields: readonly Field[], values: JsonObject): Drafts => {
  const leaves = leavesOf(fields)
  return Object.assign(
    {},
    ...Object.entries(values).map(([name, value]) => {
      const leaf = leaves.find(({ path }) => path.replaceAll('\n', '.') === name)
      return leaf ? { [leaf.path]: '', ...draftOf(leaf, value) } : {}
    }),
  ) as Drafts
}
