import type { ResourceDetail } from '@onecity/contracts'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useCallback } from 'react'
import { resourceQuery } from '../app/api/catalogue.ts'
import { meQuery } from '../app/api/city.ts'
import { usePick } from '../app/make-text.ts'
import { mayDo } from '../app/may-do.ts'
import { usePurpose } from '../app/settings.ts'
import { ResourceLabels } from '../ui/labels.tsx'
import { FreshnessMark } from '../ui/state-marks.tsx'
import { Failure, Loading } from '../ui/states.tsx'
import { useNumberFormat } from '../ui/time.tsx'
import { termText, useUiText } from '../ui/ui-text.ts'
import { AboutTab } from './about-tab.tsx'
import { useEntryText } from './entry-text.ts'
import { fromAddress, toAddress } from './filter-sentence.ts'
import { ItemsTab } from './items-tab.tsx'
import { KindPanel } from './kind-panel.tsx'
import { QualityTab } from './quality-tab.tsx'
import './registers.css'
import { useRegistersText } from './registers-text.ts'
import { RowPanel } from './row-panel.tsx'
import { type RowsState, RowsTab } from './rows-tab.tsx'

const route = getRouteApi('/catalogue/$resourceId')
const tabs = ['rows', 'items', 'quality', 'kind', 'about'] as const
type Tab = (typeof tabs)[number]

const ResourceHead = ({ resource }: { readonly resource: ResourceDetail }) => {
  const t = useRegistersText()
  const pick = usePick()
  const ui = useUiText()
  const number = useNumberFormat()
  const { data: me } = useQuery(meQuery)
  return (
    <header className="resource-head">
      <p className="crumbs">
        <Link to="/catalogue">{t('back')}</Link>
        <span className="faint"> / {pick(resource.owner.name)}</span>
      </p>
      <div className="resource-title">
        <h1>{pick(resource.name)}</h1>
        <ResourceLabels resource={resource} />
        {resource.kind === 'stored' ? (
          <>
            <span className="soft">
              {t('rowsNow', { count: resource.register.rows, n: number(resource.register.rows) })}
            </span>
            {resource.freshness.state === 'untimed' ? null : <FreshnessMark state={resource.freshness.state} />}
          </>
        ) : (
          <span className="label label-kind">{termText(ui, 'kind', resource.kind)}</span>
        )}
        <span className="resource-links">
          {resource.geometry !== null && resource.register.rows > 0 && resource.foreign === undefined ? (
            <Link to="/map" search={{ layers: resource.id }}>
              {t('onMap')}
            </Link>
          ) : null}
          {resource.kind === 'stored' && me && mayDo(me.actions, 'batches.read') ? (
            <Link to="/batches" search={{ resource: resource.id }}>
              {t('batches')}
            </Link>
          ) : null}
          {resource.reading.mayImport && resource.kind === 'stored' ? (
            <Link to="/import" search={{ resource: resource.id }}>
              {t('import')}
            </Link>
          ) : null}
        </span>
      </div>
      {resource.abstract ? <p className="resource-abstract">{pick(resource.abstract)}</p> : null}
    </header>
  )
}

export const ResourcePage = () => {
  const t = useRegistersText()
  const { resourceId } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const purpose = usePurpose(resourceId)
  const { data: resource, error, refetch } = useQuery(resourceQuery(resourceId, purpose))
  const entry = useEntryText()
  const closeRow = useCallback(
    () => void navigate({ search: ({ row: _, ...others }) => others, replace: true, resetScroll: false }),
    [navigate],
  )
  if (error) {
    return (
      <main className="page" id="content">
        <Failure error={error} onRetry={() => void refetch()} />
        <Link to="/catalogue">{t('back')}</Link>
      </main>
    )
  }
  if (!resource) {
    return (
      <main className="page" id="content">
        <Loading rows={12} />
      </main>
    )
  }
  // Only stored resources have rows, and so a quality; the others have a section of their kind; not all have items.
  const isStored = resource.kind === 'stored'
  const shownTabs = tabs.filter((name) =>
    name === 'rows' || name === 'quality'
      ? isStored
      : name === 'kind'
        ? !isStored
        : name !== 'items' || resource.items.length > 0,
  )
  const usual: Tab = isStored ? 'rows' : 'kind'
  const tab: Tab = shownTabs.find((candidate) => candidate === search.tab) ?? usual
  const state: RowsState = {
    conditions: fromAddress(search.where),
    area: search.area,
    asOf: search.asOf,
    sort: search.sort,
    row: search.row,
  }
  const change = ({ conditions, ...others }: RowsState) => {
    const entries = Object.entries({ where: toAddress(conditions), ...others }).filter(
      ([, value]) => value !== undefined,
    )
    void navigate({ search: Object.fromEntries(entries), replace: true, resetScroll: false })
  }
  const showsRow = tab === 'rows' && search.row !== undefined && resource.reading.allowed
  return (
    <main className={showsRow ? 'page resource with-panel' : 'page resource'} id="content" tabIndex={-1}>
      <div className="resource-main">
        <ResourceHead resource={resource} />
        <div className="tabs" role="tablist" aria-label={t('tabs')}>
          {shownTabs.map((name) => (
            <button
              key={name}
              type="button"
              role="tab"
              aria-selected={name === tab}
              onClick={() => void navigate({ search: name === usual ? {} : { tab: name }, resetScroll: false })}
            >
              {name === 'quality' || name === 'kind' ? entry(`${name}Tab`) : t(`${name}Tab`)}
            </button>
          ))}
        </div>
        {tab === 'rows' ? <RowsTab key={resource.id} resource={resource} state={state} onChange={change} /> : null}
        {tab === 'items' ? <ItemsTab resource={resource} /> : null}
        {tab === 'quality' ? <QualityTab resource={resource} /> : null}
        {tab === 'kind' ? <KindPanel resource={resource} /> : null}
        {tab === 'about' ? <AboutTab resource={resource} /> : null}
      </div>
      {showsRow && search.row !== undefined ? (
        <RowPanel key={search.row} resource={resource} rowId={search.row} onClose={closeRow} />
      ) : null}
    </main>
  )
}
