import type { Item } from '@onecity/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import { rejectValuesQuery, repairRejects } from '../app/api/exchange.ts'
import { usePick } from '../app/make-text.ts'
import { usePurpose } from '../app/settings.ts'
import { checkItem, keptForm } from '../ui/item-inputs/check-item.ts'
import { ItemInput } from '../ui/item-inputs/item-input.tsx'
import { Failure, Loading } from '../ui/states.tsx'
import { useNumberFormat } from '../ui/time.tsx'
import { useBatchText } from './batch-text.ts'
import { RepairOutcome } from './repair-panel.tsx'

/** Delivered as text in many forms, which the field of the type would not show: these stay as they were written. */
const plainTypes: ReadonlySet<string> = new Set(['datetime', 'file'])

/** One rejected row, value by value, as delivered; with what a safe repair would make of it. */
export const RejectEdit = ({
  batchId,
  resource,
  items,
  line,
  onClose,
}: {
  readonly batchId: string
  readonly resource: string
  readonly items: readonly Item[]
  readonly line: number
  readonly onClose: () => void
}) => {
  const t = useBatchText()
  const pick = usePick()
  const number = useNumberFormat()
  const queries = useQueryClient()
  const purpose = usePurpose(resource)
  const row = useQuery(rejectValuesQuery(batchId, line, purpose))
  const form = useRef<HTMLFormElement>(null)
  // The row that was asked for stands further down: bring the form to the reader, and the reader to what is wrong.
  const loaded = row.data !== undefined
  useEffect(() => {
    form.current?.scrollIntoView({ block: 'nearest' })
    if (loaded)
      form.current?.querySelector<HTMLElement>('.reject-wrong :is(input, textarea, select, [tabindex])')?.focus()
  }, [loaded])
  const field = useId()
  const [edited, setEdited] = useState<Readonly<Record<string, string>>>({})
  const save = useMutation({
    mutationFn: () => repairRejects(batchId, { rows: [{ line, values: edited }] }, purpose),
    onSuccess: () => queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'batch' }),
  })
  return (
    <form
      ref={form}
      className="reject-edit"
      aria-label={t('editTitle', { line: number(line) })}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <h3>{t('editTitle', { line: number(line) })}</h3>
      {row.error ? <Failure error={row.error} onRetry={() => void row.refetch()} /> : null}
      {row.isPending ? <Loading rows={4} /> : null}
      {row.data && !save.data ? (
        <>
          {row.data.item === null ? <p className="reject-reason">{pick(row.data.reason)}</p> : null}
          <p className="soft">{t('editHint')}</p>
          {Object.entries(row.data.values).map(([id, value]) => {
            const item = items.find((each) => each.id === id)
            const proposed = row.data.proposed[id]
            const isWrong = row.data.item === id
            // A field made for a type cannot show what is no value of it: that stands beside it.
            const fits = item === undefined || (value !== '' && checkItem(item, value).ok)
            const now = edited[id] ?? (item && fits ? keptForm(item, value) : fits ? value : '')
            const set = (next: string) => setEdited({ ...edited, [id]: next })
            const name = item ? pick(item.name) : id
            const fieldId = `${field}-${id}`
            return (
              <div key={id} className={isWrong ? 'reject-field reject-wrong' : 'reject-field'}>
                <label htmlFor={fieldId}>{name}</label>
                <div>
                  {item && !plainTypes.has(item.type) ? (
                    <ItemInput item={item} value={now} onChange={set} label={name} id={fieldId} />
                  ) : (
                    <input
                      id={fieldId}
                      aria-label={name}
                      value={edited[id] ?? value}
                      onChange={(event) => set(event.target.value)}
                    />
                  )}
                  {isWrong ? <small className="reject-reason">{pick(row.data.reason)}</small> : null}
                  {value !== '' && value !== now ? <small className="soft">{t('delivered', { value })}</small> : null}
                  {proposed !== undefined && edited[id] !== proposed ? (
                    <button type="button" className="link-like" onClick={() => set(proposed)}>
                      {t('useProposed', { value: proposed })}
                    </button>
                  ) : null}
                </div>
              </div>
            )
          })}
        </>
      ) : null}
      {save.error ? <Failure error={save.error} /> : null}
      {save.data ? <RepairOutcome batch={save.data} /> : null}
      <p className="form-end">
        <Button onClick={onClose}>{t('cancel')}</Button>
        {row.data && !save.data ? (
          <Button type="primary" htmlType="submit" loading={save.isPending} disabled={Object.keys(edited).length === 0}>
            {t('save')}
          </Button>
        ) : null}
      </p>
    </form>
  )
}
