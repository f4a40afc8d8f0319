import type { Batch, Rereadings, ResourceDetail } from '@onecity/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { meQuery } from '../app/api/city.ts'
import { rereadBatch, rereadingsQuery } from '../app/api/exchange.ts'
import { usePick } from '../app/make-text.ts'
import { mayDo } from '../app/may-do.ts'
import { usePurpose } from '../app/settings.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { Failure, Loading } from '../ui/states.tsx'
import { useNumberFormat } from '../ui/time.tsx'
import { useBatchText } from './batch-text.ts'
import { FollowUpProgress } from './follow-up-progress.tsx'

const PointMap = lazy(() => import('../map/point-map.tsx').then((module) => ({ default: module.PointMap })))

type Reading = Rereadings['readings'][number]
type Example = Reading['examples'][number]

const keyOf = ({ crs, swapped }: Pick<Reading, 'crs' | 'swapped'>): string => `${crs} ${swapped}`
/** Never 0 or 100 for a share that only comes near them. */
const percent = (share: number): string => {
  const tenths = Math.round(share * 1000)
  return `${(share > 0 && share < 1 ? Math.min(999, Math.max(1, tenths)) : tenths) / 10} %`
}
/** Five digits are about a metre. */
const position = (at: readonly number[]): string => at.map((degrees) => degrees.toFixed(5)).join(', ')

const Examples = ({ examples }: { readonly examples: readonly Example[] }) => {
  const t = useBatchText()
  const number = useNumberFormat()
  const [shown, setShown] = useState<string | null>(null)
  const place = examples.find(({ rowId }) => rowId === shown)
  const side = (inside: boolean) => (
    <small className={inside ? 'reread-in' : 'reread-out'}>{inside ? t('rereadIn') : t('rereadOut')}</small>
  )
  const columns: readonly Column<Example>[] = [
    {
      id: 'before',
      title: t('rereadBefore'),
      main: true,
      cell: ({ before, insideBefore }) => (
        <>
          <code>{position(before)}</code> {side(insideBefore)}
        </>
      ),
    },
    {
      id: 'after',
      title: t('rereadAfter'),
      cell: ({ after, insideAfter }) => (
        <>
          <code>{position(after)}</code> {side(insideAfter)}
        </>
      ),
    },
    {
      id: 'metres',
      title: t('rereadMoved'),
      align: 'end',
      cell: ({ metres }) => t('rereadMetres', { n: number(Math.round(metres)) }),
    },
    {
      id: 'map',
      title: '',
      cell: ({ rowId }) => (
        <button
          type="button"
          className="link-like"
          aria-pressed={shown === rowId}
          onClick={() => setShown(shown === rowId ? null : rowId)}
        >
          {t('rereadMap')}
        </button>
      ),
    },
  ]
  return (
    <>
      <DataTable label={t('rereadAfter')} columns={columns} rows={examples} rowKey={({ rowId }) => rowId} />
      {place ? (
        <figure className="reread-map">
          <Suspense fallback={<Loading rows={3} />}>
            <PointMap
              place={{
                type: 'LineString',
                coordinates: [place.before as [number, number], place.after as [number, number]],
              }}
            />
          </Suspense>
          <figcaption className="soft small">{t('rereadMapTitle')}</figcaption>
        </figure>
      ) : null}
    </>
  )
}

