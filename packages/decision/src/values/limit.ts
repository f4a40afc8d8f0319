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

/**
 * Keeps count while a value is walked. A small value can hold itself many times over, `[a, a]` of `[b, b]` of …, so that walking
 * it would not end.
 */
export class Walk {
  #depth = 0
  #steps = 0

  /** Goes into a list or context of so many parts. @throws DecisionError when it is too deep, or the walk too long */
  enter(parts: number): void {
    this.#steps += parts + 1
    if (++this.#depth > deepest) throw tooDeep()
    if (this.#steps > defaultLimits.steps) throw tooLong()
  }

  leave(): void {
    this.#depth--
  }
}

const tooDeep = (): DecisionError =>
  new DecisionError([
    {
      code: 'limit.nesting',
      severity: 'error',
      message: `A value is nested deeper than ${deepest} levels`,
      params: { limit: deepest },
    },
  ])

const tooLong = (): DecisionError =>
  new DecisionError([
    {
      code: 'limit.steps',
      severity: 'error',
      message: `Walking through a value takes more than ${defaultLimits.steps} steps`,
      params: { limit: defaultLimits.steps },
    },
  ])
