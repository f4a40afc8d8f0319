import type { Batch, BatchPreview, ResourceDetail } from '@onecity/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { meQuery } from '../app/api/city.ts'
import { confirmBatch, discardBatch, previewQuery } from '../app/api/exchange.ts'
import { useLanguage } from '../app/make-text.ts'
import { mayDo } from '../app/may-do.ts'
import { usePurpose } from '../app/settings.ts'
import { useValueContext } from '../registers/use-value-context.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { formatShare } from '../ui/format.ts'
import { Failure, Loading } from '../ui/states.tsx'
import { At, useNumberFormat } from '../ui/time.tsx'
import { ValueCell } from '../ui/value-cell.tsx'
import { useBatchText } from './batch-text.ts'

type Row = BatchPreview['removed'][number]
const mostColumns = 6

/** Rows by their first items; one without values, for whatever reason, by its id. */
const PreviewRows = ({
  title,
  rows,
  resource,
}: {
  readonly title: string
  readonly rows: readonly Row[]
  readonly resource: ResourceDetail
}) => {
  const t = useBatchText()
  const language = useLanguage()
  const context = useValueContext(resource)
  if (rows.length === 0) return null
  const shown = rows.filter((row) => row.values !== null)
  const ids = [...new Set([...resource.key, ...resource.highlights, ...resource.items.map((item) => item.id)])]
  const items = ids
    .flatMap((id) => resource.items.find((item) => item.id === id) ?? [])
    .filter((item) => shown.some((row) => row.values?.[item.id] != null))
    .slice(0, mostColumns)
  const columns: readonly Column<Row>[] = items.map((item, index) => ({
    id: item.id,
    title: language === 'en' ? (item.name.en ?? item.name.zh) : item.name.zh,
    main: index === 0,
    cell: (row) => <ValueCell item={item} value={row.values?.[item.id] ?? null} context={context} />,
  }))
  return (
    <section className="held-rows">
      <h3>{title}</h3>
      {shown.length === 0 ? (
        <p className="soft">{t('noValues')}</p>
      ) : (
        <DataTable label={title} columns={columns} rows={shown} rowKey={(row) => row.rowId} />
      )}
    </section>
  )
}

const useDecision = (decide: (batch: Batch) => Promise<Batch>) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: decide,
    onSuccess: async (batch) => {
      queries.setQueryData(['batch', batch.id], batch)
      await queries.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[0] !== 'batch' || queryKey[1] !== batch.id,
      })
    },
    // Other figures, or not held any more: show what is.
    onError: (_, batch) => queries.invalidateQueries({ queryKey: ['batch', batch.id] }),
  })
}

/** A batch that waits for a person: what it would do, which rows would go, and the two ways on with their consequences. */
export const BatchHold = ({
  batch,
  resource,
}: {
  readonly batch: Batch
  readonly resource: ResourceDetail | undefined
}) => {
  const t = useBatchText()
  const language = useLanguage()
  const number = useNumberFormat()
  const { data: me } = useQuery(meQuery)
  const purpose = usePurpose(batch.resource)
  const preview = useQuery(previewQuery(batch.id, purpose))
  const confirm = useDecision(confirmBatch)
  const discard = useDecision(discardBatch)
  const { plan } = batch
  if (!plan) return null
  const isUndo = batch.mode === 'undo'
  const mayDecide = me !== undefined && mayDo(me.actions, 'batches.confirm')
  const working = confirm.isPending || discard.isPending
  const figures = [
    [isUndo ? 'bringBack' : 'insert', plan.inserted],
    [isUndo ? 'giveBack' : 'update', plan.updated],
    ['remove', plan.deleted],
    ['leave', plan.unchanged],
    ['absent', plan.absent],
    ['skip', plan.skipped],
  ] as const
  const counted = { count: plan.deleted, n: number(plan.deleted), rows: number(plan.rows) }
  return (
    <section className="held" aria-labelledby="held-title">
      <h2 id="held-title">{isUndo ? t('heldUndo') : t('heldRemoves', counted)}</h2>
      <p>{t(`reason_${plan.reason}`, { share: formatShare(plan.mostRemoved, 1, language) })}</p>
      {plan.again ? (
        <p className="note" role="status">
          {t('again')}
        </p>
      ) : null}
      <dl className="held-figures" aria-label={t('would')}>
        {figures
          .filter(([name, value]) => value > 0 || name === 'remove')
          .map(([name, value]) => (
            <div key={name} className={name === 'remove' && value > 0 ? 'held-remove' : ''}>
              <dt>{t(name)}</dt>
              <dd>{number(value)}</dd>
            </div>
          ))}
      </dl>
      {preview.error ? <Failure error={preview.error} onRetry={() => void preview.refetch()} /> : null}
      {preview.isPending ? <Loading rows={4} /> : null}
      {preview.data && resource ? (
        <>
          <PreviewRows
            title={t('examples', { count: preview.data.removed.length, n: number(preview.data.removed.length) })}
            rows={preview.data.removed}
            resource={resource}
          />
          <PreviewRows
            title={t('skipped', { count: preview.data.skipped.length, n: number(preview.data.skipped.length) })}
            rows={preview.data.skipped}
            resource={resource}
          />
        </>
      ) : null}
      <div className="held-decide">
        <p>{isUndo ? t('consequenceUndo') : t('consequence', counted)}</p>
        {batch.expiresAt ? (
          <p className="faint small">
            {t('expires')} <At at={batch.expiresAt} /> {t('expiresEnd')}
          </p>
        ) : null}
        {confirm.error ? <Failure error={confirm.error} /> : null}
        {discard.error ? <Failure error={discard.error} /> : null}
        {mayDecide ? (
          <p className="form-end">
            {working ? (
              <span className="soft" role="status">
                {t('working')}
              </span>
            ) : null}
            <Button size="large" disabled={working} onClick={() => discard.mutate(batch)}>
              {t('discard')}
            </Button>
            <Button
              size="large"
              type="primary"
              danger={plan.deleted > 0}
              disabled={working}
              onClick={() => confirm.mutate(batch)}
            >
              {isUndo ? t('confirmUndo') : t('confirm', counted)}
            </Button>
          </p>
        ) : (
          <p className="note">{t('mayNot')}</p>
        )}
      </div>
    </section>
  )
}
