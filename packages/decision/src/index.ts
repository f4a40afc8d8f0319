export type { Limits, Place, Problem, Severity, Span } from './problem.ts'
export { DecisionError, defaultLimits } from './problem.ts'
