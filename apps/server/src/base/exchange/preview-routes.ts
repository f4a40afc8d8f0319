import { type City, findResource, hasRegister } from '@onecity/city'
import { FilePreviewSchema } from '@onecity/contracts'
import { type Static, Type } from 'typebox'
import { AppError } from '../../kernel/app-error.ts'
import type { Route, RouteRequest } from '../../platform/http/index.ts'
import { type RequestAccess, resourceObject } from '../../trust/access/index.ts'
import { layoutQuery, readSentLayout } from './delivery-layout.ts'
import type { RouteDeps } from './exchange-deps.ts'
import { type BrokenRulesOf, previewFile } from './preview-file.ts'

const ResourceParams = Type.Object({ resource: Type.String() })
const PreviewQuery = Type.Object({
  ...layoutQuery,
  partial: Type.Optional(
    Type.Boolean({
      description: 'the body is the beginning of a longer file (2 MB are enough, save for xlsx and zip)',
    }),
  ),
  large: Type.Optional(Type.Boolean({ description: 'take archives of more than 32 MB too' })),
})

/** Archives have to be there whole; what a browser sends for a look at it is bounded. */
const mostSent = 32 * 1024 * 1024
const mostLarge = 4 * 1024 ** 3

/** The route that reads the beginning of a file and stores nothing. */
export const makePreviewRoutes = ({
  city,
  areaIndexOf,
  spool,
  queuePreview,
  brokenRulesOf,
}: Pick<RouteDeps, 'city' | 'areaIndexOf' | 'spool' | 'queuePreview'> & {
  readonly brokenRulesOf: (city: City) => BrokenRulesOf
}) => {
  const preview = async ({
    params,
    query,
    headers,
    body,
    access,
    reply,
  }: RouteRequest<RequestAccess, Static<typeof ResourceParams>, Static<typeof PreviewQuery>>) => {
    const { city: now, tree, version } = city.current()
    const resource = findResource(now, params.resource)
    if (!resource) throw new AppError('not-found', { detail: params.resource.slice(0, 60) })
    const { areas } = access.authorise(resourceObject(resource))
    if (!hasRegister(resource)) throw new AppError('no-register', { params: { kind: resource.kind } })
    if (areas !== null)
      throw new AppError('not-allowed', {
        detail: 'a role limited to some areas cannot deliver to a register of the whole city',
      })
    const sent = readSentLayout(resource, query, headers)
    body.on('error', () => {})
    // The rest of a body nobody reads would keep the connection busy.
    void reply.header('connection', 'close')
    return queuePreview(() =>
      previewFile(
        resource,
        { city: now, tree, areaIndex: areaIndexOf(version, now) },
        {
          source: body,
          spool,
          sent,
          partial: query.partial ?? false,
          mostSpooled: query.large ? mostLarge : mostSent,
        },
        brokenRulesOf(now),
      ),
    )
  }
  return [
    {
      method: 'POST',
      url: '/api/registers/:resource/preview',
      action: 'batches.write',
      roles: 'intake',
      summary: 'Read the beginning of a file as it would be taken in; nothing is stored',
      tags: ['batches'],
      params: ResourceParams,
      query: PreviewQuery,
      response: FilePreviewSchema,
      streamBody: true,
      handler: preview,
    },
  ] as unknown as readonly Route<RequestAccess>[]
}
