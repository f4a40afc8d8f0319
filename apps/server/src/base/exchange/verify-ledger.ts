/** Proves that every row received has its outcome: ledger against change sets against registers against rejects. */
import { findStoredCity } from '../../platform/city/index.ts'
import { type Database, type Executor, liftStatementTimeout, sql } from '../../platform/db/db.ts'
import { countTypeFaults, recountRegisters } from '../registers/index.ts'
import { countStaged } from './staging.ts'

export type Finding = {
  readonly check: string
  readonly subject: string
  readonly expected: number
  readonly found: number
}

export type Verification = {
  readonly registers: readonly {
    readonly resource: string
    readonly rows: number
    readonly batches: number
    readonly received: number
  }[]
  /** Batches under way while this was counted: their rows are in no figure. */
  readonly open: number
  readonly findings: readonly Finding[]
}

/** Sums of the ledger for each resource, beside those of its change sets. */
const compareLedger = async (executor: Executor): Promise<readonly Finding[]> => {
  const { rows } = await sql<{ subject: string; check: string; expected: number; found: number }>`
    with ledger as (
      select resource, sum(inserted)::bigint as inserted, sum(updated)::bigint as updated, sum(deleted)::bigint as deleted
      from exchange.batches where status = 'done' group by resource
    ),
    sets as (
      select resource, sum(inserted)::bigint as inserted, sum(updated)::bigint as updated, sum(deleted)::bigint as deleted
      from changes.change_sets where batch is not null group by resource
    ),
    compared as (
      select coalesce(ledger.resource, sets.resource) as subject, what.name as "check",
        coalesce(what.ledger, 0) as expected, coalesce(what.sets, 0) as found
      from ledger full join sets using (resource)
      cross join lateral (values
        ('inserted: ledger = change sets', ledger.inserted, sets.inserted),
        ('updated: ledger = change sets', ledger.updated, sets.updated),
        ('deleted: ledger = change sets', ledger.deleted, sets.deleted)
      ) as what (name, ledger, sets)
    )
    select * from compared where expected <> found
    union all
    select id::text, 'received = inserted + updated + unchanged + deleted + absent + skipped + rejected', received, accounted
    from (
      -- Rows that a replacing batch removes were not received: that is why they go.
      select id, received, inserted + updated + unchanged + absent + skipped + rejected
        + case when mode = 'replace' then 0 else deleted end as accounted
      from exchange.batches where status = 'done'
    ) as batch where received <> accounted
    union all
    select id::text, 'rows after = rows before + inserted - deleted', rows_before + inserted - deleted, rows_after
    from exchange.batches where status = 'done' and rows_before is not null and rows_after <> rows_before + inserted - deleted
    union all
    select id::text, 'an undo takes back a batch that is done', 1, 0
    from exchange.batches as undo where mode = 'undo' and status in ('held', 'done')
      and not exists (select from exchange.batches as undone where undone.id = undo.undoes and undone.status = 'done')
    union all
    select batch.id::text, 'rows taken in of a repair = rejects marked repaired', batch.received - batch.rejected, count(reject.line)
    from exchange.batches as batch
    left join exchange.rejects as reject on reject.repaired_by = batch.id and reject.batch = batch.repairs
    where batch.repairs is not null and batch.mode <> 'reread' and batch.status = 'done'
    group by batch.id having batch.received - batch.rejected <> count(reject.line)
    union all
    select reject.repaired_by::text, 'rejects are repaired by batches that are done', 0, count(*)
    from exchange.rejects as reject left join exchange.batches as batch on batch.id = reject.repaired_by and batch.repairs = reject.batch
    where reject.repaired_by is not null and batch.status is distinct from 'done' group by reject.repaired_by
    union all
    select batch.id::text, 'rejected = rejects kept', batch.rejected, count(reject.line)
    from exchange.batches as batch left join exchange.rejects as reject on reject.batch = batch.id
    where batch.status = 'done' group by batch.id having batch.rejected <> count(reject.line)
    union all
    select reject.batch::text, 'no rejects of batches that are out', 0, count(*)
    from exchange.rejects as reject join exchange.batches as batch on batch.id = reject.batch
    where batch.status <> 'done' group by reject.batch
    union all
    select batch.id::text, 'rows turned away by quality rules = rejects kept that name one',
      (select coalesce(sum((rule ->> 'rows')::bigint), 0) from jsonb_array_elements(batch.quality) as rule
        where rule ->> 'severity' = 'reject')::bigint as turned_away,
      count(reject.line)
    from exchange.batches as batch left join exchange.rejects as reject on reject.batch = batch.id and reject.code = 'quality-rule'
    where batch.status = 'done' and batch.quality <> '[]' group by batch.id
    having (select coalesce(sum((rule ->> 'rows')::bigint), 0) from jsonb_array_elements(batch.quality) as rule
        where rule ->> 'severity' = 'reject') <> count(reject.line)
    union all
    select id::text, 'a change set for what changed', 1, 0
    from exchange.batches where status = 'done' and inserted + updated + deleted > 0 and change_set is null`.execute(
    executor,
  )
  return rows
}

/** Rows of held batches, counted where they wait: every one received must still be there. */
const recountHeld = async (executor: Executor): Promise<readonly Finding[]> => {
  const { rows: held } = await sql<{ id: string; received: number }>`
    select id, received from exchange.batches where status = 'held' and mode <> 'undo'`.execute(executor)
  const findings: Finding[] = []
  for (const { id, received } of held) {
    const found = await countStaged(executor, id)
    if (found !== received)
      findings.push({ check: 'rows received of a held batch = rows staged', subject: id, expected: received, found })
  }
  return findings
}

/** Counts everything in one snapshot, while the server goes on working. */
export const verifyLedger = ({ db }: Database): Promise<Verification> =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      await liftStatementTimeout(tx)
      const findings: Finding[] = [...(await compareLedger(tx)), ...(await recountHeld(tx))]
      const { rows: totals } = await sql<{ resource: string; batches: number; received: number }>`
        select resource, count(*) as batches, sum(received)::bigint as received from exchange.batches
        where status = 'done' group by resource`.execute(tx)
      const { rows: under } = await sql<{ open: number }>`
        select count(*) as open from exchange.batches where status in ('receiving', 'merging')`.execute(tx)
      const recounts = await recountRegisters(tx)
      for (const each of recounts) {
        const compare = (check: string, expected: number, found: number) => {
          if (expected !== found) findings.push({ check, subject: each.resource, expected, found })
        }
        compare('rows: change sets = table', each.rowsByChangeSets, each.rows)
        compare('rows: state = table', each.rowsNoted, each.rows)
        compare('ended versions: change sets = history', each.endedByChangeSets, each.ended)
        compare('log entries: change sets = change log', each.loggedByChangeSets, each.logged)
        compare('row versions without a change set', 0, each.strays)
      }
      // Before the first city version there are no declarations to hold values to.
      const city = await findStoredCity(tx)
      for (const { resource, item, type, rows } of city ? await countTypeFaults(tx, city) : [])
        findings.push({ check: `values of ${item} are of type ${type}`, subject: resource, expected: 0, found: rows })
      const registers = recounts.map(({ resource, rows }) => {
        const total = totals.find((each) => each.resource === resource)
        return { resource, rows, batches: total?.batches ?? 0, received: total?.received ?? 0 }
      })
      return { registers, open: under[0]?.open ?? 0, findings }
    })
