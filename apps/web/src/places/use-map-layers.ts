import type { ResourceSummary } from '@onecity/contracts'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { resourcesQuery } from '../app/api/catalogue.ts'
import { meQuery } from '../app/api/city.ts'
import { useSettings, useThemeName } from '../app/settings.ts'
import type { RegisterLayer } from '../map/map-style.ts'
import { palettes } from '../ui/tokens/tokens.ts'

/** Registers that can be drawn on this city: with positions and rows, and not of another place. */
export const useMappable = (): readonly ResourceSummary[] | undefined => {
  const { data } = useQuery(resourcesQuery({ hasRows: true, limit: 500 }))
  return useMemo(
    () => data?.resources.filter((resource) => resource.hasPoint && resource.foreign === undefined),
    [data],
  )
}

/** A register keeps its colour however many others are switched on. */
export const useSeriesColour = (): ((index: number) => string) => {
  const { series } = palettes[useThemeName()]
  return (index) => series[index % series.length] ?? 'gray'
}

export const useRegisterLayers = (
  mappable: readonly ResourceSummary[],
  shown: readonly string[],
): readonly RegisterLayer[] => {
  const { data: me } = useQuery(meQuery)
  const purposes = useSettings((state) => state.purposes)
  const colourOf = useSeriesColour()
  return mappable.flatMap((resource, index) =>
    shown.includes(resource.id)
      ? [
          {
            resource: resource.id,
            colour: colourOf(index),
            version: `${me?.role.id ?? ''}-${resource.register.lastChange ?? 0}`,
            purpose: purposes[resource.id],
          },
        ]
      : [],
  )
}
