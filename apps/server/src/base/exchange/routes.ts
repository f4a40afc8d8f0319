import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { findResource, hasRegister, nearest, type Resource } from '@onecity/city'
import { BatchPageSchema, BatchSchema, batchStatuses, deliveryModes, RejectPageSchema } from '@onecity/contracts'
import { type Static, Type } from 'typebox'
import { AppError } from '../../kernel/app-error.ts'
import { isId } from '../../kernel/ids.ts'
import type { Route, RouteRequest } from '../../platform/http/index.ts'
import { type RequestAccess, resourceObject } from '../../trust/access/index.ts'
import { makeBatchAccess } from './batch-access.ts'
import { listBatches } from './batch-ledger.ts'
import { makeDecideRoutes } from './decide-routes.ts'
import { layoutQuery, readSentLayout } from './delivery-layout.ts'
import type { RouteDeps } from './exchange-deps.ts'
import { findReadAs } from './find-read-as.ts'
import { findBrokenRules } from './hold-to-rules.ts'
import { makeReceive } from './make-receive.ts'
import { formatPlace, placeOf } from './place-of.ts'
import { makePreviewRoutes } from './preview-routes.ts'
import { countRejects, findDelivered, listRejects, type RejectRow } from './reject-ledger.ts'
import { reasonText } from './reject-reasons.ts'
import { makeRepairRoutes } from './repair/repair-routes.ts'
import { makeRereadRoutes } from './reread/reread-routes.ts'
import { isHandedBackAsJson, writeRejects } from './write-rejects.ts'

const ResourceParams = Type.Object({ resource: Type.String() })
const BatchParams = Type.Object({ batch: Type.String() })
const SendQuery = Type.Object({
  mode: Type.Optional(
    Type.Enum(deliveryModes, {
      type: 'string',
      description:
        'delete: the file names keys whose rows go; replace: afterwards the register holds the rows of the file',
    }),
  ),
  key: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      description: 'names this delivery: sent twice under one key it is taken in once',
    }),
  ),
  ...layoutQuery,
  simulated: Type.Optional(Type.Boolean({ description: 'rows of a simulator: labelled wherever they are shown' })),
})
const ListQuery = Type.Object({
  resource: Type.Optional(Type.String()),
  key: Type.Optional(Type.String()),
  status: Type.Optional(Type.Enum(batchStatuses, { type: 'string' })),
  after: Type.Optional(Type.String({ description: '`next` of the page before' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, description: 'default 50' })),
})
const RejectsQuery = Type.Object({
  after: Type.Optional(Type.Integer({ minimum: 0, description: '`next` of the page before' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000, description: 'default 50' })),
})
const LanguageQuery = Type.Object({ language: Type.Optional(Type.Enum(['zh', 'en'], { type: 'string' })) })

type Request<P, Q> = RouteRequest<RequestAccess, P, Q>

const defaultPage = 50

