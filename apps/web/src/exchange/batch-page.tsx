import type { Batch } from '@onecity/contracts'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { resourceQuery } from '../app/api/catalogue.ts'
import { batchQuery } from '../app/api/exchange.ts'
import { useLanguage, usePick } from '../app/make-text.ts'
import { formatBytes } from '../ui/format.ts'
import { BatchStatus } from '../ui/labels.tsx'
import { Failure, Loading } from '../ui/states.tsx'
import { At, useNumberFormat } from '../ui/time.tsx'
import { termText, useUiText } from '../ui/ui-text.ts'
import { BatchReadAs } from './batch-read-as.tsx'
import { BatchReport } from './batch-report.tsx'
import { useBatchText } from './batch-text.ts'
import { BatchUndo } from './batch-undo.tsx'
import './exchange.css'
import { useExchangeText } from './exchange-text.ts'

const route = getRouteApi('/batches/$batchId')

const BatchLink = ({ id }: { readonly id: string }) => {
  const b = useBatchText()
  return (
    <Link to="/batches/$batchId" params={{ batchId: id }}>
      {b('openBatch')}
    </Link>
  )
}

const BatchFacts = ({ batch }: { readonly batch: Batch }) => {
  const t = useExchangeText()
  const b = useBatchText()
  const ui = useUiText()
  const language = useLanguage()
  const number = useNumberFormat()
  const facts: readonly (readonly [string, ReactNode] | null)[] = [
    [t('started'), <At key="started" at={batch.startedAt} />],
    batch.finishedAt ? [t('finished'), <At key="finished" at={batch.finishedAt} />] : null,
    [t('mode'), termText(ui, 'mode', batch.mode)],
    [t('size'), formatBytes(batch.bytesReceived, language)],
    batch.rowsPerSecond === null ? null : [t('speed'), t('perSecond', { n: number(Math.round(batch.rowsPerSecond)) })],
    batch.format
      ? [t('format'), [batch.format.toUpperCase(), batch.encoding?.toUpperCase()].filter(Boolean).join(' · ')]
      : null,
    batch.changeNumber === null ? null : [t('change'), number(batch.changeNumber)],
    batch.rowsAfter === null ? null : [b('rowsAfter'), `${number(batch.rowsBefore ?? 0)} → ${number(batch.rowsAfter)}`],
    batch.undoes ? [b('undoes'), <BatchLink key="undoes" id={batch.undoes} />] : null,
    batch.repairs ? [b(batch.reread ? 'rereadOf' : 'repairsOf'), <BatchLink key="repairs" id={batch.repairs} />] : null,
    batch.reread
      ? [
          b('rereadFact'),
          `${batch.reread.from} → ${batch.reread.swapped ? b('swapped', { crs: batch.reread.to }) : batch.reread.to}`,
        ]
      : null,
    batch.sentBy ? [b('sentBy'), batch.sentBy] : null,
    batch.decidedBy ? [b('decidedBy'), batch.decidedBy] : null,
    [t('key'), <code key="key">{batch.key}</code>],
  ]
  return (
    <dl className="facts batch-facts">
      {facts.flatMap((fact) =>
        fact === null ? [] : [<dt key={`${fact[0]} term`}>{fact[0]}</dt>, <dd key={fact[0]}>{fact[1]}</dd>],
      )}
    </dl>
  )
}

export const BatchPage = () => {
  const t = useExchangeText()
  const pick = usePick()
  const number = useNumberFormat()
  const { batchId } = route.useParams()
  const { data: batch, error, refetch } = useQuery(batchQuery(batchId))
  const { data: resource } = useQuery({ ...resourceQuery(batch?.resource ?? ''), enabled: batch !== undefined })
  if (error) {
    return (
      <main className="page" id="content">
        <Failure error={error} onRetry={() => void refetch()} />
      </main>
    )
  }
  if (!batch) {
    return (
      <main className="page" id="content">
        <Loading />
      </main>
    )
  }
  const busy = batch.status === 'receiving' || batch.status === 'merging'
  return (
    <main className="page batch" id="content" tabIndex={-1}>
      <header>
        <p className="crumbs">
          <Link to="/batches">{t('batchesTitle')}</Link>
        </p>
        <div className="page-head">
          <h1>
            {resource ? (
              <Link to="/catalogue/$resourceId" params={{ resourceId: batch.resource }} className="title-link">
                {pick(resource.name)}
              </Link>
            ) : (
              batch.resource
            )}
          </h1>
          <span className="soft">{batch.fileName ?? t('noFile')}</span>
          {batch.simulated ? <span className="label label-simulated">{t('simulated')}</span> : null}
          <BatchStatus status={batch.status} />
        </div>
      </header>
      <div className="batch-columns">
        <div className="batch-main">
          {busy ? (
            <section className="transfer">
              <p role="status">{batch.status === 'merging' ? t('merging') : t('sending')}</p>
              <progress
                max={1}
                {...(batch.bytesExpected ? { value: Math.min(1, batch.bytesReceived / batch.bytesExpected) } : {})}
              />
              <p>{t('rowsSoFar', { count: batch.received, n: number(batch.received) })}</p>
            </section>
          ) : null}
          <BatchReport batch={batch} resource={resource} />
          <BatchReadAs batch={batch} resource={resource} />
          <BatchUndo batch={batch} />
        </div>
        <BatchFacts batch={batch} />
      </div>
    </main>
  )
}
