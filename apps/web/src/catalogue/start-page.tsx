import type { LiveEvent } from '@onecity/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { resourcesQuery } from '../app/api/catalogue.ts'
import { cityQuery, meQuery } from '../app/api/city.ts'
import { batchesQuery } from '../app/api/exchange.ts'
import { usePick } from '../app/make-text.ts'
import { mayDo } from '../app/may-do.ts'
import { useLive } from '../live/use-live.ts'
import { BatchStatus } from '../ui/labels.tsx'
import { Failure, Loading } from '../ui/states.tsx'
import { Ago, useNumberFormat } from '../ui/time.tsx'
import './catalogue.css'
import { useStartText } from './catalogue-text.ts'

type Change = Extract<LiveEvent, { type: 'change' }>
const shown = 8

const useResourceNames = (): ((id: string) => string) => {
  const pick = usePick()
  const { data } = useQuery(resourcesQuery({ limit: 500 }))
  return (id) => {
    const resource = data?.resources.find((candidate) => candidate.id === id)
    return resource ? pick(resource.name) : id
  }
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

const LatestBatches = () => {
  const t = useStartText()
  const pick = usePick()
  const nameOf = useResourceNames()
  const batches = useQuery(batchesQuery({ limit: 6 }))
  if (batches.error) return <Failure error={batches.error} onRetry={() => void batches.refetch()} />
  if (!batches.data) return <Loading rows={4} />
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

const LiveChanges = () => {
  const t = useStartText()
  const nameOf = useResourceNames()
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
            {nameOf(change.resource)}
          </Link>
          <Ago at={change.at} />
          <CountsLine counts={change} />
        </li>
      ))}
    </ul>
  )
}

export const StartPage = () => {
  const t = useStartText()
  const pick = usePick()
  const number = useNumberFormat()
  const { data: city, error, refetch } = useQuery(cityQuery)
  const { data: me } = useQuery(meQuery)
  const personal = useQuery(resourcesQuery({ personal: true, limit: 1 })).data?.resources[0]
  if (error && !city) {
    return (
      <main className="page" id="content">
        <Failure error={error} onRetry={() => void refetch()} />
      </main>
    )
  }
  return (
    <main className="page start" id="content" tabIndex={-1}>
      <header className="start-head">
        <h1>{city ? pick(city.name) : ' '}</h1>
        <p className="lede">{t('lede', { city: city ? pick(city.name) : '' })}</p>
        {city ? (
          <dl className="start-counts">
            {(['areas', 'departments', 'centres', 'resources'] as const).map((kind) => (
              <div key={kind}>
                <dt>{t(kind, { count: city.counts[kind] })}</dt>
                <dd>{number(city.counts[kind])}</dd>
              </div>
            ))}
            <div className="start-version">
              <Link to="/status">{t('version', { version: city.version })}</Link>
              <span>
                {t('published')} <Ago at={city.publishedAt} />
              </span>
            </div>
          </dl>
        ) : (
          <Loading rows={1} />
        )}
      </header>
      <section>
        <h2>{t('tryTitle')}</h2>
        <ol className="tries">
          <li>
            <Link to="/map">
              <b>{t('tryMap')}</b>
              <span>{t('tryMapBody')}</span>
            </Link>
          </li>
          <li>
            <Link to="/import">
              <b>{t('tryImport')}</b>
              <span>{t('tryImportBody')}</span>
            </Link>
          </li>
          <li>
            <Link to="/catalogue/$resourceId" params={{ resourceId: personal?.id ?? 'resident' }}>
              <b>{t('tryPeople')}</b>
              <span>{t('tryPeopleBody')}</span>
            </Link>
          </li>
        </ol>
        {city?.demo ? <p className="note">{t('demo')}</p> : null}
      </section>
      <aside className="start-side">
        {me && !mayDo(me.actions, 'batches.read') ? null : (
          <section>
            <h2>{t('now')}</h2>
            <LatestBatches />
          </section>
        )}
        {me && !mayDo(me.actions, 'live.read') ? null : (
          <section>
            <h2>{t('changes')}</h2>
            <LiveChanges />
          </section>
        )}
      </aside>
      {city && city.notes.length > 0 ? (
        <section className="start-sources">
          <h2>{t('sources')}</h2>
          <dl>
            {city.notes.map((note) => (
              <div key={note.title}>
                <dt>
                  {note.title}
                  {note.licence ? <span className="faint"> · {note.licence}</span> : null}
                </dt>
                <dd>{pick(note.text)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ) : null}
    </main>
  )
}
