import type { ResourceSummary } from '@onecity/contracts'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { type CatalogueFilter, resourcesQuery } from '../app/api/catalogue.ts'
import { usePick } from '../app/make-text.ts'
import { useIsPhone } from '../app/settings.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { ResourceLabels } from '../ui/labels.tsx'
import { Empty, Failure, Loading } from '../ui/states.tsx'
import { Ago, useNumberFormat } from '../ui/time.tsx'
import { termText, useUiText } from '../ui/ui-text.ts'
import './catalogue.css'
import { useCatalogueText } from './catalogue-text.ts'
import { Facets } from './facets.tsx'

const route = getRouteApi('/catalogue')
const pageSize = 100
const typingMs = 250

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

const useColumns = (): readonly Column<ResourceSummary>[] => {
  const t = useCatalogueText()
  const ui = useUiText()
  const pick = usePick()
  const number = useNumberFormat()
  return [
    {
      id: 'name',
      title: t('name'),
      main: true,
      cell: (resource) => (
        <span className="resource-name">
          <Link to="/catalogue/$resourceId" params={{ resourceId: resource.id }} tabIndex={-1}>
            {pick(resource.name)}
          </Link>
          <ResourceLabels resource={resource} />
        </span>
      ),
    },
    { id: 'owner', title: t('owner'), cell: (resource) => pick(resource.owner.name) },
    { id: 'share', title: t('shareType'), cell: (resource) => termText(ui, 'share', resource.shareType) },
    { id: 'update', title: t('update'), wide: true, cell: (resource) => termText(ui, 'update', resource.update) },
    { id: 'items', title: t('items'), align: 'end', wide: true, cell: (resource) => number(resource.itemCount) },
    {
      id: 'rows',
      title: t('rows'),
      align: 'end',
      cell: (resource) =>
        resource.register.rows === 0 ? <span className="faint">0</span> : number(resource.register.rows),
    },
    {
      id: 'lastBatch',
      title: t('lastBatch'),
      cell: (resource) =>
        resource.register.lastBatchAt === null ? (
          <span className="faint">{t('never')}</span>
        ) : (
          <Ago at={resource.register.lastBatchAt} />
        ),
    },
  ]
}

export const CataloguePage = () => {
  const t = useCatalogueText()
  const number = useNumberFormat()
  const phone = useIsPhone()
  const navigate = route.useNavigate()
  const filter: CatalogueFilter = route.useSearch()
  const resources = useQuery(resourcesQuery({ ...filter, limit: pageSize }))
  const columns = useColumns()
  const narrowed = Object.keys(filter).length > 0
  const change = (part: CatalogueFilter) =>
    void navigate({ search: withoutEmpty({ ...filter, ...part }) as never, replace: true })
  const total = resources.data?.total ?? 0
  const facets = <Facets filter={filter} facets={resources.data?.facets} onChange={change} />

  return (
    <main className="page catalogue" id="content" tabIndex={-1}>
      <header className="page-head">
        <h1>{t('title')}</h1>
        <span className="soft" role="status">
          {resources.data
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
          ) : resources.data === undefined ? (
            <Loading rows={10} />
          ) : resources.data.resources.length === 0 ? (
            narrowed ? (
              <Empty title={t('emptyTitle')}>
                <p>{t('emptyBody')}</p>
                <Button onClick={() => void navigate({ search: {} })}>{t('clearAll')}</Button>
              </Empty>
            ) : (
              <Empty title={t('emptyCity')}>
                <p>{t('emptyCityBody')}</p>
              </Empty>
            )
          ) : (
            <DataTable
              label={t('title')}
              columns={columns}
              rows={resources.data.resources}
              rowKey={(resource) => resource.id}
              onOpen={(resource) =>
                void navigate({ to: '/catalogue/$resourceId', params: { resourceId: resource.id } })
              }
            />
          )}
        </div>
      </div>
    </main>
  )
}
