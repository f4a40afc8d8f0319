import type { Area } from '@onecity/contracts'
import { useMemo } from 'react'
import { useLanguage, usePick } from '../app/make-text.ts'
import { formatNumber } from '../ui/format.ts'
import { useAsk } from './ask.ts'
import { Waiting } from './parts.tsx'
import { usePortalText } from './portal-text.ts'

/** The areas of the city as a list that folds: districts, their streets, how many communities each has. */
export const AreaList = () => {
  const t = usePortalText()
  const pick = usePick()
  const language = useLanguage()
  const answer = useAsk<{ areas: Area[] }>('/api/city/areas')
  const below = useMemo(() => {
    const children = new Map<string, Area[]>()
    for (const area of answer.data?.areas ?? []) {
      const siblings = children.get(area.parent ?? '') ?? []
      siblings.push(area)
      children.set(area.parent ?? '', siblings)
    }
    return (code: string, level: string) => (children.get(code) ?? []).filter((area) => area.level === level)
  }, [answer.data])
  const districts = answer.data?.areas.filter(({ level }) => level === 'district') ?? []
  const streets = answer.data?.areas.filter(({ level }) => level === 'street').length ?? 0
  return (
    <section id="areas" tabIndex={-1}>
      <h2>{t('areas')}</h2>
      {answer.data ? (
        <p>{t('areasLede', { districts: districts.length, below: formatNumber(streets, language) })}</p>
      ) : (
        <Waiting answer={answer} />
      )}
      <div className="folds">
        {districts.map((district) => {
          const own = below(district.code, 'street')
          return (
            <details key={district.code}>
              <summary>
                <span>{pick(district.name)}</span>
                <span className="soft">{t('streets', { count: own.length, n: own.length })}</span>
              </summary>
              <ul className="holdings">
                {own.map((street) => {
                  const communities = below(street.code, 'community').length
                  return (
                    <li key={street.code}>
                      {pick(street.name)}
                      {communities > 0 ? (
                        <span className="soft">{t('communities', { count: communities, n: communities })}</span>
                      ) : null}
                    </li>
                  )
                })}
              </ul>
            </details>
          )
        })}
      </div>
    </section>
  )
}
