import type { Item } from '@onecity/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { rejectValuesQuery, repairRejects } from '../app/api/exchange.ts'
import { usePick } from '../app/make-text.ts'
import { usePurpose } from '../app/settings.ts'
import { Failure, Loading } from '../ui/states.tsx'
import { useNumberFormat } from '../ui/time.tsx'
import { useBatchText } from './batch-text.ts'
import { RepairOutcome } from './repair-panel.tsx'

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
    if (loaded) form.current?.querySelector<HTMLInputElement>('[aria-invalid="true"]')?.focus()
  }, [loaded])
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
          <p className="soft">{t('editHint')}</p>
          {Object.entries(row.data.values).map(([id, value]) => {
            const item = items.find((each) => each.id === id)
            const proposed = row.data.proposed[id]
            const isWrong = row.data.item === id
            return (
              <label key={id} className={isWrong ? 'reject-wrong' : ''}>
                <span>{item ? pick(item.name) : id}</span>
                <span>
                  <input
                    value={edited[id] ?? value}
                    aria-invalid={isWrong && edited[id] === undefined}
                    onChange={(event) => setEdited({ ...edited, [id]: event.target.value })}
                  />
                  {isWrong ? <small>{pick(row.data.reason)}</small> : null}
                  {proposed !== undefined && edited[id] !== proposed ? (
                    <button
                      type="button"
                      className="link-like"
                      onClick={() => setEdited({ ...edited, [id]: proposed })}
                    >
                      {t('useProposed', { value: proposed })}
                    </button>
                  ) : null}
                </span>
              </label>
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
