import type {
  ExpressionSpecification,
  GeoJSONSourceSpecification,
  LayerSpecification,
  SourceSpecification,
  StyleSpecification,
} from 'maplibre-gl'
import type { Language } from '../app/i18n.ts'
import { faces, type Palette, palettes, type ThemeName } from '../ui/tokens/tokens.ts'

export type GeometryForm = 'point' | 'line' | 'polygon'
export type Shape = { readonly type: string; readonly coordinates: unknown }
/** Where one row lies: a point, or the geometry of a line or polygon. */
export type Place = readonly [number, number] | Shape

/** A register drawn as points, or as counted cells where it is dense; or as lines or polygons. */
export type RegisterLayer = {
  readonly resource: string
  readonly form: GeometryForm
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
  readonly marker: Place | undefined
  readonly origin: string
}

const areaTilesTo = 16
const registerTilesTo = 16
export const firstZoom = 6
export const lastZoom = 18
export const sourceOf = (resource: string): string => `register ${resource}`
export const pointsLayerOf = (resource: string): string => `points ${resource}`
export const cellsLayerOf = (resource: string): string => `cells ${resource}`
export const shapesLayerOf = (resource: string): string => `shapes ${resource}`
/** Tiles that could not show all they hold; nothing is drawn of it. */
export const moreLayerOf = (resource: string): string => `more ${resource}`
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
      filter: ['all', level('street'), ['!', approximate]],
      paint: { 'line-color': map.street, 'line-width': 1 },
    },
    {
      id: 'street-line-approximate',
      type: 'line',
      ...areas,
      filter: ['all', level('street'), approximate],
      // Neighbours both draw their common line, out of step: dashes must stay shorter than half of their gaps.
      paint: { 'line-color': map.street, 'line-width': 1.5, 'line-dasharray': [2, 5] },
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

const selectionLayers = (code: string, palette: Palette): LayerSpecification[] => {
  const line = { type: 'line', source: 'areas', 'source-layer': 'areas', layout: { 'line-join': 'round' } } as const
  const paint = { 'line-color': palette.accent, 'line-width': 2.5 }
  const isSelected: ExpressionSpecification = ['==', ['get', 'code'], code]
  return [
    { id: 'selected-line', ...line, filter: ['all', isSelected, ['!', approximate]], paint },
    {
      id: 'selected-line-approximate',
      ...line,
      filter: ['all', isSelected, approximate],
      paint: { ...paint, 'line-dasharray': [3, 1.5] },
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

const isHovered: ExpressionSpecification = ['boolean', ['feature-state', 'hover'], false]

/** The parts of a register's drawing that lie on the ground: below those of other registers' points and labels. */
const shapeLayers = ({ resource, form, colour }: RegisterLayer, palette: Palette): LayerSpecification[] => {
  const source = sourceOf(resource)
  const round = { 'line-join': 'round', 'line-cap': 'round' } as const
  const more: LayerSpecification = {
    id: moreLayerOf(resource),
    type: 'circle',
    source,
    'source-layer': 'more',
    paint: { 'circle-opacity': 0, 'circle-radius': 1 },
  }
  if (form === 'line')
    return [
      {
        // The casing parts lines that cross, and lines from the land.
        id: `casing ${resource}`,
        type: 'line',
        source,
        'source-layer': 'lines',
        layout: round,
        minzoom: 11,
        paint: { 'line-color': palette.map.halo, 'line-width': byZoom(11, 2, 14, 5, 18, 11), 'line-opacity': 0.9 },
      },
      {
        id: shapesLayerOf(resource),
        type: 'line',
        source,
        'source-layer': 'lines',
        layout: round,
        paint: {
          'line-color': ['case', isHovered, palette.accent, colour],
          'line-width': byZoom(8, 0.8, 11, 1.1, 14, 2.8, 18, 7),
          // A whole city of lines would drown its areas and labels.
          'line-opacity': byZoom(9, 0.65, 13, 1),
        },
      },
      more,
    ]
  return [
    {
      id: shapesLayerOf(resource),
      type: 'fill',
      source,
      'source-layer': 'polygons',
      paint: { 'fill-color': colour, 'fill-opacity': ['case', isHovered, 0.55, 0.3] },
    },
    {
      id: `edge ${resource}`,
      type: 'line',
      source,
      'source-layer': 'polygons',
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': ['case', isHovered, palette.accent, colour],
        'line-width': byZoom(9, 0.4, 14, 1, 18, 1.6),
      },
    },
    more,
  ]
}

const registerLayers = (register: RegisterLayer, palette: Palette): LayerSpecification[] => {
  if (register.form !== 'point') return shapeLayers(register, palette)
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

type Geometry = Extract<Exclude<GeoJSONSourceSpecification['data'], string>, { type: 'Feature' }>['geometry']
export const isPoint = (place: Place): place is readonly [number, number] => Array.isArray(place)
const geometryOf = (place: Place): Geometry =>
  isPoint(place) ? { type: 'Point', coordinates: [...place] } : (place as unknown as Geometry)

const registerSource = (register: RegisterLayer, origin: string): SourceSpecification => {
  const query = new URLSearchParams({ v: register.version })
  if (register.purpose !== undefined) query.set('purpose', register.purpose)
  return {
    type: 'vector',
    tiles: [`${origin}/api/places/tiles/registers/${register.resource}/{z}/{x}/{y}.pbf?${query}`],
    maxzoom: registerTilesTo,
    promoteId: { points: 'rowId', lines: 'rowId', polygons: 'rowId' },
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
          features: look.marker ? [{ type: 'Feature', properties: {}, geometry: geometryOf(look.marker) }] : [],
        },
      },
      ...registers,
    },
    layers: [
      { id: 'outside', type: 'background', paint: { 'background-color': palette.map.outside } },
      ...areaLayers(palette),
      // Polygons lie under lines and lines under points, whichever was switched on first.
      ...(['polygon', 'line', 'point'] as const).flatMap((form) =>
        look.registers
          .filter((register) => register.form === form)
          .flatMap((register) => registerLayers(register, palette)),
      ),
      ...selectionLayers(look.selectedArea ?? '', palette),
      ...labelLayers(look, palette),
      {
        id: 'marker-fill',
        type: 'fill',
        source: 'marker',
        filter: ['==', ['geometry-type'], 'Polygon'],
        paint: { 'fill-color': palette.accent, 'fill-opacity': 0.25 },
      },
      {
        id: 'marker-line',
        type: 'line',
        source: 'marker',
        filter: ['!=', ['geometry-type'], 'Point'],
        layout: { 'line-join': 'round', 'line-cap': 'round' },
        paint: { 'line-color': palette.accent, 'line-width': byZoom(8, 2.5, 14, 4, 18, 8) },
      },
      {
        id: 'marker',
        type: 'circle',
        source: 'marker',
        filter: ['==', ['geometry-type'], 'Point'],
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
