import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { rolldown } from 'rolldown'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { serverRoot } from '../../config/index.ts'
import { silentLog } from '../../log/index.ts'
import { isDatabaseAway } from '../database-away.ts'
import { makeDatabase, sql } from '../db.ts'
import { openEmbeddedPostgres } from './index.ts'

type Opened = { readonly arrival: string; readonly url: string; readonly directory: string }

const bundleDir = join(serverRoot, 'dist', `test-embedded-${process.pid}`)
let data: string
let children: ChildProcess[] = []

beforeAll(async () => {
  const bundle = await rolldown({
    input: join(import.meta.dirname, 'testing-child.ts'),
    platform: 'node',
    external: /^(?!\.|\/|@onecity\/)/,
  })
  await bundle.write({ file: join(bundleDir, 'child.mjs'), format: 'esm' })
  await bundle.close()
})
afterAll(() => rmSync(bundleDir, { recursive: true, force: true }))

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'onecity-embedded-'))
  // As root the server's own user must get in.
  chmodSync(data, 0o755)
})
afterEach(async () => {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) await kill(child)
  children = []
  const pid = postmasterPid()
  if (pid !== undefined && isAlive(pid)) {
    process.kill(pid, 'SIGQUIT')
    await until(() => !isAlive(pid))
  }
  rmSync(data, { recursive: true, force: true })
})

const postmasterPid = (): number | undefined => {
  const file = join(data, 'postgres', 'postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined
}
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')
  } catch {
    return false
  }
}
const until = async (met: () => boolean | Promise<boolean>, ms = 20_000) => {
  for (const end = Date.now() + ms; !(await met()); await sleep(30))
    if (Date.now() > end) throw new Error('waited too long')
}

const open = async (): Promise<{ child: ChildProcess; opened: Opened }> => {
  const child = spawn(process.execPath, [join(bundleDir, 'child.mjs'), data], { stdio: ['pipe', 'pipe', 'inherit'] })
  children.push(child)
  let text = ''
  for await (const chunk of child.stdout as NodeJS.ReadableStream) {
    text += String(chunk)
    if (text.includes('\n')) break
  }
  return { child, opened: JSON.parse(text) as Opened }
}
const leave = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.stdin?.end()
  })
const kill = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })
const query = async <R extends object>(url: string, text: string): Promise<R[]> => {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<R>(text)).rows
  } finally {
    await client.end()
  }
}

