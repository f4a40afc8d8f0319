import type { LiveEvent } from '@onecity/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { resourceQuery } from '../app/api/catalogue.ts'
import { batchesQuery } from '../app/api/exchange.ts'
import { usePick } from '../app/make-text.ts'
import { useLive } from '../live/use-live.ts'
import { BatchStatus } from '../ui/labels.tsx'
import { Failure, Loading } from '../ui/states.tsx'
import { Ago, useNumberFormat } from '../ui/time.tsx'
import { useStartText } from './start-text.ts'

type Change = Extract<LiveEvent, { type: 'change' }>
const shown = 8

/** Few are shown, and each is kept: thousands of resources are not fetched for some names. */
const ResourceName = ({ id }: { readonly id: string }) => {
  const pick = usePick()
  const { data } = useQuery(resourceQuery(id))
  return <>{data ? pick(data.name) : id}</>
}

type Counts = {
  readonly inserted: number
  readonly updated: number
  readonly deleted: number
  readonly unchanged?: number
  readonly rejected?: number
}

const CountsLine = ({ counts }: { readonly counts: Counts }) => {
  const t = useStartText()
  const number = useNumberFormat()
  const parts = (['inserted', 'updated', 'unchanged', 'deleted', 'rejected'] as const).flatMap((kind) => {
    const value = counts[kind] ?? 0
    return value > 0 ? [t(kind, { n: number(value) })] : []
  })
  return <span className="soft">{parts.join(' · ')}</span>
}

/** The last deliveries, as the ledger tells of them. */
export const LatestBatches = () => {
  const t = useStartText()
  const pick = usePick()
  const batches = useQuery(batchesQuery({ limit: 6 }))
  if (batches.error) return <Failure error={batches.error} onRetry={() => void batches.refetch()} />
  if (!batches.data) return <Loading rows={4} />
  const { names } = batches.data
  const nameOf = (id: string): string => (names[id] ? pick(names[id]) : id)
  if (batches.data.batches.length === 0) return <p className="soft">{t('nowEmpty')}</p>
  return (
    <>
      <ul className="start-list">
        {batches.data.batches.map((batch) => (
          <li key={batch.id}>
            <Link to="/batches/$batchId" params={{ batchId: batch.id }}>
              {nameOf(batch.resource)}
            </Link>
            <BatchStatus status={batch.status} />
            <span className="soft">
              <Ago at={batch.startedAt} />
              {batch.error ? ` · ${pick(batch.error.message)}` : null}
              {batch.status === 'done' ? (
                <>
                  {' · '}
                  <CountsLine counts={batch} />
                </>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
      <Link to="/batches">{t('allBatches')}</Link>
    </>
  )
}

/** Changes since the page was opened, as they come. */
export const LiveChanges = () => {
  const t = useStartText()
  const [changes, setChanges] = useState<readonly Change[]>([])
  useLive({ types: ['change'] }, (event) => {
    if (event.type === 'change') setChanges((before) => [event, ...before].slice(0, shown))
  })
  if (changes.length === 0) return <p className="soft small">{t('changesEmpty')}</p>
  return (
    <ul className="start-list" aria-live="polite">
      {changes.map((change) => (
        <li key={change.number}>
          <Link to="/catalogue/$resourceId" params={{ resourceId: change.resource }}>
            <ResourceName id={change.resource} />
          </Link>
          <Ago at={change.at} />
          <CountsLine counts={change} />
        </li>
      ))}
    </ul>
  )
}
