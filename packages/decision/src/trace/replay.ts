import type { Engine } from '../dmn/engine.ts'
import type { Trace } from './trace.ts'

export type Replay =
  | {
      readonly ok: true
      /** What was decided comes out again, step by step. */
      readonly same: boolean
      /** Elements that come to something else now, or did not come up; the asked one when only the outcome differs. */
      readonly differences: readonly string[]
      readonly trace: Trace
    }
  | { readonly ok: false; readonly why: 'other model' | 'no such element' }

const resultsOf = (trace: Trace): Map<string, string[]> => {
  const results = new Map<string, string[]>()
  for (const { element, result } of trace.steps)
    results.set(element, [...(results.get(element) ?? []), JSON.stringify(result)])
  return results
}

/**
 * Evaluates again what a trace tells of: its inputs, at its instant and in its zone. Refused when the engine is of another model than
 * the one that decided (imports included), since then nothing would be said about that decision.
 */
export const replay = (engine: Engine, told: Trace): Replay => {
  if (engine.hash !== told.model.hash) return { ok: false, why: 'other model' }
  const entry = engine.entries.get(told.asked)
  if (!entry) return { ok: false, why: 'no such element' }
  const { trace } = entry.trace(told.inputs, { now: Date.parse(told.now), zone: told.zone })
  const [before, now] = [resultsOf(told), resultsOf(trace)]
  const differences = [...new Set([...before.keys(), ...now.keys()])].filter(
    (element) => before.get(element)?.join() !== now.get(element)?.join(),
  )
  const isOther = JSON.stringify(told.outcome) !== JSON.stringify(trace.outcome)
  if (isOther && !differences.includes(told.asked)) differences.push(told.asked)
  return { ok: true, same: differences.length === 0, differences, trace }
}
