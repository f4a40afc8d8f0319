import 'maplibre-gl/dist/maplibre-gl.css'
import {
  Map as GlMap,
  type MapGeoJSONFeature,
  type MapMouseEvent,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useLanguage } from '../app/make-text.ts'
import { useMotion, useThemeName } from '../app/settings.ts'
import './city-map.css'
import {
  areaFillLayer,
  cellsLayerOf,
  firstZoom,
  lastZoom,
  mapStyle,
  moreLayerOf,
  type Place,
  pointsLayerOf,
  type RegisterLayer,
  shapesLayerOf,
  sourceOf,
} from './map-style.ts'
import { useMapText } from './map-text.ts'

setWorkerUrl(workerUrl)

export type LngLat = readonly [number, number]
export type Bounds = readonly [west: number, south: number, east: number, north: number]
/** Where to look: a box, or a point with a zoom. A new object moves the map. */
export type MapView = { readonly bounds: Bounds } | { readonly centre: LngLat; readonly zoom: number }
export type MapPadding = {
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

export type Hovered = {
  readonly area: string | null
  /** The register under the pointer, and how many of its rows lie there. */
  readonly rows: { readonly resource: string; readonly count: number } | null
}
/** How many rows of a register are drawn; `more`: smaller ones were left out until the reader zooms in. */
export type InView = ReadonlyMap<string, { readonly count: number; readonly more: boolean }>

export type CityMapProps = {
  readonly view: MapView
  readonly registers?: readonly RegisterLayer[]
  readonly selectedArea?: string | undefined
  readonly marker?: Place | undefined
  readonly padding?: MapPadding
  readonly compact?: boolean
  readonly onPickRow?: (resource: string, rowId: string) => void
  readonly onPickArea?: (code: string | null) => void
  readonly onHover?: (hovered: Hovered) => void
  /** How many rows of each register lie on the part in sight, whenever the map comes to rest. */
  readonly onInView?: (counts: InView) => void
}

const none: readonly RegisterLayer[] = []
const noPadding: MapPadding = { top: 0, right: 0, bottom: 0, left: 0 }
const margin = 32
const pickRadius = 6
const levels: readonly string[] = ['city', 'district', 'street', 'community', 'grid']
const cellZoomStep = 2

const moveTo = (map: GlMap, view: MapView, animate: boolean) => {
  if ('bounds' in view) {
    const [west, south, east, north] = view.bounds
    map.fitBounds(
      [
        [west, south],
        [east, north],
      ],
      { padding: margin, maxZoom: 15, animate },
    )
  } else map.easeTo({ center: [...view.centre], zoom: view.zoom, animate })
}

const drawnLayersOf = (resource: string): readonly string[] => [
  pointsLayerOf(resource),
  shapesLayerOf(resource),
  cellsLayerOf(resource),
]

/** Rows drawn per register, each counted once although tiles overlap at their edges. */
const countInView = (map: GlMap, registers: readonly RegisterLayer[]): InView =>
  new Map(
    registers.map(({ resource }) => {
      const rows = new Set<string>()
      let inCells = 0
      const layers = drawnLayersOf(resource).filter((id) => map.getLayer(id))
      const more = map.getLayer(moreLayerOf(resource))
        ? map.querySourceFeatures(sourceOf(resource), { sourceLayer: 'more' }).length > 0
        : false
      for (const feature of layers.length > 0 ? map.queryRenderedFeatures({ layers }) : []) {
        if (feature.sourceLayer === 'cells') inCells += Number(feature.properties['count'])
        else rows.add(String(feature.properties['rowId']))
      }
      return [resource, { count: rows.size + inCells, more }]
    }),
  )

/** The only map of the office: the city's areas, registers as points, one selection, keyboard and pointer alike. */
export const CityMap = ({
  view,
  registers = none,
  selectedArea,
  marker,
  padding = noPadding,
  compact = false,
  onPickRow,
  onPickArea,
  onHover,
  onInView,
}: CityMapProps) => {
  const t = useMapText()
  const theme = useThemeName()
  const language = useLanguage()
  const motion = useMotion()
  const box = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<GlMap | null>(null)
  const [failed, setFailed] = useState(false)
  const lastView = useRef<MapView | null>(null)
  const applied = useRef('')
  const styled = useRef(false)

  const featuresAt = (x: number, y: number): readonly MapGeoJSONFeature[] => {
    const layers = registers.flatMap(({ resource }) => drawnLayersOf(resource)).filter((id) => map?.getLayer(id))
    if (!map || layers.length === 0) return []
    return map.queryRenderedFeatures(
      [
        [x - pickRadius, y - pickRadius],
        [x + pickRadius, y + pickRadius],
      ],
      { layers },
    )
  }
  const areaAt = (x: number, y: number): string | null => {
    if (!map?.getLayer(areaFillLayer)) return null
    const found = map.queryRenderedFeatures([x, y], { layers: [areaFillLayer] })
    const depth = (feature: MapGeoJSONFeature) => levels.indexOf(String(feature.properties['level']))
    const [deepest] = found.toSorted((a, b) => depth(b) - depth(a))
    return deepest ? String(deepest.properties['code']) : null
  }
  const resourceOf = (feature: MapGeoJSONFeature): string | null =>
    registers.find(({ resource }) => sourceOf(resource) === feature.source)?.resource ?? null

  const pick = useEffectEvent((x: number, y: number) => {
    const [feature] = featuresAt(x, y)
    if (!feature || !map) return onPickArea?.(areaAt(x, y))
    const resource = resourceOf(feature)
    if (feature.sourceLayer === 'cells')
      map.easeTo({ center: map.unproject([x, y]), zoom: map.getZoom() + cellZoomStep, animate: motion })
    else if (resource !== null) onPickRow?.(resource, String(feature.properties['rowId']))
  })

  const hovered = useRef<string | null>(null)
  const hoveredShape = useRef<{ source: string; sourceLayer: string; id: string } | null>(null)
  const hover = useEffectEvent((event: MapMouseEvent | null) => {
    if (!map) return
    const area = event ? areaAt(event.point.x, event.point.y) : null
    const [feature] = event ? featuresAt(event.point.x, event.point.y) : []
    map.getCanvas().style.cursor = feature ? 'pointer' : ''
    if (hovered.current !== area) {
      if (hovered.current !== null)
        map.setFeatureState({ source: 'areas', sourceLayer: 'areas', id: hovered.current }, { hover: false })
      if (area !== null && onHover)
        map.setFeatureState({ source: 'areas', sourceLayer: 'areas', id: area }, { hover: true })
      hovered.current = area
    }
    const shape = feature && (feature.sourceLayer === 'lines' || feature.sourceLayer === 'polygons') ? feature : null
    const before = hoveredShape.current
    if (before && before.id !== shape?.id && map.getSource(before.source)) map.setFeatureState(before, { hover: false })
    hoveredShape.current = null
    if (shape?.sourceLayer !== undefined && onPickRow) {
      hoveredShape.current = { source: shape.source, sourceLayer: shape.sourceLayer, id: String(shape.id) }
      map.setFeatureState(hoveredShape.current, { hover: true })
    }
    const resource = feature ? resourceOf(feature) : null
    const count = feature?.sourceLayer === 'cells' ? Number(feature.properties['count']) : 1
    onHover?.({ area, rows: resource === null ? null : { resource, count } })
  })
  const rest = useEffectEvent(() => {
    if (map) onInView?.(countInView(map, registers))
  })
  const style = mapStyle({ theme, language, registers, selectedArea, marker, origin: location.origin })
  const firstStyle = useEffectEvent(() => style)

  useEffect(() => {
    const container = box.current
    if (!container) return
    let made: GlMap
    const first = firstStyle()
    try {
      made = new GlMap({
        container,
        style: first,
        attributionControl: false,
        dragRotate: false,
        pitchWithRotate: false,
        touchPitch: false,
        maxPitch: 0,
        minZoom: firstZoom,
        maxZoom: lastZoom,
        fadeDuration: 150,
        locale: {},
      })
    } catch {
      // No WebGL: the page says so and everything else of it goes on working.
      setFailed(true)
      return
    }
    applied.current = JSON.stringify(first)
    styled.current = false
    made.once('style.load', () => {
      styled.current = true
    })
    made.touchZoomRotate.disableRotation()
    made.keyboard.disableRotation()
    setMap(made)
    return () => {
      made.remove()
      lastView.current = null
      setMap(null)
    }
  }, [])

  useEffect(() => {
    if (!map || compact) return
    const zoom = new NavigationControl({ showCompass: false })
    const scale = new ScaleControl({ maxWidth: 120, unit: 'metric' })
    map.addControl(zoom, 'bottom-right')
    map.addControl(scale, 'bottom-right')
    return () => {
      // Leaving the page removes the map first, and its controls with it.
      for (const control of [zoom, scale]) if (map.hasControl(control)) map.removeControl(control)
    }
  }, [map, compact])

  useEffect(() => {
    if (!map) return
    const onClick = (event: MapMouseEvent) => pick(event.point.x, event.point.y)
    const onMove = (event: MapMouseEvent) => hover(event)
    const onOut = () => hover(null)
    const onIdle = () => rest()
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || event.target !== map.getCanvas()) return
      const { x, y } = map.project(map.getCenter())
      pick(x, y)
    }
    map.on('click', onClick)
    map.on('mousemove', onMove)
    map.on('mouseout', onOut)
    map.on('idle', onIdle)
    map.getCanvas().addEventListener('keydown', onKey)
    return () => {
      map.off('click', onClick)
      map.off('mousemove', onMove)
      map.off('mouseout', onOut)
      map.off('idle', onIdle)
    }
  }, [map])

  const styleText = JSON.stringify(style)
  useEffect(() => {
    if (!map || applied.current === styleText) return
    const apply = () => {
      applied.current = styleText
      map.setStyle(JSON.parse(styleText), { diff: true })
    }
    if (styled.current) {
      apply()
      return
    }
    // A style that is not read yet cannot be compared with the next one.
    const once = map.once('style.load', apply)
    return () => {
      once.off('style.load', apply)
    }
  }, [map, styleText])

  const animate = useEffectEvent(() => motion)
  const { top, right, bottom, left } = padding
  useEffect(() => {
    if (!map) return
    const moves = animate() && lastView.current !== null
    if (lastView.current === view) {
      // A panel opened or closed: what was in sight stays there, the reader's own place and zoom with it.
      map.easeTo({ padding: { top, right, bottom, left }, animate: moves })
      return
    }
    map.setPadding({ top, right, bottom, left })
    moveTo(map, view, moves)
    lastView.current = view
  }, [map, view, top, right, bottom, left])

  useEffect(() => {
    if (map) map.getCanvas().setAttribute('aria-label', t('label'))
  }, [map, t])

  return (
    <div className={compact ? 'city-map city-map-compact' : 'city-map'}>
      <div ref={box} className="city-map-canvas" />
      {failed ? <p className="city-map-failed">{t('noWebgl')}</p> : null}
      <span
        className="city-map-cross"
        aria-hidden="true"
        style={{ left: `calc(50% + ${(left - right) / 2}px)`, top: `calc(50% + ${(top - bottom) / 2}px)` }}
      />
      <p className="city-map-note">{t('note')}</p>
    </div>
  )
}
