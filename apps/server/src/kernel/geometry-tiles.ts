import type { BBox, Position } from './geometry.ts'

/** A tile of the web-mercator pyramid (EPSG:3857, y counted from the north, as in XYZ addresses). */
export type Tile = { readonly z: number; readonly x: number; readonly y: number }

/** Latitude at which the web-mercator square ends. */
export const mercatorLatLimit = (Math.atan(Math.sinh(Math.PI)) * 180) / Math.PI

/** Deepest zoom an address may name; 2^24 tiles a side still count exactly in doubles. */
export const maxZoom = 24

/** Whether the address names a tile of the pyramid. */
export const isTile = ({ z, x, y }: Tile): boolean => {
  const side = 2 ** z
  return (
    Number.isInteger(z) &&
    z >= 0 &&
    z <= maxZoom &&
    Number.isInteger(x) &&
    x >= 0 &&
    x < side &&
    Number.isInteger(y) &&
    y >= 0 &&
    y < side
  )
}

/** Where a position lies in the unit square of the world: (0,0) north-west, (1,1) south-east. */
export const toWorld = (lng: number, lat: number): readonly [x: number, y: number] => [toWorldX(lng), toWorldY(lat)]

export const toWorldX = (lng: number): number => lng / 360 + 0.5
export const toWorldY = (lat: number): number => {
  const limited = Math.max(-mercatorLatLimit, Math.min(mercatorLatLimit, lat))
  const sine = Math.sin((limited * Math.PI) / 180)
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)
}

/** The position at a place of the unit square; undoes `toWorld`. */
export const fromWorld = (x: number, y: number): Position => [
  (x - 0.5) * 360,
  (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI,
]

/** The tile of a zoom level that holds a position. */
export const tileAt = (lng: number, lat: number, z: number): Tile => {
  const side = 2 ** z
  const [x, y] = toWorld(lng, lat)
  const clamp = (value: number) => Math.max(0, Math.min(side - 1, Math.floor(value * side)))
  return { z, x: clamp(x), y: clamp(y) }
}

/** The box of a tile in degrees, widened on each side by `buffer` (a share of the tile's side). */
export const tileBBox = ({ z, x, y }: Tile, buffer = 0): BBox => {
  const side = 2 ** z
  const [west, north] = fromWorld((x - buffer) / side, (y - buffer) / side)
  const [east, south] = fromWorld((x + 1 + buffer) / side, (y + 1 + buffer) / side)
  return [west, south, east, north]
}

/** Where a position lies in a tile, in its own whole units (0 … extent - 1 for positions in it). */
export const toTileUnits = ({ z, x, y }: Tile, extent: number, lng: number, lat: number): [number, number] => {
  const side = 2 ** z
  const [worldX, worldY] = toWorld(lng, lat)
  return [Math.floor((worldX * side - x) * extent), Math.floor((worldY * side - y) * extent)]
}
