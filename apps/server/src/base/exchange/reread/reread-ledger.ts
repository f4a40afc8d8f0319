/** Batches of mode `reread` in the ledger. */
import type { Batch, Reading } from '@onecity/contracts'
import { type Executor, sql } from '../../../platform/db/db.ts'
import type { DeliveredAs } from '../reject-ledger.ts'

/** Keeps with the new batch what its rows were delivered with, so that it can be read again in its turn. */
export const openReread = async (
  executor: Executor,
  {
    id,
    original,
    from,
    reading,
    ...facts
  }: {
    readonly id: string
    readonly original: Batch
    readonly from: string
    readonly reading: Reading
    readonly cityVersion: number
    readonly worker: number
    readonly sentBy: string
  } & Pick<DeliveredAs, 'header' | 'layout'>,
): Promise<void> => {
  const reread = { from, to: reading.crs, swapped: reading.swapped }
  await sql`
    insert into exchange.batches (id, key, resource, mode, status, city_version, file_name, crs, simulated, worker, sent_by,
      repairs, reread, header, layout)
    values (${id}, ${`reread ${id}`}, ${original.resource}, 'reread', 'receiving', ${facts.cityVersion}, ${original.fileName},
      ${reading.crs}, ${original.simulated}, ${facts.worker}, ${facts.sentBy}, ${original.id}, ${JSON.stringify(reread)},
      ${JSON.stringify(facts.header)}, ${JSON.stringify(facts.layout)})`.execute(executor)
}

export const noteReread = async (executor: Executor, id: string, received: number): Promise<void> => {
  await sql`
    update exchange.batches set received = ${received}, updated_at = clock_timestamp()
    where id = ${id} and status = 'receiving' and received <> ${received}`.execute(executor)
}

/** Takes the batch for its end, against the sweep; false when it was given up meanwhile. */
export const claimReread = async (executor: Executor, id: string): Promise<boolean> => {
  const { numAffectedRows } = await sql`
    update exchange.batches set status = 'merging' where id = ${id} and status = 'receiving'`.execute(executor)
  return numAffectedRows === 1n
}