describe('the embedded server', () => {
  it('is made at first, gives the application a role that is no superuser, and knows Chinese letters', async () => {
    const { child, opened } = await open()
    expect(opened.arrival).toBe('created')
    const [row] = await query<Record<string, unknown>>(
      opened.url,
      `select current_user as name, (select rolsuper from pg_roles where rolname = current_user) as super,
        current_setting('server_encoding') as encoding, current_setting('full_page_writes') as pages,
        current_setting('fsync') as fsync, current_setting('timezone') as zone`,
    )
    expect(row).toEqual({ name: 'onecity', super: false, encoding: 'UTF8', pages: 'on', fsync: 'on', zone: 'UTC' })
    await query(opened.url, 'create extension pg_trgm')
    const [trigrams] = await query<{ n: number }>(opened.url, `select cardinality(show_trgm('福田区')) as n`)
    expect(trigrams?.n).toBeGreaterThan(0)
    expect(statSync(join(data, 'postgres.json')).mode & 0o777).toBe(0o600)
    await leave(child)
  })

  it('is adopted, with its data, after kill -9 of the process that started it', async () => {
    const first = await open()
    await query(first.opened.url, 'create table kept as select 42 as n')
    const server = postmasterPid()
    await kill(first.child)
    expect(isAlive(server as number)).toBe(true)

    const second = await open()
    expect(second.opened.arrival).toBe('adopted')
    expect(postmasterPid()).toBe(server)
    expect(await query(second.opened.url, 'select n from kept')).toEqual([{ n: 42 }])
    await leave(second.child)
    expect(isAlive(server as number)).toBe(false)
  })

  it('is stopped by the last process out, not by the first', async () => {
    const [one, two] = await Promise.all([open(), open()])
    const server = postmasterPid() as number
    expect(new Set([one.opened.arrival, two.opened.arrival])).toEqual(new Set(['adopted', 'created']))
    await leave(one.child)
    expect(isAlive(server)).toBe(true)
    expect(await query(two.opened.url, 'select 1 as n')).toEqual([{ n: 1 }])
    await leave(two.child)
    expect(isAlive(server)).toBe(false)
  })

  it('is stopped by the last process out although another one was killed', async () => {
    const one = await open()
    const two = await open()
    const server = postmasterPid() as number
    await kill(one.child)
    await leave(two.child)
    expect(isAlive(server)).toBe(false)
  })

  it('comes back on the same port after kill -9 of the server itself, with everything committed', async () => {
    const embedded = await openEmbeddedPostgres({
      data,
      binaries: process.env.ONECITY_POSTGRES_BINARIES,
      log: silentLog(),
    })
    const other = await open()
    const database = makeDatabase(embedded.url)
    try {
      await sql`create table kept as select 42 as n`.execute(database.db)
      process.kill(postmasterPid() as number, 'SIGKILL')
      let away = 0
      await until(async () => {
        try {
          const { rows } = await sql<{ n: number }>`select n from kept`.execute(database.db)
          return rows[0]?.n === 42 && away > 0
        } catch (error) {
          expect(isDatabaseAway(error), String(error)).toBe(true)
          away++
          return false
        }
      })
      expect(other.opened.url).toBe(embedded.url)
      expect(await query(embedded.url, 'select n from kept')).toEqual([{ n: 42 }])
      // Both hold their presence again: the first to leave must not stop the server.
      await until(async () => {
        const [row] = await query<{ n: number }>(
          embedded.url,
          `select count(*)::int as n from pg_locks where locktype = 'advisory' and mode = 'ShareLock' and granted`,
        )
        return row?.n === 2
      })
      await leave(other.child)
      expect(await query(embedded.url, 'select 1 as n')).toEqual([{ n: 1 }])
    } finally {
      await database.close()
      await embedded.close()
    }
    expect(existsSync(join(data, 'postgres', 'postmaster.pid'))).toBe(false)
  })

  it('starts although a killed process left its lock file, and a crashed server its pid file', async () => {
    const first = await open()
    const server = postmasterPid() as number
    process.kill(server, 'SIGSTOP')
    await kill(first.child)
    process.kill(server, 'SIGKILL')
    await until(() => !isAlive(server))
    writeFileSync(join(data, 'postgres.lock'), `${first.child.pid} 1 left-behind`)
    const second = await open()
    expect(second.opened.arrival).toBe('started')
    expect(await query(second.opened.url, 'select 1 as n')).toEqual([{ n: 1 }])
    await leave(second.child)
  })

  it('is made anew when the process was killed while making it', async () => {
    const child = spawn(process.execPath, [join(bundleDir, 'child.mjs'), data], {
      stdio: ['pipe', 'ignore', 'inherit'],
    })
    children.push(child)
    await until(() => readdirSync(data).some((name) => /^postgres\.new-[0-9a-f-]+$/.test(name)))
    await kill(child)
    const again = await open()
    expect(again.opened.arrival).toBe('created')
    expect(await query(again.opened.url, 'select 1 as n')).toEqual([{ n: 1 }])
    await leave(again.child)
  })

  it('refuses files of another major version and says what to do', async () => {
    const first = await open()
    await leave(first.child)
    writeFileSync(join(data, 'postgres', 'PG_VERSION'), '15\n')
    await expect(openEmbeddedPostgres({ data, log: silentLog() })).rejects.toThrow(
      /made by PostgreSQL 15.*--postgres-binaries/s,
    )
  })
})
