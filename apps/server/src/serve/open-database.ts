import { join } from 'node:path'
import pg from 'pg'
import { RefusedStart, redactUrl, type Settings, serverRoot } from '../platform/config/index.ts'
import { isDatabaseAway } from '../platform/db/database-away.ts'
import { type Database, makeDatabase } from '../platform/db/db.ts'
import { type EmbeddedPostgres, openEmbeddedPostgres } from '../platform/db/embedded/index.ts'
import { checkMigrations, migrate, readMigrations } from '../platform/db/migrate.ts'
import type { Log } from '../platform/log/index.ts'

export type OpenDatabase = Database & {
  readonly embedded: EmbeddedPostgres | undefined
  /** A connection outside the pool, for what holds one: LISTEN, session locks. The caller ends it. */
  readonly connect: () => Promise<pg.Client>
  /** `ok`, or in a few words how the schema differs from this program's. */
  readonly checkSchema: () => Promise<string>
}

/** The database the settings name, or the embedded one, brought to this program's schema. */
export const openDatabase = async (
  settings: Settings,
  log: Log,
  tell: (line: string) => void,
  options: {
    /** Leave the schema as it is found: for what brings a schema of its own. Default: bring it to this program's. */
    readonly asFound?: boolean
  } = {},
): Promise<OpenDatabase> => {
  const embedded =
    settings.databaseUrl === undefined
      ? await openEmbeddedPostgres({ data: settings.data, binaries: settings.postgresBinaries, log, tell })
      : undefined
  const url = embedded?.url ?? (settings.databaseUrl as string)
  const database = makeDatabase(url)
  const close = async () => {
    await database.close()
    await embedded?.close()
  }
  const migrations = readMigrations(join(serverRoot, 'migrations'))
  try {
    if (options.asFound) await database.pool.query('select 1')
    else await migrate(database.pool, migrations, log)
  } catch (error) {
    await close().catch(() => {})
    if (!embedded && isDatabaseAway(error)) throw cannotReach(url, error)
    // 28xxx: invalid authorisation; 3D000: no such database.
    if (!embedded && /^(28|3D)/.test((error as { code?: string }).code ?? '')) throw cannotReach(url, error)
    throw error
  }
  const connect = async () => {
    const client = new pg.Client({
      connectionString: url,
      application_name: 'onecity',
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
    })
    client.on('error', () => {})
    await client.connect()
    return client
  }
  return { ...database, embedded, connect, checkSchema: () => checkMigrations(database.pool, migrations), close }
}

const cannotReach = (url: string, cause: unknown): RefusedStart =>
  new RefusedStart(
    `无法连接数据库 Cannot connect to the database ${redactUrl(url)}: ${cause instanceof Error ? cause.message : String(cause)}`,
    { cause },
  )
