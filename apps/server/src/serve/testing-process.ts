/**
 * The built program as child processes, for tests of what happens when processes die, stop or share a database. Everything it
 * starts is ended by its id.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { projectRoot } from '../platform/config/index.ts'
import { isAlive } from '../platform/db/embedded/process-liveness.ts'

const program = join(projectRoot, 'apps/server/bin/onecity.mjs')
const startWithinMs = 60_000

/** Builds the server if its sources are newer; tests of the program as people start it must not try yesterday's. */
export const buildServer = (): void => {
  const built = spawnSync(process.execPath, [join(projectRoot, 'scripts/build.mjs'), 'server'], { cwd: projectRoot })
  if (built.status !== 0) throw new Error(`the build failed:\n${String(built.stdout)}${String(built.stderr)}`)
}

const cleanEnv = (more: Readonly<Record<string, string>>): NodeJS.ProcessEnv => {
  const own = Object.entries(process.env).filter(
    ([name]) =>
      name === 'ONECITY_POSTGRES_BINARIES' || !(name.startsWith('ONECITY_') || /^(DATABASE_URL|NODE_ENV)$/.test(name)),
  )
  return { ...Object.fromEntries(own), ...more }
}

export type Ended = { readonly code: number | null; readonly signal: NodeJS.Signals | null }

export type Program = {
  readonly child: ChildProcess
  readonly pid: number
  /** Lines of standard output and standard error so far. */
  readonly said: readonly string[]
  readonly errors: readonly string[]
  readonly ended: Promise<Ended>
  readonly isRunning: () => boolean
}

const started = new Set<Program>()

const spawnProgram = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Program => {
  const child = spawn(process.execPath, [program, ...args], { env: cleanEnv(env), stdio: ['pipe', 'pipe', 'pipe'] })
  if (child.pid === undefined) throw new Error('the program could not be started')
  const said: string[] = []
  const errors: string[] = []
  createInterface({ input: child.stdout }).on('line', (line) => said.push(line))
  createInterface({ input: child.stderr }).on('line', (line) => errors.push(line))
  // A program that ends does not read on: writing to it then is no fault of the test.
  child.stdin.on('error', () => {})
  let running = true
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => {
      running = false
      started.delete(self)
      resolve({ code, signal })
    })
  })
  const self: Program = { child, pid: child.pid, said, errors, ended, isRunning: () => running }
  started.add(self)
  return self
}

export type Server = Program & {
  readonly url: string
  readonly port: number
  /** kill -9, as by an operator in a hurry or the kernel short of memory. Resolves once the process is gone. */
  readonly kill: () => Promise<Ended>
  /** SIGTERM, as by a supervisor. Resolves once the process is gone. */
  readonly stop: () => Promise<Ended>
}

/** Starts `onecity serve` and resolves once it listens. */
export const startServer = async (
  flags: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Server> => {
  const self = spawnProgram(['serve', '--log-level', 'warn', ...flags], env)
  const end = Date.now() + startWithinMs
  for (;;) {
    const url = self.said.map((line) => /open\s+(http:\/\/\S+)/.exec(line)?.[1]).find((found) => found !== undefined)
    if (url !== undefined) {
      const signal = (name: NodeJS.Signals) => async () => {
        self.child.kill(name)
        return self.ended
      }
      return { ...self, url, port: Number(new URL(url).port), kill: signal('SIGKILL'), stop: signal('SIGTERM') }
    }
    if (!self.isRunning() || Date.now() > end) {
      self.child.kill('SIGKILL')
      throw new Error(`the server did not start:\n${[...self.said, ...self.errors].join('\n')}`)
    }
    await sleep(20)
  }
}

/** Starts a command of the program with its standard input open. */
export const beginCommand = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Program =>
  spawnProgram(args, env)

/** Runs a command of the program to its end. */
export const runCommand = async (
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> => {
  const self = spawnProgram(args, env)
  self.child.stdin?.end()
  const { code } = await self.ended
  return { code, out: self.said.join('\n'), err: self.errors.join('\n') }
}

/** A folder for one installation, which the database's own user can enter; gone at the end, with all it held. */
export const makeFolder = (name: string): string => {
  const folder = mkdtempSync(join(tmpdir(), `onecity-${name}-`))
  chmodSync(folder, 0o755)
  return folder
}

/** Process id of the embedded database server of a data folder, if there is one. */
export const findPostmasterPid = (data: string): number | undefined => {
  const file = join(data, 'postgres/postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) || undefined : undefined
}

/** Address of the embedded database of a data folder. */
export const embeddedUrl = (data: string): string => {
  const state = JSON.parse(readFileSync(join(data, 'postgres.json'), 'utf8')) as { port: number; password: string }
  return `postgres://onecity:${state.password}@127.0.0.1:${state.port}/onecity?sslmode=disable`
}

/** Ends what a test left running, and removes folders. The embedded server goes with its last process, or is ended here. */
export const endAll = async (...folders: readonly string[]): Promise<void> => {
  for (const each of [...started]) {
    each.child.kill('SIGKILL')
    await each.ended
  }
  for (const folder of folders) {
    const postmaster = findPostmasterPid(folder)
    // A killed one leaves its file behind.
    if (postmaster !== undefined && isAlive(postmaster)) {
      // SIGINT: fast shutdown.
      process.kill(postmaster, 'SIGINT')
      await until('the embedded server is gone', () => !isAlive(postmaster), 30_000)
    }
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Waits until it holds; a failing look counts as not yet. */
export const until = async <T>(
  what: string,
  look: () => T | Promise<T>,
  withinMs = 15_000,
): Promise<Exclude<T, false | undefined | null>> => {
  const end = Date.now() + withinMs
  let failure: unknown
  for (;;) {
    try {
      const found = await look()
      if (found !== false && found !== undefined && found !== null) return found as Exclude<T, false | undefined | null>
    } catch (error) {
      failure = error
    }
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`, { cause: failure })
    await sleep(20)
  }
}

/** One question to a database on a connection of its own. */
export const ask = async <T extends pg.QueryResultRow>(url: string, text: string, values: unknown[] = []) => {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<T>(text, values)).rows
  } finally {
    await client.end().catch(() => {})
  }
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

const pointHeader = 'point_id,status,power,public,operator,longitude,latitude\n'

/** Rows of the charging points of `cities/tiny` with the numbers `from` … `from + count - 1`; `header` in front of the first. */
export const pointRows = (from: number, count: number, options: { header?: boolean; power?: string } = {}): string => {
  const rows = Array.from(
    { length: count },
    (_, i) => `${from + i},working,${options.power ?? '7.0'},true,,114.15,22.6\n`,
  )
  return (options.header === false ? '' : pointHeader) + rows.join('')
}
