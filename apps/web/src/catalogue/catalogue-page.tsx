import type { ResourceSummary } from '@onecity/contracts'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { type CatalogueFilter, dcatPath, resourcesQuery } from '../app/api/catalogue.ts'
import { usePick } from '../app/make-text.ts'
import { useIsPhone } from '../app/settings.ts'
import { catalogueSorts } from '../app/vocabulary.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { ResourceLabels } from '../ui/labels.tsx'
import { FreshnessMark, ShareMark } from '../ui/state-marks.tsx'
import { Empty, Failure, Loading } from '../ui/states.tsx'
import { Ago, useNumberFormat } from '../ui/time.tsx'
import { termText, useUiText } from '../ui/ui-text.ts'
import './catalogue.css'
import { useCatalogueText } from './catalogue-text.ts'
import { Facets } from './facets.tsx'
import { Marked } from './marked.tsx'

const route = getRouteApi('/catalogue')
const pageSize = 100
const typingMs = 180

const withoutEmpty = (filter: CatalogueFilter): CatalogueFilter =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined && value !== ''))

const SearchBox = ({ value, onChange }: { readonly value: string; readonly onChange: (q: string) => void }) => {
  const t = useCatalogueText()
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  useEffect(() => {
    if (typed === value) return
    const timer = setTimeout(() => onChange(typed.trim()), typingMs)
    return () => clearTimeout(timer)
  }, [typed, value, onChange])
  return (
    <input
      type="search"
      className="catalogue-search"
      placeholder={t('search')}
      aria-label={t('search')}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  )
}

const ResourceClass = ({ resource }: { readonly resource: ResourceSummary }) => {
  const t = useCatalogueText()
  const pick = usePick()
  const step = resource.classification[1]
  if (!step) return <>{t('noCode')}</>
  return <span title={resource.code}>{step.name ? pick(step.name) : step.code}</span>
}

const useColumns = (marks: readonly string[]): readonly Column<ResourceSummary>[] => {
  const t = useCatalogueText()
  const ui = useUiText()
  const pick = usePick()
  const number = useNumberFormat()
  return [
    {
      id: 'name',
      title: t('name'),
      main: true,
      wrap: true,
      cell: (resource) => (
        <span className="resource-entry">
          <span className="resource-name">
            <Link to="/catalogue/$resourceId" params={{ resourceId: resource.id }} tabIndex={-1}>
              <Marked text={pick(resource.name)} marks={marks} />
            </Link>
            {resource.kind === 'stored' ? null : (
              <span className="label label-kind">{termText(ui, 'kind', resource.kind)}</span>
            )}
            <ResourceLabels resource={resource} />
          </span>
          <span className="resource-origin">
            <Marked text={pick(resource.owner.name)} marks={marks} />
            {' · '}
            <ResourceClass resource={resource} />
          </span>
          {marks.length > 0 && resource.matchedItems.length > 0 ? (
            <span className="matched-items">
              {t('inItems')}
              {resource.matchedItems.map((item, i) => (
                <span key={item.id}>
                  {i > 0 ? ' · ' : null}
                  <Marked text={pick(item.name)} marks={marks} />
                </span>
              ))}
            </span>
          ) : null}
        </span>
      ),
    },
    { id: 'share', title: t('shareType'), cell: (resource) => <ShareMark type={resource.shareType} /> },
    { id: 'update', title: t('update'), wide: true, cell: (resource) => termText(ui, 'update', resource.update) },
    {
      id: 'freshness',
      title: t('freshness'),
      cell: (resource) => <FreshnessMark state={resource.freshness.state} />,
    },
    {
      id: 'rows',
      title: t('rows'),
      align: 'end',
      cell: (resource) =>
        resource.kind !== 'stored' ? (
          <span className="faint">–</span>
        ) : resource.register.rows === 0 ? (
          <span className="faint">0</span>
        ) : (
          number(resource.register.rows)
        ),
    },
    {
      id: 'lastBatch',
      title: t('lastBatch'),
      wide: true,
      cell: (resource) =>
        resource.register.lastBatchAt === null ? (
          <span className="faint">{resource.kind === 'stored' ? t('never') : '–'}</span>
        ) : (
          <Ago at={resource.register.lastBatchAt} />
        ),
    },
  ]
}

type Search = CatalogueFilter & { readonly from?: string | undefined }

