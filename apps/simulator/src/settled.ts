import type { Batch, BatchOutcome } from '@onecity/sdk/node'

/** The batch of a delivery that is in. Throws, saying what became of the rows, when it is not or nobody knows. */
export const settled = (what: string, outcome: BatchOutcome): Batch => {
  if (outcome.outcome === 'refused') throw new Error(`${what}: ${outcome.problem.detail ?? outcome.problem.title}`)
  if (outcome.outcome === 'done') return outcome.batch
  if (outcome.rows === 'in' && outcome.batch) return outcome.batch
  throw new Error(
    `${what}: the connection was lost (${outcome.detail}); the rows are ${outcome.rows === 'out' ? 'wholly out' : 'perhaps in: ask again'}`,
  )
}
