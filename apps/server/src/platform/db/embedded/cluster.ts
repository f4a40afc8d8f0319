import { randomUUID } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { totalmem } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { RefusedStart } from '../../config/index.ts'
import { program } from './binaries.ts'
import { type Placement, runAs } from './placement.ts'
import { commandOf, existsInProcessTable, isAlive } from './process-liveness.ts'
import type { ServerState } from './server-state.ts'

/**
 * Making, starting, finding and stopping the database server. Every function here is called under the lock file.
 *
 * The server is its own daemon, no child of ours: it survives our kill -9, and the next process adopts it.
 */

/** A sixteenth of the memory: the server shares the machine with us, and the system's cache holds the rest of the tables. */
const sharedBuffersMegabytes = Math.round(Math.min(2_048, Math.max(128, totalmem() / 2 ** 20 / 16)))

/**
 * How much log may gather between two checkpoints: an eighth of what is free. Each checkpoint that falls into a large merge has
 * every page it touches next written to the log whole once more; beyond 8 GB the recovery after a crash would take minutes.
 */
const maxLogMegabytes = (directory: string): number => {
  const { bavail, bsize } = statfsSync(directory)
  return Math.round(Math.min(8_192, Math.max(1_024, (bavail * bsize) / 2 ** 20 / 8)))
}

/** For a machine of 2 cores; rewritten at each start, an operator's own settings go into postgresql.conf below the include. */
const serverSettings = (directory: string): Readonly<Record<string, string>> => ({
  listen_addresses: "'127.0.0.1'",
  unix_socket_directories: "''",
  max_connections: '100',
  shared_buffers: `${sharedBuffersMegabytes}MB`,
  max_wal_size: `${maxLogMegabytes(directory)}MB`,
  checkpoint_timeout: '15min',
  checkpoint_completion_target: '0.9',
  wal_compression: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  jit: 'off',
  timezone: "'UTC'",
  log_timezone: "'UTC'",
  logging_collector: 'on',
  log_directory: "'log'",
  log_filename: "'postgresql-%a.log'",
  log_truncate_on_rotation: 'on',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  // DETAIL and CONTEXT of errors repeat rows: values of people do not belong into a log.
  log_error_verbosity: 'terse',
})

const startTimeoutSeconds = 600
/** How long backends of a killed postmaster may hold on to its shared memory before a new one can start. */
const lingeringBackendsMs = 60_000

/** Makes the data directory if it does not exist; whole or not at all. */
export const initialise = async (placement: Placement, state: ServerState): Promise<void> => {
  const { directory, binaries, user } = placement
  // A name of its own each time: an initdb whose parent was killed may still be writing to an earlier one.
  const aside = `${directory}.new-${randomUUID()}`
  for (const name of readdirSync(dirname(directory)))
    if (name.startsWith(`${basename(directory)}.new-`)) removeIfPossible(join(dirname(directory), name))
  mkdirSync(aside, { recursive: true, mode: 0o700 })
  const passwordFile = `${aside}.password`
  writeFileSync(passwordFile, state.adminPassword, { mode: 0o600 })
  if (user) for (const path of [aside, passwordFile]) chownSync(path, user.uid, user.gid)
  try {
    // pg_trgm classifies letters by the C library's character type even under the builtin provider: plain C knows no Chinese.
    const provider =
      binaries.major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : ['--locale-provider=libc']
    const base = [
      '-D',
      aside,
      '-U',
      'postgres',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '-E',
      'UTF8',
      '-k',
      '--no-instructions',
    ]
    const attempt = (locale: string) =>
      runAs(user, program(binaries, 'initdb'), [...base, ...provider, `--locale=${locale}`, '--lc-messages=C'])
    let result = await attempt('C.UTF-8')
    // Older macOS has no C.UTF-8.
    if (result.code !== 0 && process.platform === 'darwin') result = await attempt('en_US.UTF-8')
    if (result.code !== 0) throw new RefusedStart(`initdb: ${result.said}`)
    const conf = join(aside, 'postgresql.conf')
    writeFileSync(
      conf,
      `${readFileSync(conf, 'utf8')}\ninclude_if_exists = 'onecity.conf'\n# Your own settings go below this line.\n`,
    )
    renameSync(aside, directory)
  } finally {
    rmSync(passwordFile, { force: true })
    rmSync(aside, { recursive: true, force: true })
  }
}

/** What an orphaned initdb is still filling cannot be removed at once; what is left now goes at the next making. */
const removeIfPossible = (path: string): void => {
  try {
    rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  } catch {}
}

/** Refuses a data directory that another major version made: PostgreSQL cannot read it, and we must not try. */
export const assertSameMajor = (placement: Placement): void => {
  const made = readFileSync(join(placement.directory, 'PG_VERSION'), 'utf8').trim()
  if (Number(made) === placement.binaries.major) return
  throw new RefusedStart(
    `${placement.directory} 由 PostgreSQL ${made} 建立，而当前程序是 ${placement.binaries.version}，不能直接打开。` +
      `请用 --postgres-binaries 指定 PostgreSQL ${made} 的程序，或用 --data 指定新目录后重新导入。没有改动任何数据。\n` +
      `${placement.directory} was made by PostgreSQL ${made}, this program brings ${placement.binaries.version}, which cannot open it. ` +
      `Give the programs of PostgreSQL ${made} with --postgres-binaries DIR, or start with a new folder (--data DIR) and import again. Nothing was changed.`,
  )
}

export type Postmaster = { readonly pid: number; readonly port: number }

