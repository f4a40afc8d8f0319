import type { ReactNode } from 'react'
import { usePick } from '../app/make-text.ts'
import { go, type Place, toHref } from './address.ts'
import type { Answer } from './ask.ts'
import { usePortalText } from './portal-text.ts'

/** A link within the portal that does not load the page anew. */
export const To = ({ to, children }: { readonly to: Partial<Place>; readonly children: ReactNode }) => (
  <a
    href={toHref(to)}
    onClick={(event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
      event.preventDefault()
      go(to)
    }}
  >
    {children}
  </a>
)

/** What stands in for an answer that is not there: that it comes, or why it did not and what to do. */
export const Waiting = ({ answer }: { readonly answer: Answer<unknown> }) => {
  const t = usePortalText()
  const pick = usePick()
  const { error } = answer
  if (!error)
    return (
      <p className="soft" role="status">
        {t('loading')}
      </p>
    )
  return (
    <div className="trouble" role="alert">
      <p>
        <b>{t('failed')}</b>
        {error.problem ? ` · ${pick(error.problem.message)}` : null}
      </p>
      <button type="button" onClick={answer.retry}>
        {t('retry')}
      </button>
    </div>
  )
}
