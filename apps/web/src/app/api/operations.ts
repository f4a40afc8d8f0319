import type { OperationsStatus } from '@onecity/contracts'
import { queryOptions } from '@tanstack/react-query'
import { getJson } from './request.ts'

export const operationsQuery = queryOptions({
  queryKey: ['operations', 'status'],
  queryFn: ({ signal }) => getJson<OperationsStatus>('/api/operations/status', { signal }),
  refetchInterval: 10_000,
})
