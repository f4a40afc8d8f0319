import type { LocatedProblem } from '@onecity/contracts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { draftFileQuery, filesQuery, putDraftFile, removeDraftFile } from '../app/api/city.ts'
import { queryClient } from '../app/providers.tsx'
import { Failure, Loading } from '../ui/states.tsx'
import { useCityText } from './city-text.ts'
import { type Place, TextEditor } from './text-editor.tsx'

/** One file of a draft: its text, saved into the draft. */
export const DraftFile = ({
  draftId,
  path,
  isChanged,
  problems,
  goTo,
  onSaved,
}: {
  readonly draftId: string
  readonly path: string
  readonly isChanged: boolean
  readonly problems: readonly LocatedProblem[]
  readonly goTo?: Place | undefined
  readonly onSaved: () => void
}) => {
  const t = useCityText()
  const query = draftFileQuery(draftId, path)
  const { data, error, refetch } = useQuery(query)
  const { data: files } = useQuery(filesQuery)
  const [typed, setTyped] = useState<string | null>(null)
  const done = async () => {
    await queryClient.invalidateQueries({ queryKey: ['city', 'draft', draftId] })
    setTyped(null)
    onSaved()
  }
  const save = useMutation({
    mutationFn: (settled: boolean) => putDraftFile(draftId, path, typed ?? data?.text ?? '', settled),
    onSuccess: done,
  })
  const remove = useMutation({ mutationFn: (undo: boolean) => removeDraftFile(draftId, path, undo), onSuccess: done })
  const isDirty = typed !== null && typed !== data?.text
  useEffect(() => {
    if (!isDirty) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [isDirty])
  if (error) return <Failure error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={12} />

  const isNew = data.live === null
  const known = files?.find((file) => file.path === path)
  const readOnly = known?.mayDraft === false
  const isRemoved = data.text === null && !isNew && typed === null
  return (
    <section className="draft-file" aria-label={path}>
      <header>
        <h2>
          <code>{path}</code>
        </h2>
        {isNew ? <span className="label">{t('isNew')}</span> : null}
        <span className="soft" role="status">
          {isDirty ? t('unsaved') : isChanged ? t('saved') : ''}
        </span>
        <span className="draft-file-tools">
          {isChanged ? (
            <Button size="small" onClick={() => remove.mutate(true)}>
              {t('undoFile')}
            </Button>
          ) : null}
          {!isNew && !isRemoved && !readOnly ? (
            <Button size="small" danger onClick={() => remove.mutate(false)}>
              {t('removeFile')}
            </Button>
          ) : null}
          <Button
            size="small"
            type="primary"
            disabled={readOnly || (!isDirty && !(isNew && !isChanged))}
            loading={save.isPending}
            onClick={() => save.mutate(false)}
          >
            {t('save')}
          </Button>
        </span>
      </header>
      {readOnly ? <p className="note">{t('readOnlyFile')}</p> : null}
      {save.error ? <Failure error={save.error} /> : null}
      {remove.error ? <Failure error={remove.error} /> : null}
      {data.conflict ? (
        <div className="refusal">
          <h3>{t('conflict')}</h3>
          <p>
            {t('conflictBody')}{' '}
            <Button size="small" onClick={() => save.mutate(true)}>
              {t('settle')}
            </Button>
          </p>
        </div>
      ) : null}
      {isRemoved ? (
        <p className="note">{t('isRemoved')}</p>
      ) : (
        <div className={data.conflict ? 'draft-texts' : ''}>
          <TextEditor
            label={t('editor', { path })}
            text={typed ?? data.text ?? ''}
            readOnly={readOnly}
            problems={problems}
            goTo={goTo}
            onChange={setTyped}
            onSave={() => save.mutate(false)}
          />
          {data.conflict ? (
            <TextEditor
              label={t('liveText')}
              text={data.live ?? ''}
              readOnly
              problems={[]}
              onChange={() => {}}
              onSave={() => {}}
            />
          ) : null}
        </div>
      )}
    </section>
  )
}
