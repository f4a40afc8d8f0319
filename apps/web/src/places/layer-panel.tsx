import type { ResourceSummary } from '@onecity/contracts'
import { Link } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { usePick } from '../app/make-text.ts'
import type { InView } from '../map/city-map.tsx'
import { AreaPicker } from '../ui/area-picker.tsx'
import { ResourceLabels } from '../ui/labels.tsx'
import { Failure, Loading } from '../ui/states.tsx'
import { useNumberFormat } from '../ui/time.tsx'
import { usePlacesText } from './places-text.ts'
import { mostListed, type ShownLayer, useLayerSearch } from './use-map-layers.ts'

/** The form in which a layer is drawn, in its colour; hollow while it is off. */
const Swatch = ({ form, colour }: { readonly form: string; readonly colour: string | null }) => {
  const line = { stroke: colour ?? 'var(--line-strong)' }
  const fill = colour ?? 'none'
  return (
    <svg className="swatch" viewBox="0 0 14 12" aria-hidden="true">
      {form === 'line' ? (
        <path
          d="M1 9.5 5 4l4 4 4-5.5"
          fill="none"
          strokeWidth={2.2}
          strokeLinejoin="round"
          strokeLinecap="round"
          {...line}
        />
      ) : form === 'polygon' ? (
        <path d="M2 3.5 8 1.5l4.5 4L10 10.5H3z" fill={fill} fillOpacity={0.35} strokeWidth={1.4} {...line} />
      ) : (
        <circle cx="7" cy="6" r="4.6" fill={fill} {...line} />
      )}
    </svg>
  )
}

type Layer = Pick<ResourceSummary, 'id' | 'name' | 'owner' | 'geometry' | 'personal' | 'foreign' | 'register'>

type PanelProps = {
  readonly shown: readonly string[]
  readonly layers: readonly ShownLayer[]
  readonly inView: InView
  readonly onShow: (shown: readonly string[]) => void
}

const LayerItem = ({ layer, shown, layers, inView, onShow }: PanelProps & { readonly layer: Layer }) => {
  const t = usePlacesText()
  const pick = usePick()
  const number = useNumberFormat()
  const on = shown.includes(layer.id)
  const visible = on ? inView.get(layer.id) : undefined
  const form = layer.geometry ?? 'point'
  return (
    <li>
      <label>
        <input
          type="checkbox"
          checked={on}
          onChange={() => onShow(on ? shown.filter((id) => id !== layer.id) : [...shown, layer.id])}
        />
        <Swatch
          form={form}
          colour={on ? (layers.find(({ resource }) => resource.id === layer.id)?.colour ?? null) : null}
        />
        <span>{pick(layer.name)}</span>
      </label>
      <p className="layer-figures">
        {visible ? <b>{t(visible.more ? 'inViewMore' : 'inView', { n: number(visible.count) })}</b> : null}
        <Link to="/catalogue/$resourceId" params={{ resourceId: layer.id }}>
          {t('rows', { count: layer.register.rows, n: number(layer.register.rows) })}
        </Link>
        <span className="faint">
          {t(form === 'line' ? 'formLine' : form === 'polygon' ? 'formPolygon' : 'formPoint')}
        </span>
        <ResourceLabels resource={layer} />
      </p>
      {visible?.more ? <p className="layer-more">{t('largestOnly')}</p> : null}
    </li>
  )
}

/** Beyond so many, layers stand under the department that owns them. */
const groupedBeyond = 12

const groupsOf = (
  found: readonly Layer[],
): readonly (readonly [owner: Layer['owner'] | null, layers: readonly Layer[]])[] => {
  if (found.length <= groupedBeyond) return [[null, found]]
  const groups = new Map<string, [Layer['owner'], Layer[]]>()
  for (const layer of found) {
    const group = groups.get(layer.owner.id) ?? [layer.owner, []]
    group[1].push(layer)
    groups.set(layer.owner.id, group)
  }
  return [...groups.values()]
}

/** Layers by words: those that are on stay above, and nothing moves under the pointer until the words change. */
const LayerList = (props: PanelProps) => {
  const t = usePlacesText()
  const pick = usePick()
  const number = useNumberFormat()
  const [q, setQ] = useState('')
  const [pinned, setPinned] = useState(props.shown)
  const asked = useDeferredValue(q)
  const { data, error, refetch } = useLayerSearch(asked)
  const found = (data?.resources ?? []).filter(({ id }) => !pinned.includes(id))
  const above = props.layers.filter(
    ({ resource }) => pinned.includes(resource.id) || !found.some(({ id }) => id === resource.id),
  )
  // Switched off, a layer that was on keeps its place until the next search.
  const off = pinned.flatMap((id) =>
    props.shown.includes(id) ? [] : (data?.resources.filter((resource) => resource.id === id) ?? []),
  )
  const further = (data?.total ?? 0) - (data?.resources.length ?? 0)
  return (
    <>
      <input
        type="search"
        className="layer-search"
        value={q}
        aria-label={t('findLayer')}
        placeholder={t('findLayer')}
        onChange={(event) => {
          setQ(event.target.value)
          setPinned(props.shown)
        }}
      />
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Loading rows={2} /> : null}
      {data?.total === 0 && q === '' && above.length === 0 ? (
        <p className="soft">
          {t('noLayers')} <Link to="/import">{t('importFirst')}</Link>
        </p>
      ) : null}
      <ul>
        {[...above.map(({ resource }) => resource), ...off].map((layer) => (
          <LayerItem key={layer.id} {...props} layer={layer} />
        ))}
      </ul>
      {groupsOf(found).map(([owner, layers]) => (
        <div key={owner?.id ?? ''}>
          {owner ? <h3 className="layer-owner">{pick(owner.name)}</h3> : null}
          <ul>
            {layers.map((layer) => (
              <LayerItem key={layer.id} {...props} layer={layer} />
            ))}
          </ul>
        </div>
      ))}
      {data && data.total === 0 && q !== '' ? <p className="soft">{t('noneFound', { q })}</p> : null}
      {further > 0 ? (
        <p className="soft small">{t('furtherLayers', { n: number(further), most: number(mostListed) })}</p>
      ) : null}
    </>
  )
}

/** What is on the map, beside its colour and its figures: list and legend in one. */
export const LayerPanel = ({
  shown,
  area,
  hasApproximate,
  onArea,
  ...rest
}: Omit<PanelProps, 'shown'> & {
  readonly shown: readonly string[] | undefined
  readonly area: string | undefined
  readonly hasApproximate: boolean
  readonly onArea: (code: string | undefined) => void
}) => {
  const t = usePlacesText()
  return (
    <section className="layer-panel" aria-label={t('layers')}>
      <AreaPicker value={area} label={t('findArea')} placeholder={t('findArea')} onChange={onArea} width="100%" />
      <h2>{t('layers')}</h2>
      {shown === undefined ? <Loading rows={2} /> : <LayerList shown={shown} {...rest} />}
      {hasApproximate ? (
        <p className="layer-key faint small">
          <svg viewBox="0 0 28 12" aria-hidden="true">
            <path d="M1 6h26" stroke="currentColor" strokeWidth={1.5} strokeDasharray="3 4" />
          </svg>
          {t('approximateBorder')}
        </p>
      ) : null}
      {rest.layers.some(({ resource }) => resource.geometry === 'point') ? (
        <p className="faint small">{t('cells')}</p>
      ) : null}
    </section>
  )
}
