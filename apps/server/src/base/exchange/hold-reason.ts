import type { BatchPlan } from '@onecity/contracts'
import type { MergeForecast } from '../registers/index.ts'

/** Greatest share of a register's rows that a batch removes unasked, where the resource says nothing: one row in twenty. */
export const defaultMostRemoved = 0.05

/**
 * Why a batch must be confirmed before it removes rows; null when it need not be. `confirmed` is the number of removals that
 * somebody has agreed to: fewer are covered by it, more are not.
 */
export const holdReason = (
  forecast: Pick<MergeForecast, 'deleted' | 'rowsBefore' | 'unreadable'>,
  mostRemoved: number,
  confirmed: number | null,
): BatchPlan['reason'] | null => {
  const { deleted, rowsBefore, unreadable } = forecast
  if (deleted === 0 || (confirmed !== null && deleted <= confirmed)) return null
  if (deleted >= rowsBefore) return 'removes-all'
  if (deleted > mostRemoved * rowsBefore) return 'removes-much'
  // Their rows would go although the file has them, and nobody can tell which they are.
  return unreadable > 0 ? 'unreadable-keys' : null
}
