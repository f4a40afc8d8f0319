import { sql, type Tx } from '../../platform/db/db.ts'
import type { TablePlan } from './table-plan.ts'

/**
 * Takes the rows of the temporary table `leaving` (row_id) out of a register: their versions go to history, the change log
 * says so, under ordinals behind `ordinalsFrom`. Answers how many went.
 */
export const removeLeaving = async (
  tx: Tx,
  plan: TablePlan,
  changeSet: number,
  ordinalsFrom: number,
): Promise<number> => {
  const all = plan.columns.map((column) => `"${column.name}"`).join(', ')
  await sql`
    with gone as (
      delete from ${sql.raw(plan.current)} as existing using leaving where leaving.row_id = existing.row_id
      returning existing.*
    )
    insert into ${sql.raw(plan.history)} (row_id, change_set, ${sql.raw(all)}, ended_by)
    select row_id, change_set, ${sql.raw(all)}, ${changeSet} from gone`.execute(tx)
  const { numAffectedRows } = await sql`
    insert into ${sql.raw(plan.changes)} (change_set, ordinal, row_id, kind)
    select ${changeSet}, ${ordinalsFrom} + row_number() over (order by row_id), row_id, 'd' from leaving`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}
