import { Readable } from 'node:stream'
import {
  type City,
  catalogueRulesOf,
  findResource,
  freshnessStates,
  hasRegister,
  nearest,
  type Resource,
  resourceKinds,
  shareTypes,
  updateCycles,
} from '@onecity/city'
import {
  type DepartmentList,
  DepartmentListSchema,
  type Quality,
  QualitySchema,
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
import { DcatCatalogue, isExported } from './dcat-nodes.ts'
import type { DcatNode } from './dcat-terms.ts'
import { makeSearchIndexCache } from './index-cache.ts'
import { findQuality } from './quality.ts'
import { makeRegisterFacts } from './register-facts.ts'
import type { SearchIndex } from './search-index.ts'
import {
  type CatalogueSearch,
  catalogueSorts,
  matchedItems,
  searchResources,
  suggestSearches,
} from './search-resources.ts'
import { describeResource, freshnessOfResource, summariseResource } from './summarise-resource.ts'
import { writeJsonLd, writeTurtle } from './write-dcat.ts'
import { writeTemplate } from './write-template.ts'

const DEFAULT_PAGE = 50
const LARGEST_PAGE = 500
const LONGEST_QUERY = 200
/** Tags of which a facet tells the count; cities have thousands. */
const MOST_TAGS = 30
/** Items named beside a resource because the words were found in them. */
const MOST_MATCHED_ITEMS = 3

const dcatTypes = { jsonld: 'application/ld+json', ttl: 'text/turtle; charset=utf-8' } as const

const ResourceParams = Type.Object({ resource: Type.String() })
const SearchQuery = Type.Object({
  q: Type.Optional(
    Type.String({
      maxLength: LONGEST_QUERY,
      description:
        'words that must all be found in names, codes, tags, items, department or abstract; one letter of a word, or one of three Chinese characters, may be wrong',
    }),
  ),
  owner: Type.Optional(Type.String({ description: 'department id' })),
  kind: Type.Optional(Type.Union(resourceKinds.map((kind) => Type.Literal(kind)))),
  shareType: Type.Optional(Type.Union(shareTypes.map((type) => Type.Literal(type)))),
  class: Type.Optional(
    Type.String({ pattern: '^[123](\\d{2})?$', description: 'leading digit of the resource code, or leading three' }),
  ),
  update: Type.Optional(Type.Union(updateCycles.map((cycle) => Type.Literal(cycle)))),
  open: Type.Optional(Type.Union(shareTypes.map((type) => Type.Literal(type)))),
  tag: Type.Optional(Type.String({ description: 'a tag, by its Chinese text' })),
  freshness: Type.Optional(Type.Union(freshnessStates.map((state) => Type.Literal(state)))),
  personal: Type.Optional(Type.Boolean()),
  hasRows: Type.Optional(Type.Boolean()),
  mappable: Type.Optional(Type.Boolean({ description: 'rows have a point, line or polygon, and lie in this city' })),
  sort: Type.Optional(
    Type.Union(
      catalogueSorts.map((sort) => Type.Literal(sort)),
      { description: 'default: relevance when words are given, else by id' },
    ),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: LARGEST_PAGE, description: `default ${DEFAULT_PAGE}` })),
  offset: Type.Optional(Type.Integer({ minimum: 0 })),
})
const DetailQuery = Type.Object({
  purpose: Type.Optional(Type.String({ description: 'purpose for which `reading` is decided' })),
})
const TemplateQuery = Type.Object({ lang: Type.Optional(Type.Union([Type.Literal('zh'), Type.Literal('en')])) })

type Request<P, Q> = RouteRequest<RequestAccess, P, Q>
type ResourceRequest<Q> = Request<Static<typeof ResourceParams>, Q>

