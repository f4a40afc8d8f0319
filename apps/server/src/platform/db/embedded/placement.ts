import { type ChildProcess, execFile, type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { RefusedStart } from '../../config/index.ts'
import { type Binaries, program } from './binaries.ts'

/**
 * Where the server's files lie and as whom it runs.
 *
 * PostgreSQL refuses to run as root. Started as root we run it as the system user `postgres`, who must be able to reach the
 * data folder and the programs; below a home of mode 700 it cannot, and then both go to a system folder.
 */

const run = promisify(execFile)
const systemFolder = '/var/lib/onecity'

export type ServerUser = { readonly uid: number; readonly gid: number }

export type Placement = {
  readonly directory: string
  readonly binaries: Binaries
  readonly user: ServerUser | undefined
  /** What had to be placed elsewhere, for the person at the terminal; null when everything is in its usual place. */
  readonly moved: string | null
}

/** Settles places and user; `known` is where the data was put before, if anywhere but in `data`. */
export const place = async (data: string, binaries: Binaries, known: string | null): Promise<Placement> => {
  const usual = join(data, 'postgres')
  const user = await serverUser()
  if (!user) return { directory: known ?? usual, binaries, user, moved: null }

  const reachable = canEnter(user, data)
  const directory = known ?? (reachable ? usual : join(systemFolder, shortHash(data), 'postgres'))
  mkdirSync(dirname(directory), { recursive: true, mode: 0o755 })
  // Whoever finds the folder later can tell what it belongs to.
  if (directory !== usual) writeFileSync(join(dirname(directory), 'belongs-to'), `${data}\n`)
  const runnable = canRun(user, program(binaries, 'postgres'))
  const used = runnable ? binaries : copyBinaries(binaries)
  const moved = [directory === usual ? [] : [directory], runnable ? [] : [dirname(used.bin)]].flat()
  return {
    directory,
    binaries: used,
    user,
    moved:
      moved.length === 0
        ? null
        : `数据库改放在 ${moved.join('、')}：系统用户 postgres 无法进入本目录。` +
          `The database lives in ${moved.join(' and ')}, because the system user postgres cannot enter this folder.`,
  }
}

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)

const canEnter = (user: ServerUser, folder: string): boolean =>
  spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...user, cwd: '/', stdio: 'ignore' }).status === 0

const canRun = (user: ServerUser, file: string): boolean =>
  spawnSync(file, ['--version'], { ...user, cwd: '/', stdio: 'ignore' }).status === 0

/** Copied once per version; made aside and renamed, so that a copy that was cut short is never used. */
const copyBinaries = (binaries: Binaries): Binaries => {
  const target = join(systemFolder, `postgresql-${binaries.version}-${shortHash(binaries.bin)}`)
  if (!existsSync(target)) {
    const aside = `${target}.${process.pid}`
    rmSync(aside, { recursive: true, force: true })
    cpSync(dirname(binaries.bin), aside, { recursive: true, verbatimSymlinks: true })
    renameSync(aside, target)
  }
  return { ...binaries, bin: join(target, 'bin') }
}

const serverUser = async (): Promise<ServerUser | undefined> => {
  if (process.getuid?.() !== 0) return undefined
  const find = async (): Promise<ServerUser> => {
    const id = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout)
    return { uid: await id('-u'), gid: await id('-g') }
  }
  try {
    return await find()
  } catch {
    await run('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      'postgres',
    ]).catch(() =>
      // Alpine and other BusyBox systems.
      run('adduser', ['-S', '-D', '-H', 'postgres']),
    )
    return find().catch((cause: unknown) => {
      throw new RefusedStart(
        '以 root 运行时需要系统用户 postgres，但无法创建。请手工创建，或改用普通用户运行。' +
          'As root the embedded PostgreSQL runs as system user postgres, which could not be created: create it, or run as an ordinary user.',
        { cause },
      )
    })
  }
}

/** Neither the caller's PG* variables nor its locale may steer the server. */
const cleanEnv = (): NodeJS.ProcessEnv => {
  const env: NodeJS.ProcessEnv = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
  for (const name of ['SystemRoot', 'TEMP', 'TMP']) if (process.env[name] !== undefined) env[name] = process.env[name]
  return env
}

/** Runs one of the server programs as the server's user and gives its exit code and what it said on standard error. */
export const runAs = (
  user: ServerUser | undefined,
  file: string,
  args: readonly string[],
): Promise<{ readonly code: number; readonly said: string }> =>
  new Promise((resolve, reject) => {
    const options: SpawnOptions = { ...user, cwd: '/', env: cleanEnv(), stdio: ['ignore', 'ignore', 'pipe'] }
    const child: ChildProcess = spawn(file, args, options)
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-4_000)
    })
    child.once('error', reject)
    // `exit`, not `close`: the server that pg_ctl leaves behind may keep the pipe open.
    child.once('exit', (code) => {
      child.stderr?.destroy()
      resolve({ code: code ?? -1, said: said.trim() })
    })
  })
