/**
 * Brings a backup into an empty database, in one transaction: all of it is there or nothing. Every file is checked against
 * its hash and every table against its number of rows before that transaction commits.
 */
import { join } from 'node:path'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { RefusedStart } from '../config/index.ts'
import { type BackupManifest, readCompressed, readManifest, readStatements } from './backup-files.ts'
import { describeDatabase } from './describe-database.ts'
import type { BackupProgress } from './write-backup.ts'

export const restoreBackup = async (options: {
  readonly connect: () => Promise<pg.Client>
  readonly folder: string
  readonly onProgress?: BackupProgress
}): Promise<BackupManifest> => {
  const { folder, onProgress } = options
  const manifest = await readManifest(folder)
  const statements = await readStatements(folder, manifest)
  const client = await options.connect()
  try {
    await client.query('set statement_timeout = 0')
    // Functions may name tables that are made after them.
    await client.query('set check_function_bodies = off')
    await client.query('begin')
    await assertEmpty(client)
    for (const statement of statements.before) await client.query(statement)
    const { tables } = await describeDatabase(client)
    const made = new Map(tables.map((table) => [`${table.schema}.${table.name}`, table]))
    let rows = 0
    for (const [at, table] of manifest.tables.entries()) {
      const target = made.get(`${table.schema}.${table.name}`)
      if (!target) throw new Error(`the backup's structure lacks ${table.schema}.${table.name}`)
      const stream = client.query(
        copyFrom(`copy ${target.quoted} (${target.columns.join(', ')}) from stdin (format csv, header match)`),
      )
      await readCompressed(folder, table, stream)
      if (stream.rowCount !== table.rows)
        throw new RefusedStart(
          `${join(folder, table.file)}: 清单为 ${table.rows} 行，实为 ${stream.rowCount} 行。没有恢复任何数据。` +
            `The list says ${table.rows} rows, the file holds ${stream.rowCount}. Nothing was restored.`,
        )
      rows += table.rows
      onProgress?.({ tables: at + 1, of: manifest.tables.length, rows })
    }
    for (const statement of statements.after) await client.query(statement)
    await client.query('commit')
    await client.query('analyze')
    return manifest
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    await client.end().catch(() => {})
  }
}

const assertEmpty = async (client: pg.Client): Promise<void> => {
  const { rows } = await client.query<{ name: string }>(`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'v') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' limit 1`)
  if (rows[0])
    throw new RefusedStart(
      `目标数据库不是空的（有 ${rows[0].name}）。请恢复到新的数据目录（--data）或空数据库。没有改动任何数据。` +
        `The database to restore into is not empty (it holds ${rows[0].name}): restore into a new data folder (--data) or an empty database. Nothing was changed.`,
    )
}
