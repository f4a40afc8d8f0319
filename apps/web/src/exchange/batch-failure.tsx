import type { Batch } from '@onecity/contracts'
import { usePick } from '../app/make-text.ts'
import { useExchangeText } from './exchange-text.ts'

type BatchError = NonNullable<Batch['error']>

export const retryableCodes: readonly string[] = [
  'interrupted',
  'unreachable',
  'database-away',
  'draining',
  'batch-in-progress',
  'internal',
  'wrong-role',
]
const mendable = ['bad-encoding', 'missing-columns', 'truncated-file', 'empty-file', 'mode-not-possible'] as const

const todoKey = (code: string) => {
  const known = mendable.find((candidate) => candidate === code)
  return known ? (`todo_${known}` as const) : retryableCodes.includes(code) ? 'todo_retry' : 'todo_mend'
}

/** A batch that did not get in: what happened, what was kept (nothing), what to do. */
export const BatchFailure = ({
  error,
  unknown = false,
}: {
  readonly error: BatchError
  readonly unknown?: boolean
}) => {
  const t = useExchangeText()
  const pick = usePick()
  return (
    <div role="alert">
      <dl className="batch-failure">
        <dt>{t('what')}</dt>
        <dd>
          {pick(error.message)}
          {error.detail ? <p className="soft">{error.detail}</p> : null}
        </dd>
        <dt>{t('kept')}</dt>
        <dd>{t(unknown ? 'keptUnknown' : 'keptNothing')}</dd>
        <dt>{t('todo')}</dt>
        <dd>{t(unknown ? 'todo_unknown' : todoKey(error.code))}</dd>
      </dl>
    </div>
  )
}
