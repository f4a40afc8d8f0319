import type { CityDraft, DraftCheck, LocatedProblem } from '@onecity/contracts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { meQuery, publishDraft } from '../app/api/city.ts'
import { mayDo } from '../app/may-do.ts'
import { queryClient } from '../app/providers.tsx'
import { Failure } from '../ui/states.tsx'
import { useCityText } from './city-text.ts'
import { BreakingList, DifferenceList } from './difference-list.tsx'
import { ProblemList } from './problem-list.tsx'

/** The second look: everything the draft would do, and then, if it may be, publishing. */
export const DraftCheckPanel = ({
  draft,
  check,
  isStale,
  onGo,
  onFile,
}: {
  readonly draft: CityDraft
  readonly check: DraftCheck
  readonly isStale: boolean
  readonly onGo: (problem: LocatedProblem) => void
  readonly onFile: (path: string) => void
}) => {
  const t = useCityText()
  const { data: me } = useQuery(meQuery)
  const [accepts, setAccepts] = useState(false)
  const publish = useMutation({
    mutationFn: () => publishDraft(draft.id, check.hash ?? '', accepts),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: ['city'] }),
  })
  const mayPublish = me !== undefined && mayDo(me.actions, 'city.publish')
  const isReady =
    check.hash !== null && check.conflicts.length === 0 && check.total > 0 && (check.breaking.length === 0 || accepts)
  return (
    <div className="draft-check">
      {isStale ? <p className="note">{t('stale')}</p> : null}
      <h3>{check.problems.length === 0 ? t('noProblems') : t('problems', { count: check.problems.length })}</h3>
      <ProblemList problems={check.problems} onGo={onGo} />
      {check.conflicts.length > 0 ? (
        <>
          <h3>{t('conflicts')}</h3>
          <ul className="draft-files">
            {check.conflicts.map((path) => (
              <li key={path}>
                <button type="button" className="link-button" onClick={() => onFile(path)}>
                  {path}
                </button>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <BreakingList breaking={check.breaking} />
      {check.hash === null ? null : (
        <>
          <h3>{t('differences', { version: check.live })}</h3>
          <DifferenceList differences={check.differences} total={check.total} />
        </>
      )}
      <footer className="draft-publish">
        {check.breaking.length > 0 && mayPublish ? (
          <label>
            <input type="checkbox" checked={accepts} onChange={(event) => setAccepts(event.target.checked)} />
            {t('confirmBreaking')}
          </label>
        ) : null}
        {me && !mayPublish ? <p className="soft">{t('mayNotPublish')}</p> : null}
        {publish.error ? <Failure error={publish.error} /> : null}
        <Button
          type="primary"
          disabled={!mayPublish || !isReady || isStale}
          loading={publish.isPending}
          onClick={() => publish.mutate()}
        >
          {publish.isPending ? t('publishing') : t('publish', { version: check.live + 1 })}
        </Button>
      </footer>
    </div>
  )
}
