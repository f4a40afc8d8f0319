import type {
  Area,
  CityDifferences,
  CityDraft,
  CityFolder,
  CitySummary,
  CityVersion,
  DraftCheck,
  Health,
  Me,
} from '@onecity/contracts'
import { ProblemError } from '@onecity/sdk'
import { queryOptions } from '@tanstack/react-query'
import { getJson, pathWith, type Query, toProblem, unreachable } from './request.ts'

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

export const foldersQuery = queryOptions({
  queryKey: ['city', 'folders'],
  queryFn: async ({ signal }) => (await getJson<{ folders: CityFolder[] }>('/api/city/folders', { signal })).folders,
})

export const differencesQuery = (from: number, to: number) =>
  queryOptions({
    queryKey: ['city', 'differences', from, to],
    queryFn: ({ signal }) => getJson<CityDifferences>(`/api/city/versions/${from}/differences?to=${to}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const exportPath = (version: number): string => `/api/city/versions/${version}/export.tar`

export const draftsQuery = queryOptions({
  queryKey: ['city', 'drafts'],
  queryFn: async ({ signal }) => (await getJson<{ drafts: CityDraft[] }>('/api/city/drafts', { signal })).drafts,
})

export const draftQuery = (id: string) =>
  queryOptions({
    queryKey: ['city', 'draft', id],
    queryFn: ({ signal }) => getJson<CityDraft>(`/api/city/drafts/${id}`, { signal }),
  })

export type DraftText = { readonly text: string | null; readonly live: string | null; readonly conflict: boolean }

export const draftFileQuery = (id: string, path: string) =>
  queryOptions({
    queryKey: ['city', 'draft', id, 'file', path],
    queryFn: ({ signal }) => getJson<DraftText>(pathWith(`/api/city/drafts/${id}/file`, { path }), { signal }),
    // What is being typed must not be overtaken by what was read.
    staleTime: Number.POSITIVE_INFINITY,
  })

export type CityFile = { readonly path: string; readonly mayDraft: boolean }

export const filesQuery = queryOptions({
  queryKey: ['city', 'files'],
  queryFn: async ({ signal }) => (await getJson<{ files: CityFile[] }>('/api/city/files', { signal })).files,
})

export const checkDraft = (id: string): Promise<DraftCheck> => getJson<DraftCheck>(`/api/city/drafts/${id}/check`)

const write = async <T>(method: 'POST' | 'PUT' | 'DELETE', path: string, query: Query, text?: string): Promise<T> => {
  const response = await fetch(pathWith(path, query), {
    method,
    headers: { accept: 'application/json', ...(text === undefined ? {} : { 'content-type': 'text/plain' }) },
    ...(text === undefined ? {} : { body: text }),
  }).catch(() => {
    throw new ProblemError(unreachable())
  })
  const answer = await response.text()
  if (!response.ok) throw new ProblemError(toProblem(response.status, answer))
  return (answer === '' ? undefined : JSON.parse(answer)) as T
}

export const beginDraft = (title: string) => write<CityDraft>('POST', '/api/city/drafts', { title })
export const discardDraft = (id: string) => write<void>('DELETE', `/api/city/drafts/${id}`, {})
export const putDraftFile = (id: string, path: string, text: string, settled: boolean) =>
  write<CityDraft>('PUT', `/api/city/drafts/${id}/files`, { path, settled: settled || undefined }, text)
export const removeDraftFile = (id: string, path: string, undo: boolean) =>
  write<CityDraft>('DELETE', `/api/city/drafts/${id}/files`, { path, undo: undo || undefined })
export const publishDraft = (id: string, hash: string, acceptBreaking: boolean) =>
  write<{ version: number }>('POST', `/api/city/drafts/${id}/publish`, {
    hash,
    breaking: acceptBreaking ? 'accept' : undefined,
  })
