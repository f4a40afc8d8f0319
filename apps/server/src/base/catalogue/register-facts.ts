/**
 * How full and how old every register is, for searches: one query for all of them, read again when a batch has come in and
 * every few seconds. What a page shows of its resources is read at the moment it is asked for.
 */
import type { RegisterState } from '@onecity/contracts'
import type { Executor } from '../../platform/db/db.ts'
import { findLatestBatch, fingerprintRegisters, listRegisterStates } from '../registers/index.ts'
import type { RegisterFacts } from './search-resources.ts'

/** A batch that began earlier may commit after a later one and leave the latest time as it is: then this is the delay. */
const oldestMs = 2_000

export const makeRegisterFacts = (executor: Executor): (() => Promise<ReadonlyMap<string, RegisterFacts>>) => {
  let facts: ReadonlyMap<string, RegisterFacts> = new Map()
  let latest: number | null | undefined
  let readAt = 0
  let isReading = false
  let print = ''
  const read = async (now: number | null) => {
    const seen = await fingerprintRegisters(executor)
    // Thousands of rows are taken in only when one of them says something new.
    if (seen !== print) {
      const states = await listRegisterStates(executor)
      facts = new Map([...states].map(([id, state]) => [id, toFacts(state)]))
      print = seen
    }
    latest = now
    readAt = performance.now()
  }
  return async () => {
    const now = await findLatestBatch(executor)
    if (now !== latest) await read(now)
    else if (!isReading && performance.now() - readAt > oldestMs) {
      // This answer may go out with what is known; the next one has it fresh.
      isReading = true
      void read(now)
        .catch(() => {})
        .finally(() => {
          isReading = false
        })
    }
    return facts
  }
}

export const toFacts = ({ rows, lastBatchAt }: RegisterState): RegisterFacts => ({
  rows,
  lastBatchAt: lastBatchAt === null ? null : Date.parse(lastBatchAt),
})
