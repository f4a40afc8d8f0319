import type { Area, CitySummary, CityVersion, Health, Me } from '@onecity/contracts'
import { queryOptions } from '@tanstack/react-query'
import { getJson } from './request.ts'

const slow = 5 * 60_000

export const cityQuery = queryOptions({
  queryKey: ['city'],
  queryFn: ({ signal }) => getJson<CitySummary>('/api/city', { signal }),
  staleTime: slow,
})

export const versionsQuery = queryOptions({
  queryKey: ['city', 'versions'],
  queryFn: ({ signal }) => getJson<{ versions: CityVersion[] }>('/api/city/versions', { signal }),
})

export const areasQuery = queryOptions({
  queryKey: ['city', 'areas'],
  queryFn: async ({ signal }) => (await getJson<{ areas: Area[] }>('/api/city/areas', { signal })).areas,
  staleTime: slow,
})

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => getJson<Me>('/api/me', { signal }),
  staleTime: slow,
})

export const readyQuery = queryOptions({
  queryKey: ['health'],
  queryFn: async ({ signal }): Promise<Health> => (await fetch('/api/health/ready', { signal })).json(),
  refetchInterval: 10_000,
})