/** Routes of the catalogue: resources found, one resource, its quality, its file template, departments. */
export const makeCatalogueRoutes = (options: {
  readonly database: Database
  readonly city: {
    readonly current: () => { readonly city: City }
    /** Given: a new version is indexed as it goes live, else when somebody searches. */
    readonly onChange?: (listener: () => void) => unknown
  }
  /** Milliseconds; default: this machine's. */
  readonly now?: () => number
}): readonly Route<RequestAccess>[] => {
  const { db } = options.database
  const now = options.now ?? Date.now
  const current = () => options.city.current().city
  const mayRead = (access: RequestAccess) => (resource: Resource) =>
    access.decide('catalogue.read', resourceObject(resource)).allow
  const indexes = makeSearchIndexCache(current)
  const registerFacts = makeRegisterFacts(db)
  options.city.onChange?.(() => void indexes.get())

  const listResources = async ({
    query,
    access,
  }: Request<unknown, Static<typeof SearchQuery>>): Promise<ResourcePage> => {
    access.authorise({ kind: 'city' })
    const index = await indexes.get()
    const search: CatalogueSearch = {
      ...query,
      personal: asBoolean(query.personal),
      hasRows: asBoolean(query.hasRows),
      mappable: asBoolean(query.mappable),
    }
    const known = await registerFacts()
    const facts = {
      mayRead: indexes.mayRead(index, JSON.stringify(access.actor), mayRead(access)),
      factsOf: (id: string) => known.get(id),
      now: now(),
    }
    const found = searchResources(index, search, facts)
    const offset = Number(query.offset ?? 0)
    const shown = found.order.slice(offset, offset + Number(query.limit ?? DEFAULT_PAGE))
    const resourceAt = (position: number) => index.resources[position] as Resource
    const states = await listRegisterStates(
      db,
      shown.map((position) => resourceAt(position).id),
    )
    const departments = departmentsOf(index.city)
    return {
      resources: shown.map((position) => {
        const resource = resourceAt(position)
        const items = found.match ? matchedItems(index, position, found.match, MOST_MATCHED_ITEMS) : []
        return {
          ...summariseResource(resource, {
            owner: departments.get(resource.owner),
            register: states.get(resource.id) ?? emptyRegister,
            rules: index.rules,
            now: facts.now,
          }),
          matchedItems: items.flatMap((at) => {
            const item = resource.items[at]
            return item ? [{ id: item.id, name: item.name }] : []
          }),
        }
      }),
      total: found.order.length,
      marks: [...(found.match?.marks ?? [])],
      suggestions:
        found.order.length === 0 && found.match
          ? suggestSearches(index, query.q ?? '', (q) => searchResources(index, { ...search, q }, facts).order.length)
          : [],
      facets: writeFacets(index, found.counts),
    }
  }

  /** A resource the reader may not know of is not found, like one that is not there; nor is it suggested. */
  const getResource = (id: string, access: RequestAccess): Resource => {
    access.authorise({ kind: 'city' })
    const resource = findResource(current(), id)
    if (resource && mayRead(access)(resource)) return resource
    const meant = nearest(
      id,
      current()
        .resources.filter(mayRead(access))
        .map((each) => each.id),
    )
    throw new AppError('not-found', meant ? { params: { didYouMean: meant } } : {})
  }

  const stateOf = async (resource: Resource) =>
    (await listRegisterStates(db, [resource.id])).get(resource.id) ?? emptyRegister

  const showResource = async ({ params, access }: ResourceRequest<unknown>): Promise<ResourceDetail> => {
    const resource = getResource(params.resource, access)
    return describeResource(resource, current(), await stateOf(resource), access, now())
  }

  const showQuality = async ({ params, access }: ResourceRequest<unknown>): Promise<Quality> => {
    const resource = getResource(params.resource, access)
    if (!hasRegister(resource)) throw new AppError('no-register', { params: { kind: resource.kind } })
    return {
      freshness: freshnessOfResource(resource, await stateOf(resource), (await indexes.get()).rules, now()),
      ...(await findQuality(db, resource)),
    }
  }

  const showTemplate = async ({
    params,
    query,
    access,
    reply,
  }: ResourceRequest<Static<typeof TemplateQuery>>): Promise<string> => {
    const resource = getResource(params.resource, access)
    if (!hasRegister(resource)) throw new AppError('no-register', { params: { kind: resource.kind } })
    void reply.header('content-type', 'text/csv; charset=utf-8; header=present')
    void reply.header('content-disposition', `attachment; filename="${resource.id}-template.csv"`)
    return writeTemplate(resource, query.lang)
  }

  /** Answers nodes in the form the address ends with; the reader's own view, so nobody else may keep it. */
  const answerDcat = ({ reply }: Request<unknown, unknown>, form: 'jsonld' | 'ttl', nodes: Iterable<DcatNode>) => {
    void reply.header('content-type', dcatTypes[form])
    void reply.header('cache-control', 'private, no-cache')
    return Readable.from(form === 'ttl' ? writeTurtle(nodes) : writeJsonLd(nodes))
  }
  const makeDcat = ({ raw, access }: Request<unknown, unknown>) => {
    const city = current()
    const exported = city.resources.filter((each) => isExported(each) && mayRead(access)(each))
    const base = `${raw.protocol}://${raw.host}`
    return { exported, dcat: new DcatCatalogue({ base, city, rules: catalogueRulesOf(city), exported }) }
  }
  const mayReadRows = (access: RequestAccess, resource: Resource) => {
    const decision = access.decide('registers.read', resourceObject(resource))
    return decision.allow || decision.reason === 'purpose-required'
  }

  const exportCatalogue = (form: 'jsonld' | 'ttl') => async (request: Request<unknown, unknown>) => {
    const { access } = request
    access.authorise({ kind: 'city' })
    const states = await listRegisterStates(db)
    const { dcat, exported } = makeDcat(request)
    const nodes = function* () {
      yield* dcat.head()
      for (const resource of exported)
        yield* dcat.resource(resource, states.get(resource.id) ?? emptyRegister, mayReadRows(access, resource))
    }
    return answerDcat(request, form, nodes())
  }

  const exportResource = (form: 'jsonld' | 'ttl') => async (request: ResourceRequest<unknown>) => {
    const resource = getResource(request.params.resource, request.access)
    if (!isExported(resource)) throw new AppError('not-found', { detail: 'the resource is neither shared nor opened' })
    const state = await stateOf(resource)
    const { dcat } = makeDcat(request)
    const nodes = function* () {
      yield* dcat.head()
      yield* dcat.resource(resource, state, mayReadRows(request.access, resource))
    }
    return answerDcat(request, form, nodes())
  }

  const listDepartments = async ({ access }: Request<unknown, unknown>): Promise<DepartmentList> => {
    access.authorise({ kind: 'city' })
    const city = current()
    const owned = new Map<string, number>()
    for (const resource of city.resources)
      if (mayRead(access)(resource)) owned.set(resource.owner, (owned.get(resource.owner) ?? 0) + 1)
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
      summary: 'Resources of the catalogue that match, with counts by facet',
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
      url: '/api/catalogue/resources/:resource/quality',
      action,
      summary: 'Freshness and quality of a register as last measured: completeness, unverified codes, rejected rows',
      tags,
      params: ResourceParams,
      response: QualitySchema,
      handler: showQuality,
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
    ...(['jsonld', 'ttl'] as const).flatMap((form) => [
      {
        method: 'GET',
        url: `/api/catalogue.${form}`,
        action,
        summary: 'The whole catalogue as DCAT-AP 3.0: what is shared or open, as the reader may know of it',
        tags,
        produces: [dcatTypes[form]],
        handler: exportCatalogue(form),
      },
      {
        method: 'GET',
        url: `/api/catalogue/resources/:resource/dcat.${form}`,
        action,
        summary: 'One resource as DCAT-AP 3.0',
        tags,
        params: ResourceParams,
        produces: [dcatTypes[form]],
        handler: exportResource(form),
      },
    ]),
  ]
  return routes as unknown as readonly Route<RequestAccess>[]
}

