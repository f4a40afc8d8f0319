import type { Area, Item, ResourceDetail, RowPage } from '@onecity/contracts'
import { useMemo, useState } from 'react'
import { useLanguage, usePick } from '../app/make-text.ts'
import { formatNumber, formatTime } from '../ui/format.ts'
import { valueText } from '../ui/value-text.ts'
import { download, useAsk } from './ask.ts'
import { Marks } from './open-data.tsx'
import { To, Waiting } from './parts.tsx'
import { usePortalText } from './portal-text.ts'

const shownRows = 5
const shownItems = 6
/** What the visitor role is commonly let read at once; the server holds to its own limit. */
const mostRows = 10_000

const Beginning = ({ resource, timeZone }: { readonly resource: ResourceDetail; readonly timeZone: string }) => {
  const t = usePortalText()
  const pick = usePick()
  const language = useLanguage()
  const path = `/api/registers/${encodeURIComponent(resource.id)}/rows`
  const answer = useAsk<RowPage>(`${path}?limit=${shownRows}`)
  const areaList = useAsk<{ areas: Area[] }>('/api/city/areas')
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle')
  const areas = useMemo(() => new Map(areaList.data?.areas.map((area) => [area.code, area])), [areaList.data])
  if (!answer.data) return <Waiting answer={answer} />
  const { rows } = answer.data
  if (rows.length === 0) return <p>{t('emptyRegister')}</p>
  const first = resource.highlights.length > 0 ? resource.highlights : resource.items.map(({ id }) => id)
  const items = first
    .flatMap((id): readonly Item[] => resource.items.filter((item) => item.id === id))
    .concat(resource.items.filter(({ id }) => !first.includes(id)))
    .slice(0, shownItems)
  const context = { language, timeZone, areas, yes: t('yes'), no: t('no') }
  const keep = () => {
    setState('busy')
    download(`${path}?f=csv&bom=true&safe=excel`, `${resource.id}.csv`).then(
      () => setState('idle'),
      () => setState('failed'),
    )
  }
  return (
    <section aria-labelledby="rows-title">
      <h2 id="rows-title">{t('beginning', { count: rows.length, n: rows.length })}</h2>
      {resource.register.simulatedRows ? <p className="soft">{t('simulatedNote')}</p> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard */}
      <div className="scroll" tabIndex={0}>
        <table>
          <thead>
            <tr>
              {items.map((item) => (
                <th key={item.id} scope="col">
                  {pick(item.name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.rowId}>
                {items.map((item) => (
                  <td key={item.id}>{valueText(item, row.values[item.id], context) ?? '–'}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>
        <button type="button" className="main-action" disabled={state === 'busy'} onClick={keep}>
          {state === 'busy' ? t('downloading') : t('download')}
        </button>
        {resource.register.rows > mostRows ? (
          <span className="soft"> {t('mostRows', { n: formatNumber(mostRows, language) })}</span>
        ) : null}
      </p>
      {state === 'failed' ? <p role="alert">{t('failed')}</p> : null}
    </section>
  )
}

/** One open data set: what it is, what it holds, its beginning, and the file to take away. */
export const DataDetail = ({ id, q, timeZone }: { id: string; q: string; timeZone: string }) => {
  const t = usePortalText()
  const pick = usePick()
  const language = useLanguage()
  const answer = useAsk<ResourceDetail>(`/api/catalogue/resources/${encodeURIComponent(id)}`)
  const resource = answer.data
  const back = (
    <p>
      <To to={{ q }}>← {t('back')}</To>
    </p>
  )
  if (!resource)
    return (
      <>
        {back}
        <h1>{id}</h1>
        <Waiting answer={answer} />
      </>
    )
  const { lastBatchAt, rows } = resource.register
  return (
    <>
      {back}
      <h1>
        {pick(resource.name)} <Marks resource={resource} />
      </h1>
      {resource.abstract ? <p className="lede">{pick(resource.abstract)}</p> : null}
      <dl className="facts">
        <dt>{t('from')}</dt>
        <dd>
          {pick(resource.owner.name)}
          {lastBatchAt ? ` · ${t('updated', { at: formatTime(lastBatchAt, language, timeZone, false) })}` : null}
          {rows > 0 ? ` · ${t('rows', { count: rows, n: formatNumber(rows, language) })}` : null}
        </dd>
        {resource.source ? (
          <>
            <dt>{t('source')}</dt>
            <dd>{resource.source.title}</dd>
            <dt>{t('licence')}</dt>
            <dd>{resource.source.licence}</dd>
          </>
        ) : null}
      </dl>
      {resource.open !== 'unconditional' || !resource.reading.allowed ? (
        <p>{t('notReadable')}</p>
      ) : resource.kind === 'stored' ? (
        <Beginning resource={resource} timeZone={timeZone} />
      ) : (
        <p>{t('elsewhere')}</p>
      )}
      <section>
        <h2>{t('contents')}</h2>
        <ul className="items">
          {resource.items.map((item) => (
            <li key={item.id}>{pick(item.name)}</li>
          ))}
        </ul>
      </section>
    </>
  )
}
