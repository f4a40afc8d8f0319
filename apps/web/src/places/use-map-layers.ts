import type { ResourceDetail, ResourceSummary } from '@onecity/contracts'
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { resourceQuery, resourcesQuery } from '../app/api/catalogue.ts'
import { meQuery } from '../app/api/city.ts'
import { useSettings, useThemeName } from '../app/settings.ts'
import { useLive } from '../live/use-live.ts'
import type { GeometryForm, RegisterLayer } from '../map/map-style.ts'
import { palettes } from '../ui/tokens/tokens.ts'
import { seriesColours } from './series-colour.ts'

/** How many layers the panel lists at once; further ones are found by typing. */
export const mostListed = 30
const shownAtFirst = 3

/** Registers that can be drawn on this city, found by words: with a place and rows, and not of another city. */
export const useLayerSearch = (q: string) =>
  useQuery(resourcesQuery({ q, mappable: true, hasRows: true, limit: mostListed }))

/** Ids of the layers that are on: those of the address, else the first few; undefined until that is known. */
export const useShownIds = (layers: string | undefined): readonly string[] | undefined => {
  const { data } = useLayerSearch('')
  return useMemo(
    () =>
      layers?.split(',').filter((id) => id !== '-' && id !== '') ??
      data?.resources.slice(0, shownAtFirst).map(({ id }) => id),
    [layers, data],
  )
}

export type ShownLayer = { readonly resource: ResourceDetail | ResourceSummary; readonly colour: string }

/** The layers that are on, each with its colour; what the reader may not know of is left out. */
export const useShownLayers = (ids: readonly string[] | undefined): readonly ShownLayer[] => {
  const purposes = useSettings((state) => state.purposes)
  const { series } = palettes[useThemeName()]
  const client = useQueryClient()
  // The last change of a register is part of the address of its tiles: they are asked for anew when rows come.
  useLive({ types: ['change'] }, (event) => {
    if (event.type === 'change' && ids?.includes(event.resource))
      void client.invalidateQueries({ queryKey: ['resource', event.resource] })
  })
  const found = useQueries({ queries: (ids ?? []).map((id) => resourceQuery(id, purposes[id])) })
  const colours = seriesColours(ids ?? [], series.length)
  return found.flatMap(({ data }) => {
    if (!data || data.geometry === null) return []
    return [{ resource: data, colour: series[colours.get(data.id) ?? 0] ?? 'gray' }]
  })
}

export const useRegisterLayers = (shown: readonly ShownLayer[]): readonly RegisterLayer[] => {
  const { data: me } = useQuery(meQuery)
  const purposes = useSettings((state) => state.purposes)
  return shown.map(({ resource, colour }) => ({
    resource: resource.id,
    form: (resource.geometry ?? 'point') as GeometryForm,
    colour,
    version: `${me?.role.id ?? ''}-${resource.register.lastChange ?? 0}`,
    purpose: purposes[resource.id],
  }))
}
