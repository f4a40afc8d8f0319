/**
 * Merges staged rows into a register, set-based, inside the batch's transaction.
 *
 * The staging table holds `line bigint, row_id uuid` (the id a row gets if it is new), the register's columns, and
 * `reject_code text` (null for good rows), `reject_item`, `reject_value`, `reject_params jsonb`, `suspect boolean`. One merge runs at a time for a register; readers are never blocked.
 *
 * Steps: rows of one key delivered twice keep only the first · match staged rows with rows that exist (one join, one narrow
 * table) · old versions of changed rows go to history · update · insert · log who changed. Written as separate statements
 * rather than one with many WITHs: measured on 1 M rows, half changed, 19 s instead of 29 s, and it runs on PostgreSQL 16.
 */
import { type RawBuilder, sql, type Tx } from '../../platform/db/db.ts'
import type { TablePlan } from './table-plan.ts'

export type MergeMode = 'upsert' | 'append'

export type MergeCounts = {
  readonly inserted: number
  readonly updated: number
  readonly unchanged: number
  /** Good rows that could not be taken in: marked in staging with `duplicate-key` or `key-exists`. */
  readonly rejected: number
}

// A million hashed rows of one batch fit; beyond that PostgreSQL spills to disk and goes on.
const workMemory = '192MB'

const raw = (text: string): RawBuilder<unknown> => sql.raw(text)
const quoted = (name: string): string => `"${name}"`
const list = (names: readonly string[], prefix = ''): string =>
  names.map((name) => `${prefix}${quoted(name)}`).join(', ')

const countOf = async (query: Promise<{ readonly numAffectedRows?: bigint | undefined }>): Promise<number> =>
  Number((await query).numAffectedRows ?? 0n)