/** The server running on this data directory, if its process lives. A leftover pid file is no server. */
export const findPostmaster = (directory: string): Postmaster | undefined => {
  const file = join(directory, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  let lines: string[]
  try {
    lines = readFileSync(file, 'utf8').split('\n')
  } catch {
    return undefined
  }
  const pid = Math.abs(Number(lines[0]))
  if (!pid) return undefined
  const command = isAlive(pid) ? commandOf(pid) : undefined
  const isOther = command !== undefined && command !== '' && !command.includes('postgres')
  if (!isAlive(pid) || isOther) {
    // PostgreSQL only asks whether the id exists. A dead process nobody waited for (containers without an init), or another
    // program that got the id since, would keep it from ever starting. Backends that outlived their postmaster are still
    // found: the shared memory is looked up by the data directory itself.
    if (isOther || existsInProcessTable(pid)) rmSync(file, { force: true })
    return undefined
  }
  return { pid, port: Number(lines[3]) || 0 }
}

/** Starts the server and waits until it accepts connections, through crash recovery if need be. Gives its port. */
export const start = async (placement: Placement, state: ServerState, keepPort: boolean): Promise<number> => {
  const { directory, binaries, user } = placement
  const wantedPort = state.port
  const wasKilled = existsSync(join(directory, 'postmaster.pid'))
  const conf = join(directory, 'onecity.conf')
  writeFileSync(
    conf,
    `# Written at each start; change postgresql.conf instead.\n${Object.entries(serverSettings(directory))
      .map(([name, value]) => `${name} = ${value}`)
      .join('\n')}\n`,
  )
  if (user) chownSync(conf, user.uid, user.gid)
  const log = join(directory, 'startup.log')
  const deadline = Date.now() + lingeringBackendsMs
  for (let attempt = 1; ; attempt++) {
    const port = keepPort || (wantedPort > 0 && (await isFree(wantedPort))) ? wantedPort : await freePort()
    rmSync(log, { force: true })
    const result = await runAs(user, program(binaries, 'pg_ctl'), [
      'start',
      '-D',
      directory,
      '-w',
      '-t',
      String(startTimeoutSeconds),
      '-l',
      log,
      '-o',
      `-p ${port}`,
    ])
    if (result.code === 0) return port
    // A start whose parent was killed came first.
    const other = findPostmaster(directory)
    if (other) {
      await untilAccepting(directory, state, other.port)
      return other.port
    }
    const stillHeld = wasKilled && Date.now() < deadline
    const portLost = attempt < 5 && !(await isFree(port))
    if (!stillHeld && !portLost) {
      const said = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-8).join('\n') : result.said
      throw new RefusedStart(`内置 PostgreSQL 无法启动 The embedded PostgreSQL does not start:\n${said}`)
    }
    await sleep(500)
  }
}

export const stop = async ({ directory, binaries, user }: Placement): Promise<void> => {
  const result = await runAs(user, program(binaries, 'pg_ctl'), [
    'stop',
    '-D',
    directory,
    '-m',
    'fast',
    '-w',
    '-t',
    '120',
  ])
  if (result.code !== 0 && findPostmaster(directory)) throw new Error(`pg_ctl stop: ${result.said}`)
}

const clientOf = (state: ServerState, port: number, user: 'postgres' | 'onecity', database: string): pg.Client =>
  new pg.Client({
    host: '127.0.0.1',
    port,
    user,
    password: user === 'postgres' ? state.adminPassword : state.password,
    database,
    ssl: false,
    application_name: 'onecity-embedded',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  })

/** Connects to the application's database; the caller ends the client. */
export const connectToApplication = async (state: ServerState): Promise<pg.Client> => {
  const client = clientOf(state, state.port, 'onecity', 'onecity')
  client.on('error', () => {})
  await client.connect()
  return client
}

/** 57P03: starting up or recovering. Refused: the socket is not open yet. */
const notYet = new Set(['57P03', 'ECONNREFUSED', 'ECONNRESET'])

/** Waits for a living server that may still be recovering. */
export const untilAccepting = async (directory: string, state: ServerState, port: number): Promise<void> => {
  for (;;) {
    const client = clientOf(state, port, 'postgres', 'postgres')
    client.on('error', () => {})
    try {
      await client.connect()
      return
    } catch (error) {
      if (!notYet.has((error as { code?: string }).code ?? '') || !findPostmaster(directory)) throw error
    } finally {
      await client.end().catch(() => {})
    }
    await sleep(100)
  }
}

/** Makes role and database, again and again without harm, so that a start cut short is completed by the next. */
export const prepare = async (state: ServerState, port: number): Promise<void> => {
  const admin = clientOf(state, port, 'postgres', 'postgres')
  admin.on('error', () => {})
  await admin.connect()
  try {
    const { rows: roles } = await admin.query(`select 1 from pg_roles where rolname = 'onecity'`)
    // The password is ours, base64url: nothing to quote.
    await admin.query(
      `${roles.length === 0 ? 'create' : 'alter'} role onecity login nosuperuser password '${state.password}'`,
    )
    const { rows: databases } = await admin.query(`select 1 from pg_database where datname = 'onecity'`)
    if (databases.length === 0) await admin.query('create database onecity owner onecity')
    const { rows } = await admin.query<{ lz4: boolean }>(
      `select 'lz4' = any(enumvals) as lz4 from pg_settings where name = 'wal_compression'`,
    )
    if (rows[0]?.lz4) {
      await admin.query('alter system set wal_compression = lz4')
      await admin.query('select pg_reload_conf()')
    }
  } finally {
    await admin.end()
  }
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)))
  })

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

export const isInitialised = (directory: string): boolean => existsSync(join(directory, 'PG_VERSION'))
