import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { resourceQuery, resourcesQuery } from '../app/api/catalogue.ts'
import { meQuery } from '../app/api/city.ts'
import { findBatchByKey } from '../app/api/exchange.ts'
import { usePick } from '../app/make-text.ts'
import { mayDo } from '../app/may-do.ts'
import { BatchStatus, ResourceLabels } from '../ui/labels.tsx'
import { Empty, Failure, Loading } from '../ui/states.tsx'
import { BatchFailure, retryableCodes } from './batch-failure.tsx'
import { BatchReport } from './batch-report.tsx'
import './exchange.css'
import { useExchangeText } from './exchange-text.ts'
import { ImportForm } from './import-form.tsx'
import { type Transfer, useTransfer } from './transfer.ts'
import { TransferProgress } from './transfer-progress.tsx'

const route = getRouteApi('/import')

/** The interruption of one's own making, which no server answer describes. */
const cancelledError = {
  code: 'interrupted',
  message: {
    zh: '您取消了导入，传输已中断。',
    en: 'You cancelled the import, so the transfer was interrupted.',
  },
  detail: null,
}

const Outcome = ({ transfer }: { readonly transfer: Transfer }) => {
  const t = useExchangeText()
  const retry = useTransfer((state) => state.retry)
  const forget = useTransfer((state) => state.forget)
  const { data: resource } = useQuery(resourceQuery(transfer.resource))
  // A refusal answers with the problem alone; the batch that records it is found by its key.
  const recorded = useQuery({
    queryKey: ['batch of key', transfer.key],
    queryFn: () => findBatchByKey(transfer.resource, transfer.key),
    enabled: transfer.phase === 'failed' && transfer.batch === null,
  }).data
  const batch = transfer.batch ?? recorded ?? null
  const error = transfer.cancelled
    ? { ...cancelledError, detail: batch?.error?.detail ?? null }
    : transfer.problem
      ? { code: transfer.problem.code, message: transfer.problem.message, detail: transfer.problem.detail ?? null }
      : null
  return (
    <section className="outcome">
      <p className="outcome-file">
        <b>{transfer.file.name}</b>
        <BatchStatus status={transfer.cancelled ? 'interrupted' : transfer.phase === 'done' ? 'done' : 'failed'} />
      </p>
      {transfer.phase === 'done' && batch ? <BatchReport batch={batch} resource={resource} withLink /> : null}
      {transfer.phase === 'failed' ? (
        error ? (
          <BatchFailure error={error} unknown={transfer.unknown} />
        ) : batch ? (
          <BatchReport batch={batch} resource={resource} />
        ) : null
      ) : null}
      <p className="form-end">
        {batch && transfer.phase === 'failed' ? (
          <Link className="outcome-link" to="/batches/$batchId" params={{ batchId: batch.id }}>
            {t('toBatch')}
          </Link>
        ) : null}
        {transfer.phase === 'failed' && retryableCodes.includes(error?.code ?? batch?.error?.code ?? '') ? (
          <Button onClick={retry}>{t('retry')}</Button>
        ) : null}
        <Button type="primary" onClick={forget}>
          {t('again')}
        </Button>
      </p>
    </section>
  )
}

const ChosenResource = ({ id, like }: { readonly id: string; readonly like: string | undefined }) => {
  const t = useExchangeText()
  const { data: resource, error, refetch } = useQuery(resourceQuery(id))
  if (error) return <Failure error={error} onRetry={() => void refetch()} />
  if (!resource) return <Loading rows={8} />
  if (!resource.reading.mayImport) {
    return (
      <Empty title={t('mayNot')}>
        <p>{t('mayNotBody')}</p>
      </Empty>
    )
  }
  return <ImportForm key={`${resource.id} ${like}`} resource={resource} like={like} />
}

export const ImportPage = () => {
  const t = useExchangeText()
  const pick = usePick()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const transfer = useTransfer((state) => state.transfer)
  const { data, error, refetch } = useQuery(resourcesQuery({ limit: 500 }))
  const { data: me } = useQuery(meQuery)
  const selected = transfer?.resource ?? search.resource
  const resource = data?.resources.find((candidate) => candidate.id === selected)
  return (
    <main className="page import" id="content" tabIndex={-1}>
      <header className="page-head">
        <h1>{t('title')}</h1>
        <label className="import-resource">
          <span className="soft">{t('resource')}</span>
          <select
            value={selected ?? ''}
            disabled={transfer !== null}
            onChange={(event) =>
              void navigate({ search: event.target.value === '' ? {} : { resource: event.target.value } })
            }
          >
            <option value="">{t('chooseResource')}</option>
            {data?.resources.map((candidate) => (
              <option key={candidate.id} value={candidate.id}>
                {pick(candidate.name)}
              </option>
            ))}
          </select>
        </label>
        {resource ? <ResourceLabels resource={resource} /> : null}
      </header>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {transfer?.phase === 'sending' || transfer?.phase === 'asking' ? (
        <TransferProgress transfer={transfer} />
      ) : transfer ? (
        <Outcome transfer={transfer} />
      ) : selected === undefined ? (
        <nav className="import-choice" aria-label={t('chooseResource')}>
          <p>
            {t('pickFirst')}{' '}
            {me && mayDo(me.actions, 'city.draft') ? (
              <span className="soft">
                {t('noResource')} <Link to="/recognise">{t('makeResource')}</Link>
              </span>
            ) : null}
          </p>
          {data?.resources.map((candidate) => (
            <Link key={candidate.id} to="/import" search={{ resource: candidate.id }}>
              <b>{pick(candidate.name)}</b>
              <ResourceLabels resource={candidate} />
              {candidate.abstract ? <span className="soft">{pick(candidate.abstract)}</span> : null}
            </Link>
          ))}
        </nav>
      ) : (
        <ChosenResource id={selected} like={search.like} />
      )}
    </main>
  )
}
