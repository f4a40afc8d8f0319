import { Kysely, PostgresDialect, type RawBuilder, sql, type Transaction } from 'kysely'
import pg from 'pg'

/** Modules write their SQL with the `sql` template; the schema is not mirrored in types, results are typed at each query. */
// biome-ignore lint/complexity/noBannedTypes: there are no builder-typed tables
type Tables = {}

export type Db = Kysely<Tables>
export type Tx = Transaction<Tables>
/** What a query runs on: the pool or one transaction. */
export type Executor = Db | Tx

export type Database = {
  readonly db: Db
  /** For COPY and LISTEN, which need a connection of their own. */
  readonly pool: pg.Pool
  readonly close: () => Promise<void>
}

// bigint: all our counters stay far below 2^53. date: kept as ISO text, a Date would shift by the process's zone.
const INT8 = 20
const DATE = 1082
const types = new pg.TypeOverrides()
types.setTypeParser(INT8, Number)
types.setTypeParser(DATE, (text) => text)

/** Milliseconds; long enough for any page and any batch of an export. */
const statementTimeoutMs = 120_000

/** Connects to PostgreSQL at `url`; `max` connections at most. */
export const makeDatabase = (
  url: string,
  options: { readonly max?: number; readonly applicationName?: string } = {},
): Database => {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 12,
    application_name: options.applicationName ?? 'onecity',
    types,
    // A question that takes this long is not waited for any more by whoever asked it. Long work lifts it for itself.
    statement_timeout: statementTimeoutMs,
    // A connection that dies idle must not take the process with it; the next query gets a fresh one.
    connectionTimeoutMillis: 10_000,
  })
  pool.on('error', () => {})
  // The pool listens to idle connections only. One that breaks while a transaction pauses between two statements would end the
  // process; as it is, the transaction's next statement fails.
  pool.on('connect', (client) => client.on('error', () => {}))
  const db: Db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return { db, pool, close: () => db.destroy() }
}

/** Lets the statements of this transaction take as long as they need: merges, recounts. */
export const liftStatementTimeout = async (tx: Tx): Promise<void> => {
  await sql`select set_config('statement_timeout', '0', true)`.execute(tx)
}

/** Runs `work` in one transaction; anything thrown rolls it back. */
export const withTransaction = <T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> => db.transaction().execute(work)

export { type RawBuilder, sql }
