import { AppError } from '../../kernel/app-error.ts'
import { type Executor, sql } from '../../platform/db/db.ts'
import { parseTimestamp } from './filter-literal.ts'

/**
 * The number of the last change set numbered by `asOf` (0 before the first).
 * Throws AppError `bad-request` for what is no time, or lies ahead: an answer about a time must never change later; and
 * `purged` for a time from which versions of this register's rows have been erased.
 */
export const findNumberAsOf = async (executor: Executor, resource: string, asOf: string): Promise<number> => {
  const instant = parseTimestamp(asOf)
  if (!instant)
    throw new AppError('bad-request', { detail: '`asOf` is a date-time such as 2026-05-01T08:00:00+08:00.' })
  // Clocks of clients run a little ahead of the database's; a minute is no wish to see the future.
  const { rows } = await sql<{ number: number | null; ahead: boolean; purged: Date | null }>`
    select
      (select history_from from registers.registers
        where resource = ${resource} and history_from > ${instant}::timestamptz) as purged,
      ${instant}::timestamptz > clock_timestamp() + interval '1 minute' as ahead,
      (select number from changes.change_sets
        where number is not null and numbered_at <= ${instant}::timestamptz
        order by numbered_at desc, number desc limit 1) as number`.execute(executor)
  if (rows[0]?.ahead) throw new AppError('bad-request', { detail: '`asOf` lies in the future.' })
  if (rows[0]?.purged)
    throw new AppError('purged', {
      detail: `Versions that ended before ${rows[0].purged.toISOString()} have been erased.`,
      params: { from: rows[0].purged.toISOString() },
    })
  return rows[0]?.number ?? 0
}
