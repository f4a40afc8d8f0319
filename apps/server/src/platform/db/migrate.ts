import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { RefusedStart } from '../config/index.ts'
import type { Log } from '../log/index.ts'

/**
 * Forward-only migrations: `NNNN-what.sql`, each in a transaction of its own together with its record, all under one advisory
 * lock so that processes starting side by side do not meet. A file that was applied never changes again (its hash is kept);
 * a database that knows more migrations than this program belongs to a newer one and is not touched.
 */

/** Advisory lock key: a word of our own, 'migr'. Two versions of the program must agree on it. */
export const migrationLock = '13090718'
const oldestSupported = 160_000

export type MigrationFile = { readonly name: string; readonly text: string; readonly hash: string }

export const readMigrations = (folder: string): readonly MigrationFile[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      // A checkout may turn line ends; that changes nothing.
      const text = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n')
      return { name, text, hash: createHash('sha256').update(text).digest('hex') }
    })

/** Brings the database to the state of `files`. Gives the names applied now. Refuses (`RefusedStart`) rather than guess. */
export const migrate = async (pool: pg.Pool, files: readonly MigrationFile[], log: Log): Promise<readonly string[]> => {
  const client = await pool.connect()
  try {
    await assertUsable(client)
    // Waiting for another process's migrations, and building indexes, may take long.
    await client.query('set statement_timeout = 0')
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await client.query('create schema if not exists platform')
    await client.query(`create table if not exists platform.migrations (
      name text primary key, hash text not null, applied_at timestamptz not null default clock_timestamp())`)
    const { rows } = await client.query<{ name: string; hash: string }>('select name, hash from platform.migrations')
    const pending = pendingOf(files, new Map(rows.map((row) => [row.name, row.hash])))
    for (const file of pending) {
      await client.query('begin')
      try {
        await client.query(file.text)
        await client.query('insert into platform.migrations (name, hash) values ($1, $2)', [file.name, file.hash])
        await client.query('commit')
      } catch (cause) {
        await client.query('rollback').catch(() => {})
        throw new Error(`Migration ${file.name} failed; nothing of it was kept.`, { cause })
      }
      log.info({ migration: file.name }, 'migration applied')
    }
    return pending.map((file) => file.name)
  } finally {
    await client.query('select pg_advisory_unlock_all()').catch(() => {})
    await client.query('reset statement_timeout').catch(() => {})
    client.release()
  }
}

/** `ok` while the database is at exactly the state of `files`; a newer program beside this one may take it further. */
export const checkMigrations = async (pool: pg.Pool, files: readonly MigrationFile[]): Promise<string> => {
  const { rows } = await pool.query<{ name: string; hash: string }>('select name, hash from platform.migrations')
  const applied = new Map(rows.map((row) => [row.name, row.hash]))
  const missing = files.filter((file) => applied.get(file.name) !== file.hash).map((file) => file.name)
  if (missing.length > 0) return `not applied: ${missing.join(', ')}`
  const newer = [...applied.keys()].filter((name) => !files.some((file) => file.name === name))
  return newer.length > 0 ? `a newer program has applied ${newer.join(', ')}; restart this process with it` : 'ok'
}

const pendingOf = (files: readonly MigrationFile[], applied: ReadonlyMap<string, string>): readonly MigrationFile[] => {
  const known = new Set(files.map((file) => file.name))
  const unknown = [...applied.keys()].filter((name) => !known.has(name))
  if (unknown.length > 0)
    throw new RefusedStart(
      `数据库由更新的程序使用过（${unknown.join(', ')}）。请用更新的程序启动。没有改动任何数据。` +
        `The database was used by a newer program (${unknown.join(', ')}): start that one. Nothing was changed.`,
    )
  for (const file of files) {
    const hash = applied.get(file.name)
    if (hash !== undefined && hash !== file.hash)
      throw new RefusedStart(
        `迁移文件 ${file.name} 在执行之后被改动。已执行的迁移不可改动；请恢复该文件，用新文件做修改。` +
          `Migration ${file.name} was changed after it had been applied. Restore the file and make the change in a new one. Nothing was changed.`,
      )
  }
  const last = files.findLast((file) => applied.has(file.name))?.name
  const pending = files.filter((file) => !applied.has(file.name))
  const late = pending.find((file) => last !== undefined && file.name < last)
  if (late)
    throw new RefusedStart(
      `迁移文件 ${late.name} 排在已执行的 ${last} 之前。请改用更大的编号。` +
        `Migration ${late.name} sorts before ${last}, which was applied already: give it a higher number. Nothing was changed.`,
    )
  return pending
}

const assertUsable = async (client: pg.PoolClient): Promise<void> => {
  const { rows } = await client.query<{ version: string; number: number; encoding: string }>(
    `select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
            current_setting('server_encoding') as encoding`,
  )
  const server = rows[0]
  if (!server || server.number < oldestSupported)
    throw new RefusedStart(
      `需要 PostgreSQL 16 或更新，该数据库是 ${server?.version}。PostgreSQL 16 or newer is needed; this database is ${server?.version}.`,
    )
  if (server.encoding !== 'UTF8')
    throw new RefusedStart(
      `数据库编码须为 UTF8，现为 ${server.encoding}。The database's encoding must be UTF8; it is ${server.encoding}.`,
    )
}
