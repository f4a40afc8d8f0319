import { compileExpression } from '../feel/program-of.ts'
import { toText } from '../values/text.ts'
import type { Value } from '../values/value.ts'

/** The value of an expression without variables; a problem with its source fails the test. */
export const evaluated = (source: string): Value => {
  const compiled = compileExpression(source)
  if (!compiled.ok) throw new Error(`${source}: ${compiled.problems.map(({ message }) => message).join('; ')}`)
  return compiled.program.evaluate()
}

/** Lines of `expression => expression`, as pairs of source and of both values as texts. */
export const cases = (lines: string): (readonly [string, string])[] =>
  lines
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const at = line.lastIndexOf(' => ')
      return [line.slice(0, at), line.slice(at + 4)] as const
    })

/** Text of a value, with strings quoted wherever they stand. */
export const said = (source: string): string => toText([evaluated(source)])
