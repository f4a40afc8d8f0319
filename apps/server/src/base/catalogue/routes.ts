import { type City, nearest, type Resource, shareTypes } from '@onecity/city'
import {
  type DepartmentList,
  DepartmentListSchema,
  type ResourceDetail,
  ResourceDetailSchema,
  type ResourcePage,
  ResourcePageSchema,
} from '@onecity/contracts'
import { type Static, Type } from 'typebox'
import { AppError } from '../../kernel/app-error.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Route, RouteRequest } from '../../platform/http/index.ts'
import { type RequestAccess, resourceObject } from '../../trust/access/index.ts'
import { emptyRegister, listRegisterStates } from '../registers/index.ts'
import { searchResources } from './search-resources.ts'
import { describeResource, summariseResource } from './summarise-resource.ts'
import { writeTemplate } from './write-template.ts'

const DEFAULT_PAGE = 50
const LARGEST_PAGE = 500

const ResourceParams = Type.Object({ resource: Type.String() })
const SearchQuery = Type.Object({
  q: Type.Optional(Type.String({ description: 'words that must all occur in names, abstract, items or department' })),
  owner: Type.Optional(Type.String({ description: 'department id' })),
  kind: Type.Optional(Type.String()),
  shareType: Type.Optional(Type.Union(shareTypes.map((type) => Type.Literal(type)))),
  personal: Type.Optional(Type.Boolean()),
  hasRows: Type.Optional(Type.Boolean()),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: LARGEST_PAGE, description: `default ${DEFAULT_PAGE}` })),
  offset: Type.Optional(Type.Integer({ minimum: 0 })),
})
const DetailQuery = Type.Object({
  purpose: Type.Optional(Type.String({ description: 'purpose for which `reading` is decided' })),
})
const TemplateQuery = Type.Object({ lang: Type.Optional(Type.Union([Type.Literal('zh'), Type.Literal('en')])) })

type Request<P, Q> = RouteRequest<RequestAccess, P, Q>
type ResourceRequest<Q> = Request<Static<typeof ResourceParams>, Q>

/** Routes of the catalogue: resources found, one resource, its file template, departments. */
export const makeCatalogueRoutes = (options: {
  readonly database: Database
  readonly city: { readonly current: () => { readonly city: City } }
}): readonly Route<RequestAccess>[] => {
  const { db } = options.database
  const current = () => options.city.current().city
  const mayRead = (access: RequestAccess) => (resource: Resource) =>
    access.decide('catalogue.read', resourceObject(resource)).allow

  const listResources = async ({
    query,
    access,
  }: Request<unknown, Static<typeof SearchQuery>>): Promise<ResourcePage> => {
    access.authorise({ kind: 'city' })
    const city = current()
    const states = await listRegisterStates(db)
    const stateOf = (id: string) => states.get(id) ?? emptyRegister
    const found = searchResources(
      city,
      { ...query, personal: asBoolean(query.personal), hasRows: asBoolean(query.hasRows) },
      { mayRead: mayRead(access), rowsOf: (id) => stateOf(id).rows },
    )
    const departments = new Map(city.departments.map((department) => [department.id, department]))
    const offset = Number(query.offset ?? 0)
    return {
      resources: found.resources
        .slice(offset, offset + Number(query.limit ?? DEFAULT_PAGE))
        .map((resource) => summariseResource(resource, departments.get(resource.owner), stateOf(resource.id))),
      total: found.resources.length,
      facets: {
        owner: [...found.byOwner]
          .map(([id, count]) => ({ id, name: departments.get(id)?.name ?? { zh: id }, count }))
          .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1)),
        shareType: shareTypes.flatMap((id) => {
          const count = found.byShareType.get(id)
          return count === undefined ? [] : [{ id, count }]
        }),
      },
    }
  }

  /** A resource the reader may not know of is not found, like one that is not there; nor is it suggested. */
  const getResource = (id: string, access: RequestAccess): Resource => {
    access.authorise({ kind: 'city' })
    const readable = current().resources.filter(mayRead(access))
    const resource = readable.find((each) => each.id === id)
    if (resource) return resource
    const meant = nearest(
      id,
      readable.map((each) => each.id),
    )
    throw new AppError('not-found', meant ? { params: { didYouMean: meant } } : {})
  }

  const showResource = async ({ params, access }: ResourceRequest<unknown>): Promise<ResourceDetail> => {
    const resource = getResource(params.resource, access)
    const states = await listRegisterStates(db, resource.id)
    return describeResource(resource, current(), states.get(resource.id) ?? emptyRegister, access)
  }

  const showTemplate = async ({
    params,
    query,
    access,
    reply,
  }: ResourceRequest<Static<typeof TemplateQuery>>): Promise<string> => {
    const resource = getResource(params.resource, access)
    void reply.header('content-type', 'text/csv; charset=utf-8; header=present')
    void reply.header('content-disposition', `attachment; filename="${resource.id}-template.csv"`)
    return writeTemplate(resource, query.lang)
  }

  const listDepartments = async ({ access }: Request<unknown, unknown>): Promise<DepartmentList> => {
    access.authorise({ kind: 'city' })
    const city = current()
    const owned = new Map<string, number>()
    for (const resource of city.resources.filter(mayRead(access)))
      owned.set(resource.owner, (owned.get(resource.owner) ?? 0) + 1)
    return {
      departments: city.departments.map(({ id, name, level, area }) => ({
        id,
        name,
        level,
        area,
        resources: owned.get(id) ?? 0,
      })),
    }
  }

  const tags = ['catalogue']
  const action = 'catalogue.read'
  const routes = [
    {
      method: 'GET',
      url: '/api/catalogue/resources',
      action,
      summary: 'Resources of the catalogue that match, with counts by owner and sharing type',
      tags,
      query: SearchQuery,
      response: ResourcePageSchema,
      handler: listResources,
    },
    {
      method: 'GET',
      url: '/api/catalogue/resources/:resource',
      action,
      summary: 'One resource: items, sharing, register state, and what the reader may see of its rows',
      tags,
      params: ResourceParams,
      query: DetailQuery,
      response: ResourceDetailSchema,
      handler: showResource,
    },
    {
      method: 'GET',
      url: '/api/catalogue/resources/:resource/template.csv',
      action,
      summary: 'Header row of a file to fill in and deliver',
      tags,
      params: ResourceParams,
      query: TemplateQuery,
      produces: ['text/csv; charset=utf-8; header=present'],
      handler: showTemplate,
    },
    {
      method: 'GET',
      url: '/api/catalogue/departments',
      action,
      summary: 'Departments, with how many resources each owns',
      tags,
      response: DepartmentListSchema,
      handler: listDepartments,
    },
  ]
  return routes as unknown as readonly Route<RequestAccess>[]
}

/** Query values arrive as text where the HTTP layer leaves them so. */
const asBoolean = (value: boolean | string | undefined): boolean | undefined =>
  value === undefined ? undefined : value === true || value === 'true'
