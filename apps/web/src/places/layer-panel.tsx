import type { ResourceSummary } from '@onecity/contracts'
import { Link } from '@tanstack/react-router'
import { usePick } from '../app/make-text.ts'
import type { InView } from '../map/city-map.tsx'
import { AreaPicker } from '../ui/area-picker.tsx'
import { ResourceLabels } from '../ui/labels.tsx'
import { Loading } from '../ui/states.tsx'
import { useNumberFormat } from '../ui/time.tsx'
import { usePlacesText } from './places-text.ts'
import { useSeriesColour } from './use-map-layers.ts'

const Swatch = ({ colour }: { readonly colour: string }) => (
  <svg className="swatch" viewBox="0 0 12 12" aria-hidden="true">
    <circle cx="6" cy="6" r="5" fill={colour} />
  </svg>
)

/** What is on the map, beside its colour and its figures: list and legend in one. */
export const LayerPanel = ({
  mappable,
  shown,
  inView,
  area,
  onShow,
  onArea,
}: {
  readonly mappable: readonly ResourceSummary[] | undefined
  readonly shown: readonly string[]
  readonly inView: InView
  readonly area: string | undefined
  readonly onShow: (shown: readonly string[]) => void
  readonly onArea: (code: string | undefined) => void
}) => {
  const t = usePlacesText()
  const pick = usePick()
  const number = useNumberFormat()
  const colourOf = useSeriesColour()
  return (
    <section className="layer-panel" aria-label={t('layers')}>
      <AreaPicker value={area} label={t('findArea')} placeholder={t('findArea')} onChange={onArea} width="100%" />
      <h2>{t('layers')}</h2>
      {mappable === undefined ? <Loading rows={2} /> : null}
      {mappable?.length === 0 ? (
        <p className="soft">
          {t('noLayers')} <Link to="/import">{t('importFirst')}</Link>
        </p>
      ) : null}
      <ul>
        {mappable?.map((resource, index) => {
          const on = shown.includes(resource.id)
          const visible = inView.get(resource.id)
          return (
            <li key={resource.id}>
              <label>
                <input
                  type="checkbox"
                  checked={on}
                  onChange={() => onShow(on ? shown.filter((id) => id !== resource.id) : [...shown, resource.id])}
                />
                <Swatch colour={colourOf(index)} />
                <span>{pick(resource.name)}</span>
              </label>
              <p className="layer-figures">
                {on && visible !== undefined ? <b>{t('inView', { n: number(visible) })}</b> : null}
                <Link to="/catalogue/$resourceId" params={{ resourceId: resource.id }}>
                  {t('rows', { count: resource.register.rows, n: number(resource.register.rows) })}
                </Link>
                <ResourceLabels resource={resource} />
              </p>
            </li>
          )
        })}
      </ul>
      <p className="faint small">{t('cells')}</p>
    </section>
  )
}
