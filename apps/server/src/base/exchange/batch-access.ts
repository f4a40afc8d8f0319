import { findResource, type Resource } from '@onecity/city'
import type { Batch } from '@onecity/contracts'
import { AppError } from '../../kernel/app-error.ts'
import { isId } from '../../kernel/ids.ts'
import { type RequestAccess, resourceObject } from '../../trust/access/index.ts'
import { findBatch } from './batch-ledger.ts'
import type { ExchangeDeps } from './exchange-deps.ts'

/** What the routes ask before they show or touch a batch. */
export const makeBatchAccess = ({ database, city }: Pick<ExchangeDeps, 'database' | 'city'>) => {
  /** The batch, if the reader may see batches of its resource; a resource that the city no longer declares has none. */
  const getBatch = async (
    id: string,
    access: RequestAccess,
  ): Promise<{ readonly batch: Batch; readonly resource: Resource }> => {
    const batch = isId(id) ? await findBatch(database.db, id) : undefined
    const resource = batch && findResource(city.current().city, batch.resource)
    if (!batch || !resource) {
      access.authorise({ kind: 'city' })
      throw new AppError('not-found')
    }
    access.authorise(resourceObject(resource))
    return { batch, resource }
  }

  /**
   * Delivered values are data as much as stored ones, and nothing tells of which area they are: shown to those who deliver for
   * the whole city and, where they are personal, have said what they read them for.
   */
  const maySeeDelivered = (access: RequestAccess, resource: Resource): boolean => {
    const object = resourceObject(resource)
    const delivering = access.decide('batches.write', object)
    const reading = !resource.grade.personal || access.decide('registers.read', object).allow
    return delivering.allow && delivering.obligations.areas === null && reading
  }

  /** The same as a demand, for what cannot be shown in part. Throws AppError `not-allowed` or `purpose-required`. */
  const assertMaySeeDelivered = (access: RequestAccess, resource: Resource): void => {
    const { areas } = access.authorise(resourceObject(resource), 'batches.write')
    if (resource.grade.personal) access.authorise(resourceObject(resource), 'registers.read')
    if (areas !== null) throw new AppError('not-allowed')
  }

  /** A batch moves rows of the whole city: a role limited to some areas cannot decide on it. */
  const assertWholeCity = (access: RequestAccess, resource: Resource): void => {
    if (access.authorise(resourceObject(resource)).areas === null) return
    throw new AppError('not-allowed', {
      detail: 'a role limited to some areas cannot decide on batches for the whole city',
    })
  }

  return { getBatch, maySeeDelivered, assertMaySeeDelivered, assertWholeCity }
}
