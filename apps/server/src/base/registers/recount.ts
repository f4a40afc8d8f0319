import { type Executor, sql } from '../../platform/db/db.ts'

/** What a register holds, counted from its tables, beside what its state and the ledger of change sets say. */
export type Recount = {
  readonly resource: string
  readonly rows: number
  readonly rowsNoted: number
  /** Rows that should be there by the change sets: inserted − deleted. */
  readonly rowsByChangeSets: number
  /** Versions that came to an end (those erased since included), and what the change sets say: updated + deleted. */
  readonly ended: number
  readonly endedByChangeSets: number
  /** Entries of the change log, and what the change sets say: inserted + updated + deleted. */
  readonly logged: number
  readonly loggedByChangeSets: number
  /** Row versions whose change set does not exist. */
  readonly strays: number
}

const plain = /^[a-z][a-z0-9_]*$/

/** Counts every register from its rows; reads whole tables, so it takes as long as they are large. */
export const recountRegisters = async (executor: Executor): Promise<readonly Recount[]> => {
  const { rows: registers } = await sql<{ resource: string; rows: number }>`
    select resource, rows from registers.registers order by resource`.execute(executor)
  const recounts: Recount[] = []
  for (const { resource, rows: rowsNoted } of registers) {
    const base = resource.replaceAll('-', '_')
    if (!plain.test(base)) throw new Error(`not a register name: ${resource}`)
    const table = (suffix: string) => sql.raw(`registers."${base}${suffix}"`)
    const { rows } = await sql<Omit<Recount, 'resource' | 'rowsNoted'>>`
      with sets as (
        select coalesce(sum(inserted), 0)::bigint as inserted, coalesce(sum(updated), 0)::bigint as updated, coalesce(sum(deleted), 0)::bigint as deleted
        from changes.change_sets where resource = ${resource}
      )
      select
        (select count(*) from ${table('')}) as rows,
        inserted - deleted as "rowsByChangeSets",
        (select count(*) from ${table('_history')}) + (select purged_versions from registers.registers where resource = ${resource}) as ended,
        updated + deleted as "endedByChangeSets",
        (select count(*) from ${table('_changes')}) as logged,
        inserted + updated + deleted as "loggedByChangeSets",
        (select count(*) from (
          select change_set from ${table('')} union all select change_set from ${table('_history')} union all select ended_by from ${table('_history')}
        ) as versions left join changes.change_sets as sets on sets.id = versions.change_set where sets.id is null) as strays
      from sets`.execute(executor)
    recounts.push({ resource, rowsNoted, ...(rows[0] as Omit<Recount, 'resource' | 'rowsNoted'>) })
  }
  return recounts
}
