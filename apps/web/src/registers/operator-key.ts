import type { Operator } from './filter-sentence.ts'

/** The text of a verb: of times one says "on or after", of amounts "at least". */
export const operatorKey = (operator: Operator, type: string) =>
  operator === 'at-least' && (type === 'date' || type === 'datetime') ? 'op_since' : (`op_${operator}` as const)
