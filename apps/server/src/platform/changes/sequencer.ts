/**
 * The one place where change sets get their numbers.
 *
 * Why: a database sequence numbers rows when they are written, not when they commit, so a reader that remembers "the highest
 * number I saw" skips a transaction that commits late. A counter under a lock would order commits, and stall every writer
 * behind a long batch. Here writers only insert a change set without a number; the sequencer sees it after it has committed
 * and gives it the next number. A transaction held open for an hour delays only itself.
 *
 * Protocol
 * - Standby: every process tries a session advisory lock on a connection of its own; one gets it, the others ask again.
 * - Active: in one transaction number all committed, unnumbered sets in order of their id, then NOTIFY once with the highest
 *   number (coalesced: one notification for however many sets). Empty rounds back off from 10 ms to 100 ms.
 * - Losing the connection releases the lock in the database only after its backend has gone, together with any half-done
 *   numbering; another process then takes over. Unique numbers are a second net.
 *
 * Numbers are gapless and rise in the order in which they become visible; `numbered_at` never falls even if the clock does.
 * Not handled: order among sets that committed between two rounds is by id, not by commit time (nobody can observe a difference).
 */
import type pg from 'pg'

export const changesChannel = 'onecity_changes'
/** Advisory lock key: 'seq' in the namespace of platform/changes. Any change lets two versions of the program both number. */
const sequencerLock = '7310001'

const standbyRetryMs = 1_000
const shortestPauseMs = 10
const longestPauseMs = 100
const mostPerRound = 5_000

const numberCommitted = `
  with head as materialized (
    select coalesce(max(number), 0) as number, greatest(max(numbered_at), clock_timestamp()) as now
    from (select number, numbered_at from changes.change_sets where number is not null order by number desc limit 1) as last
  ),
  waiting as (
    select id, row_number() over (order by id) as step
    from (select id from changes.change_sets where number is null order by id limit ${mostPerRound}) as unnumbered
  ),
  numbered as (
    update changes.change_sets as sets
    set number = head.number + waiting.step, numbered_at = head.now
    from waiting, head
    where sets.id = waiting.id
    returning sets.number
  )
  select count(*)::int as count, max(number) as highest, pg_notify('${changesChannel}', max(number)::text)
  from numbered
  having count(*) > 0`

export type Sequencer = {
  /** A hint that something has just been written here; saves up to the pause, is never needed. */
  readonly nudge: () => void
  readonly isActive: () => boolean
  readonly close: () => Promise<void>
}

export type SequencerEvents = {
  readonly onNumbered?: (count: number, highest: number) => void
  readonly onError?: (error: unknown) => void
}

/** Takes part in the election and, when elected, numbers change sets until closed. `connect` opens a connection of its own. */
export const startSequencer = (connect: () => Promise<pg.Client>, events: SequencerEvents = {}): Sequencer => {
  let closing = false
  let active = false
  let wake: (() => void) | undefined

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(done, ms)
      function done() {
        clearTimeout(timer)
        wake = undefined
        resolve()
      }
      wake = done
    })

  const serve = async (client: pg.Client) => {
    let pauseMs = shortestPauseMs
    while (!closing) {
      const { rows } = await client.query<{ count: number; highest: string }>(numberCommitted)
      const round = rows[0]
      if (round) {
        events.onNumbered?.(round.count, Number(round.highest))
        pauseMs = shortestPauseMs
        if (round.count === mostPerRound) continue
      } else {
        pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)
      }
      await pause(pauseMs)
    }
  }

  const run = async () => {
    while (!closing) {
      let client: pg.Client | undefined
      try {
        client = await connect()
        client.on('error', () => {})
        while (!closing && !active) {
          const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [
            sequencerLock,
          ])
          active = rows[0]?.got === true
          if (!active) await pause(standbyRetryMs)
        }
        if (active) await serve(client)
      } catch (error) {
        if (!closing) {
          events.onError?.(error)
          await pause(standbyRetryMs)
        }
      } finally {
        active = false
        await client?.end().catch(() => {})
      }
    }
  }

  const finished = run()
  return {
    nudge: () => wake?.(),
    isActive: () => active,
    close: () => {
      closing = true
      wake?.()
      return finished
    },
  }
}
