import type { Batch } from '@onecity/contracts'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { resourcesQuery } from '../app/api/catalogue.ts'
import { type BatchFilter, batchesQuery } from '../app/api/exchange.ts'
import { usePick } from '../app/make-text.ts'
import { batchStatuses } from '../app/vocabulary.ts'
import { useLive } from '../live/use-live.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { BatchStatus } from '../ui/labels.tsx'
import { Empty, Failure, Loading } from '../ui/states.tsx'
import { Ago, useNumberFormat } from '../ui/time.tsx'
import { termText, useUiText } from '../ui/ui-text.ts'
import { AccountStrip } from './account-bar.tsx'
import './exchange.css'
import { useExchangeText } from './exchange-text.ts'

const route = getRouteApi('/batches')
const pageSize = 50

/** Batches under way, as they are told live; they stand in for what the list said of them. */
const useLiveBatches = (): ReadonlyMap<string, Batch> => {
  const [batches, setBatches] = useState<ReadonlyMap<string, Batch>>(new Map())
  useLive({ types: ['batch'] }, (event) => {
    if (event.type === 'batch') setBatches((before) => new Map(before).set(event.batch.id, event.batch))
  })
  return batches
}

const useColumns = (nameOf: (id: string) => string): readonly Column<Batch>[] => {
  const t = useExchangeText()
  const number = useNumberFormat()
  const count = (value: number) => (value === 0 ? <span className="faint">0</span> : number(value))
  return [
    {
      id: 'resource',
      title: t('resource'),
      main: true,
      cell: (batch) => (
        <Link to="/batches/$batchId" params={{ batchId: batch.id }} tabIndex={-1} className="row-link">
          {nameOf(batch.resource)}
        </Link>
      ),
    },
    { id: 'status', title: t('status'), cell: (batch) => <BatchStatus status={batch.status} /> },
    { id: 'started', title: t('started'), cell: (batch) => <Ago at={batch.startedAt} /> },
    {
      id: 'file',
      title: t('file'),
      cell: (batch) => (
        <>
          {batch.fileName ?? <span className="faint">{t('noFile')}</span>}
          {batch.simulated ? <span className="label label-simulated spec-label">{t('simulated')}</span> : null}
        </>
      ),
    },
    { id: 'received', title: t('received'), align: 'end', cell: (batch) => count(batch.received) },
    {
      id: 'account',
      title: t('accounting'),
      cell: (batch) => (batch.status === 'done' && batch.received > 0 ? <AccountStrip counts={batch} /> : null),
    },
    { id: 'inserted', title: t('inserted'), align: 'end', wide: true, cell: (batch) => count(batch.inserted) },
    { id: 'updated', title: t('updated'), align: 'end', wide: true, cell: (batch) => count(batch.updated) },
    { id: 'unchanged', title: t('unchanged'), align: 'end', wide: true, cell: (batch) => count(batch.unchanged) },
    { id: 'rejected', title: t('rejected'), align: 'end', wide: true, cell: (batch) => count(batch.rejected) },
  ]
}

export const BatchesPage = () => {
  const t = useExchangeText()
  const ui = useUiText()
  const pick = usePick()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [cursors, setCursors] = useState<readonly string[]>([])
  const { data: resources } = useQuery(resourcesQuery({ limit: 500 }))
  const filter: BatchFilter = {
    resource: search.resource,
    status: search.status,
    after: cursors.at(-1),
    limit: pageSize,
  }
  const page = useQuery(batchesQuery(filter))
  const live = useLiveBatches()
  const nameOf = (id: string) => {
    const name = page.data?.names[id] ?? resources?.resources.find((candidate) => candidate.id === id)?.name
    return name ? pick(name) : id
  }
  const columns = useColumns(nameOf)
  const narrowed = search.resource !== undefined || search.status !== undefined
  const listed = page.data?.batches.map((batch) => live.get(batch.id) ?? batch) ?? []
  const fresh =
    cursors.length > 0
      ? []
      : [...live.values()].filter(
          (batch) =>
            !listed.some((known) => known.id === batch.id) &&
            (search.resource === undefined || search.resource === batch.resource) &&
            (search.status === undefined || search.status === batch.status),
        )
  const batches = [...fresh, ...listed]
  const narrow = (part: { readonly resource?: string; readonly status?: string }) => {
    setCursors([])
    const entries = Object.entries({ ...search, ...part }).filter(([, value]) => value !== '')
    void navigate({ search: Object.fromEntries(entries), replace: true })
  }
  return (
    <main className="page" id="content" tabIndex={-1}>
      <header className="page-head">
        <h1>{t('batchesTitle')}</h1>
        <span className="batch-filters">
          <select
            aria-label={t('resource')}
            value={search.resource ?? ''}
            onChange={(event) => narrow({ resource: event.target.value })}
          >
            <option value="">{t('anyResource')}</option>
            {resources?.resources.map((resource) => (
              <option key={resource.id} value={resource.id}>
                {pick(resource.name)}
              </option>
            ))}
          </select>
          <select
            aria-label={t('status')}
            value={search.status ?? ''}
            onChange={(event) => narrow({ status: event.target.value })}
          >
            <option value="">{t('anyStatus')}</option>
            {batchStatuses.map((status) => (
              <option key={status} value={status}>
                {termText(ui, 'status', status)}
              </option>
            ))}
          </select>
        </span>
        <span className="page-head-end">
          <Link to="/import" search={search.resource === undefined ? {} : { resource: search.resource }}>
            {t('title')}
          </Link>
        </span>
      </header>
      {page.error ? (
        <Failure error={page.error} onRetry={() => void page.refetch()} />
      ) : page.data === undefined ? (
        <Loading rows={10} />
      ) : batches.length === 0 ? (
        <Empty title={narrowed ? t('noMatch') : t('noBatches')}>{narrowed ? null : <p>{t('noBatchesBody')}</p>}</Empty>
      ) : (
        <>
          <DataTable
            label={t('batchesTitle')}
            columns={columns}
            rows={batches}
            rowKey={(batch) => batch.id}
            onOpen={(batch) => void navigate({ to: '/batches/$batchId', params: { batchId: batch.id } })}
          />
          {cursors.length > 0 || page.data.next !== null ? (
            <div className="pager">
              <Button disabled={cursors.length === 0} onClick={() => setCursors(cursors.slice(0, -1))}>
                {t('newer')}
              </Button>
              <Button
                disabled={page.data.next === null}
                onClick={() => page.data?.next && setCursors([...cursors, page.data.next])}
              >
                {t('older')}
              </Button>
            </div>
          ) : null}
        </>
      )}
    </main>
  )
}
