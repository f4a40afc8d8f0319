import type { CitySummary } from '@onecity/contracts'
import { useQuery } from '@tanstack/react-query'
import { differencesQuery, foldersQuery } from '../app/api/city.ts'
import { At, useNumberFormat } from '../ui/time.tsx'
import { useCityText } from './city-text.ts'
import { DifferenceList } from './difference-list.tsx'
import { ProblemList } from './problem-list.tsx'

const Between = ({ parent, live }: { readonly parent: number; readonly live: number }) => {
  const t = useCityText()
  const { data } = useQuery({ ...differencesQuery(parent, live), retry: false })
  if (!data) return null
  return (
    <>
      <h3>{t('behindSince')}</h3>
      <DifferenceList differences={data.differences} total={data.total} />
    </>
  )
}

/** Folders that are not what is live, why, and what to do. */
export const FolderNotices = ({ city }: { readonly city: CitySummary }) => {
  const t = useCityText()
  const number = useNumberFormat()
  const { data: folders = [] } = useQuery(foldersQuery)
  const { refused } = city
  const parent = refused?.parent ?? null
  return (
    <>
      {refused ? (
        <section className="refusal city-notice" role="alert">
          <h2>
            {parent === null
              ? t('refusedTitle', { count: refused.problems.length, n: number(refused.problems.length) })
              : t('behindTitle', { parent, live: city.version })}
          </h2>
          <p className="soft">
            <At at={refused.at} /> · {parent === null ? t('refusedBody', { version: city.version }) : t('behindBody')}
          </p>
          {parent === null ? (
            <ProblemList problems={refused.problems} />
          ) : (
            <>
              <p>
                <code>onecity city update DIR</code> <span className="soft">{t('overrule')}</span>
              </p>
              <Between parent={parent} live={city.version} />
            </>
          )}
        </section>
      ) : null}
      {folders.map(({ name, host, parent: carried, behind }) =>
        behind === null || carried === city.version ? null : (
          <p key={`${host} ${name}`} className="note">
            {t('folderBehind', { name, host, parent: carried, why: t(`why_${behind}` as 'why_changed') })}
            <br />
            <code>onecity city update DIR</code>
          </p>
        ),
      )}
    </>
  )
}
