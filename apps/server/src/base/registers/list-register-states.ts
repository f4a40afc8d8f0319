import type { RegisterState } from '@onecity/contracts'
import { type Executor, sql } from '../../platform/db/db.ts'
import { toIsoTime } from './scope.ts'

/** Of a resource that never had a batch. */
export const emptyRegister: RegisterState = { rows: 0, simulatedRows: false, lastBatchAt: null, lastChange: null }

/** How full each register is, by resource id; resources without a batch are absent (see `emptyRegister`). */
export const listRegisterStates = async (
  executor: Executor,
  resource?: string,
): Promise<ReadonlyMap<string, RegisterState>> => {
  const { rows } = await sql<{
    resource: string
    rows: number
    simulated: boolean
    last_batch_at: Date | null
    number: number | null
  }>`
    select register.resource, register.rows, register.simulated, register.last_batch_at, last_set.number
    from registers.registers as register
    left join changes.change_sets as last_set on last_set.id = register.last_change_set
    ${resource === undefined ? sql`` : sql`where register.resource = ${resource}`}`.execute(executor)
  return new Map(
    rows.map((row) => [
      row.resource,
      {
        rows: row.rows,
        simulatedRows: row.simulated,
        lastBatchAt: row.last_batch_at && toIsoTime(row.last_batch_at),
        lastChange: row.number,
      },
    ]),
  )
}