/** Routes of the exchange: sending batches, and what became of them. */
export const makeRoutes = (deps: RouteDeps): readonly Route<RequestAccess>[] => {
  const { database, city } = deps
  const { db } = database
  const { getBatch, maySeeDelivered } = makeBatchAccess(deps)
  const receive = makeReceive(deps)

  const getResource = (id: string): Resource => {
    const resource = findResource(city.current().city, id)
    if (resource) return resource
    const meant = nearest(
      id,
      city.current().city.resources.map((each) => each.id),
    )
    throw new AppError('not-found', {
      detail: `there is no resource “${id.slice(0, 60)}”${meant === undefined ? '' : `; did you mean ${meant}?`}`,
    })
  }

  const send = async ({
    params,
    query,
    headers,
    body,
    access,
    reply,
  }: Request<Static<typeof ResourceParams>, Static<typeof SendQuery>>) => {
    const resource = getResource(params.resource)
    const { areas } = access.authorise(resourceObject(resource))
    if (!hasRegister(resource)) throw new AppError('no-register', { params: { kind: resource.kind } })
    if (areas !== null)
      throw new AppError('not-allowed', {
        detail: 'a role limited to some areas cannot deliver to a register of the whole city',
      })
    const length = Number(headers['content-length'])
    const { batch, repeated } = await receive({
      resource: resource.id,
      key: query.key ?? randomUUID(),
      mode: query.mode ?? (resource.key.length > 0 ? 'upsert' : 'append'),
      fileName: query.fileName ?? null,
      layout: readSentLayout(resource, query, headers),
      simulated: query.simulated ?? false,
      bytesExpected: Number.isSafeInteger(length) ? length : null,
      source: body,
      sentBy: access.actor.role,
    })
    if (!repeated) return batch
    // The rest of a body nobody reads would keep the connection busy.
    void reply.header('connection', 'close')
    return { ...batch, repeated }
  }

  const readable = (access: RequestAccess): string[] =>
    city
      .current()
      .city.resources.filter((resource) => access.decide('batches.read', resourceObject(resource)).allow)
      .map((resource) => resource.id)

  const list = async ({ query, access }: Request<unknown, Static<typeof ListQuery>>) => {
    access.authorise({ kind: 'city' })
    const allowed = readable(access)
    const resources = query.resource === undefined ? allowed : allowed.filter((id) => id === query.resource)
    if (query.after !== undefined && !isId(query.after)) throw new AppError('too-old-cursor')
    const page = await listBatches(db, {
      resources,
      key: query.key,
      status: query.status,
      before: query.after,
      limit: query.limit ?? defaultPage,
    })
    const live = city.current().city
    const names = page.batches.flatMap(({ resource }) => {
      const name = findResource(live, resource)?.name
      return name ? [[resource, name] as const] : []
    })
    return { ...page, names: Object.fromEntries(names) }
  }

  const getRejects = async ({
    params,
    query,
    access,
  }: Request<Static<typeof BatchParams>, Static<typeof RejectsQuery>>) => {
    const { batch, resource } = await getBatch(params.batch, access)
    const limit = query.limit ?? defaultPage
    const found = await listRejects(db, batch.id, query.after ?? 0, limit + 1)
    const page = found.slice(0, limit)
    const showValues = maySeeDelivered(access, resource)
    const layout = found.length > 0 ? ((await findDelivered(db, batch.id))?.layout ?? null) : null
    /** Reasons that name a line name it as it stood in the file. */
    const placed = (facts: RejectRow['params']) =>
      typeof facts?.['line'] === 'number' ? { ...facts, line: formatPlace(placeOf(facts['line'], layout)) } : facts
    return {
      rejects: page.map((reject) => ({
        line: reject.line,
        place: formatPlace(placeOf(reject.line, layout)),
        item: reject.item,
        value: showValues ? reject.value : null,
        code: reject.code,
        rule: typeof reject.params?.['rule'] === 'string' ? reject.params['rule'] : null,
        reason: reasonText(reject.code, placed(reject.params)),
        raw: showValues ? reject.raw.slice(0, 2_000) : '',
        repairedBy: reject.repaired_by,
      })),
      next: found.length > limit ? String(page.at(-1)?.line) : null,
      byReason: (await countRejects(db, batch.id)).map(({ code, item, rule, count, params: facts }) => ({
        code,
        item,
        rule,
        count,
        reason: reasonText(code, placed(facts)),
      })),
    }
  }

  const downloadRejects = async ({
    params,
    query,
    headers,
    access,
    reply,
  }: Request<Static<typeof BatchParams>, Static<typeof LanguageQuery>>) => {
    const { batch, resource } = await getBatch(params.batch, access)
    const { areas } = access.authorise(resourceObject(resource), 'batches.write')
    if (resource.grade.personal) access.authorise(resourceObject(resource), 'registers.read')
    if (areas !== null) throw new AppError('not-allowed')
    const shape = (await findDelivered(db, batch.id)) ?? { header: null, delimiter: null, format: null }
    const isNdjson = isHandedBackAsJson(shape)
    const language = query.language ?? (headers['accept-language']?.startsWith('en') ? 'en' : 'zh')
    const name = `${batch.fileName?.replace(/(\.(csv|tsv|txt|json|ndjson|jsonl|geojson|xlsx|zip))?(\.gz)?$/i, '') ?? resource.id}-rejects.${isNdjson ? 'ndjson' : 'csv'}`
    void reply.header('content-type', isNdjson ? 'application/x-ndjson; charset=utf-8' : 'text/csv; charset=utf-8')
    void reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    return Readable.from(writeRejects(shape, (after, limit) => listRejects(db, batch.id, after, limit), language))
  }

  const tags = ['batches']
  const routes = [
    {
      method: 'POST',
      url: '/api/registers/:resource/batches',
      action: 'batches.write',
      roles: 'intake',
      summary:
        'Send a batch of rows (CSV, NDJSON, JSON, GeoJSON, plain or gzip; XLSX; zipped shapefile) as the body; answers its accounting when it is in',
      tags,
      params: ResourceParams,
      query: SendQuery,
      response: BatchSchema,
      streamBody: true,
      handler: send,
    },
    {
      method: 'GET',
      url: '/api/batches',
      action: 'batches.read',
      summary: 'Batches, newest first',
      tags,
      query: ListQuery,
      response: BatchPageSchema,
      handler: list,
    },
    {
      method: 'GET',
      url: '/api/batches/:batch',
      action: 'batches.read',
      summary: 'One batch: how far it is, and its accounting',
      tags,
      params: BatchParams,
      response: BatchSchema,
      handler: async ({ params, access }: Request<Static<typeof BatchParams>, unknown>) => {
        const { batch, resource } = await getBatch(params.batch, access)
        return { ...batch, readAs: await findReadAs(db, resource, batch) }
      },
    },
    {
      method: 'GET',
      url: '/api/batches/:batch/rejects',
      action: 'batches.read',
      summary: 'Rows that were not taken in, with the reason of each',
      tags,
      params: BatchParams,
      query: RejectsQuery,
      response: RejectPageSchema,
      handler: getRejects,
    },
    {
      method: 'GET',
      url: '/api/batches/:batch/rejects.csv',
      action: 'batches.read',
      summary: 'The same as a file in the delivered shape plus a reason column, to mend and send again',
      tags,
      params: BatchParams,
      query: LanguageQuery,
      produces: ['text/csv', 'application/x-ndjson'],
      handler: downloadRejects,
    },
    ...makePreviewRoutes({
      ...deps,
      brokenRulesOf:
        ({ timeZone }) =>
        (plan, rows) =>
          findBrokenRules(db, { plan, zone: plan.resource.timeZone ?? timeZone, now: new Date() }, rows),
    }),
    ...makeDecideRoutes(deps),
    ...makeRepairRoutes(deps),
    ...makeRereadRoutes(deps),
  ] as const
  return routes as unknown as readonly Route<RequestAccess>[]
}
