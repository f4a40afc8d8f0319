import type { Resource } from '@onecity/city'
import { type Executor, sql } from '../../platform/db/db.ts'
import type { Obligations } from '../../trust/access/index.ts'
import { findRegisterTables } from './read-register.ts'
import { makeScope } from './scope.ts'
import { planTables } from './table-plan.ts'

/** Current values of some rows as far as a reader may see them, by row id; a row that is gone or outside the scope has none. */
export const readNamedRows = async (
  executor: Executor,
  resource: Resource,
  obligations: Obligations,
  rowIds: readonly string[],
): Promise<ReadonlyMap<string, Record<string, unknown>>> => {
  const plan = planTables(resource)
  const tables = rowIds.length > 0 ? await findRegisterTables(executor, plan) : undefined
  if (!tables) return new Map()
  const scope = makeScope(plan, obligations, tables.columns)
  const { rows } = await sql<Record<string, unknown> & { row_id: string }>`
    select row_id, ${scope.select} from ${sql.raw(plan.current)}
    where row_id = any(${rowIds as string[]}::uuid[]) ${scope.where ? sql`and ${scope.where}` : sql``}`.execute(
    executor,
  )
  return new Map(rows.map((row) => [row.row_id, scope.readValues(row)]))
}
