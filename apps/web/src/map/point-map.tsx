import { useMemo } from 'react'
import { boundsOf } from './area-bounds.ts'
import { CityMap, type MapView } from './city-map.tsx'
import { isPoint, type Place } from './map-style.ts'

// Far enough out to show the district around the point.
const closeZoom = 10.2

/** A small map with one place, for panels. */
export const PointMap = ({ place }: { readonly place: Place }) => {
  const text = JSON.stringify(place)
  const marker = useMemo(() => JSON.parse(text) as Place, [text])
  const view = useMemo((): MapView | null => {
    if (isPoint(marker)) return { centre: marker, zoom: closeZoom }
    const bounds = boundsOf([marker])
    return bounds && { bounds }
  }, [marker])
  return view ? <CityMap compact view={view} marker={marker} /> : null
}
