import { type City, findResource, hasRegister, nearest, type Resource } from '@onecity/city'
import { ChangePageSchema, ChangeSetPageSchema, RowHistorySchema, RowPageSchema, RowSchema } from '@onecity/contracts'
import { type Static, Type } from 'typebox'
import { AppError } from '../../kernel/app-error.ts'
import { isId } from '../../kernel/ids.ts'
import { type Database, sql } from '../../platform/db/db.ts'
import type { Route, RouteRequest } from '../../platform/http/index.ts'
import { type Obligations, type RequestAccess, resourceObject, stricterOf } from '../../trust/access/index.ts'
import { chooseFormat, mediaTypes, type RowFormat, rowFormats } from './format-choose.ts'
import { csvWriter, geojsonWriter, ndjsonWriter, type RowWriter, writeRows } from './format-rows.ts'
import { listChangeSets } from './list-change-sets.ts'
import { findNumberAsOf } from './read-as-of.ts'
import { parseChangeCursor, readChanges, writeChangeCursor } from './read-changes.ts'
import { parseRowCursor, writeRowCursor } from './read-cursor.ts'
import { findRegisterTables } from './read-register.ts'
import { readRowHistory } from './read-row-history.ts'
import { streamRows } from './read-row-stream.ts'
import { countRows, type ReadRow, type RowsQuery, readRows } from './read-rows.ts'
import { makeRowsQuery } from './read-rows-query.ts'
import { makeScope, type Scope } from './scope.ts'
import { planTables } from './table-plan.ts'

/** The live city as reading needs it. */
export type CityOfRegisters = {
  readonly current: () => {
    readonly city: City
    readonly tree: { readonly descendants: (areaCode: string) => readonly string[] }
  }
}

const DEFAULT_PAGE = 50
const LARGEST_PAGE = 1_000

const purpose = Type.Optional(
  Type.String({ description: 'what personal data are read for; or the header x-onecity-purpose' }),
)
const limit = Type.Optional(Type.Integer({ minimum: 1, maximum: LARGEST_PAGE, description: `default ${DEFAULT_PAGE}` }))
const ResourceParams = Type.Object({ resource: Type.String() })
const RowParams = Type.Object({ resource: Type.String(), rowId: Type.String() })
const RowsQuerySchema = Type.Object({
  filter: Type.Optional(Type.String({ description: 'CQL2 Text (OGC 21-065), subset' })),
  area: Type.Optional(Type.String({ description: 'area code of any level; includes everything below' })),
  bbox: Type.Optional(Type.String({ description: 'minLng,minLat,maxLng,maxLat (WGS-84)' })),
  asOf: Type.Optional(Type.String({ description: 'date-time: the rows as the platform knew them then' })),
  sort: Type.Optional(Type.String({ description: 'item id, with - before it for descending' })),
  after: Type.Optional(Type.String({ description: '`next` of the page before' })),
  limit,
  count: Type.Optional(Type.Literal('exact')),
  f: Type.Optional(Type.String({ description: rowFormats.join(', ') })),
  bom: Type.Optional(Type.Boolean({ description: 'csv: begin with a byte order mark' })),
  safe: Type.Optional(
    Type.Literal('excel', { description: "csv: put ' before texts a spreadsheet would run as a formula" }),
  ),
  purpose,
})
const PurposeQuery = Type.Object({ purpose })
const ChangesQuery = Type.Object({
  since: Type.Optional(Type.String({ description: '`cursor` of the answer before; absent = from the start' })),
  limit,
  purpose,
})
const ChangeSetsQuery = Type.Object({ since: Type.Optional(Type.String()), limit })

type Request<P, Q> = RouteRequest<RequestAccess, P, Q>
type RowsRequest = Request<Static<typeof ResourceParams>, Static<typeof RowsQuerySchema>>

