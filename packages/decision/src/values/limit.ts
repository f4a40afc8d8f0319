import { DecisionError, defaultLimits } from '../problem.ts'

/** @throws DecisionError for a text or list longer than an evaluation may make. */
export const assertSize = (size: number): void => {
  if (size <= defaultLimits.size) return
  throw new DecisionError([
    {
      code: 'limit.size',
      severity: 'error',
      message: `The evaluation makes a text or list longer than ${defaultLimits.size}`,
      params: { limit: defaultLimits.size },
    },
  ])
}

/** Lists in lists in lists: deeper ones would leave the stack. */
const deepest = 500

/** @throws DecisionError for values nested deeper than can be walked. */
export const assertDepth = (depth: number): void => {
  if (depth <= deepest) return
  throw new DecisionError([
    {
      code: 'limit.nesting',
      severity: 'error',
      message: `A value is nested deeper than ${deepest} levels`,
      params: { limit: deepest },
    },
  ])
}
