import type { CityDraft, LocatedProblem } from '@onecity/contracts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { checkDraft, discardDraft, draftQuery, filesQuery } from '../app/api/city.ts'
import { queryClient } from '../app/providers.tsx'
import { Failure, Loading } from '../ui/states.tsx'
import './city.css'
import { useCityText } from './city-text.ts'
import { DraftCheckPanel } from './draft-check-panel.tsx'
import { DraftFile } from './draft-file.tsx'
import type { Place } from './text-editor.tsx'

const route = getRouteApi('/city/drafts/$draftId')
/** Paths offered while one is typed. */
const mostOffered = 500

const OpenFile = ({ onOpen }: { readonly onOpen: (path: string) => void }) => {
  const t = useCityText()
  const { data: files = [] } = useQuery(filesQuery)
  const [path, setPath] = useState('')
  const offered = files.filter((file) => file.mayDraft && file.path.includes(path)).slice(0, mostOffered)
  return (
    <form
      className="draft-pick"
      onSubmit={(event) => {
        event.preventDefault()
        if (path.trim() !== '') onOpen(path.trim())
        setPath('')
      }}
    >
      <label htmlFor="draft-path">{t('openFile')}</label>
      <span>
        <input
          id="draft-path"
          type="text"
          list="draft-paths"
          autoComplete="off"
          spellCheck={false}
          value={path}
          placeholder="departments/…/resources/….yaml"
          onChange={(event) => setPath(event.target.value)}
        />
        <Button htmlType="submit" disabled={path.trim() === ''}>
          {t('open')}
        </Button>
      </span>
      <small className="faint">{t('openHint')}</small>
      <datalist id="draft-paths">
        {offered.map((file) => (
          <option key={file.path} value={file.path} />
        ))}
      </datalist>
    </form>
  )
}

const Discard = ({ draft }: { readonly draft: CityDraft }) => {
  const t = useCityText()
  const navigate = useNavigate()
  const [asks, setAsks] = useState(false)
  const discard = useMutation({
    mutationFn: () => discardDraft(draft.id),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['city', 'drafts'] })
      void navigate({ to: '/city' })
    },
  })
  if (!asks)
    return (
      <Button size="small" type="text" onClick={() => setAsks(true)}>
        {t('discard')}
      </Button>
    )
  return (
    <span className="draft-discard" role="alert">
      {t('discardAsk')}{' '}
      <Button size="small" onClick={() => setAsks(false)}>
        {t('keep')}
      </Button>{' '}
      <Button size="small" danger loading={discard.isPending} onClick={() => discard.mutate()}>
        {t('discard')}
      </Button>
      {discard.error ? <Failure error={discard.error} /> : null}
    </span>
  )
}

const marks = { added: '+', changed: '~', removed: '−' } as const

export const DraftPage = () => {
  const t = useCityText()
  const { draftId } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { data: draft, error, refetch } = useQuery(draftQuery(draftId))
  const [goTo, setGoTo] = useState<Place>()
  const [isStale, setIsStale] = useState(false)
  const check = useMutation({ mutationFn: () => checkDraft(draftId), onSuccess: () => setIsStale(false) })
  const open = (file: string) => void navigate({ search: { file }, replace: true })
  const go = (problem: LocatedProblem) => {
    open(problem.file)
    setGoTo({ line: problem.line, column: problem.column })
  }
  if (error)
    return (
      <main className="page" id="content" tabIndex={-1}>
        <Failure error={error} onRetry={() => void refetch()} />
      </main>
    )
  if (!draft)
    return (
      <main className="page" id="content" tabIndex={-1} aria-label={t('drafts')}>
        <Loading />
      </main>
    )
  const path = search.file ?? draft.files[0]?.path
  const isOpen = draft.status === 'open'
  return (
    <main className="page" id="content" tabIndex={-1}>
      <p className="crumbs">
        <Link to="/city">{t('title')}</Link>
      </p>
      <header className="page-head">
        <h1>{draft.title}</h1>
        <span className="soft">
          {t(`status_${draft.status}`, { version: draft.version ?? 0 })} · {t('by', { author: draft.author })}
        </span>
        <span className="page-head-end">{isOpen ? <Discard draft={draft} /> : null}</span>
      </header>
      {draft.status === 'published' ? (
        <p className="note" role="status">
          {t('published', { version: draft.version ?? 0 })} · <Link to="/city">{t('toVersions')}</Link>
        </p>
      ) : null}
      {isOpen ? (
        <div className="draft-columns">
          <aside aria-label={t('files')}>
            <OpenFile onOpen={open} />
            <h2>{t('changedFiles')}</h2>
            <ul className="draft-files">
              {draft.files.map((file) => (
                <li key={file.path}>
                  <span className={`difference-sign difference-${file.change}`} title={t(file.change)}>
                    {marks[file.change]}
                  </span>
                  <button
                    type="button"
                    className="link-button"
                    aria-current={file.path === path}
                    onClick={() => open(file.path)}
                  >
                    {file.path}
                  </button>
                  {file.conflict ? <span className="label label-breaking">{t('conflict')}</span> : null}
                </li>
              ))}
            </ul>
          </aside>
          <div className="draft-middle">
            {path === undefined ? (
              <p className="soft">{t('noFile')}</p>
            ) : (
              <DraftFile
                key={path}
                draftId={draftId}
                path={path}
                isChanged={draft.files.some((file) => file.path === path)}
                problems={check.data?.problems.filter((problem) => problem.file === path) ?? []}
                goTo={goTo}
                onSaved={() => setIsStale(true)}
              />
            )}
          </div>
          <aside className="draft-side" aria-label={t('check')}>
            <Button
              loading={check.isPending}
              disabled={draft.files.length === 0}
              type={check.data && !isStale ? 'default' : 'primary'}
              onClick={() => check.mutate()}
            >
              {check.isPending ? t('checking') : t('check')}
            </Button>
            {check.data ? null : <p className="soft">{t('checkFirst')}</p>}
            {check.error ? <Failure error={check.error} onRetry={() => check.mutate()} /> : null}
            {check.data ? (
              <DraftCheckPanel draft={draft} check={check.data} isStale={isStale} onGo={go} onFile={open} />
            ) : null}
          </aside>
        </div>
      ) : null}
    </main>
  )
}
