import { type Executor, sql } from '../../platform/db/db.ts'
import type { TablePlan } from './table-plan.ts'

/** What reading needs to know of a register's tables. */
export type RegisterTables = {
  /** Kept by the merge; decides whether the register is too large to be searched without an index. */
  readonly rows: number
  /** An item declared after the last batch has no column yet. */
  readonly columns: ReadonlySet<string>
}

/** The tables of a register, or undefined before its first batch. */
export const findRegisterTables = async (executor: Executor, plan: TablePlan): Promise<RegisterTables | undefined> => {
  const { rows } = await sql<{ rows: number | null; columns: string[] | null }>`
    select
      (select register.rows from registers.registers as register where register.resource = ${plan.resource.id}) as rows,
      (select array_agg(attname::text) from pg_attribute
        where attrelid = to_regclass(${plan.current}) and attnum > 0 and not attisdropped) as columns`.execute(executor)
  const found = rows[0]
  return found?.columns ? { rows: found.rows ?? 0, columns: new Set(found.columns) } : undefined
}
