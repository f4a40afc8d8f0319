import type { Batch, Item, Reject, RejectPage } from '@onecity/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { meQuery } from '../app/api/city.ts'
import { rejectsDownloadPath, rejectsQuery } from '../app/api/exchange.ts'
import { useLanguage, usePick } from '../app/make-text.ts'
import { mayDo } from '../app/may-do.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { Failure, Loading } from '../ui/states.tsx'
import { useNumberFormat } from '../ui/time.tsx'
import { useBatchText } from './batch-text.ts'
import { useExchangeText } from './exchange-text.ts'
import { RejectEdit } from './reject-edit.tsx'

type Group = RejectPage['byReason'][number]
const keyOf = (part: Pick<Group, 'code' | 'item' | 'rule'>): string =>
  `${part.code} ${part.item ?? ''} ${part.rule ?? ''}`
const sampleSize = 200

/** Why rows were turned away: reasons with their counts, then the lines themselves, as delivered. */
export const Rejects = ({ batch, items }: { readonly batch: Batch; readonly items: readonly Item[] }) => {
  const { id: batchId } = batch
  const t = useExchangeText()
  const b = useBatchText()
  const { data: me } = useQuery(meQuery)
  const [editing, setEditing] = useState<number | null>(null)
  const pick = usePick()
  const number = useNumberFormat()
  const language = useLanguage()
  const rejects = useQuery(rejectsQuery(batchId, undefined, sampleSize))
  const [chosen, setChosen] = useState<string | null>(null)
  if (rejects.error) return <Failure error={rejects.error} onRetry={() => void rejects.refetch()} />
  if (!rejects.data) return <Loading rows={5} />
  const { byReason, next } = rejects.data
  const most = Math.max(1, ...byReason.map((group) => group.count))
  const nameOf = (id: string | null) => {
    const item = items.find((candidate) => candidate.id === id)
    return item ? pick(item.name) : (id ?? '')
  }
  const samples = rejects.data.rejects.filter((reject) => chosen === null || keyOf(reject) === chosen)
  const mayEdit = me !== undefined && mayDo(me.actions, 'batches.write')
  const columns: readonly Column<Reject>[] = [
    { id: 'line', title: t('line'), align: 'end', main: true, cell: (reject) => reject.place },
    { id: 'item', title: t('item'), cell: (reject) => nameOf(reject.item) },
    {
      id: 'value',
      title: t('value'),
      cell: (reject) =>
        reject.value === null ? (
          <span className="faint">–</span>
        ) : (
          <code className={reject.rule === null ? undefined : 'rule-values'}>{reject.value}</code>
        ),
    },
    { id: 'reason', title: t('reason'), wrap: true, cell: (reject) => pick(reject.reason) },
    {
      id: 'raw',
      title: t('raw'),
      cell: (reject) => (
        <code className="faint" title={reject.raw}>
          {reject.raw}
        </code>
      ),
    },
    {
      id: 'edit',
      title: '',
      cell: (reject) =>
        reject.repairedBy ? (
          <Link to="/batches/$batchId" params={{ batchId: reject.repairedBy }}>
            {b('takenIn')}
          </Link>
        ) : mayEdit && reject.raw !== '' && (reject.item !== null || reject.rule !== null) ? (
          <button type="button" className="link-like" onClick={() => setEditing(reject.line)}>
            {b('editRow')}
          </button>
        ) : null,
    },
  ]
  return (
    <section className="rejects">
      <header className="section-head">
        <h2>{t('rejects')}</h2>
        <a href={`${rejectsDownloadPath(batchId)}?language=${language}`} download>
          {t('rejectsDownload')}
        </a>
      </header>
      <ul className="reasons">
        {byReason.map((group: Group) => {
          const key = keyOf(group)
          return (
            <li key={key}>
              <button
                type="button"
                aria-pressed={chosen === key}
                onClick={() => setChosen(chosen === key ? null : key)}
              >
                <span className="reason-count">{number(group.count)}</span>
                <span className="reason-bar" aria-hidden="true">
                  <i style={{ width: `${(group.count / most) * 100}%` }} />
                </span>
                <span className="reason-text">
                  {group.item === null ? null : <b>{nameOf(group.item)} </b>}
                  {pick(group.reason)}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
      {next === null ? null : <p className="faint small">{t('firstShown', { n: number(sampleSize) })}</p>}
      {editing === null ? null : (
        <RejectEdit
          key={editing}
          batchId={batchId}
          resource={batch.resource}
          items={items}
          line={editing}
          onClose={() => setEditing(null)}
        />
      )}
      <DataTable
        label={t('rejects')}
        columns={columns}
        rows={samples}
        rowKey={(reject) => `${reject.line} ${reject.code} ${reject.item}`}
      />
    </section>
  )
}
