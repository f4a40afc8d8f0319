import type { BreakingChange, CityDifference } from '@onecity/contracts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { departmentsQuery } from '../app/api/catalogue.ts'
import { meQuery } from '../app/api/city.ts'
import { useLanguage, usePick } from '../app/make-text.ts'
import type { LocalText } from '../app/pick-text.ts'
import { useNumberFormat } from '../ui/time.tsx'
import { useCityText } from './city-text.ts'

/** More than this many lines nobody reads; searching narrows them. */
const mostShown = 300
const signs = { added: '+', removed: '−', changed: '~' } as const

/** Differences as sentences, to be searched in. */
export const DifferenceList = ({
  differences,
  total,
}: {
  readonly differences: readonly CityDifference[]
  readonly total: number
}) => {
  const t = useCityText()
  const pick = usePick()
  const number = useNumberFormat()
  const [search, setSearch] = useState('')
  if (total === 0) return <p className="soft">{t('noDifferences')}</p>
  const wanted = search.trim().toLowerCase()
  const found = differences.filter(
    ({ id, text }) => wanted === '' || `${id} ${text.zh} ${text.en ?? ''}`.toLowerCase().includes(wanted),
  )
  const shown = found.slice(0, mostShown)
  return (
    <>
      {total > 8 ? (
        <p className="difference-search">
          <input
            type="search"
            value={search}
            placeholder={t('searchDifferences')}
            aria-label={t('searchDifferences')}
            onChange={(event) => setSearch(event.target.value)}
          />
          <span className="soft" role="status">
            {t('shownOf', { n: number(shown.length), total: number(total) })}
          </span>
        </p>
      ) : null}
      {found.length === 0 ? <p className="soft">{t('noneFound')}</p> : null}
      <ul className="differences">
        {shown.map((difference) => (
          <li key={`${difference.kind} ${difference.id} ${difference.property ?? ''} ${difference.change}`}>
            <span className={`difference-sign difference-${difference.change}`} title={t(difference.change)}>
              {signs[difference.change]}
            </span>
            <span>{pick(difference.text)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** What no longer fits, and whom the declarations name. */
export const BreakingList = ({ breaking }: { readonly breaking: readonly BreakingChange[] }) => {
  const t = useCityText()
  const pick = usePick()
  const number = useNumberFormat()
  const language = useLanguage()
  const { data: departments } = useQuery(departmentsQuery)
  const { data: me } = useQuery(meQuery)
  if (breaking.length === 0) return null
  const called = (ids: readonly string[], entries: readonly { id: string; name: LocalText }[] | undefined) =>
    ids
      .map((id) => {
        const entry = entries?.find((candidate) => candidate.id === id)
        return entry ? pick(entry.name) : id
      })
      .join(language === 'zh' ? '、' : ', ')
  return (
    <section className="breaking">
      <h3>
        {t('breaking')} · {t('breakingMark', { count: breaking.length })}
      </h3>
      <p className="soft">{t('breakingBody')}</p>
      <ul>
        {breaking.map((change) => {
          const who = [
            change.departments.length > 0
              ? t('breakingDepartments', { list: called(change.departments, departments) })
              : '',
            change.roles.length > 0 ? t('breakingRoles', { list: called(change.roles, me?.roles) }) : '',
            change.rows ? t('breakingRows', { n: number(change.rows) }) : '',
          ].filter((part) => part !== '')
          return (
            <li key={`${change.resource} ${change.item ?? ''} ${change.rule} ${change.text.zh}`}>
              <b>{pick(change.text)}</b>
              <span className="soft">{who.length > 0 ? who.join(' · ') : t('nobodyNamed')}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
