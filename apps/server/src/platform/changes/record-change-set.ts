import { type Executor, sql } from '../db/db.ts'

export type NewChangeSet = {
  readonly resource: string
  readonly batch: string | null
  readonly simulated: boolean
}

/**
 * Opens a change set inside the writer's own transaction and returns its id (not its number: the sequencer gives that once
 * the transaction has committed). Row versions carry the id.
 */
export const openChangeSet = async (tx: Executor, set: NewChangeSet): Promise<number> => {
  const { rows } = await sql<{ id: number }>`
    insert into changes.change_sets (resource, batch, simulated)
    values (${set.resource}, ${set.batch}, ${set.simulated})
    returning id`.execute(tx)
  const id = rows[0]?.id
  if (id === undefined) throw new Error('change set without id')
  return id
}

/** Notes how many rows the set touched, before its transaction commits. */
export const closeChangeSet = async (
  tx: Executor,
  id: number,
  counts: { readonly inserted: number; readonly updated: number; readonly deleted: number },
): Promise<void> => {
  await sql`
    update changes.change_sets
    set inserted = ${counts.inserted}, updated = ${counts.updated}, deleted = ${counts.deleted}
    where id = ${id}`.execute(tx)
}
