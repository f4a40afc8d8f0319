import { BatchPreviewSchema, BatchSchema, ConfirmSchema } from '@onecity/contracts'
import { type Static, Type } from 'typebox'
import { AppError } from '../../kernel/app-error.ts'
import type { Route, RouteRequest } from '../../platform/http/index.ts'
import { type RequestAccess, resourceObject } from '../../trust/access/index.ts'
import { makeBatchAccess } from './batch-access.ts'
import { confirmBatch, discardBatch } from './confirm-batch.ts'
import type { RouteDeps } from './exchange-deps.ts'
import { previewBatch } from './preview-batch.ts'
import { proposeUndo } from './undo-batch.ts'

const BatchParams = Type.Object({ batch: Type.String() })
const PreviewQuery = Type.Object({
  purpose: Type.Optional(
    Type.String({ description: 'what personal data are read for; or the header x-onecity-purpose' }),
  ),
})
type Request = RouteRequest<RequestAccess, Static<typeof BatchParams>, unknown>

/** Routes by which people decide on batches: look at what is held, confirm, discard, take back. */
export const makeDecideRoutes = (deps: RouteDeps): readonly Route<RequestAccess>[] => {
  const { database, city } = deps
  const { getBatch, assertWholeCity } = makeBatchAccess(deps)

  const getPreview = async ({ params, access }: Request) => {
    const { batch, resource } = await getBatch(params.batch, access)
    const reading = access.decide('registers.read', resourceObject(resource))
    return previewBatch(database.db, resource, reading.allow ? reading.obligations : null, batch.id)
  }

  const confirm = async ({ params, json, access }: Request) => {
    const { batch, resource } = await getBatch(params.batch, access)
    assertWholeCity(access, resource)
    const { deleted } = json as Static<typeof ConfirmSchema>
    const now = { ...deps, city: city.current().city }
    return confirmBatch(now, { batch: batch.id, deleted, by: access.actor.role })
  }

  const discard = async ({ params, access }: Request) => {
    const { batch, resource } = await getBatch(params.batch, access)
    assertWholeCity(access, resource)
    return discardBatch(database, { batch: batch.id, by: access.actor.role })
  }

  const undo = async ({ params, access }: Request) => {
    const { batch, resource } = await getBatch(params.batch, access)
    assertWholeCity(access, resource)
    if (batch.status !== 'done') throw new AppError('nothing-to-undo')
    const { city: live, version } = city.current()
    return proposeUndo({ ...deps, city: live, cityVersion: version }, batch, access.actor.role)
  }

  const tags = ['batches']
  const params = BatchParams
  const decided = {
    method: 'POST',
    action: 'batches.confirm',
    roles: 'intake',
    tags,
    params,
    response: BatchSchema,
  } as const
  const routes = [
    {
      method: 'GET',
      url: '/api/batches/:batch/preview',
      action: 'batches.read',
      summary: 'Rows that a held batch would remove, and rows that an undo leaves, as far as the reader may see rows',
      tags,
      params,
      query: PreviewQuery,
      response: BatchPreviewSchema,
      handler: getPreview,
    },
    {
      ...decided,
      url: '/api/batches/:batch/confirm',
      summary: 'Do what a held batch would do; if more rows would go by now, it is held again with new figures',
      jsonBody: ConfirmSchema,
      handler: confirm,
    },
    {
      ...decided,
      url: '/api/batches/:batch/discard',
      summary: 'Give a held batch up; the register is as if it had never come',
      handler: discard,
    },
    {
      ...decided,
      url: '/api/batches/:batch/undo',
      summary: 'Prepare to take a batch back: answers a held batch of mode undo with what it would do, to be confirmed',
      handler: undo,
    },
  ]
  return routes as unknown as readonly Route<RequestAccess>[]
}
