import { useMemo } from 'react'
import { CityMap, type LngLat } from './city-map.tsx'

// Far enough out to show the district around the point.
const closeZoom = 10.2

/** A small map with one point, for panels. */
export const PointMap = ({ position: [lng, lat] }: { readonly position: LngLat }) => {
  const marker = useMemo(() => [lng, lat] as const, [lng, lat])
  const view = useMemo(() => ({ centre: marker, zoom: closeZoom }), [marker])
  return <CityMap compact view={view} marker={marker} />
}
