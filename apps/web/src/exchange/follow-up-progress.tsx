import type { Batch } from '@onecity/contracts'
import { useQuery } from '@tanstack/react-query'
import { followUpQuery } from '../app/api/exchange.ts'
import { useNumberFormat } from '../ui/time.tsx'
import { useBatchText } from './batch-text.ts'

/** How far the batch is that works on the rows of another; `rows` are expected, at most. */
export const FollowUpProgress = ({ batch, rows }: { readonly batch: Batch; readonly rows: number }) => {
  const t = useBatchText()
  const number = useNumberFormat()
  const { data: now } = useQuery(followUpQuery(batch, true))
  const received = now?.received ?? 0
  const merging = now?.status === 'merging'
  // The last row is not the end: what was read is put in after it.
  const share = merging ? 0.99 : Math.min(0.99, rows > 0 ? received / rows : 0)
  const percent = `${Math.floor(share * 100)} %`
  return (
    <div className="follow-up" role="status">
      <progress max={1} value={share} aria-label={t('applying')} />
      <span className="soft">
        {merging ? t('puttingIn') : t('applyingShare', { percent, n: number(received), of: number(rows) })}
      </span>
    </div>
  )
}
