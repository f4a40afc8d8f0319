import type { Area } from '@onecity/contracts'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useMemo, useRef, useState } from 'react'
import { resourceQuery } from '../app/api/catalogue.ts'
import { areasQuery, cityQuery } from '../app/api/city.ts'
import { outlinesQuery } from '../app/api/places.ts'
import { rowQuery } from '../app/api/registers.ts'
import { usePick } from '../app/make-text.ts'
import { useIsPhone, usePurpose } from '../app/settings.ts'
import { boundsOf, type OutlineFeature } from '../map/area-bounds.ts'
import { CityMap, type Hovered, type InView, type MapView } from '../map/city-map.tsx'
import { isPoint, type Place } from '../map/map-style.ts'
import { placeOfRow } from '../map/row-place.ts'
import { PurposePrompt } from '../registers/purpose-prompt.tsx'
import { RowPanel } from '../registers/row-panel.tsx'
import { Failure, Loading } from '../ui/states.tsx'
import { useNumberFormat } from '../ui/time.tsx'
import { LayerPanel } from './layer-panel.tsx'
import './places.css'
import { usePlacesText } from './places-text.ts'
import { useRegisterLayers, useShownIds, useShownLayers } from './use-map-layers.ts'

const route = getRouteApi('/map')
const rowZoom = 14.5
const zoomOfLevel: Readonly<Record<string, number>> = { city: 9.5, district: 11, street: 13.5, community: 15, grid: 16 }
const panelWidths = { left: 280, right: 400 }
/** What the panels cover of a phone's map, in pixels; about their greatest heights. */
const phonePanels = { row: 420, layers: 220 }
const noCounts: InView = new Map()

const pathOf = (code: string | null | undefined, areas: ReadonlyMap<string, Area>): readonly Area[] => {
  const path: Area[] = []
  for (let area = areas.get(code ?? ''); area && path.length < areas.size; area = areas.get(area.parent ?? ''))
    path.unshift(area)
  return path
}

/** The box of the area, else a point in it; the whole city when none is chosen. */
const viewOf = (area: Area | undefined, outlines: readonly OutlineFeature[]): MapView | null => {
  const wanted =
    area && area.parent !== null ? outlines.filter((outline) => outline.properties.code === area.code) : outlines
  const bounds = boundsOf(wanted.map((outline) => outline.geometry))
  if (bounds) return { bounds }
  return area?.seat ? { centre: area.seat.position, zoom: zoomOfLevel[area.level] ?? 12 } : null
}

/** Around one row; a line or polygon is shown whole. */
const viewOfPlace = (place: Place): MapView | null => {
  if (isPoint(place)) return { centre: place, zoom: rowZoom }
  const bounds = boundsOf([place])
  return bounds && { bounds }
}

/** The row that the page was opened with: there the map begins, while no area is asked for. */
const useOpeningView = (row: string | undefined, place: Place | undefined): MapView | null => {
  const [opened] = useState(row)
  const first = useRef<MapView | null>(null)
  if (first.current === null && opened !== undefined && row === opened && place) first.current = viewOfPlace(place)
  return first.current
}

const usePicked = (resource: string | undefined, rowId: string | undefined) => {
  const purpose = usePurpose(resource ?? '')
  const detail = useQuery({ ...resourceQuery(resource ?? '', purpose), enabled: resource !== undefined })
  const row = useQuery({
    ...rowQuery(resource ?? '', rowId ?? '', purpose),
    enabled: resource !== undefined && rowId !== undefined && detail.data?.reading.allowed === true,
  })
  const marker = useMemo(() => placeOfRow(detail.data?.items ?? [], row.data?.values), [detail.data, row.data])
  return { detail, marker, purpose }
}

const Crumbs = ({
  path,
  approximate,
  under,
  onPick,
}: {
  readonly path: readonly Area[]
  readonly approximate: ReadonlySet<string>
  readonly under: string | null
  readonly onPick: (code: string | undefined) => void
}) => {
  const t = usePlacesText()
  const pick = usePick()
  return (
    <nav className="map-crumbs" aria-label={t('area')}>
      {path.length === 0 ? <span className="soft">{t('hoverHint')}</span> : null}
      {path.map((area, index) => (
        <span key={area.code}>
          {index > 0 ? <i aria-hidden="true">›</i> : null}
          <button type="button" onClick={() => onPick(area.parent === null ? undefined : area.code)}>
            {pick(area.name)}
          </button>
          {approximate.has(area.code) ? <small className="faint">{t('approximate')}</small> : null}
        </span>
      ))}
      {under === null ? null : <em>{under}</em>}
    </nav>
  )
}

