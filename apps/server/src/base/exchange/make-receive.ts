import { AppError } from '../../kernel/app-error.ts'
import type { RouteDeps } from './exchange-deps.ts'
import { type BatchRequest, type Receipt, receiveBatch } from './receive-batch.ts'

/** Takes a delivery in with the city as it is now, waiting its turn. */
export const makeReceive =
  ({
    database,
    city,
    areaIndexOf,
    worker,
    connect,
    queueReceive,
    queueMerge,
    onCommitted,
    holdDays,
    spool,
    hasRoom,
  }: RouteDeps) =>
  async (request: BatchRequest): Promise<Receipt> => {
    if (!(await hasRoom())) throw new AppError('disk-full')
    const { version, ...now } = city.current()
    const cityInput = { city: now.city, tree: now.tree, areaIndex: areaIndexOf(version, now.city), version }
    const deps = { database, city: cityInput, worker, connect, queueMerge, onCommitted, holdDays, spool }
    return queueReceive(() => receiveBatch(deps, request))
  }