const Offer = ({ batch, found }: { readonly batch: Batch; readonly found: Rereadings }) => {
  const t = useBatchText()
  const pick = usePick()
  const number = useNumberFormat()
  const queries = useQueryClient()
  const proposed = found.readings.find((reading) => reading.proposed)
  const [chosen, setChosen] = useState(() => {
    const first = [...found.readings].sort((a, b) => b.inside - a.inside)[0]
    return first ? keyOf(first) : ''
  })
  const apply = useMutation({
    mutationFn: (reading: Reading) => rereadBatch(batch.id, reading),
    // What was found stays: the outcome is told where it was chosen.
    onSuccess: () =>
      queries.invalidateQueries({ predicate: ({ queryKey: [of] }) => of !== 'batch' && of !== 'rereadings' }),
  })
  const nameOf = ({ crs, swapped }: Pick<Reading, 'crs' | 'swapped'>) => (swapped ? t('swapped', { crs }) : crs)
  const reading = found.readings.find((each) => keyOf(each) === chosen)
  if (apply.data)
    return (
      <p className="note" role="status">
        {t('rereadDone', { count: apply.data.updated, n: number(apply.data.updated) })} ·{' '}
        <Link to="/batches/$batchId" params={{ batchId: apply.data.id }}>
          {t('openBatch')}
        </Link>
      </p>
    )
  if (!reading) return <p className="soft">{t('rereadNone')}</p>
  const rows = `${found.exact ? '' : `${t('rereadEstimate')} `}${number(found.rows)}`
  return (
    <>
      <p className="soft">
        {t('rereadBody', {
          from: found.from,
          share: percent(found.inside),
          within: found.within ? pick(found.within) : t('rereadCity'),
        })}{' '}
        {['WGS-84', 'CGCS2000'].includes(found.from) ? '' : t('rereadComputed')}{' '}
        {found.sampled < found.rows ? t('rereadSampled', { n: number(found.sampled) }) : ''}{' '}
        {found.skipped > 0 ? t('rereadSkipped', { count: found.skipped, n: number(found.skipped) }) : ''}
      </p>
      <fieldset className="reread-readings">
        <legend className="visually-hidden">{t('rereadTitle')}</legend>
        {found.readings.map((each) => (
          <label key={keyOf(each)}>
            <input
              type="radio"
              name={`reread ${batch.id}`}
              checked={keyOf(each) === chosen}
              onChange={() => setChosen(keyOf(each))}
            />
            <b>{nameOf(each)}</b>
            <span className="soft">
              {t('rereadInside', { before: percent(found.inside), after: percent(each.inside) })}
            </span>
          </label>
        ))}
      </fieldset>
      {reading.examples.length > 0 ? (
        <Examples key={chosen} examples={reading.examples} />
      ) : (
        <p className="faint small">{t('hiddenValues')}</p>
      )}
      {apply.error ? <Failure error={apply.error} /> : null}
      <p className="soft">{t('rereadConsequence')}</p>
      {apply.isPending ? <FollowUpProgress batch={batch} rows={found.rows + found.skipped} /> : null}
      <p className="form-end">
        <Button
          type={proposed ? 'primary' : 'default'}
          size="large"
          disabled={apply.isPending || found.rows === 0}
          onClick={() => apply.mutate(reading)}
        >
          {t('rereadApply', { count: found.rows, n: rows, name: nameOf(reading) })}
        </Button>
      </p>
    </>
  )
}

/** Offers to read the positions of a batch again as of another coordinate system: open by itself where one fits much better. */
export const BatchReread = ({
  batch,
  resource,
}: {
  readonly batch: Batch
  readonly resource: ResourceDetail | undefined
}) => {
  const t = useBatchText()
  const purpose = usePurpose(batch.resource)
  const { data: me } = useQuery(meQuery)
  const mayReread = me !== undefined && mayDo(me.actions, 'batches.write')
  const brings = batch.status === 'done' && batch.mode !== 'undo' && batch.inserted + batch.updated > 0
  const enabled = mayReread && brings && resource !== undefined && resource.geometry !== null
  const { data: found, error, refetch } = useQuery({ ...rereadingsQuery(batch.id, purpose), enabled, retry: false })
  const [opened, setOpened] = useState<boolean | null>(null)
  if (!enabled || (!found && !error)) return null
  // Nothing that could be read again: all rows moved since, or the batch brought none.
  if (found?.rows === 0) return null
  const proposed = found?.readings.find((reading) => reading.proposed)
  const open = opened ?? proposed !== undefined
  return (
    <section className={proposed ? 'reread reread-likely' : 'reread'}>
      <h2>
        <button type="button" className="fold" aria-expanded={open} onClick={() => setOpened(!open)}>
          {proposed
            ? t('rereadProposed', {
                name: proposed.swapped ? t('swapped', { crs: proposed.crs }) : proposed.crs,
              })
            : t('rereadTitle')}
        </button>
      </h2>
      {open && error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {open && found ? <Offer batch={batch} found={found} /> : null}
    </section>
  )
}
