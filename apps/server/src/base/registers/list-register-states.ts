import type { RegisterState } from '@onecity/contracts'
import { type Executor, sql } from '../../platform/db/db.ts'
import { toIsoTime } from './scope.ts'

/** Of a resource that never had a batch. */
export const emptyRegister: RegisterState = { rows: 0, simulatedRows: false, lastBatchAt: null, lastChange: null }

/** When the latest batch of all registers came in, in milliseconds; null before the first. */
export const findLatestBatch = async (executor: Executor): Promise<number | null> => {
  const { rows } = await sql<{ at: Date | null }>`
    select last_batch_at as at from registers.registers order by last_batch_at desc nulls last limit 1`.execute(
    executor,
  )
  return rows[0]?.at?.getTime() ?? null
}

/** Changes whenever what `listRegisterStates` tells of all registers does; asked often, so that it need not be read often. */
export const fingerprintRegisters = async (executor: Executor): Promise<string> => {
  const { rows } = await sql<{ print: string }>`
    select concat_ws(' ', count(*), sum(hashtextextended(
      concat_ws(' ', resource, rows, simulated, last_batch_at, last_change_set), 0))) as print
    from registers.registers`.execute(executor)
  return rows[0]?.print ?? ''
}

/** How full each register is, by resource id; resources without a batch are absent (see `emptyRegister`). */
export const listRegisterStates = async (
  executor: Executor,
  resources?: readonly string[],
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
    ${resources === undefined ? sql`` : sql`where register.resource = any(${[...resources]}::text[])`}`.execute(
    executor,
  )
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
