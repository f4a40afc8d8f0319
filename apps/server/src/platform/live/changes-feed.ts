import type { LiveEvent } from '@onecity/contracts'
import pg from 'pg'
import { changesChannel } from '../changes/index.ts'
import { type Database, sql } from '../db/db.ts'
import type { Log } from '../log/index.ts'

/**
 * Follows the change feed: one connection of its own that listens for the sequencer's notification, and a poll as a net
 * beneath it. A notification only says "look"; what is told comes from the table, in order and without gaps, so a lost
 * notification or connection costs time and never a change.
 */
export type ChangesFeed = {
  /** Number up to which the feed has been told; null until the first look. */
  readonly last: () => number | null
  /** Resolves once the place in the feed is known. */
  readonly ready: Promise<void>
  readonly close: () => Promise<void>
}

export type ChangesFeedOptions = {
  readonly database: Database
  readonly log: Log
  readonly onChanges: (events: readonly ChangeEvent[]) => void
  /** More was missed than is told one by one; readers should start anew from this number. */
  readonly onJump: (number: number) => void
  readonly pollMs?: number
}

export type ChangeEvent = Extract<LiveEvent, { type: 'change' }>

/** So far behind, telling every change costs readers more than loading their page anew. */
export const mostTold = 1_000
const reconnectMs = 1_000

/** Numbered change sets after `since`, oldest first, at most `limit`. */
export const readChangesAfter = async (
  database: Pick<Database, 'db'>,
  since: number,
  limit: number,
): Promise<readonly ChangeEvent[]> => {
  type Row = Omit<ChangeEvent, 'type' | 'at'> & { at: Date }
  const { rows } = await sql<Row>`
    select number, resource, batch, inserted, updated, deleted, numbered_at as at
    from changes.change_sets where number > ${since} order by number limit ${limit}`.execute(database.db)
  return rows.map((row) => ({ type: 'change', ...row, at: row.at.toISOString() }))
}

const readHighest = async (database: Database): Promise<number> => {
  const { rows } = await sql<{ highest: number }>`
    select coalesce(max(number), 0) as highest from changes.change_sets`.execute(database.db)
  return rows[0]?.highest ?? 0
}

/** Starts following the feed from where it is now. */
export const followChanges = ({
  database,
  log,
  onChanges,
  onJump,
  pollMs = 5_000,
}: ChangesFeedOptions): ChangesFeed => {
  let last: number | null = null
  let closed = false
  let looking: Promise<void> | undefined
  let again = false
  let client: pg.Client | undefined
  let reconnectTimer: NodeJS.Timeout | undefined
  let known: () => void = () => {}
  const ready = new Promise<void>((resolve) => {
    known = resolve
  })

  const readOn = async (from: number): Promise<void> => {
    const changes = await readChangesAfter(database, from, mostTold + 1)
    if (changes.length > mostTold) {
      last = await readHighest(database)
      onJump(last)
      return
    }
    const newest = changes.at(-1)
    if (!newest) return
    last = newest.number
    onChanges(changes)
  }

  const look = async () => {
    try {
      do {
        again = false
        if (last === null) {
          last = await readHighest(database)
          known()
        } else await readOn(last)
      } while (again && !closed)
    } catch (error) {
      if (!closed) log.warn({ err: error }, 'live: the change feed could not be read, trying again')
    } finally {
      looking = undefined
    }
  }
  /** One look at a time; a call during a look makes it look once more. */
  const nudge = () => {
    if (closed) return
    if (looking === undefined) looking = look()
    else again = true
  }

  const listen = async () => {
    const next = new pg.Client({ ...database.pool.options, application_name: 'onecity-live' })
    client = next
    let lost = false
    const onLost = (error?: Error) => {
      if (lost || closed) return
      lost = true
      log.warn({ err: error }, 'live: the listening connection was lost, connecting again')
      next.end().catch(() => {})
      reconnectTimer = setTimeout(() => void listen(), reconnectMs)
    }
    next.on('error', onLost)
    next.on('end', () => onLost())
    next.on('notification', nudge)
    try {
      await next.connect()
      await next.query(`listen ${changesChannel}`)
      // What was announced while nobody listened.
      nudge()
    } catch (error) {
      onLost(error as Error)
    }
  }

  const poll = setInterval(nudge, pollMs)
  void listen()

  return {
    last: () => last,
    ready,
    close: async () => {
      closed = true
      clearInterval(poll)
      clearTimeout(reconnectTimer)
      await client?.end().catch(() => {})
      await looking
    },
  }
}
