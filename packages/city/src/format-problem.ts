import type { Problem } from './model.ts'

/** One line for a terminal: `file:line:column  what is wrong — expected … — did you mean “…”?`. */
export function formatProblem(problem: Problem): string {
  const place = `${problem.file}:${problem.line}:${problem.column}`
  const what = problem.severity === 'warning' ? `warning: ${problem.message}` : problem.message
  const expected = problem.expected === undefined ? '' : ` — expected ${problem.expected}`
  const hint = problem.didYouMean === undefined ? '' : ` — did you mean “${problem.didYouMean}”?`
  return `${place}  ${what}${expected}${hint}`
}
