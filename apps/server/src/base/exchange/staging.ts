/**
 * Staging tables: where a delivery lands before it is merged. Unlogged and committed apart from the merge, so a delivery that
 * dies leaves nothing but a table that the sweep drops. One that is held becomes logged before anybody hears of it.
 *
 * Columns: line bigint, row_id uuid (the id of the row if it is new), the register's columns, reject_code, reject_item,
 * reject_value, reject_params, suspect (the key may have been delivered before in this batch), raw (the record as written;
 * kept for rejects and for rows that the merge may yet turn away).
 */
import { type Executor, sql } from '../../platform/db/db.ts'
import { columnType, type TablePlan } from '../registers/index.ts'

const quoted = (name: string): string => `"${name}"`

export const stagingName = (batchId: string): string => `staging."b_${batchId.replaceAll('-', '')}"`

export const createStaging = async (executor: Executor, batchId: string, plan: TablePlan): Promise<string> => {
  const table = stagingName(batchId)
  const columns = plan.columns.map((column) => `${quoted(column.name)} ${columnType(column)}`)
  await sql
    .raw(
      `create unlogged table ${table} (line bigint, row_id uuid, ${columns.join(', ')}, reject_code text, reject_item text,
        reject_value text, reject_params jsonb, suspect boolean, raw text) with (autovacuum_enabled = false)`,
    )
    .execute(executor)
  return table
}

export const dropStaging = async (executor: Executor, batchId: string): Promise<void> => {
  await sql.raw(`drop table if exists ${stagingName(batchId)}`).execute(executor)
}

export const isStagingEmpty = async (executor: Executor, batchId: string): Promise<boolean> => {
  const { rows } = await sql<{ empty: boolean }>`
    select not exists (select from ${sql.raw(stagingName(batchId))}) as empty`.execute(executor)
  return rows[0]?.empty === true
}

/** Rows that wait in staging, 0 when there is no table. */
export const countStaged = async (executor: Executor, batchId: string): Promise<number> => {
  if (!(await listStagedColumns(executor, batchId))) return 0
  const { rows } = await sql<{ rows: number }>`
    select count(*) as rows from ${sql.raw(stagingName(batchId))}`.execute(executor)
  return rows[0]?.rows ?? 0
}

export const copyInto = (table: string): string => `copy ${table} from stdin`

/** Has a batch outlive a crash of the database: its rows go to the write-ahead log with the transaction that holds it. */
export const makeStagingDurable = async (executor: Executor, batchId: string): Promise<void> => {
  await sql.raw(`alter table ${stagingName(batchId)} set logged`).execute(executor)
}

/** Columns of the register that a staging table has; null when there is no such table. */
export const listStagedColumns = async (executor: Executor, batchId: string): Promise<readonly string[] | null> => {
  const { rows } = await sql<{ columns: string[] | null }>`
    select array_agg(attname::text order by attnum) as columns from pg_catalog.pg_attribute
    where attrelid = to_regclass(${stagingName(batchId)}) and attnum > 0 and not attisdropped`.execute(executor)
  const columns = rows[0]?.columns
  return columns ? columns.slice(columns.indexOf('row_id') + 1, columns.indexOf('reject_code')) : null
}

/** Moves what was turned away, by the readers or by the merge, into the ledger of rejects. */
export const keepRejects = async (executor: Executor, batchId: string): Promise<number> => {
  const result = await sql`
    insert into exchange.rejects (batch, line, item, value, code, params, raw)
    select ${batchId}, line, reject_item, reject_value, reject_code, reject_params, coalesce(raw, '')
    from ${sql.raw(stagingName(batchId))} where reject_code is not null`.execute(executor)
  return Number(result.numAffectedRows ?? 0n)
}

/** Staging tables whose batch is not under way any more. */
export const listOrphanedStaging = async (executor: Executor): Promise<readonly string[]> => {
  const { rows } = await sql<{ name: string }>`
    select tables.tablename as name from pg_catalog.pg_tables as tables
    where tables.schemaname = 'staging' and not exists (
      select from exchange.batches as batch
      where batch.status in ('receiving', 'merging', 'held') and tables.tablename = 'b_' || replace(batch.id::text, '-', '')
    )`.execute(executor)
  return rows.map((row) => row.name)
}
