import type { Declaration, DraftCheck } from '@onecity/contracts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { beginDraft, checkDraft, meQuery, publishDraft, putDraftFile, removeDraftFile } from '../app/api/city.ts'
import { declarationQuery } from '../app/api/recognition.ts'
import { useLanguage } from '../app/make-text.ts'
import { mayDo } from '../app/may-do.ts'
import { queryClient } from '../app/providers.tsx'
import { BreakingList } from '../city/difference-list.tsx'
import { ProblemList } from '../city/problem-list.tsx'
import { useTransfer } from '../exchange/transfer.ts'
import { Failure, Loading } from '../ui/states.tsx'
import { FileAgain } from './file-step.tsx'
import { useRecognitionText } from './recognition-text.ts'
import { toRequest, type Wizard } from './wizard.ts'
import { useWizard } from './wizard-store.ts'

/** Writes the file into the wizard's own draft, a new one the first time, and has the whole city checked with it. */
const saveDraft = async (declaration: Declaration, title: string): Promise<DraftCheck> => {
  const { draft, setDraft } = useWizard.getState()
  const id = draft?.id ?? (await beginDraft(title)).id
  if (draft && draft.path !== declaration.path) await removeDraftFile(id, draft.path, true)
  setDraft({ id, path: declaration.path })
  await putDraftFile(id, declaration.path, declaration.text, false)
  void queryClient.invalidateQueries({ queryKey: ['city', 'drafts'] })
  return checkDraft(id)
}

const Publish = ({ declaration, wizard }: { readonly declaration: Declaration; readonly wizard: Wizard }) => {
  const t = useRecognitionText()
  const { draft, setPublished } = useWizard()
  const { data: me } = useQuery(meQuery)
  const save = useMutation({
    mutationFn: () => saveDraft(declaration, t('draftTitle', { name: wizard.head.nameZh })),
  })
  const check = save.data
  const publish = useMutation({
    mutationFn: () => publishDraft(draft?.id ?? '', check?.hash ?? '', false),
    onSuccess: ({ version }) => {
      setPublished(version)
      void queryClient.invalidateQueries()
    },
  })
  const mayPublish = me !== undefined && mayDo(me.actions, 'city.publish')
  const isReady = check?.hash != null && check.conflicts.length === 0 && check.breaking.length === 0
  const link = draft ? `${location.origin}/city/drafts/${draft.id}` : ''
  return (
    <>
      {save.error ? <Failure error={save.error} onRetry={() => save.mutate()} /> : null}
      {publish.error ? <Failure error={publish.error} /> : null}
      {check && isReady ? (
        <p className="fitting" role="status">
          {t('saved')}
        </p>
      ) : null}
      {check && !isReady ? (
        <>
          <p className="lacking" role="status">
            {t('savedProblems')}
          </p>
          <ProblemList problems={check.problems} />
          <BreakingList breaking={check.breaking} />
        </>
      ) : null}
      {check && isReady && me && !mayPublish ? <p className="note">{t('handOver')}</p> : null}
      <p className="form-end">
        {draft && check ? (
          <>
            <Link className="outcome-link" to="/city/drafts/$draftId" params={{ draftId: draft.id }}>
              {t('toDraft')}
            </Link>
            {isReady && !mayPublish ? (
              <Button onClick={() => void navigator.clipboard?.writeText(link)}>{t('copyLink')}</Button>
            ) : null}
          </>
        ) : null}
        <Button type={check ? 'default' : 'primary'} loading={save.isPending} onClick={() => save.mutate()}>
          {save.isPending ? t('saving') : check ? t('saveAgain') : t('save')}
        </Button>
        {check && mayPublish ? (
          <Button type="primary" disabled={!isReady} loading={publish.isPending} onClick={() => publish.mutate()}>
            {publish.isPending ? t('publishing') : t('publish', { version: check.live + 1 })}
          </Button>
        ) : null}
      </p>
    </>
  )
}

const ImportNow = ({ wizard, version }: { readonly wizard: Wizard; readonly version: number | null }) => {
  const t = useRecognitionText()
  const navigate = useNavigate()
  const { file, forget } = useWizard()
  const { data: me } = useQuery(meQuery)
  const begin = useTransfer((state) => state.begin)
  const { id } = wizard.head
  const mayImport = me !== undefined && mayDo(me.actions, 'batches.write')
  const start = () => {
    if (!file) return
    begin({ resource: id, file, mode: wizard.key.length > 0 ? 'upsert' : 'append', mapping: undefined })
    void navigate({ to: '/import', search: { resource: id } }).then(forget)
  }
  return (
    <section className="import-now">
      {version === null ? null : (
        <p className="fitting" role="status">
          {t('published', { version })}
        </p>
      )}
      {me && !mayImport ? <p className="note">{t('mayNotImport')}</p> : null}
      {mayImport && !file ? <p className="soft">{t('chooseToImport')}</p> : null}
      {mayImport ? <FileAgain /> : null}
      {mayImport && file ? <p className="soft">{t('importHint', { file: file.name })}</p> : null}
      <p className="form-end">
        <Link className="outcome-link" to="/catalogue/$resourceId" params={{ resourceId: id }}>
          {t('toResource')}
        </Link>
        {mayImport ? (
          <Button type="primary" disabled={!file} onClick={start}>
            {t('importNow')}
          </Button>
        ) : null}
      </p>
    </section>
  )
}

/** `isLive`: the draft was published, here or by somebody else. */
export const ReviewStep = ({ wizard, isLive }: { readonly wizard: Wizard; readonly isLive: boolean }) => {
  const t = useRecognitionText()
  const language = useLanguage()
  const published = useWizard((state) => state.published)
  const { data, error, refetch } = useQuery({ ...declarationQuery(toRequest(wizard, language)), enabled: !isLive })
  if (isLive) return <ImportNow wizard={wizard} version={published} />
  if (error) return <Failure error={error} onRetry={() => void refetch()} />
  if (!data)
    return (
      <>
        <p role="status">{t('making')}</p>
        <Loading rows={4} />
      </>
    )
  return (
    <section className="review">
      <h2>{t('declaration')}</h2>
      <p>{t('filePath', { path: data.path })}</p>
      {data.problems.length === 0 ? (
        <p className="fitting">{t('checked')}</p>
      ) : (
        <>
          <p>{t('checkedProblems', { count: data.problems.length, n: data.problems.length })}</p>
          <ProblemList problems={data.problems} />
        </>
      )}
      <details>
        <summary>{t('showYaml')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text wider than the page is scrolled by keyboard too */}
        <pre className="yaml" tabIndex={0}>
          {data.text}
        </pre>
      </details>
      <Publish key={data.text} declaration={data} wizard={wizard} />
    </section>
  )
}