/** Query values arrive as text where the HTTP layer leaves them so. */
const asBoolean = (value: boolean | string | undefined): boolean | undefined =>
  value === undefined ? undefined : value === true || value === 'true'

const departmentsKnown = new WeakMap<City, ReadonlyMap<string, City['departments'][number]>>()
const departmentsOf = (city: City) => {
  const known = departmentsKnown.get(city) ?? new Map(city.departments.map((department) => [department.id, department]))
  departmentsKnown.set(city, known)
  return known
}

/** Values in the order people know them from; names where ids say nothing. */
const writeFacets = (
  index: SearchIndex,
  counts: ReturnType<typeof searchResources>['counts'],
): ResourcePage['facets'] => {
  const departments = departmentsOf(index.city)
  const inOrder = (ids: readonly string[], of: ReadonlyMap<string, number>) =>
    ids.flatMap((id) => {
      const count = of.get(id)
      return count === undefined ? [] : [{ id, count }]
    })
  const byCount = (of: ReadonlyMap<string, number>) =>
    [...of].map(([id, count]) => ({ id, count })).sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1))
  const classNames = new Map(index.rules.classification.names.map(({ code, name }) => [code, name]))
  const tags = byCount(counts.tag).slice(0, MOST_TAGS)
  return {
    owner: byCount(counts.owner).map((each) => ({ ...each, name: departments.get(each.id)?.name ?? { zh: each.id } })),
    shareType: inOrder(shareTypes, counts.shareType),
    kind: inOrder(resourceKinds, counts.kind),
    class: [...counts.class]
      .map(([id, count]) => ({ id, count, name: classNames.get(id) ?? { zh: id } }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    update: inOrder(updateCycles, counts.update),
    personal: inOrder(['true', 'false'], counts.personal),
    open: inOrder(shareTypes, counts.open),
    tag: tags.map((each) => ({ ...each, name: tagName(index, each.id) })),
    freshness: inOrder(freshnessStates, counts.freshness),
  }
}

const tagsKnown = new WeakMap<SearchIndex, ReadonlyMap<string, { zh: string; en?: string }>>()
const tagName = (index: SearchIndex, zh: string): { zh: string; en?: string } => {
  const known =
    tagsKnown.get(index) ?? new Map(index.resources.flatMap(({ tags = [] }) => tags.map((tag) => [tag.zh, tag])))
  tagsKnown.set(index, known)
  return known.get(zh) ?? { zh }
}
