import type { ChangeSet } from '@onecity/contracts'
import { type Executor, sql } from '../../platform/db/db.ts'
import { toIsoTime } from './scope.ts'

type ChangeSetRow = Omit<ChangeSet, 'at'> & { readonly numbered_at: Date }

/** Numbered change sets of some resources after a number, in order: `limit` at most. */
export const listChangeSets = async (
  executor: Executor,
  query: { readonly resources: readonly string[]; readonly since: number; readonly limit: number },
): Promise<readonly ChangeSet[]> => {
  const { rows } = await sql<ChangeSetRow>`
    select number, resource, batch, simulated, inserted, updated, deleted, numbered_at
    from changes.change_sets
    where number > ${query.since} and resource = any(${[...query.resources]}::text[])
    order by number
    limit ${query.limit}`.execute(executor)
  return rows.map(({ numbered_at, ...set }) => ({ ...set, at: toIsoTime(numbered_at) }))
}