/** Routes that read registers: rows, one row, its history, and the change feed. */
export const makeRegisterRoutes = (options: {
  readonly database: Database
  readonly city: CityOfRegisters
}): readonly Route<RequestAccess>[] => {
  const { db } = options.database
  const { city } = options

  /**
   * The resource and what reading it is held to. One that the reader may not even find in the catalogue is not found, like
   * one that is not there; nor is it suggested.
   */
  const authorise = (
    id: string,
    access: RequestAccess,
  ): { readonly resource: Resource; readonly obligations: Obligations } => {
    access.authorise({ kind: 'city' })
    const { resources } = city.current().city
    const isListed = (resource: Resource) => access.decide('catalogue.read', resourceObject(resource)).allow
    const resource = findResource(city.current().city, id)
    if (resource) {
      const decision = access.decide(access.action, resourceObject(resource))
      if (decision.allow || decision.reason === 'purpose-required' || isListed(resource))
        return readable(resource, access.authorise(resourceObject(resource)))
    }
    const meant = nearest(
      id,
      resources.filter(isListed).map((each) => each.id),
    )
    throw new AppError('not-found', meant ? { params: { didYouMean: meant } } : {})
  }
  const readable = (resource: Resource, obligations: Obligations) => {
    if (!hasRegister(resource)) throw new AppError('no-register', { params: { kind: resource.kind } })
    return { resource, obligations }
  }

  /** The register in the reader's scope; null before its first batch. */
  const findScope = async (resource: Resource, obligations: Obligations) => {
    const plan = planTables(resource)
    const tables = await findRegisterTables(db, plan)
    return { scope: makeScope(plan, obligations, tables?.columns ?? new Set()), tables }
  }

  const listRows = async ({ params, query, headers, access, reply }: RowsRequest): Promise<unknown> => {
    const { resource, obligations: reading } = authorise(params.resource, access)
    const format = chooseFormat(query.f, headers.accept)
    const obligations =
      format === 'json' ? reading : stricterOf(reading, access.authorise(resourceObject(resource), 'registers.export'))
    const asOfNumber = query.asOf === undefined ? undefined : await findNumberAsOf(db, params.resource, query.asOf)
    const { scope, tables } = await findScope(resource, obligations)
    const rowsQuery = makeRowsQuery(query, {
      scope,
      registerRows: tables?.rows ?? 0,
      descendants: city.current().tree.descendants,
      asOfNumber,
    })
    const stated = query.limit === undefined ? null : Number(query.limit)
    if (format === 'json') {
      const page = await readPage(
        rowsQuery,
        Math.min(stated ?? DEFAULT_PAGE, obligations.limit ?? LARGEST_PAGE),
        query.after,
        tables !== undefined,
      )
      const total = query.count && (tables ? await countRows(db, rowsQuery) : { value: 0, exact: true })
      return {
        ...page,
        ...(query.asOf !== undefined && { asOf: query.asOf, number: asOfNumber }),
        ...(total && { total }),
      }
    }
    const most = smallerOf(stated, obligations.limit)
    const body = await writeRows(tables ? streamRows(db, rowsQuery, most) : noRows(), writerOf(format, scope, query))
    void reply.header('content-type', mediaTypes[format])
    void reply.header('content-disposition', `attachment; filename="${resource.id}.${format}"`)
    if (obligations.limit !== null) void reply.header('x-onecity-row-limit', String(obligations.limit))
    return body
  }

  const readPage = async (query: RowsQuery, limit: number, after: string | undefined, exists: boolean) => {
    const cursor = after === undefined ? undefined : parseRowCursor(after, query.sort)
    // One more than asked for tells whether there is a next page.
    const found = exists ? await readRows(db, query, { after: cursor, limit: limit + 1 }) : []
    const rows = found.slice(0, limit)
    const last = rows.at(-1)
    return {
      rows: rows.map(({ cursor: _, ...row }) => row),
      next: last && found.length > limit ? writeRowCursor(last.cursor, query.sort) : null,
    }
  }

  const getRow = async ({ params, access }: Request<Static<typeof RowParams>, unknown>) => {
    const { resource, obligations } = authorise(params.resource, access)
    const { scope, tables } = await findScope(resource, obligations)
    if (!tables || !isId(params.rowId)) throw new AppError('not-found')
    const one: RowsQuery = {
      scope,
      conditions: [sql`row_id = ${params.rowId}::uuid`],
      areas: null,
      sort: undefined,
      asOfNumber: undefined,
    }
    const [row] = await readRows(db, one, { after: undefined, limit: 1 })
    if (!row) throw new AppError('not-found')
    const { cursor: _, ...shown } = row
    return shown
  }

  const getHistory = async ({ params, access }: Request<Static<typeof RowParams>, unknown>) => {
    const { resource, obligations } = authorise(params.resource, access)
    const { scope, tables } = await findScope(resource, obligations)
    const versions = tables && isId(params.rowId) ? await readRowHistory(db, scope, params.rowId) : []
    if (versions.length === 0) throw new AppError('not-found')
    return { rowId: params.rowId, versions }
  }

  const listChanges = async ({
    params,
    query,
    access,
  }: Request<Static<typeof ResourceParams>, Static<typeof ChangesQuery>>) => {
    const { resource, obligations } = authorise(params.resource, access)
    const since = await parseChangeCursor(db, query.since)
    const { scope, tables } = await findScope(resource, obligations)
    if (!tables) return { changes: [], cursor: writeChangeCursor(since), more: false }
    const limit = Math.min(Number(query.limit ?? DEFAULT_PAGE), obligations.limit ?? LARGEST_PAGE)
    const { changes, cursor, more } = await readChanges(db, scope, { since, limit })
    return { changes, cursor: writeChangeCursor(cursor), more }
  }

  const listAllChanges = async ({ query, access }: Request<unknown, Static<typeof ChangeSetsQuery>>) => {
    access.authorise({ kind: 'city' })
    const since = await parseChangeCursor(db, query.since)
    const limit = Number(query.limit ?? DEFAULT_PAGE)
    const resources = city
      .current()
      .city.resources.filter((resource) => isReadable(access, resource))
      .map(({ id }) => id)
    const found = await listChangeSets(db, { resources, since: since.number, limit: limit + 1 })
    const changeSets = found.slice(0, limit)
    return { changeSets, cursor: String(changeSets.at(-1)?.number ?? since.number), more: found.length > limit }
  }

  const tags = ['registers']
  const routes = [
    {
      method: 'GET',
      url: '/api/registers/:resource/rows',
      action: 'registers.read',
      summary: 'Rows of a register: a page as JSON, or all that match as NDJSON, CSV or GeoJSON',
      tags,
      params: ResourceParams,
      query: RowsQuerySchema,
      response: RowPageSchema,
      produces: [mediaTypes.ndjson, mediaTypes.csv, mediaTypes.geojson],
      handler: listRows,
    },
    {
      method: 'GET',
      url: '/api/registers/:resource/rows/:rowId',
      action: 'registers.read',
      summary: 'One row as it is now',
      tags,
      params: RowParams,
      query: PurposeQuery,
      response: RowSchema,
      handler: getRow,
    },
    {
      method: 'GET',
      url: '/api/registers/:resource/rows/:rowId/history',
      action: 'registers.read',
      summary: 'Every version of a row, with the change sets that wrote and ended it',
      tags,
      params: RowParams,
      query: PurposeQuery,
      response: RowHistorySchema,
      handler: getHistory,
    },
    {
      method: 'GET',
      url: '/api/registers/:resource/changes',
      action: 'changes.read',
      summary: 'Changes of a register after a cursor, with current values',
      tags,
      params: ResourceParams,
      query: ChangesQuery,
      response: ChangePageSchema,
      handler: listChanges,
    },
    {
      method: 'GET',
      url: '/api/changes',
      action: 'changes.read',
      summary: 'Change sets of every register the reader may read',
      tags,
      query: ChangeSetsQuery,
      response: ChangeSetPageSchema,
      handler: listAllChanges,
    },
  ]
  return routes as unknown as readonly Route<RequestAccess>[]
}

/** Whether changes of a resource may be told; counts show no personal data, so a purpose that could be stated is enough. */
const isReadable = (access: RequestAccess, resource: Resource): boolean => {
  const decision = access.decide('changes.read', resourceObject(resource))
  return decision.allow || decision.reason === 'purpose-required'
}

const writerOf = (
  format: Exclude<RowFormat, 'json'>,
  scope: Scope,
  query: { readonly bom?: boolean; readonly safe?: string },
): RowWriter => {
  switch (format) {
    case 'ndjson':
      return ndjsonWriter()
    case 'geojson':
      return geojsonWriter(scope.visible)
    case 'csv':
      return csvWriter(scope.visible, {
        byteOrderMark: query.bom === true,
        safeForSpreadsheets: query.safe === 'excel',
      })
  }
}

const smallerOf = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b)

async function* noRows(): AsyncGenerator<readonly ReadRow[], void, undefined> {}
