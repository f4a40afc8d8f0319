/**
 * Takes a data folder from one major version of PostgreSQL to another.
 *
 * The database files of the old version are never changed: the rows are carried into files of the new version beside them, and
 * the folder is pointed at those by one atomic write when everything has arrived. Killed at any moment before, the old
 * version is still in place and the next attempt starts afresh; after, the new one is.
 * The lock file is held throughout, so no OneCity process comes meanwhile; one that is there already is noticed and refused.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { RefusedStart } from '../../config/index.ts'
import { type Binaries, findBinaries } from './binaries.ts'
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
import { presenceLock } from './embedded-postgres.ts'
import { withLockFile } from './lock-file.ts'
import { type Placement, place } from './placement.ts'
import { newState, readState, type ServerState, writeState } from './server-state.ts'

export type MajorUpgrade = {
  readonly from: string
  readonly to: string
  /** The old version's files, unchanged; the operator removes them. */
  readonly kept: string
}

/**
 * Carries the database of `data` from the version that made it to that of `newBinaries` (default: the one this program
 * brings). Null: it is of that version already. `carry` gets the addresses of both running servers.
 */
export const upgradeMajor = async (options: {
  readonly data: string
  /** Folder with the programs of the old version. */
  readonly oldBinaries: string | undefined
  readonly newBinaries?: string | undefined
  readonly tell: (line: string) => void
  readonly carry: (from: string, to: string) => Promise<void>
}): Promise<MajorUpgrade | null> => {
  const { data, tell } = options
  const next = await findBinaries(options.newBinaries)
  return withLockFile(join(data, 'postgres.lock'), async () => {
    const state = readState(data)
    const directory = state?.directory ?? join(data, 'postgres')
    if (!state || !isInitialised(directory))
      throw new RefusedStart(`${data} 中没有内置数据库。${data} holds no embedded database.`)
    const made = Number(readFileSync(join(directory, 'PG_VERSION'), 'utf8').trim())
    if (made === next.major) return null
    const old = await findOld(options.oldBinaries, made)
    const from = await place(data, old, state.directory)
    assertSameMajor(from)
    const side = join(data, `postgres-${next.major}`)
    if (dirname(directory) === side)
      throw new RefusedStart(`${directory} 正在使用中。The database already lies in ${directory}.`)
    const fromState = await run(from, state)
    try {
      const keeper = await connectToApplication(fromState)
      try {
        const { rows } = await keeper.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [presenceLock])
        if (rows[0]?.got !== true)
          throw new RefusedStart(
            '仍有 OneCity 进程在使用该数据库，请先停止。OneCity processes still use this database: stop them first. Nothing was changed.',
          )
        const target = await makeNew(side, next, tell)
        try {
          await options.carry(urlOf(fromState), urlOf(target.state))
        } finally {
          await stop(target.placement)
        }
        writeState(data, { ...target.state, directory: target.placement.directory })
      } finally {
        await keeper.end().catch(() => {})
      }
    } finally {
      await stop(from)
    }
    return { from: old.version, to: next.version, kept: directory }
  })
}

const findOld = async (named: string | undefined, made: number): Promise<Binaries> => {
  const ask =
    `请用 --old-postgres-binaries 指定 PostgreSQL ${made} 的程序目录（旧版安装中的 @embedded-postgres 包，或系统安装的 bin 目录）。没有改动任何数据。` +
    `Give the folder with the programs of PostgreSQL ${made} by --old-postgres-binaries: the @embedded-postgres package of the former installation, or a system's bin folder. Nothing was changed.`
  if (named === undefined) throw new RefusedStart(`数据由 PostgreSQL ${made} 建立 made by PostgreSQL ${made}. ${ask}`)
  const old = await findBinaries(named)
  if (old.major !== made) throw new RefusedStart(`${named} 是 PostgreSQL ${old.version}. ${ask}`)
  return old
}

/** Starts a server, or finds it running; gives its state with the port it has now. */
const run = async (placement: Placement, state: ServerState): Promise<ServerState> => {
  const running = findPostmaster(placement.directory)
  if (running) await untilAccepting(placement.directory, state, running.port)
  return { ...state, port: running?.port ?? (await start(placement, state, false)) }
}

/** New database files in a folder of their own; what an attempt that was cut short left there is removed. */
const makeNew = async (
  side: string,
  binaries: Binaries,
  tell: (line: string) => void,
): Promise<{ readonly placement: Placement; readonly state: ServerState }> => {
  mkdirSync(side, { recursive: true, mode: process.getuid?.() === 0 ? 0o755 : 0o700 })
  const placement = await place(side, binaries, null)
  const left = findPostmaster(placement.directory)
  if (left) await stop(placement)
  rmSync(placement.directory, { recursive: true, force: true })
  if (placement.moved) tell(placement.moved)
  const state = newState(binaries.major)
  await initialise(placement, state)
  const port = await start(placement, state, false)
  await prepare(state, port)
  return { placement, state: { ...state, port, prepared: true } }
}

const urlOf = (state: ServerState): string =>
  `postgres://onecity:${state.password}@127.0.0.1:${state.port}/onecity?sslmode=disable`
