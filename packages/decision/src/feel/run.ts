import { DecisionError, defaultLimits, type Problem } from '../problem.ts'
import { isList, type Value } from '../values/value.ts'
import type { Expression } from './ast.ts'
import type { Frame, Run, RunOptions } from './program.ts'

export const newRun = ({ limits, now, zone, notes }: RunOptions = {}): Run => ({
  limits: limits ? { ...defaultLimits, ...limits } : defaultLimits,
  steps: 0,
  depth: 0,
  now: now ?? Date.now(),
  zone: zone ?? 'UTC',
  ...(notes && { notes }),
})

const exceeded = (code: string, message: string, limit: number): never => {
  throw new DecisionError([{ code, severity: 'error', message, params: { limit } }])
}

/** Counts one turn of a loop, one element filtered or one call, or so many. @throws DecisionError beyond the limit */
export const step = (frame: Frame, many = 1): void => {
  const run = frame[0] as Run
  run.steps += many
  if (run.steps > run.limits.steps)
    exceeded('limit.steps', `The evaluation takes more than ${run.limits.steps} steps`, run.limits.steps)
}

/** How many elements or characters one step is worth, where they are only gone through by native code or a short loop. */
const perStep = 16

/** Counts the elements and characters that whatever is given these values has to go through. */
export const stepThrough = (frame: Frame, values: readonly Value[]): void => {
  let size = 0
  for (const value of values) if (typeof value === 'string' || isList(value)) size += value.length
  if (size >= perStep) step(frame, Math.floor(size / perStep))
}

/** @throws DecisionError when a list or a string has more than the limit */
export const sized = <T extends Value>(frame: Frame, value: T): T => {
  if (typeof value === 'string' || isList(value)) {
    const { size } = (frame[0] as Run).limits
    if (value.length > size) exceeded('limit.size', `A list or text would have more than ${size} elements`, size)
  }
  return value
}

/** Enters one level of calls. @throws DecisionError beyond the limit */
export const enter = (run: Run): void => {
  if (++run.depth > run.limits.depth) {
    run.depth = 0
    exceeded('limit.call-depth', `Calls are nested deeper than ${run.limits.depth} levels`, run.limits.depth)
  }
}

export const leave = (run: Run): void => {
  run.depth--
}

const mostNotes = 100

/** Says, to whoever asked, why a place came to null. */
export const note = (frame: Frame, code: string, message: string, at: Expression, params?: Problem['params']): void => {
  const { notes } = frame[0] as Run
  if (!notes || notes.length >= mostNotes) return
  // Notes with a place are of other expressions.
  const isTold = notes.some(
    (other) => !other.place && other.code === code && other.span?.from === at.from && other.span.to === at.to,
  )
  if (!isTold)
    notes.push({ code, severity: 'warning', message, span: { from: at.from, to: at.to }, ...(params && { params }) })
}
