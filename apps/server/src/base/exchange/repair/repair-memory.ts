/**
 * Remembers what was proposed for the rejects of a batch. Working it out reads every reject again (measured: 6 s for 400,000), and
 * people come back to the page; counting takes some milliseconds. What is remembered holds while its stamp does: until a reject of
 * the batch is repaired or purged, or another city version is live. Each process remembers for itself; two that ask at once share
 * one answer; a failure is not remembered.
 */
import type { Repairs } from '@onecity/contracts'

/** Batches remembered; an answer is a few hundred examples at most. */
const mostRemembered = 100

/** `batch` may carry what else tells answers apart, such as what the reader may see. */
export type RepairMemory = (batch: string, stamp: string, work: () => Promise<Repairs>) => Promise<Repairs>

export const makeRepairMemory = (): RepairMemory => {
  const known = new Map<string, { readonly stamp: string; readonly answer: Promise<Repairs> }>()
  return async (batch, stamp, work) => {
    const found = known.get(batch)
    if (found?.stamp === stamp) return found.answer
    const entry = { stamp, answer: work() }
    known.delete(batch)
    known.set(batch, entry)
    const oldest = known.keys().next()
    if (known.size > mostRemembered && !oldest.done) known.delete(oldest.value)
    entry.answer.catch(() => known.get(batch) === entry && known.delete(batch))
    return entry.answer
  }
}
