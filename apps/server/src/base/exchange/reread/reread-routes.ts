import { BatchSchema, RereadingsSchema, RereadRequestSchema } from '@onecity/contracts'
import { type Static, Type } from 'typebox'
import { AppError } from '../../../kernel/app-error.ts'
import type { Route, RouteRequest } from '../../../platform/http/index.ts'
import type { RequestAccess } from '../../../trust/access/index.ts'
import { makeBatchAccess } from '../batch-access.ts'
import type { RouteDeps } from '../exchange-deps.ts'
import { listRereadings } from './list-rereadings.ts'
import { rereadBatch } from './reread-batch.ts'

const BatchParams = Type.Object({ batch: Type.String() })
type Request = RouteRequest<RequestAccess, Static<typeof BatchParams>, unknown>

/** Routes that read the positions of a batch again as of another coordinate system. */
export const makeRereadRoutes = (deps: RouteDeps): readonly Route<RequestAccess>[] => {
  const { database, city, areaIndexOf } = deps
  const { getBatch, maySeeDelivered, assertWholeCity } = makeBatchAccess(deps)
  const input = () => {
    const now = city.current()
    const { version } = now
    return { city: now.city, tree: now.tree, areaIndex: areaIndexOf(version, now.city), version }
  }

  const list = async ({ params, access }: Request) => {
    const { batch, resource } = await getBatch(params.batch, access)
    if (batch.status !== 'done') throw new AppError('nothing-to-repair')
    return listRereadings(database.db, input(), resource, batch, maySeeDelivered(access, resource))
  }

  const reread = async ({ params, json, access }: Request) => {
    const { batch, resource } = await getBatch(params.batch, access)
    assertWholeCity(access, resource)
    if (batch.status !== 'done') throw new AppError('nothing-to-repair')
    const reading = json as Static<typeof RereadRequestSchema>
    return rereadBatch({ ...deps, input: input() }, resource, batch, reading, access.actor.role)
  }

  const tags = ['batches']
  const routes = [
    {
      method: 'GET',
      url: '/api/batches/:batch/reread',
      action: 'batches.read',
      summary: 'What the positions of a batch would be in another coordinate system: shares inside, and examples',
      tags,
      params: BatchParams,
      response: RereadingsSchema,
      handler: list,
    },
    {
      method: 'POST',
      url: '/api/batches/:batch/reread',
      action: 'batches.write',
      roles: 'intake',
      summary: 'Read the positions of a batch again as of another coordinate system, as a batch of its own',
      tags,
      params: BatchParams,
      jsonBody: RereadRequestSchema,
      response: BatchSchema,
      handler: reread,
    },
  ]
  return routes as unknown as readonly Route<RequestAccess>[]
}
