import type { ResourceDetail } from '@onecity/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef } from 'react'
import { historyQuery, rowQuery } from '../app/api/registers.ts'
import { Icon } from '../app/icons.tsx'
import { usePick } from '../app/make-text.ts'
import { usePurpose } from '../app/settings.ts'
import { placeOfRow } from '../map/row-place.ts'
import { Failure, Loading } from '../ui/states.tsx'
import { At, useNumberFormat } from '../ui/time.tsx'
import { useUiText } from '../ui/ui-text.ts'
import { ValueCell } from '../ui/value-cell.tsx'
import { itemAsShown, valueText } from '../ui/value-text.ts'
import './registers.css'
import { useRegistersText } from './registers-text.ts'
import { useValueContext } from './use-value-context.ts'
import { historySteps } from './version-differences.ts'

const PointMap = lazy(() => import('../map/point-map.tsx').then((module) => ({ default: module.PointMap })))

const RowHistory = ({ resource, rowId }: { readonly resource: ResourceDetail; readonly rowId: string }) => {
  const t = useRegistersText()
  const ui = useUiText()
  const pick = usePick()
  const number = useNumberFormat()
  const context = useValueContext(resource)
  const purpose = usePurpose(resource.id)
  const history = useQuery(historyQuery(resource.id, rowId, purpose))
  if (history.error) return <Failure error={history.error} onRetry={() => void history.refetch()} />
  if (!history.data) return <Loading rows={2} />
  const steps = historySteps(history.data.versions)
  const shownValue = (id: string, value: unknown) => {
    const item = resource.items.find((candidate) => candidate.id === id)
    return (item ? valueText(item, value, context) : String(value)) ?? `(${ui('empty')})`
  }
  const nameOf = (id: string) => {
    const item = resource.items.find((candidate) => candidate.id === id)
    return item ? pick(item.name) : id
  }
  return (
    <ol className="versions">
      {steps.map(({ version, differences }, index) => (
        <li key={`${version.from.number}-${version.from.at}`}>
          <p className="version-head">
            <b>{version.from.at ? <At at={version.from.at} /> : '–'}</b>
            {index === 0 ? (
              <span className="label">{version.until === null ? t('versionNow') : t('removed')}</span>
            ) : null}
            <span className="soft">
              {differences === null
                ? t('firstVersion')
                : t('changedItems', { count: differences.length, n: number(differences.length) })}
            </span>
          </p>
          <p className="faint small">
            {version.from.number === null ? null : t('changeSet', { n: version.from.number })}
            {version.from.batch ? (
              <>
                {' · '}
                <Link to="/batches/$batchId" params={{ batchId: version.from.batch }}>
                  {t('byBatch')}
                </Link>
              </>
            ) : null}
          </p>
          {differences && differences.length > 0 ? (
            <dl className="differences">
              {differences.map((difference) => (
                <div key={difference.item}>
                  <dt>{nameOf(difference.item)}</dt>
                  <dd>
                    <del>{shownValue(difference.item, difference.before)}</del>
                    <span aria-hidden="true"> → </span>
                    <ins>{shownValue(difference.item, difference.after)}</ins>
                  </dd>
                </div>
              ))}
            </dl>
          ) : null}
        </li>
      ))}
    </ol>
  )
}

/** Everything of one row: its values, where it lies, and every version of it with what each changed. */
export const RowPanel = ({
  resource,
  rowId,
  onClose,
  withMap = true,
}: {
  readonly resource: ResourceDetail
  readonly rowId: string
  readonly onClose: () => void
  readonly withMap?: boolean
}) => {
  const t = useRegistersText()
  const ui = useUiText()
  const pick = usePick()
  const context = useValueContext(resource)
  const purpose = usePurpose(resource.id)
  const row = useQuery(rowQuery(resource.id, rowId, purpose))
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !document.querySelector(':popover-open, dialog[open]')) onClose()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [onClose])
  const place = row.data ? placeOfRow(resource.items, row.data.values) : undefined
  return (
    <aside ref={panel} className="row-panel" aria-label={t('row')}>
      <header className="panel-head">
        <h2>{pick(resource.name)}</h2>
        <button
          type="button"
          className="icon-button"
          aria-label={ui('close')}
          title={`${ui('close')} (Esc)`}
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </header>
      {row.error ? <Failure error={row.error} onRetry={() => void row.refetch()} /> : null}
      {!row.data && !row.error ? <Loading rows={8} /> : null}
      {row.data ? (
        <>
          {row.data.simulated ? <p className="note">{t('simulatedRow')}</p> : null}
          <dl className="row-values">
            {resource.items.map((item) => (
              <div key={item.id}>
                <dt>{pick(item.name)}</dt>
                <dd>
                  {resource.reading.hiddenItems.includes(item.id) ? (
                    <span className="faint">{ui('hidden')}</span>
                  ) : (
                    <ValueCell
                      item={itemAsShown(item, resource.key)}
                      value={row.data.values[item.id]}
                      context={context}
                      masked={resource.reading.maskedItems.includes(item.id)}
                      mark={row.data.marks?.[item.id]}
                    />
                  )}
                </dd>
              </div>
            ))}
          </dl>
          {withMap && place ? (
            <section className="row-map">
              <h3>{t('position')}</h3>
              <Suspense fallback={<Loading rows={4} />}>
                <PointMap place={place} />
              </Suspense>
              <Link to="/map" search={{ layers: resource.id, of: resource.id, row: rowId }}>
                {t('onMap')}
              </Link>
            </section>
          ) : null}
          <section>
            <h3>{t('history')}</h3>
            <RowHistory resource={resource} rowId={rowId} />
          </section>
        </>
      ) : null}
    </aside>
  )
}
