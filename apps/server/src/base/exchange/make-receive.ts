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
  }: RouteDeps) =>
  (request: BatchRequest): Promise<Receipt> => {
    const { version, ...now } = city.current()
    const cityInput = { city: now.city, tree: now.tree, areaIndex: areaIndexOf(version, now.city), version }
    const deps = { database, city: cityInput, worker, connect, queueMerge, onCommitted, holdDays, spool }
    return queueReceive(() => receiveBatch(deps, request))
  }
