import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useLanguage } from '../app/make-text.ts'
import { formatBytes, formatDuration } from '../ui/format.ts'
import { useNumberFormat } from '../ui/time.tsx'
import { useExchangeText } from './exchange-text.ts'
import { type Transfer, useTransfer } from './transfer.ts'
import { paceOf } from './transfer-pace.ts'

const tickMs = 500

/** An import under way: how far, how fast, how long still. */
export const TransferProgress = ({ transfer }: { readonly transfer: Transfer }) => {
  const t = useExchangeText()
  const language = useLanguage()
  const number = useNumberFormat()
  const cancel = useTransfer((state) => state.cancel)
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tickMs)
    return () => clearInterval(timer)
  }, [])
  const { batch, file } = transfer
  const pace = paceOf({ ...transfer, size: file.size }, now)
  const asking = transfer.phase === 'asking'
  const step = asking
    ? t('asking')
    : batch?.status === 'merging'
      ? t('merging')
      : transfer.sentBytes >= file.size && pace.share >= 1
        ? t('waiting')
        : t('sending')
  const figures = [
    `${formatBytes(pace.share * file.size, language)} / ${formatBytes(file.size, language)}`,
    ...(batch && batch.received > 0 ? [t('rowsSoFar', { count: batch.received, n: number(batch.received) })] : []),
    ...(pace.rowsPerSecond === null || asking ? [] : [t('perSecond', { n: number(Math.round(pace.rowsPerSecond)) })]),
    ...(pace.secondsLeft === null || asking ? [] : [t('left', { time: formatDuration(pace.secondsLeft, language) })]),
  ]
  return (
    <section className="transfer" aria-label={t('busy', { file: file.name })}>
      <h2>{t('busy', { file: file.name })}</h2>
      <p role="status">{step}</p>
      <progress max={1} {...(asking ? {} : { value: pace.share })} aria-label={step} />
      <p className="transfer-figures">{figures.join(' · ')}</p>
      {asking ? null : (
        <>
          <p className="soft small">{t('leave')}</p>
          <Button onClick={cancel}>{t('cancel')}</Button>
        </>
      )}
    </section>
  )
}
