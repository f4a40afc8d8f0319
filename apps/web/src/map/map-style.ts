import type { ExpressionSpecification, LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl'
import type { Language } from '../app/i18n.ts'
import { faces, type Palette, palettes, type ThemeName } from '../ui/tokens/tokens.ts'

/** A register drawn as points, or as counted cells where it is dense. */
export type RegisterLayer = {
  readonly resource: string
  readonly colour: string
  /** Changes whenever the tiles may have: role, data, purpose. */
  readonly version: string
  readonly purpose: string | undefined
}

export type MapLook = {
  readonly theme: ThemeName
  readonly language: Language
  readonly registers: readonly RegisterLayer[]
  readonly selectedArea: string | undefined
  readonly marker: readonly [number, number] | undefined
  readonly origin: string
}

const areaTilesTo = 16
const registerTilesTo = 16
export const firstZoom = 6
export const lastZoom = 18
export const sourceOf = (resource: string): string => `register ${resource}`
export const pointsLayerOf = (resource: string): string => `points ${resource}`
export const cellsLayerOf = (resource: string): string => `cells ${resource}`
export const areaFillLayer = 'area-fill'

const byZoom = (...stops: number[]): ExpressionSpecification =>
  ['interpolate', ['linear'], ['zoom'], ...stops] as unknown as ExpressionSpecification
/**
 * Cells stand 64 to a tile's side: 8 pixels apart when a tile is fresh, 16 just before the next zoom replaces it. The dots
 * follow, so that a full field reads as a surface and never as a heap of circles.
 */
const [closestCells, widestCells] = [4, 8]
const cellRadius = byZoom(
  ...Array.from({ length: lastZoom - firstZoom + 1 }, (_, step) => firstZoom + step).flatMap((zoom) => [
    zoom,
    closestCells,
    zoom + 0.999,
    widestCells,
  ]),
)
const approximate: ExpressionSpecification = ['boolean', ['get', 'approximate'], false]
const level = (name: string): ExpressionSpecification => ['==', ['get', 'level'], name]

const nameIn = (language: Language): ExpressionSpecification =>
  language === 'en' ? ['coalesce', ['get', 'name_en'], ['get', 'name_zh']] : ['get', 'name_zh']

const areaLayers = (palette: Palette): LayerSpecification[] => {
  const { map } = palette
  const areas = { source: 'areas', 'source-layer': 'areas' } as const
  return [
    {
      id: areaFillLayer,
      type: 'fill',
      ...areas,
      paint: {
        'fill-color': ['case', ['boolean', ['feature-state', 'hover'], false], map.hover, map.land],
        'fill-opacity': ['case', level('street'), 0.6, 1],
      },
    },
    {
      id: 'street-line',
      type: 'line',
      ...areas,
      filter: ['all', level('street'), ['!', approximate]] as never,
      paint: { 'line-color': map.street, 'line-width': 1 },
    },
    {
      id: 'street-line-approximate',
      type: 'line',
      ...areas,
      filter: ['all', level('street'), approximate] as never,
      paint: { 'line-color': map.street, 'line-width': 1, 'line-dasharray': [4, 3] },
    },
    {
      id: 'district-line',
      type: 'line',
      ...areas,
      filter: level('district'),
      layout: { 'line-join': 'round' },
      paint: { 'line-color': map.district, 'line-width': byZoom(8, 0.8, 13, 1.8) },
    },
  ]
}

const labelLayers = (look: MapLook, palette: Palette): LayerSpecification[] => {
  const seats = { source: 'areas', 'source-layer': 'area-seats' } as const
  const halo = { 'text-halo-color': palette.map.halo, 'text-halo-width': 1.5 }
  return [
    {
      id: 'street-label',
      type: 'symbol',
      ...seats,
      minzoom: 11,
      filter: ['!', level('district')] as never,
      layout: {
        'text-field': nameIn(look.language),
        'text-font': [...faces],
        'text-size': byZoom(11, 11, 15, 14),
        'text-padding': 4,
        'text-max-width': 8,
      },
      paint: { 'text-color': palette.textSoft, ...halo },
    },
    {
      id: 'district-label',
      type: 'symbol',
      ...seats,
      maxzoom: 13,
      filter: level('district'),
      layout: {
        'text-field': nameIn(look.language),
        'text-font': [...faces],
        'text-size': byZoom(8, 12, 12, 17),
        'text-padding': 2,
        'text-max-width': 8,
        'symbol-sort-key': 0,
      },
      paint: { 'text-color': palette.text, ...halo },
    },
  ]
}

const registerLayers = (register: RegisterLayer, palette: Palette): LayerSpecification[] => {
  const source = sourceOf(register.resource)
  return [
    {
      id: cellsLayerOf(register.resource),
      type: 'circle',
      source,
      'source-layer': 'cells',
      paint: {
        'circle-color': register.colour,
        'circle-opacity': [
          'interpolate',
          ['linear'],
          ['log10', ['max', 1, ['get', 'count']]],
          0,
          0.35,
          1,
          0.5,
          2,
          0.7,
          4,
          1,
        ],
        'circle-radius': cellRadius,
      },
    },
    {
      id: pointsLayerOf(register.resource),
      type: 'circle',
      source,
      'source-layer': 'points',
      paint: {
        'circle-color': register.colour,
        'circle-radius': byZoom(8, 2.2, 12, 4, 16, 8),
        'circle-stroke-color': palette.map.halo,
        'circle-stroke-width': byZoom(8, 0.4, 13, 1.2),
      },
    },
  ]
}

const registerSource = (register: RegisterLayer, origin: string): SourceSpecification => {
  const query = new URLSearchParams({ v: register.version })
  if (register.purpose !== undefined) query.set('purpose', register.purpose)
  return {
    type: 'vector',
    tiles: [`${origin}/api/places/tiles/registers/${register.resource}/{z}/{x}/{y}.pbf?${query}`],
    maxzoom: registerTilesTo,
    promoteId: { points: 'rowId' },
  }
}

/**
 * The whole map as one declaration: MapLibre works out what changed between two of them. There is no `glyphs` address:
 * letters are drawn by the browser from the faces of the machine, so no font is fetched from anywhere.
 */
export const mapStyle = (look: MapLook): StyleSpecification => {
  const palette = palettes[look.theme]
  const registers = Object.fromEntries(
    look.registers.map((register) => [sourceOf(register.resource), registerSource(register, look.origin)]),
  )
  return {
    version: 8,
    sources: {
      areas: {
        type: 'vector',
        tiles: [`${look.origin}/api/places/tiles/areas/{z}/{x}/{y}.pbf`],
        maxzoom: areaTilesTo,
        promoteId: { areas: 'code' },
      },
      marker: {
        type: 'geojson',
        data: {
          type: 'FeatureCollection',
          features: look.marker
            ? [{ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [...look.marker] } }]
            : [],
        },
      },
      ...registers,
    },
    layers: [
      { id: 'outside', type: 'background', paint: { 'background-color': palette.map.outside } },
      ...areaLayers(palette),
      ...look.registers.flatMap((register) => registerLayers(register, palette)),
      {
        id: 'selected-line',
        type: 'line',
        source: 'areas',
        'source-layer': 'areas',
        filter: ['==', ['get', 'code'], look.selectedArea ?? ''],
        layout: { 'line-join': 'round' },
        paint: { 'line-color': palette.accent, 'line-width': 2.5 },
      },
      ...labelLayers(look, palette),
      {
        id: 'marker',
        type: 'circle',
        source: 'marker',
        paint: {
          'circle-radius': 10,
          'circle-color': palette.accent,
          'circle-opacity': 0.25,
          'circle-stroke-color': palette.accent,
          'circle-stroke-width': 2.5,
        },
      },
    ],
  }
}
