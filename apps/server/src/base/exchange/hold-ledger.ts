/** Batches that wait for a person, in the ledger. */
import type { RuleCount } from '@onecity/contracts'
import { type Executor, sql } from '../../platform/db/db.ts'
import type { MergeMode } from '../registers/index.ts'
import type { StoredPlan } from './batch-ledger.ts'

/** What merging a held batch needs to know of it. */
export type HeldBatch = {
  readonly id: string
  readonly resource: string
  readonly mode: MergeMode | 'undo'
  readonly received: number
  readonly rejected: number
  readonly suspects: number
  readonly simulated: boolean
  readonly undoes: string | null
  readonly repairs: string | null
  readonly plan: StoredPlan
}

/**
 * Holds a batch under way, or one that was held already, with what it would do now. Rejects that the attempt to merge has found
 * are counted as turned away, so that the next attempt finds no suspects any more.
 */
export const holdBatch = async (
  executor: Executor,
  id: string,
  facts: {
    readonly plan: StoredPlan
    readonly rejected: number
    readonly quality?: readonly RuleCount[]
    readonly days: number
  },
): Promise<void> => {
  await sql`
    update exchange.batches
    set status = 'held', plan = ${JSON.stringify(facts.plan)}, rejected = ${facts.rejected},
      quality = ${JSON.stringify(facts.quality ?? [])}, suspects = 0, worker = null,
      held_at = coalesce(held_at, clock_timestamp()), expires_at = clock_timestamp() + make_interval(secs => ${facts.days * 86_400}),
      updated_at = clock_timestamp()
    where id = ${id}`.execute(executor)
}

/** Opens a batch that takes another back: held from its first moment. */
export const openUndo = async (
  executor: Executor,
  undo: {
    readonly id: string
    readonly undoes: string
    readonly resource: string
    readonly cityVersion: number
    readonly received: number
    readonly simulated: boolean
    readonly sentBy: string | null
    readonly plan: StoredPlan
    readonly days: number
  },
): Promise<void> => {
  await sql`
    insert into exchange.batches (id, key, resource, mode, status, city_version, simulated, received, undoes, sent_by, plan, held_at,
      expires_at)
    values (${undo.id}, ${`undo ${undo.id}`}, ${undo.resource}, 'undo', 'held', ${undo.cityVersion}, ${undo.simulated},
      ${undo.received}, ${undo.undoes}, ${undo.sentBy}, ${JSON.stringify(undo.plan)}, clock_timestamp(),
      clock_timestamp() + make_interval(secs => ${undo.days * 86_400}))`.execute(executor)
}

/** A held batch, locked until the transaction ends; undefined when it does not wait (any more). */
export const claimHeld = async (executor: Executor, id: string): Promise<HeldBatch | undefined> => {
  const { rows } = await sql<HeldBatch>`
    select id, resource, mode, received, rejected, suspects, simulated, undoes, repairs, plan
    from exchange.batches where id = ${id} and status = 'held' for update`.execute(executor)
  return rows[0]
}

/** The undo of a batch that waits already. */
export const findHeldUndo = async (executor: Executor, undone: string): Promise<string | undefined> => {
  const { rows } = await sql<{ id: string }>`
    select id from exchange.batches where undoes = ${undone} and status = 'held' order by id desc limit 1`.execute(
    executor,
  )
  return rows[0]?.id
}

/** The change set of a batch that is done; undefined when it changed nothing or is not done. */
export const findChangeSetOf = async (executor: Executor, id: string): Promise<number | undefined> => {
  const { rows } = await sql<{ change_set: number | null }>`
    select change_set from exchange.batches where id = ${id} and status = 'done'`.execute(executor)
  return rows[0]?.change_set ?? undefined
}

export const noteDiscarded = async (executor: Executor, id: string, decidedBy: string | null): Promise<void> => {
  await sql`
    update exchange.batches
    set status = 'discarded', decided_by = ${decidedBy}, decided_at = clock_timestamp(), updated_at = clock_timestamp(),
      finished_at = clock_timestamp()
    where id = ${id} and status = 'held'`.execute(executor)
}

/** Discards what nobody decided in time; answers which. One that somebody is just confirming is left alone. */
export const discardExpired = async (executor: Executor): Promise<readonly string[]> => {
  const { rows } = await sql<{ id: string }>`
    update exchange.batches
    set status = 'discarded', error = ${JSON.stringify({ code: 'hold-expired', detail: null })}, decided_at = clock_timestamp(),
      updated_at = clock_timestamp(), finished_at = clock_timestamp()
    where id in (
      select id from exchange.batches where status = 'held' and expires_at < clock_timestamp() for update skip locked
    )
    returning id`.execute(executor)
  return rows.map((row) => row.id)
}

/** Ids of the rows that a batch would remove or that an undo leaves, as counted when it was held. */
export const findNamedRows = async (
  executor: Executor,
  id: string,
): Promise<{ readonly removed: readonly string[]; readonly left: readonly string[] }> => {
  const { rows } = await sql<{ plan: StoredPlan | null }>`select plan from exchange.batches where id = ${id}`.execute(
    executor,
  )
  return { removed: rows[0]?.plan?.removed ?? [], left: rows[0]?.plan?.left ?? [] }
}
