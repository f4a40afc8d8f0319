/**
 * One time for all processes: the database's. Every `_at` in it is written by its clock, so whoever compares with them must
 * not ask the machine it happens to run on, whose clock may be off or be set meanwhile.
 *
 * The difference is measured at the start and once a minute: the database is asked its time, and half the way there and back
 * counts as the way. Between two measurements a machine's clock that jumps is off by that jump for at most a minute. While
 * the database is away the last difference stays.
 */
import { type Executor, sql } from '../db/db.ts'
import type { Log } from '../log/index.ts'

export type Clock = {
  /** Now by the database's clock, to within some milliseconds. */
  readonly now: () => Date
  /** How far the database's clock is ahead of this machine's, milliseconds. */
  readonly aheadMs: () => number
  readonly close: () => Promise<void>
}

const measureEveryMs = 60_000
/** From here on people would notice: it is logged, since certificates and other systems will stumble over it too. */
const noticeableMs = 2_000

/** How far the database's clock is ahead, by one question. */
const measure = async (db: Executor, machineNow: () => number): Promise<number> => {
  const asked = machineNow()
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db)
  const answered = machineNow()
  return (rows[0]?.now.getTime() ?? answered) - (asked + answered) / 2
}

/** Measures the difference, then keeps measuring until closed. `machineNow` is this machine's clock, in milliseconds. */
export const startClock = async (options: {
  readonly db: Executor
  readonly log: Log
  readonly machineNow?: () => number
  readonly measureEveryMs?: number
}): Promise<Clock> => {
  const { db, log, machineNow = Date.now } = options
  let ahead = await measure(db, machineNow)
  let measuring: Promise<void> = Promise.resolve()
  const tell = () => {
    if (Math.abs(ahead) >= noticeableMs)
      log.warn({ aheadMs: Math.round(ahead) }, 'the clocks of this machine and of the database differ')
  }
  tell()
  const again = async () => {
    try {
      ahead = await measure(db, machineNow)
      tell()
    } catch (error) {
      log.debug({ err: error }, 'the clock of the database could not be asked')
    }
  }
  const timer = setInterval(() => {
    measuring = again()
  }, options.measureEveryMs ?? measureEveryMs)
  timer.unref()
  return {
    now: () => new Date(machineNow() + ahead),
    aheadMs: () => ahead,
    close: async () => {
      clearInterval(timer)
      await measuring
    },
  }
}
