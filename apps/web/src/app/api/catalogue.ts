import type { DepartmentList, Quality, ResourceDetail, ResourcePage } from '@onecity/contracts'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { getJson, pathWith, send } from './request.ts'

export type CatalogueFilter = {
  readonly q?: string | undefined
  readonly owner?: string | undefined
  readonly shareType?: string | undefined
  readonly kind?: string | undefined
  /** Leading digits of the resource code. */
  readonly class?: string | undefined
  readonly update?: string | undefined
  readonly open?: string | undefined
  readonly tag?: string | undefined
  readonly freshness?: string | undefined
  readonly sort?: string | undefined
  readonly personal?: boolean | undefined
  readonly hasRows?: boolean | undefined
  readonly mappable?: boolean | undefined
  readonly limit?: number | undefined
  readonly offset?: number | undefined
}

export const resourcesQuery = (filter: CatalogueFilter) =>
  queryOptions({
    queryKey: ['resources', filter],
    queryFn: ({ signal }) => getJson<ResourcePage>(pathWith('/api/catalogue/resources', filter), { signal }),
    placeholderData: keepPreviousData,
  })

export const resourceQuery = (id: string, purpose?: string) =>
  queryOptions({
    queryKey: ['resource', id, purpose ?? null],
    queryFn: ({ signal }) =>
      getJson<ResourceDetail>(`/api/catalogue/resources/${encodeURIComponent(id)}`, { signal, purpose }),
  })

export const qualityQuery = (id: string) =>
  queryOptions({
    queryKey: ['quality', id],
    queryFn: ({ signal }) => getJson<Quality>(`/api/catalogue/resources/${encodeURIComponent(id)}/quality`, { signal }),
  })

/** The resource for other catalogues: DCAT-AP. */
export const dcatPath = (id: string | undefined, form: 'jsonld' | 'ttl'): string =>
  id === undefined ? `/api/catalogue.${form}` : `/api/catalogue/resources/${encodeURIComponent(id)}/dcat.${form}`

export const departmentsQuery = queryOptions({
  queryKey: ['departments'],
  queryFn: async ({ signal }) => (await getJson<DepartmentList>('/api/catalogue/departments', { signal })).departments,
})

/** The header row of a file to fill in, titled in the reader's language. */
export const templatePath = (id: string, lang: string): string =>
  pathWith(`/api/catalogue/resources/${encodeURIComponent(id)}/template.csv`, { lang })

/** The titles of that header row, by item id where items have no other: they tell how a position is delivered. */
export const templateTitlesQuery = (id: string) =>
  queryOptions({
    queryKey: ['template', id],
    queryFn: async ({ signal }) => {
      const path = pathWith(`/api/catalogue/resources/${encodeURIComponent(id)}/template.csv`)
      const text = await (await send(path, { signal }, 'text/csv')).text()
      return text
        .replace(/^\ufeff/, '')
        .trim()
        .split(',')
        .map((title) => title.replace(/^"|"$/g, ''))
    },
  })
