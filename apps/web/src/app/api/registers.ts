import type { Row, RowHistory, RowPage } from '@onecity/contracts'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { getJson, pathWith } from './request.ts'

export type RowsRequest = {
  readonly filter?: string | undefined
  readonly area?: string | undefined
  readonly bbox?: string | undefined
  readonly asOf?: string | undefined
  readonly sort?: string | undefined
  readonly after?: string | undefined
  readonly limit?: number | undefined
  readonly count?: 'exact' | undefined
}

/** `excel` is CSV with a byte order mark, and formulas disarmed. */
export const exportFormats = ['csv', 'excel', 'ndjson', 'geojson'] as const
export type ExportFormat = (typeof exportFormats)[number]

const register = (resource: string): string => `/api/registers/${encodeURIComponent(resource)}`

export const rowsQuery = (resource: string, request: RowsRequest, purpose?: string) =>
  queryOptions({
    queryKey: ['rows', resource, request, purpose ?? null],
    queryFn: ({ signal }) => getJson<RowPage>(pathWith(`${register(resource)}/rows`, request), { signal, purpose }),
    placeholderData: keepPreviousData,
  })

export const rowQuery = (resource: string, rowId: string, purpose?: string) =>
  queryOptions({
    queryKey: ['row', resource, rowId, purpose ?? null],
    queryFn: ({ signal }) => getJson<Row>(`${register(resource)}/rows/${rowId}`, { signal, purpose }),
  })

export const historyQuery = (resource: string, rowId: string, purpose?: string) =>
  queryOptions({
    queryKey: ['history', resource, rowId, purpose ?? null],
    queryFn: ({ signal }) => getJson<RowHistory>(`${register(resource)}/rows/${rowId}/history`, { signal, purpose }),
  })

export const exportPath = (resource: string, request: RowsRequest, format: ExportFormat, purpose?: string): string =>
  pathWith(`${register(resource)}/rows`, {
    ...request,
    ...(format === 'excel' ? { f: 'csv', bom: true, safe: 'excel' } : { f: format }),
    purpose,
  })
