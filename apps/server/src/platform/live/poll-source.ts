import type { LiveEvent } from '@onecity/contracts'
import type { LiveSource } from './live-hub.ts'

export type PollOptions<T> = {
  readonly name: string
  /** What changed at or after `since`; may name the same thing again. */
  readonly listChanged: (since: Date) => Promise<readonly T[]>
  readonly toEvent: (thing: T) => LiveEvent
  /** Whether more is to be expected soon. */
  readonly isOpen: (thing: T) => boolean
  readonly busyMs?: number
  readonly idleMs?: number
  /** The clock by which `listChanged` tells times, milliseconds: the database's where it asks the database. */
  readonly now?: () => number
}

/** Looks back this far at each poll: a transaction that began earlier and commits later is still seen. */
const overlapMs = 3_000

/**
 * A source that asks instead of being told, and only while somebody listens: often while something is open, seldom
 * otherwise. What has not changed since it was last told is not told again.
 */
export const makePollSource = <T>({
  name,
  listChanged,
  toEvent,
  isOpen,
  busyMs = 500,
  idleMs = 2_000,
  now = Date.now,
}: PollOptions<T>): LiveSource => ({
  name,
  start: ({ emit, clients, log }) => {
    let told = new Map<string, number>()
    let since = new Date(now() - overlapMs)
    let closed = false
    let timer: NodeJS.Timeout | undefined
    let running: Promise<void> = Promise.resolve()

    const poll = async (): Promise<boolean> => {
      const startedAt = now()
      const changed = await listChanged(since)
      since = new Date(startedAt - overlapMs)
      const seen = new Map<string, number>()
      for (const thing of changed) {
        const event = toEvent(thing)
        const text = JSON.stringify(event)
        seen.set(text, startedAt)
        if (!told.has(text)) emit(event)
      }
      for (const [text, at] of told) if (!seen.has(text) && startedAt - at < 2 * overlapMs) seen.set(text, at)
      told = seen
      return changed.some(isOpen)
    }
    const step = async () => {
      let busy = false
      if (clients() > 0) {
        try {
          busy = await poll()
        } catch (error) {
          log.warn({ err: error, source: name }, 'live: a source could not be read, trying again')
        }
      } else since = new Date(now() - overlapMs)
      if (!closed) timer = setTimeout(run, busy ? busyMs : idleMs)
    }
    const run = () => {
      running = step()
    }
    run()
    return async () => {
      closed = true
      clearTimeout(timer)
      await running
    }
  },
  // A client that was away for a moment may have missed how something ended.
  snapshot: async () => (await listChanged(new Date(now() - 60_000))).map(toEvent),
})
