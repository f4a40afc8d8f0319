import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { beginDraft, filesQuery, meQuery } from '../app/api/city.ts'
import { mayDo } from '../app/may-do.ts'
import { Failure } from '../ui/states.tsx'
import { stationRegister } from './tour-steps.ts'
import { useTourText } from './tour-text.ts'

/** Begins a draft and opens a file in it, so that what is left to do is the change itself. */
export const BeginTourDraft = () => {
  const t = useTourText()
  const navigate = useNavigate()
  const client = useQueryClient()
  const { data: me } = useQuery(meQuery)
  const may = me !== undefined && mayDo(me.actions, 'city.draft')
  const { data: files } = useQuery({ ...filesQuery, enabled: may })
  const yaml = files?.filter(({ path, mayDraft }) => mayDraft && path.endsWith('.yaml')) ?? []
  const file = yaml.find(({ path }) => path.endsWith(`/${stationRegister}.yaml`)) ?? yaml[0]
  const begin = useMutation({
    mutationFn: () => beginDraft(t('draftName')),
    onSuccess: (draft) => {
      void client.invalidateQueries({ queryKey: ['city', 'drafts'] })
      void navigate({
        to: '/city/drafts/$draftId',
        params: { draftId: draft.id },
        search: file ? { file: file.path } : {},
      })
    },
  })
  return (
    <div className="tour-sample">
      <Button disabled={!may || !file} loading={begin.isPending} onClick={() => begin.mutate()}>
        {t('beginDraft')}
      </Button>
      {begin.error ? <Failure error={begin.error} /> : null}
    </div>
  )
}
