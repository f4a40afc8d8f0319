import type { Bounds } from './city-map.tsx'

type Geometry = { readonly coordinates: unknown }
export type OutlineFeature = {
  readonly properties: { readonly code: string; readonly approximate?: boolean }
  readonly geometry: Geometry
}

const eachPosition = (coordinates: unknown, visit: (lng: number, lat: number) => void): void => {
  if (!Array.isArray(coordinates)) return
  const [lng, lat] = coordinates
  if (typeof lng === 'number' && typeof lat === 'number') visit(lng, lat)
  else for (const part of coordinates) eachPosition(part, visit)
}

/** The box around some geometries; null when they hold no position. */
export const boundsOf = (geometries: readonly Geometry[]): Bounds | null => {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const geometry of geometries) {
    eachPosition(geometry.coordinates, (lng, lat) => {
      west = Math.min(west, lng)
      east = Math.max(east, lng)
      south = Math.min(south, lat)
      north = Math.max(north, lat)
    })
  }
  return west <= east ? [west, south, east, north] : null
}
