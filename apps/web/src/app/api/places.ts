import { queryOptions } from '@tanstack/react-query'
import type { OutlineFeature } from '../../map/area-bounds.ts'
import { getJson } from './request.ts'

/** All outlines of the city: small, asked for once, and used to fit the map to an area. */
export const outlinesQuery = queryOptions({
  queryKey: ['city', 'outlines'],
  queryFn: async ({ signal }) =>
    (await getJson<{ features: readonly OutlineFeature[] }>('/api/places/outlines', { signal })).features,
  staleTime: 5 * 60_000,
})
