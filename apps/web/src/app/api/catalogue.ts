import type { Department, ResourceDetail, ResourceSummary } from '@onecity/contracts'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { getJson, pathWith } from './request.ts'

export type CatalogueFilter = {
  readonly q?: string | undefined
  readonly owner?: string | undefined
  readonly shareType?: string | undefined
  readonly personal?: boolean | undefined
  readonly hasRows?: boolean | undefined
  readonly limit?: number | undefined
  readonly offset?: number | undefined
}

export type FacetCounts = Readonly<Record<string, number>>
export type CataloguePage = {
  readonly resources: readonly ResourceSummary[]
  readonly total: number
  readonly facets?: unknown
}

export const resourcesQuery = (filter: CatalogueFilter) =>
  queryOptions({
    queryKey: ['resources', filter],
    queryFn: ({ signal }) => getJson<CataloguePage>(pathWith('/api/catalogue/resources', filter), { signal }),
    placeholderData: keepPreviousData,
  })

export const resourceQuery = (id: string, purpose?: string) =>
  queryOptions({
    queryKey: ['resource', id, purpose ?? null],
    queryFn: ({ signal }) =>
      getJson<ResourceDetail>(`/api/catalogue/resources/${encodeURIComponent(id)}`, { signal, purpose }),
  })

export const departmentsQuery = queryOptions({
  queryKey: ['departments'],
  queryFn: async ({ signal }) =>
    (await getJson<{ departments: Department[] }>('/api/catalogue/departments', { signal })).departments,
})
