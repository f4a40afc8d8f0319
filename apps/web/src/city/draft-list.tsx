import type { CityDraft } from '@onecity/contracts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { beginDraft, draftsQuery, meQuery } from '../app/api/city.ts'
import { mayDo } from '../app/may-do.ts'
import { queryClient } from '../app/providers.tsx'
import { Failure, Loading } from '../ui/states.tsx'
import { Ago } from '../ui/time.tsx'
import { useCityText } from './city-text.ts'

const BeginDraft = () => {
  const t = useCityText()
  const navigate = useNavigate()
  const [title, setTitle] = useState('')
  const begin = useMutation({
    mutationFn: beginDraft,
    onSuccess: (draft) => {
      void queryClient.invalidateQueries({ queryKey: ['city', 'drafts'] })
      void navigate({ to: '/city/drafts/$draftId', params: { draftId: draft.id } })
    },
  })
  return (
    <form
      className="draft-begin"
      onSubmit={(event) => {
        event.preventDefault()
        if (title.trim() !== '') begin.mutate(title.trim())
      }}
    >
      <label htmlFor="draft-title">{t('newDraft')}</label>
      <span>
        <input
          id="draft-title"
          type="text"
          maxLength={200}
          value={title}
          placeholder={t('draftTitle')}
          onChange={(event) => setTitle(event.target.value)}
        />
        <Button type="primary" htmlType="submit" disabled={title.trim() === ''} loading={begin.isPending}>
          {t('begin')}
        </Button>
      </span>
      {begin.error ? <Failure error={begin.error} /> : null}
    </form>
  )
}

export const DraftList = () => {
  const t = useCityText()
  const { data: me } = useQuery(meQuery)
  const may = me !== undefined && mayDo(me.actions, 'city.draft')
  const drafts = useQuery({ ...draftsQuery, enabled: may })
  const statusOf = (draft: CityDraft) => t(`status_${draft.status}`, { version: draft.version ?? 0 })
  return (
    <section>
      <h2>{t('drafts')}</h2>
      <p className="soft">{t('draftsBody')}</p>
      {me && !may ? <p className="note">{t('mayNotDraft')}</p> : null}
      {may ? <BeginDraft /> : null}
      {drafts.error ? <Failure error={drafts.error} onRetry={() => void drafts.refetch()} /> : null}
      {may && drafts.isPending ? <Loading rows={3} /> : null}
      {drafts.data?.length === 0 ? <p className="soft">{t('noDrafts')}</p> : null}
      <ul className="draft-list">
        {drafts.data?.map((draft) => (
          <li key={draft.id} className={`draft-${draft.status}`}>
            {draft.status === 'open' ? (
              <Link to="/city/drafts/$draftId" params={{ draftId: draft.id }}>
                {draft.title}
              </Link>
            ) : (
              <span>{draft.title}</span>
            )}
            <span className="soft">
              {statusOf(draft)} · {t('fileCount', { count: draft.files.length })} · {t('by', { author: draft.author })}{' '}
              · <Ago at={draft.updatedAt} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
