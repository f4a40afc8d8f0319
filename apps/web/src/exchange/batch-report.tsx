import type { Batch, ResourceDetail } from '@onecity/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { batchQuery } from '../app/api/exchange.ts'
import { usePick } from '../app/make-text.ts'
import { AccountBar } from './account-bar.tsx'
import { BatchFailure } from './batch-failure.tsx'
import { BatchHold } from './batch-hold.tsx'
import { BatchReread } from './batch-reread.tsx'
import { BatchRules } from './batch-rules.tsx'
import { useBatchText } from './batch-text.ts'
import './exchange.css'
import { useExchangeText } from './exchange-text.ts'
import { Rejects } from './rejects.tsx'
import { RepairPanel } from './repair-panel.tsx'

/** What became of a batch: its accounting as a picture, what is worth knowing, and every rejected row. */
export const BatchReport = ({
  batch: given,
  resource,
  withLink = false,
}: {
  readonly batch: Batch & { readonly repeated?: boolean }
  readonly resource: ResourceDetail | undefined
  readonly withLink?: boolean
}) => {
  const t = useExchangeText()
  const b = useBatchText()
  const pick = usePick()
  // A held batch ends while the report stands: whoever gave it does not hear of that.
  const { data: now } = useQuery({ ...batchQuery(given.id), initialData: given, enabled: given.status === 'held' })
  const batch = given.status === 'held' ? { ...given, ...now } : given
  const done = batch.status === 'done'
  return (
    <>
      {batch.repeated ? <p className="note">{t('repeated')}</p> : null}
      {batch.error ? <BatchFailure error={batch.error} /> : null}
      {batch.status === 'discarded' ? (
        <section>
          <h2>{b('discardedTitle')}</h2>
          <p className="soft">{b('discardedBody')}</p>
        </section>
      ) : null}
      {batch.status === 'held' ? <BatchHold batch={batch} resource={resource} /> : null}
      {done ? (
        <section>
          <header className="section-head">
            <h2>{t('accounting')}</h2>
            <span className="section-links">
              <Link to="/catalogue/$resourceId" params={{ resourceId: batch.resource }}>
                {t('toRows')}
              </Link>
              {resource && resource.geometry !== null && resource.foreign === undefined ? (
                <Link to="/map" search={{ layers: batch.resource }}>
                  {t('toMap')}
                </Link>
              ) : null}
              {withLink ? (
                <Link to="/batches/$batchId" params={{ batchId: batch.id }}>
                  {t('toBatch')}
                </Link>
              ) : null}
            </span>
          </header>
          <AccountBar batch={batch} />
        </section>
      ) : null}
      {batch.notices.length > 0 ? (
        <section>
          <h2>{t('notices')}</h2>
          <ul className="notices">
            {batch.notices.map((notice) => (
              <li key={notice.zh}>{pick(notice)}</li>
            ))}
          </ul>
        </section>
      ) : null}
      {done || batch.status === 'held' ? <BatchRules batch={batch} /> : null}
      {done ? <BatchReread key={batch.id} batch={batch} resource={resource} /> : null}
      {done && batch.rejected > 0 ? (
        <>
          <RepairPanel batch={batch} />
          <Rejects batch={batch} items={resource?.items ?? []} />
        </>
      ) : null}
    </>
  )
}
