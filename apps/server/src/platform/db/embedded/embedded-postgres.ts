import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import type { Log } from '../../log/index.ts'
import { findBinaries } from './binaries.ts'
import {
  assertSameMajor,
  connectToApplication,
  findPostmaster,
  initialise,
  isInitialised,
  prepare,
  start,
  stop,
  untilAccepting,
} from './cluster.ts'
import { withLockFile } from './lock-file.ts'
import { type Placement, place } from './placement.ts'
import { newState, readState, type ServerState, writeState } from './server-state.ts'

/**
 * One PostgreSQL server per data folder, shared by every OneCity process that names the folder.
 *
 * - Coming: under the lock file, find or start the server, then hold a shared advisory lock on a connection of our own
 *   ("presence"). The database itself thus knows who is there; a process killed with -9 is gone from it at once.
 * - Leaving: under the lock file, give the presence up and try the exclusive lock. Got it: nobody else is there, stop the
 *   server. The lock file keeps a newcomer from arriving between the two.
 * - The presence connection breaks: the server was killed or the connection cut. Under the lock file whoever is first finds it
 *   dead and starts it (with recovery), the others find it running; all on the port they know.
 * Not handled: a server that hangs without dying; readiness reports it, an operator must act.
 */
export type EmbeddedPostgres = {
  /** Address of the application's database for the role `onecity`, its owner and no superuser. Holds the password. */
  readonly url: string
  readonly directory: string
  readonly version: string
  /** How the server was come by at opening. */
  readonly arrival: 'created' | 'started' | 'adopted'
  /** Leaves; the last process out stops the server. */
  readonly close: () => Promise<void>
}

/** Advisory lock key of the presence, a word of our own: 'pres' as digits of its place in the alphabet. */
export const presenceLock = '16180519'

/** How often and how far apart the last process out looks whether it is the last. */
const leavingTries = 8
const leavingPauseMs = 50

export const openEmbeddedPostgres = async (options: {
  readonly data: string
  readonly binaries?: string | undefined
  readonly log: Log
  /** A line for the person at the terminal. */
  readonly tell?: (line: string) => void
}): Promise<EmbeddedPostgres> => {
  const { data, log } = options
  const tell = options.tell ?? (() => {})
  // Traversable: as root the server runs as another user, below this folder.
  mkdirSync(data, { recursive: true, mode: process.getuid?.() === 0 ? 0o755 : 0o700 })
  const lockFile = join(data, 'postgres.lock')
  const found = await findBinaries(options.binaries)
  let closing = false
  let presence: pg.Client

  const arrive = async (keepPort: boolean) => {
    let state: ServerState = readState(data) ?? newState(found.major)
    const placement = await place(data, found, state.directory)
    const usual = join(data, 'postgres')
    let arrival: EmbeddedPostgres['arrival'] = 'adopted'
    if (!isInitialised(placement.directory)) {
      if (state.prepared) log.warn({ directory: placement.directory }, 'database files are gone, making new ones')
      if (placement.moved) tell(placement.moved)
      tell('创建内置数据库 creating the embedded database …')
      state = { ...newState(found.major), directory: placement.directory === usual ? null : placement.directory }
      writeState(data, state)
      await initialise(placement, state)
      arrival = 'created'
    }
    assertSameMajor(placement)
    const running = findPostmaster(placement.directory)
    let { port } = state
    if (running) {
      port = running.port || port
      await untilAccepting(placement.directory, state, port)
    } else {
      port = await start(placement, state, keepPort)
      if (arrival !== 'created') arrival = 'started'
    }
    if (!state.prepared) await prepare(state, port)
    if (!state.prepared || state.port !== port) {
      state = { ...state, prepared: true, port }
      writeState(data, state)
    }
    presence = await connectToApplication(state)
    await presence.query('select pg_advisory_lock_shared($1)', [presenceLock])
    presence.once('end', () => {
      if (!closing) void comeBack()
    })
    return { state, placement, arrival }
  }

  const comeBack = async () => {
    for (let pauseMs = 100; !closing; pauseMs = Math.min(pauseMs * 2, 5_000)) {
      log.warn('connection to the embedded PostgreSQL is lost, looking after it')
      try {
        const { arrival } = await withLockFile(lockFile, () => arrive(true))
        log.warn({ arrival }, 'embedded PostgreSQL is back')
        return
      } catch (error) {
        if (!closing) log.error({ err: error }, 'embedded PostgreSQL could not be brought back, trying again')
      }
      await sleep(pauseMs)
    }
  }

  const { state, placement, arrival } = await withLockFile(lockFile, () => arrive(false), {
    onWait: () => tell('等待另一个进程 waiting for another process that is starting the database …'),
  })
  log.info({ version: placement.binaries.version, arrival, port: state.port }, 'embedded PostgreSQL')

  const leave = async (placed: Placement) => {
    let alone = false
    try {
      await presence.query('select pg_advisory_unlock_shared($1)', [presenceLock])
      // What a process killed a moment ago held may linger for an instant.
      for (let tries = 0; !alone && tries < leavingTries; tries++) {
        if (tries > 0) await sleep(leavingPauseMs)
        const { rows } = await presence.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [
          presenceLock,
        ])
        alone = rows[0]?.got === true
      }
    } catch (error) {
      log.warn({ err: error }, 'the embedded PostgreSQL does not answer while leaving; it is left as it is')
    }
    if (alone) await stop(placed)
    await presence.end().catch(() => {})
    log.info({ stopped: alone }, alone ? 'embedded PostgreSQL stopped' : 'embedded PostgreSQL left to other processes')
  }

  return {
    url: `postgres://onecity:${state.password}@127.0.0.1:${state.port}/onecity?sslmode=disable`,
    directory: placement.directory,
    version: placement.binaries.version,
    arrival,
    close: async () => {
      if (closing) return
      closing = true
      await withLockFile(lockFile, () => leave(placement), { timeoutMs: 20_000 })
    },
  }
}