export const MapPage = () => {
  const t = usePlacesText()
  const pick = usePick()
  const number = useNumberFormat()
  const phone = useIsPhone()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const city = useQuery(cityQuery)
  const { data: areas } = useQuery(areasQuery)
  const { data: outlines } = useQuery(outlinesQuery)
  const shown = useShownIds(search.layers)
  const layers = useShownLayers(shown)
  const registers = useRegisterLayers(layers)
  const [hovered, setHovered] = useState<Hovered | null>(null)
  const [inView, setInView] = useState<InView>(noCounts)
  const [open, setOpen] = useState(!phone)
  const { detail, marker, purpose } = usePicked(search.of, search.row)

  const byCode = useMemo(() => new Map((areas ?? []).map((area) => [area.code, area])), [areas])
  const approximate = useMemo(
    () => new Set(outlines?.flatMap(({ properties }) => (properties.approximate ? [properties.code] : []))),
    [outlines],
  )
  const home = city.data?.map
  const opening = useOpeningView(search.row, marker)
  const view = useMemo<MapView | null>(() => {
    if (opening && search.area === undefined) return opening
    const fitted = outlines ? viewOf(byCode.get(search.area ?? ''), outlines) : null
    if (fitted) return fitted
    return home && outlines ? { centre: home.centre, zoom: home.zoom } : null
  }, [byCode, search.area, outlines, home, opening])

  const go = useCallback(
    (part: { readonly [K in keyof typeof search]?: (typeof search)[K] | undefined }) => {
      const entries = Object.entries({ ...search, ...part }).filter(([, value]) => value !== undefined)
      void navigate({ search: Object.fromEntries(entries), replace: true })
    },
    [navigate, search],
  )
  const over = layers.find(({ resource }) => resource.id === hovered?.rows?.resource)?.resource
  const under =
    over && hovered?.rows
      ? `${pick(over.name)} ${t('rows', { count: hovered.rows.count, n: number(hovered.rows.count) })}`
      : null
  const close = useCallback(() => go({ of: undefined, row: undefined }), [go])
  const rightOpen = search.of !== undefined && search.row !== undefined
  const needsPurpose =
    detail.data && detail.data.reading.purposes.length > 0 && (purpose === undefined || !detail.data.reading.allowed)

  return (
    <main className={rightOpen ? 'map-page right-open' : 'map-page'} id="content" tabIndex={-1} aria-label={t('title')}>
      {city.error ? <Failure error={city.error} onRetry={() => void city.refetch()} /> : null}
      {view ? (
        <CityMap
          view={view}
          registers={registers}
          selectedArea={search.area}
          marker={marker}
          padding={{
            top: phone ? 40 : 0,
            bottom: phone ? (rightOpen ? phonePanels.row : open ? phonePanels.layers : 0) : 0,
            left: open && !phone ? panelWidths.left : 0,
            right: rightOpen && !phone ? panelWidths.right : 0,
          }}
          onPickRow={(of, row) => go({ of, row })}
          onPickArea={(code) =>
            go({ area: code === search.area ? undefined : (code ?? undefined), of: undefined, row: undefined })
          }
          onHover={setHovered}
          onInView={setInView}
        />
      ) : null}
      <Crumbs
        approximate={approximate}
        under={under}
        path={pathOf(hovered?.area ?? search.area, byCode)}
        onPick={(code) => go({ area: code })}
      />
      <div className={open ? 'map-left' : 'map-left folded'}>
        <button type="button" className="map-fold" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('fold') : t('unfold')}
        </button>
        {open ? (
          <LayerPanel
            shown={shown}
            layers={layers}
            hasApproximate={approximate.size > 0}
            inView={inView}
            area={search.area}
            onShow={(ids) => go({ layers: ids.length === 0 ? '-' : ids.join(',') })}
            onArea={(code) => go({ area: code })}
          />
        ) : null}
      </div>
      {rightOpen && search.row !== undefined ? (
        <div className="map-right">
          {detail.error ? <Failure error={detail.error} /> : null}
          {detail.isPending ? <Loading rows={8} /> : null}
          {detail.data && needsPurpose ? (
            <PurposePrompt resource={detail.data.id} purposes={detail.data.reading.purposes} />
          ) : detail.data ? (
            <RowPanel key={search.row} resource={detail.data} rowId={search.row} onClose={close} withMap={false} />
          ) : null}
        </div>
      ) : null}
    </main>
  )
}
