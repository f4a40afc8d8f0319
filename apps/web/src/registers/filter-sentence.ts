import type { Item } from '@onecity/contracts'
import { wallTimeToInstant } from '../ui/format.ts'

/**
 * A filter as people state it: item, verb, values. Conditions are joined by "and". They live in the address as lists
 * (`[["status","in","Open","Assigned"]]`) and go to the API as CQL2 text (OGC 21-065r2).
 */
export const operators = [
  'is',
  'is-not',
  'in',
  'contains',
  'starts',
  'at-least',
  'at-most',
  'before',
  'between',
  'empty',
  'filled',
] as const
export type Operator = (typeof operators)[number]

export type Condition = { readonly item: string; readonly operator: Operator; readonly values: readonly string[] }

const text = ['is', 'is-not', 'contains', 'starts', 'empty', 'filled'] as const
const amount = ['is', 'at-least', 'at-most', 'between', 'empty', 'filled'] as const
const moment = ['at-least', 'before', 'between', 'empty', 'filled'] as const

const operatorsByType: Readonly<Record<string, readonly Operator[]>> = {
  text,
  'citizen-id': ['is', 'empty', 'filled'],
  uscc: ['is', 'starts', 'empty', 'filled'],
  phone: ['is', 'starts', 'empty', 'filled'],
  'travel-permit': ['is', 'empty', 'filled'],
  plate: ['is', 'starts', 'contains', 'empty', 'filled'],
  'camera-id': ['is', 'starts', 'empty', 'filled'],
  'licence-id': ['is', 'starts', 'empty', 'filled'],
  json: ['empty', 'filled'],
  integer: amount,
  decimal: amount,
  boolean: ['is', 'empty', 'filled'],
  date: ['is', ...moment],
  datetime: moment,
  code: ['in', 'is-not', 'empty', 'filled'],
  area: ['is', 'is-not', 'empty', 'filled'],
  point: ['empty', 'filled'],
  line: ['empty', 'filled'],
  polygon: ['empty', 'filled'],
}

/** The verbs that make sense for an item; those about emptiness only where it may be empty. */
export const operatorsFor = (item: Pick<Item, 'type' | 'optional'>): readonly Operator[] =>
  (operatorsByType[item.type] ?? text).filter(
    (operator) => item.optional || (operator !== 'empty' && operator !== 'filled'),
  )

/** How many values a verb takes; `many` is one or more. */
export const valuesTaken = (operator: Operator): 0 | 1 | 2 | 'many' =>
  operator === 'empty' || operator === 'filled' ? 0 : operator === 'between' ? 2 : operator === 'in' ? 'many' : 1

/**
 * The grammar knows two escapes of a quote, `''` and `\\'`; after a backslash only the second is unambiguous. A literal that
 * ends in a backslash cannot be written at all.
 */
const quote = (value: string): string | null =>
  value.endsWith('\\') ? null : `'${value.replace(/(\\?)'/g, (_, slash: string) => (slash === '' ? "''" : `\\\\'`))}'`
const likePart = (value: string): string => value.replace(/[\\%_]/g, (mark) => `\\${mark}`)
const decimalText = /^[+-]?\d+(\.\d+)?$/

/** One value as a CQL2 literal of the item's type; null when it is none. */
const literal = (type: string, value: string, timeZone: string): string | null => {
  switch (type) {
    case 'integer':
    case 'decimal':
      return decimalText.test(value.trim()) ? value.trim().replace(/^\+/, '') : null
    case 'boolean':
      return value === 'true' ? 'TRUE' : value === 'false' ? 'FALSE' : null
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(value) ? `DATE('${value}')` : null
    case 'datetime': {
      const instant = wallTimeToInstant(value, timeZone)
      return instant === null ? null : `TIMESTAMP('${instant}')`
    }
    default:
      return value === '' ? null : quote(value)
  }
}

const conditionText = (condition: Condition, item: Pick<Item, 'id' | 'type'>, timeZone: string): string | null => {
  const { operator, values } = condition
  if (operator === 'empty') return `${item.id} IS NULL`
  if (operator === 'filled') return `${item.id} IS NOT NULL`
  if (operator === 'contains' || operator === 'starts') {
    const [value] = values
    if (value === undefined || value === '') return null
    const pattern = quote(`${operator === 'contains' ? '%' : ''}${likePart(value)}%`)
    return pattern === null ? null : `${item.id} LIKE ${pattern}`
  }
  const literals = values.map((value) => literal(item.type, value, timeZone))
  if (literals.length === 0 || literals.includes(null)) return null
  const [first, second] = literals
  switch (operator) {
    case 'is':
      return `${item.id} = ${first}`
    case 'is-not':
      return `${item.id} <> ${first}`
    case 'in':
      return literals.length === 1 ? `${item.id} = ${first}` : `${item.id} IN (${literals.join(', ')})`
    case 'at-least':
      return `${item.id} >= ${first}`
    case 'at-most':
      return `${item.id} <= ${first}`
    case 'before':
      return `${item.id} < ${first}`
    case 'between':
      return second === undefined ? null : `${item.id} BETWEEN ${first} AND ${second}`
  }
}

/** Whether a condition can be asked as it stands. */
export const isComplete = (condition: Condition, item: Pick<Item, 'id' | 'type'>, timeZone: string): boolean =>
  conditionText(condition, item, timeZone) !== null

/** All conditions as one CQL2 text; undefined when there is nothing to ask. Items the resource no longer has are left out. */
export const toCql2 = (
  conditions: readonly Condition[],
  items: readonly Pick<Item, 'id' | 'type'>[],
  timeZone: string,
): string | undefined => {
  const parts = conditions.flatMap((condition) => {
    const item = items.find((candidate) => candidate.id === condition.item)
    const part = item ? conditionText(condition, item, timeZone) : null
    return part === null ? [] : [part]
  })
  return parts.length === 0 ? undefined : parts.join(' AND ')
}

export type AddressedCondition = readonly string[]

export const toAddress = (conditions: readonly Condition[]): readonly AddressedCondition[] | undefined =>
  conditions.length === 0 ? undefined : conditions.map(({ item, operator, values }) => [item, operator, ...values])

/** Reads conditions from an address, which anyone may have edited: what is not understood is dropped. */
export const fromAddress = (address: unknown): readonly Condition[] => {
  if (!Array.isArray(address)) return []
  return address.flatMap((entry: unknown) => {
    if (!Array.isArray(entry)) return []
    const [item, operator, ...values] = entry.map(String)
    const known = operators.find((candidate) => candidate === operator)
    return item === undefined || known === undefined ? [] : [{ item, operator: known, values }]
  })
}
