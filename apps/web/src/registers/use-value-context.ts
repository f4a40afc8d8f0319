import type { Area, ResourceDetail } from '@onecity/contracts'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { areasQuery } from '../app/api/city.ts'
import { useLanguage } from '../app/make-text.ts'
import { useTimeZone } from '../ui/time.tsx'
import { useUiText } from '../ui/ui-text.ts'
import type { ValueContext } from '../ui/value-text.ts'

/** Times are the city's; only a register of another place keeps that place's clock, or its times would mean nothing. */
export const registerZone = (resource: Pick<ResourceDetail, 'foreign' | 'timeZone'>, cityZone: string): string =>
  resource.foreign === undefined ? cityZone : resource.timeZone

/** What is needed to show stored values as people read them: language, zone, names of areas. */
export const useValueContext = (resource?: ResourceDetail): ValueContext => {
  const ui = useUiText()
  const language = useLanguage()
  const cityZone = useTimeZone()
  const timeZone = resource ? registerZone(resource, cityZone) : cityZone
  const { data } = useQuery(areasQuery)
  return useMemo(() => {
    const areas: ReadonlyMap<string, Area> = new Map((data ?? []).map((area) => [area.code, area]))
    return { language, timeZone, areas, yes: ui('yes'), no: ui('no') }
  }, [data, language, timeZone, ui])
}
