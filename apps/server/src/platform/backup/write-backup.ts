/**
 * A backup while everything runs: one snapshot of the database (as in pg_dump), every table streamed out of it as compressed
 * CSV. Nobody is kept from reading or writing; migrations wait. Tables are copied each in a short transaction that looks at
 * the shared snapshot, so that a catalogue of thousands of registers does not exhaust the database's table of locks.
 *
 * The folder is made aside and renamed when every byte is on the disk: a backup is whole or does not exist.
 */
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import pLimit from 'p-limit'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { RefusedStart } from '../config/index.ts'
import { migrationLock } from '../db/migrate.ts'
import {
  type BackupManifest,
  type BackupTable,
  flushToDisk,
  manifestName,
  writeCompressed,
  writeStatements,
} from './backup-files.ts'
import { describeDatabase, describeSequenceValues, type TableDescription } from './describe-database.ts'

/** Tables copied side by side: one for reading, one for compressing, on a small machine. */
const copyingAtOnce = 2

export type BackupProgress = (done: { readonly tables: number; readonly of: number; readonly rows: number }) => void

export const writeBackup = async (options: {
  readonly connect: () => Promise<pg.Client>
  /** Folder to make; it must not exist. */
  readonly folder: string
  readonly programVersion: string
  /** Id of the city, for people who look at the list. */
  readonly city?: string | undefined
  readonly onProgress?: BackupProgress
  /** Adds files of its own (an export's city folder) before the folder gets its name. */
  readonly addFiles?: (folder: string) => Promise<void>
}): Promise<BackupManifest> => {
  const { connect, folder, onProgress } = options
  if (existsSync(folder))
    throw new RefusedStart(`${folder} 已存在，请换一个目录。${folder} exists already: name another folder.`)
  const aside = `${folder}.partial-${process.pid}`
  await mkdir(dirname(folder), { recursive: true })
  await removeAbandoned(folder)
  // Rows of people lie in it: for the one who makes it alone.
  await mkdir(join(aside, 'data'), { recursive: true, mode: 0o700 })
  const keeper = await connect()
  try {
    await keeper.query('select pg_advisory_lock_shared($1)', [migrationLock])
    await keeper.query('set statement_timeout = 0')
    await keeper.query('begin isolation level repeatable read read only')
    const { rows } = await keeper.query<{ snapshot: string; at: Date; version: string }>(
      `select pg_export_snapshot() as snapshot, clock_timestamp() as at, current_setting('server_version') as version`,
    )
    const taken = rows[0] as { snapshot: string; at: Date; version: string }
    const description = await describeDatabase(keeper)
    const version = await findCityVersion(keeper)
    const tables = await copyTables(connect, taken.snapshot, description.tables, aside, onProgress)
    // Read last: a sequence only runs ahead of the rows of the snapshot, never behind.
    const sequences = await describeSequenceValues(keeper)
    const after = [...description.after, ...sequences]
    const before = [...description.before, ...description.tables.map((table) => table.create)]
    const sha256 = await writeStatements(aside, before, after)
    await options.addFiles?.(aside)
    const manifest: BackupManifest = {
      format: 1,
      takenAt: taken.at.toISOString(),
      programVersion: options.programVersion,
      postgresVersion: taken.version,
      city: version === null ? null : { id: options.city ?? null, version },
      schema: { sha256, before: before.length, after: after.length },
      tables,
    }
    await writeFile(join(aside, manifestName), `${JSON.stringify(manifest, null, 2)}\n`)
    await flushToDisk(join(aside, manifestName))
    await rename(aside, folder)
    await flushToDisk(dirname(folder))
    return manifest
  } catch (error) {
    await rm(aside, { recursive: true, force: true })
    throw error
  } finally {
    await keeper.end().catch(() => {})
  }
}

/** What a backup that was killed left of itself: rows of people that nobody would look for. */
const removeAbandoned = async (folder: string): Promise<void> => {
  const beginning = `${basename(folder)}.partial-`
  for (const name of await readdir(dirname(folder))) {
    if (!name.startsWith(beginning)) continue
    const pid = Number(name.slice(beginning.length))
    if (pid === process.pid || !isAlive(pid)) await rm(join(dirname(folder), name), { recursive: true, force: true })
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const copyTables = async (
  connect: () => Promise<pg.Client>,
  snapshot: string,
  tables: readonly TableDescription[],
  folder: string,
  onProgress: BackupProgress | undefined,
): Promise<readonly BackupTable[]> => {
  const free: pg.Client[] = []
  const queue = pLimit(copyingAtOnce)
  let done = 0
  let rows = 0
  const copy = async (table: TableDescription): Promise<BackupTable> => {
    const client = free.pop() ?? (await connect())
    const file = `data/${table.schema}.${table.name}.csv.gz`
    await client.query('begin isolation level repeatable read read only')
    // An exported snapshot's name is a literal to PostgreSQL, not a parameter; it is the server's own word.
    await client.query(`set transaction snapshot '${snapshot}'`)
    await client.query('set local statement_timeout = 0')
    const stream = client.query(
      copyTo(`copy (select ${table.columns.join(', ')} from ${table.quoted}) to stdout (format csv, header)`),
    )
    const written = await writeCompressed(join(folder, file), stream)
    await client.query('commit')
    free.push(client)
    done++
    rows += stream.rowCount
    onProgress?.({ tables: done, of: tables.length, rows })
    return { schema: table.schema, name: table.name, file, rows: stream.rowCount, ...written }
  }
  try {
    return await Promise.all(tables.map((table) => queue(copy, table)))
  } finally {
    queue.clearQueue()
    await Promise.all(free.map((client) => client.end().catch(() => {})))
  }
}

/** The city's version in the snapshot. */
const findCityVersion = async (client: pg.Client): Promise<number | null> => {
  const { rows } = await client.query<{ exists: boolean }>(`select to_regclass('city.versions') is not null as exists`)
  if (!rows[0]?.exists) return null
  const live = await client.query<{ version: string | null }>('select max(number)::text as version from city.versions')
  return live.rows[0]?.version == null ? null : Number(live.rows[0].version)
}
