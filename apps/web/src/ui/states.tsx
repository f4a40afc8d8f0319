import { ProblemError } from '@onecity/sdk'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { usePick } from '../app/make-text.ts'
import { useUiText } from './ui-text.ts'

export const Loading = ({ rows = 6 }: { readonly rows?: number }) => {
  const t = useUiText()
  return (
    <div className="loading" role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholder lines have no identity
        <span key={index} className="loading-line" />
      ))}
    </div>
  )
}

export const Empty = ({ title, children }: { readonly title: string; readonly children?: ReactNode }) => (
  <div className="empty">
    <p className="empty-title">{title}</p>
    {children}
  </div>
)

/** What went wrong in the reader's language, the exact cause, the request number to quote, and the way on. */
export const Failure = ({
  error,
  onRetry,
}: {
  readonly error: unknown
  readonly onRetry?: (() => void) | undefined
}) => {
  const t = useUiText()
  const pick = usePick()
  const problem = error instanceof ProblemError ? error.problem : null
  return (
    <div className="failure" role="alert">
      <p className="failure-title">{problem ? pick(problem.message) : String(error)}</p>
      {problem?.detail ? <p className="failure-detail">{problem.detail}</p> : null}
      <p className="failure-foot">
        {problem && problem.requestId !== '' ? <code>{t('requestId', { id: problem.requestId })}</code> : null}
        {onRetry && problem?.retryable !== false ? (
          <Button size="small" onClick={onRetry}>
            {t('retry')}
          </Button>
        ) : null}
      </p>
    </div>
  )
}
