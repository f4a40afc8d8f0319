import type { Batch } from '@onecity/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { meQuery } from '../app/api/city.ts'
import { proposeUndo } from '../app/api/exchange.ts'
import { mayDo } from '../app/may-do.ts'
import { Failure } from '../ui/states.tsx'
import { useBatchText } from './batch-text.ts'

/** Leads to the batch that would take this one back; or says that one has. */
export const BatchUndo = ({ batch }: { readonly batch: Batch }) => {
  const t = useBatchText()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { data: me } = useQuery(meQuery)
  const undo = useMutation({
    mutationFn: proposeUndo,
    onSuccess: (held) => {
      queries.setQueryData(['batch', held.id], held)
      void navigate({ to: '/batches/$batchId', params: { batchId: held.id } })
    },
  })
  if (batch.status !== 'done' || batch.inserted + batch.updated + batch.deleted === 0) return null
  const mayUndo = me !== undefined && mayDo(me.actions, 'batches.confirm')
  if (!mayUndo && batch.undoneBy === null) return null
  return (
    <section className="batch-undo">
      <h2>{t('undoTitle')}</h2>
      {batch.undoneBy ? (
        <p className="note">
          {t('undoneBy')} ·{' '}
          <Link to="/batches/$batchId" params={{ batchId: batch.undoneBy }}>
            {t('openBatch')}
          </Link>
        </p>
      ) : (
        <p className="soft">{t('undoBody')}</p>
      )}
      {undo.error ? <Failure error={undo.error} /> : null}
      {mayUndo && batch.undoneBy === null ? (
        <Button loading={undo.isPending} onClick={() => undo.mutate(batch)}>
          {t('undoButton')}
        </Button>
      ) : null}
    </section>
  )
}