/** Takes the register's lock (until the transaction ends): merges into one register follow each other. */
export const lockRegister = async (tx: Tx, resource: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`register ${resource}`}, 0))`.execute(tx)
}

/**
 * Of rows with the same key the first delivered stays good; the others say which line was kept. Only rows marked `suspect`
 * can be later ones (see base/exchange/seen-keys.ts), so the check costs nothing when there are none.
 */
const rejectDuplicates = (tx: Tx, plan: TablePlan, staging: RawBuilder<unknown>): Promise<number> => {
  const { key } = plan.resource
  const first = quoted(key[0] as string)
  return countOf(
    sql`
      with repeats as (
        select later.line, min(earlier.line) as kept
        from ${staging} as later
        join ${staging} as earlier
          on ${raw(key.map((name) => `earlier.${quoted(name)} = later.${quoted(name)}`).join(' and '))}
        where later.suspect and later.reject_code is null and earlier.reject_code is null and earlier.line < later.line
        group by later.line
      )
      update ${staging} as staged
      set reject_code = 'duplicate-key', reject_item = ${key[0]}, reject_value = left(staged.${raw(first)}::text, 200),
        reject_params = jsonb_build_object('line', repeats.kept)
      from repeats where staged.line = repeats.line`.execute(tx),
  )
}

const matchExisting = async (
  tx: Tx,
  plan: TablePlan,
  staging: RawBuilder<unknown>,
): Promise<{ matched: number; differing: number }> => {
  const { key } = plan.resource
  const others = plan.columns.map((column) => column.name).filter((name) => !key.includes(name))
  const differs =
    others.length === 0 ? 'false' : `(${list(others, 'staged.')}) is distinct from (${list(others, 'existing.')})`
  await sql`
    create temporary table matched on commit drop as
    select staged.line, existing.row_id, ${raw(differs)} as differs
    from ${staging} as staged
    join ${raw(plan.current)} as existing
      on ${raw(key.map((name) => `existing.${quoted(name)} = staged.${quoted(name)}`).join(' and '))}
    where staged.reject_code is null`.execute(tx)
  await sql`analyze matched`.execute(tx)
  const { rows } = await sql<{ matched: number; differing: number }>`
    select count(*) as matched, count(*) filter (where differs) as differing from matched`.execute(tx)
  return rows[0] ?? { matched: 0, differing: 0 }
}

/** Append only adds: a row whose key exists with other values is not taken in. */
const rejectExisting = (tx: Tx, plan: TablePlan, staging: RawBuilder<unknown>): Promise<number> => {
  const first = plan.resource.key[0] as string
  return countOf(
    sql`
      update ${staging} as staged
      set reject_code = 'key-exists', reject_item = ${first}, reject_value = left(staged.${raw(quoted(first))}::text, 200)
      from matched where matched.line = staged.line and matched.differs`.execute(tx),
  )
}

const updateDiffering = async (
  tx: Tx,
  plan: TablePlan,
  staging: RawBuilder<unknown>,
  changeSet: number,
): Promise<number> => {
  const { key } = plan.resource
  const all = plan.columns.map((column) => column.name)
  const others = all.filter((name) => !key.includes(name))
  await sql`
    insert into ${raw(plan.history)} (row_id, change_set, ${raw(list(all))}, ended_by)
    select existing.row_id, existing.change_set, ${raw(list(all, 'existing.'))}, ${changeSet}
    from matched join ${raw(plan.current)} as existing using (row_id)
    where matched.differs`.execute(tx)
  const updated = await countOf(
    sql`
      update ${raw(plan.current)} as existing
      set change_set = ${changeSet}, ${raw(others.map((name) => `${quoted(name)} = staged.${quoted(name)}`).join(', '))}
      from matched join ${staging} as staged using (line)
      where existing.row_id = matched.row_id and matched.differs`.execute(tx),
  )
  await sql`
    insert into ${raw(plan.changes)} (change_set, ordinal, row_id, kind)
    select ${changeSet}, row_number() over (), row_id, 'u' from matched where differs`.execute(tx)
  return updated
}

const insertNew = async (
  tx: Tx,
  plan: TablePlan,
  staging: RawBuilder<unknown>,
  changeSet: number,
  options: { readonly someMatched: boolean; readonly ordinalsFrom: number },
): Promise<number> => {
  const all = plan.columns.map((column) => column.name)
  const isNew = options.someMatched
    ? 'staged.reject_code is null and not exists (select from matched where matched.line = staged.line)'
    : 'staged.reject_code is null'
  const inserted = await countOf(
    sql`
      insert into ${raw(plan.current)} (row_id, change_set, ${raw(list(all))})
      select staged.row_id, ${changeSet}, ${raw(list(all, 'staged.'))} from ${staging} as staged where ${raw(isNew)}`.execute(
      tx,
    ),
  )
  await sql`
    insert into ${raw(plan.changes)} (change_set, ordinal, row_id, kind)
    select ${changeSet}, ${options.ordinalsFrom} + row_number() over (), staged.row_id, 'i'
    from ${staging} as staged where ${raw(isNew)}`.execute(tx)
  return inserted
}

/**
 * Takes the good rows of a staging table into the register of `plan` under `changeSet`. The caller holds the register's lock
 * and has made sure of the tables; for a register made in this transaction (`isNew`) matching is left out.
 * `staging` is a quoted table name.
 */
export const mergeBatch = async (
  tx: Tx,
  plan: TablePlan,
  stagingName: string,
  options: {
    readonly mode: MergeMode
    readonly changeSet: number
    readonly good: number
    /** Good rows whose key may have come before in this batch. */
    readonly suspects: number
    readonly isNew: boolean
    readonly simulated: boolean
  },
): Promise<MergeCounts> => {
  const { mode, changeSet, isNew } = options
  const staging = raw(stagingName)
  await sql`select set_config('work_mem', ${workMemory}, true), set_config('maintenance_work_mem', ${workMemory}, true), set_config('jit', 'off', true)`.execute(
    tx,
  )
  // Nothing is joined when everything is new.
  if (!isNew || options.suspects > 0) await sql`analyze ${staging}`.execute(tx)

  const keyed = plan.resource.key.length > 0
  const duplicates = keyed && options.suspects > 0 ? await rejectDuplicates(tx, plan, staging) : 0
  const { matched, differing } = keyed && !isNew ? await matchExisting(tx, plan, staging) : { matched: 0, differing: 0 }

  let updated = 0
  let refused = duplicates
  if (differing > 0 && mode === 'upsert') updated = await updateDiffering(tx, plan, staging, changeSet)
  if (differing > 0 && mode === 'append') refused += await rejectExisting(tx, plan, staging)

  const fresh = options.good - duplicates - matched
  const inserted =
    fresh > 0 ? await insertNew(tx, plan, staging, changeSet, { someMatched: matched > 0, ordinalsFrom: updated }) : 0
  await sql`
    update registers.registers
    set rows = rows + ${inserted}, last_batch_at = clock_timestamp(), simulated = simulated or ${options.simulated && inserted + updated > 0},
      last_change_set = case when ${inserted + updated > 0} then ${changeSet} else last_change_set end
    where resource = ${plan.resource.id}`.execute(tx)
  return { inserted, updated, unchanged: matched - differing, rejected: refused }
}
