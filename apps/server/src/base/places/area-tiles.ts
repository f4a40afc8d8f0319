import type { AreaLevel, City } from '@onecity/city'
import GeoJSONVT from 'geojson-vt'
import type { Tile } from '../../kernel/geometry-tiles.ts'
import { encodeTile, type TileFeature, tileExtent } from './encode-tile.ts'
import type { CachedTile } from './tile-cache.ts'

/** From which zoom the areas of a level are drawn; coarser, they would be a few pixels wide. */
const firstZoomOf: Readonly<Record<AreaLevel, number>> = { city: 0, district: 0, street: 11, community: 13, grid: 15 }

const options = { maxZoom: 16, indexMaxZoom: 8, tolerance: 3, extent: tileExtent, buffer: 64 }

type Source = ConstructorParameters<typeof GeoJSONVT>[0]
type Feature = Extract<Source, { type: 'Feature' }>

const collect = (features: Feature[]) => ({ type: 'FeatureCollection', features }) as const

export type AreaTiles = {
  /** Layers `areas` (outlines) and `area-seats` (label points), each feature with code, names, level, parent, approximate. */
  readonly tile: (tile: Tile) => Promise<CachedTile>
  /** All outlines as a GeoJSON text. */
  readonly outlines: () => string
}

/** Cuts the areas of one city version into vector tiles, simplified by zoom. */
export const makeAreaTiles = (city: City): AreaTiles => {
  const areas = new Map(city.areas.map((area) => [area.code, area]))
  const tagsOf = (code: string, approximate: boolean) => {
    const area = areas.get(code)
    return {
      code,
      name_zh: area?.name.zh ?? code,
      name_en: area?.name.en ?? null,
      level: area?.level ?? 'district',
      parent: area?.parent ?? null,
      approximate,
    }
  }

  const outlines = collect(
    city.outlines.map(
      ({ code, geometry, approximate }): Feature => ({
        type: 'Feature',
        geometry: geometry as unknown as Feature['geometry'],
        properties: tagsOf(code, approximate),
      }),
    ),
  )
  const seats = collect(
    city.areas.flatMap(({ code, level, seat }): Feature[] =>
      seat && level !== 'city'
        ? [
            {
              type: 'Feature',
              geometry: { type: 'Point', coordinates: [...seat.position] },
              properties: tagsOf(code, seat.approximate),
            },
          ]
        : [],
    ),
  )
  const outlineTiles = new GeoJSONVT(outlines, options)
  const seatTiles = new GeoJSONVT(seats, options)

  const featuresAt = (tiles: GeoJSONVT, { z, x, y }: Tile): readonly TileFeature[] =>
    ((tiles.getTile(z, x, y)?.features ?? []) as TileFeature[]).filter(
      ({ tags }) => z >= firstZoomOf[tags.level as AreaLevel],
    )

  let text: string | undefined
  return {
    tile: (tile) => encodeTile({ areas: featuresAt(outlineTiles, tile), 'area-seats': featuresAt(seatTiles, tile) }),
    outlines: () => {
      text ??= JSON.stringify(outlines)
      return text
    },
  }
}