const Pages = ({
  from,
  total,
  onMove,
}: {
  readonly from: number
  readonly total: number
  readonly onMove: (from: number) => void
}) => {
  const t = useCatalogueText()
  const ui = useUiText()
  const number = useNumberFormat()
  if (total <= pageSize) return null
  return (
    <nav className="catalogue-pages" aria-label={t('title')}>
      <Button disabled={from === 0} onClick={() => onMove(Math.max(0, from - pageSize))}>
        {ui('previous')}
      </Button>
      <span className="soft">
        {t('shown', { from: number(from + 1), to: number(Math.min(total, from + pageSize)) })}
      </span>
      <Button disabled={from + pageSize >= total} onClick={() => onMove(from + pageSize)}>
        {ui('next')}
      </Button>
    </nav>
  )
}

export const CataloguePage = () => {
  const t = useCatalogueText()
  const number = useNumberFormat()
  const phone = useIsPhone()
  const navigate = route.useNavigate()
  const { from: fromText, ...filter }: Search = route.useSearch()
  const from = Number(fromText ?? 0) || 0
  const resources = useQuery(resourcesQuery({ ...filter, limit: pageSize, offset: from || undefined }))
  const data = resources.data
  const columns = useColumns(filter.q ? (data?.marks ?? []) : [])
  const { sort, ...narrowing } = filter
  const narrowed = Object.keys(narrowing).length > 0
  // Another question begins at its first page.
  const change = (part: CatalogueFilter) =>
    void navigate({ search: withoutEmpty({ ...filter, ...part }) as never, replace: true })
  const move = (to: number) =>
    void navigate({ search: { ...filter, ...(to > 0 && { from: String(to) }) } as never, replace: false })
  const total = data?.total ?? 0
  const facets = <Facets filter={filter} facets={data?.facets} onChange={change} />
  const usual = filter.q ? 'relevance' : 'id'

  return (
    <main className="page catalogue" id="content" tabIndex={-1}>
      <header className="page-head">
        <h1>{t('title')}</h1>
        <span className="soft" role="status">
          {data
            ? filter.q
              ? t('countOf', { count: total, n: number(total), q: filter.q })
              : t('count', { count: total, n: number(total) })
            : null}
        </span>
        <SearchBox value={filter.q ?? ''} onChange={(q) => change({ q })} />
      </header>
      <div className="catalogue-body">
        <aside aria-label={t('facets')}>
          {phone ? (
            <details className="facets-fold">
              <summary>{t('facets')}</summary>
              {facets}
            </details>
          ) : (
            facets
          )}
          {narrowed ? (
            <button type="button" className="link-button" onClick={() => void navigate({ search: {} })}>
              {t('clearAll')}
            </button>
          ) : null}
        </aside>
        <div className="catalogue-list">
          {resources.error ? (
            <Failure error={resources.error} onRetry={() => void resources.refetch()} />
          ) : data === undefined ? (
            <Loading rows={10} />
          ) : data.resources.length === 0 ? (
            narrowed ? (
              <Empty title={t('emptyTitle')}>
                {data.suggestions.length > 0 ? (
                  <p className="suggestions">
                    {t('instead')}{' '}
                    {data.suggestions.map((each) => (
                      <button key={each.q} type="button" className="suggestion" onClick={() => change({ q: each.q })}>
                        {each.q} <small>{t('insteadCount', { n: number(each.total) })}</small>
                      </button>
                    ))}
                  </p>
                ) : null}
                <p>{t('emptyBody')}</p>
                <Button onClick={() => void navigate({ search: {} })}>{t('clearAll')}</Button>
              </Empty>
            ) : (
              <Empty title={t('emptyCity')}>
                <p>{t('emptyCityBody')}</p>
              </Empty>
            )
          ) : (
            <>
              <label className="catalogue-sort">
                <span className="soft">{t('sort')}</span>
                <select
                  value={sort ?? usual}
                  onChange={({ target }) => change({ sort: target.value === usual ? undefined : target.value })}
                >
                  {filter.q ? null : <option value="id">{t('sort_id')}</option>}
                  {catalogueSorts
                    .filter((each) => filter.q || each !== 'relevance')
                    .map((each) => (
                      <option key={each} value={each}>
                        {t(`sort_${each}`)}
                      </option>
                    ))}
                </select>
              </label>
              <DataTable
                label={t('title')}
                columns={columns}
                rows={data.resources}
                rowKey={(resource) => resource.id}
                onOpen={(resource) =>
                  void navigate({ to: '/catalogue/$resourceId', params: { resourceId: resource.id } })
                }
              />
              <Pages from={from} total={total} onMove={move} />
              <p className="catalogue-feeds soft">
                {t('elsewhere')}
                <a href={dcatPath(undefined, 'jsonld')}>DCAT-AP JSON-LD</a> ·{' '}
                <a href={dcatPath(undefined, 'ttl')}>Turtle</a>
              </p>
            </>
          )}
        </div>
      </div>
    </main>
  )
}
