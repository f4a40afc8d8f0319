import type { ResourceDetail, ResourcePage, ResourceSummary, RowPage } from '@onecity/contracts'
import { useState } from 'react'
import { useLanguage, usePick } from '../app/make-text.ts'
import { formatNumber, formatTime } from '../ui/format.ts'
import { useAsk } from './ask.ts'
import { To, Waiting } from './parts.tsx'
import { usePortalText } from './portal-text.ts'

const pageSize = 6
/** In the national catalogue guide: public services, and of them the service items that can be applied for. */
const publicServices = '201'
const serviceItems = '201001'
const mostServices = 5

const query = (params: Readonly<Record<string, string | number>>): string =>
  new URLSearchParams(Object.entries(params).map(([name, value]) => [name, String(value)])).toString()

/** Words before using a data set: whose it is when it is another city's, and whether rows were generated. */
export const Marks = ({ resource }: { readonly resource: Pick<ResourceSummary, 'foreign' | 'register'> }) => {
  const t = usePortalText()
  return (
    <>
      {resource.foreign ? <span className="mark">{t('foreign')}</span> : null}
      {resource.register.simulatedRows ? <span className="mark dotted">{t('simulated')}</span> : null}
    </>
  )
}

const Entry = ({ resource, q, timeZone }: { resource: ResourceSummary; q: string; timeZone: string }) => {
  const t = usePortalText()
  const pick = usePick()
  const language = useLanguage()
  const { rows, lastBatchAt } = resource.register
  return (
    <li>
      <h3>
        <To to={{ resource: resource.id, q }}>{pick(resource.name)}</To>
        <Marks resource={resource} />
      </h3>
      {resource.abstract ? <p>{pick(resource.abstract)}</p> : null}
      <p className="soft">
        {pick(resource.owner.name)}
        {' · '}
        {resource.kind !== 'stored'
          ? t('elsewhere')
          : rows > 0
            ? t('rows', { count: rows, n: formatNumber(rows, language) })
            : t('noRows')}
        {lastBatchAt ? ` · ${t('updated', { at: formatTime(lastBatchAt, language, timeZone, false) })}` : null}
      </p>
    </li>
  )
}

const quoted = (text: string): string => text.replaceAll("'", "''").replaceAll(/[\\%_]/g, '\\$&')

/** Service items whose name has the words, from the first list of them that has rows. */
const Services = ({ q }: { readonly q: string }) => {
  const t = usePortalText()
  const pick = usePick()
  const lists = useAsk<ResourcePage>(
    `/api/catalogue/resources?${query({ class: publicServices, open: 'unconditional', hasRows: 'true', sort: 'rows', limit: 20 })}`,
  )
  const list = lists.data?.resources.find(({ code }) => code?.startsWith(serviceItems))
  const detail = useAsk<ResourceDetail>(list ? `/api/catalogue/resources/${encodeURIComponent(list.id)}` : null)
  const isReadable = detail.data?.reading.allowed === true && detail.data.items.some(({ id }) => id === 'name')
  const rows = useAsk<RowPage>(
    list && isReadable
      ? `/api/registers/${encodeURIComponent(list.id)}/rows?${query({ filter: `name LIKE '%${quoted(q)}%'`, limit: mostServices })}`
      : null,
  )
  if (!list || !rows.data || rows.data.rows.length === 0) return null
  return (
    <section aria-labelledby="services">
      <h2 id="services">
        {t('services')} <Marks resource={list} />
      </h2>
      <p className="soft">
        {t('servicesOf', { name: pick(list.name) })} · {pick(list.owner.name)}
      </p>
      <ul className="entries">
        {rows.data.rows.map(({ rowId, values }) => (
          <li key={rowId}>
            <b>{String(values['name'])}</b>
            {typeof values['department'] === 'string' ? <p className="soft">{values['department']}</p> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Examples of other places come after what is the city's own; words decide over both. */
const ownFirst = (resources: readonly ResourceSummary[]): readonly ResourceSummary[] => [
  ...resources.filter(({ foreign }) => !foreign),
  ...resources.filter(({ foreign }) => foreign),
]

/** What is open, all of it or what the words find. */
export const OpenData = ({ q, timeZone }: { readonly q: string; readonly timeZone: string }) => {
  const t = usePortalText()
  const language = useLanguage()
  const [limit, setLimit] = useState(pageSize)
  const answer = useAsk<ResourcePage>(
    `/api/catalogue/resources?${query({ open: 'unconditional', limit, ...(q === '' ? { sort: 'rows' } : { q }) })}`,
  )
  const { data } = answer
  const n = data ? formatNumber(data.total, language) : ''
  return (
    <>
      {q === '' ? null : <Services q={q} />}
      <section id="open" tabIndex={-1} aria-labelledby="open-title">
        <h2 id="open-title">{t('open')}</h2>
        {!data || answer.error ? <Waiting answer={answer} /> : null}
        {data && data.total > 0 ? (
          <p className="soft" role="status">
            {t(q === '' ? 'openCount' : 'found', { count: data.total, n })}
            {q === '' ? null : (
              <>
                {' · '}
                <To to={{}}>{t('clear')}</To>
              </>
            )}
          </p>
        ) : null}
        {data && data.total === 0 && q !== '' ? (
          <div role="status">
            <p>
              <b>{t('none', { q })}</b>
            </p>
            {data.suggestions.length > 0 ? (
              <p>
                {t('instead')}{' '}
                {data.suggestions.map((suggestion) => (
                  <span key={suggestion.q} className="instead">
                    <To to={{ q: suggestion.q }}>{suggestion.q}</To>
                  </span>
                ))}
              </p>
            ) : null}
            <p>{t('noneHint')}</p>
            <p>
              <To to={{}}>{t('clear')}</To>
            </p>
          </div>
        ) : null}
        <ul className="entries">
          {(q === '' ? ownFirst(data?.resources ?? []) : data?.resources)?.map((resource) => (
            <Entry key={resource.id} resource={resource} q={q} timeZone={timeZone} />
          ))}
        </ul>
        {data && data.total > limit ? (
          <button type="button" onClick={() => setLimit(Math.min(limit + pageSize * 2, 100))}>
            {t('more', { n: Math.min(pageSize * 2, data.total - limit) })}
          </button>
        ) : null}
      </section>
    </>
  )
}
