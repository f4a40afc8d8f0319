import { useQuery } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { resourcesQuery } from '../app/api/catalogue.ts'
import { draftsQuery, meQuery } from '../app/api/city.ts'
import { batchesQuery } from '../app/api/exchange.ts'
import { operationsQuery } from '../app/api/operations.ts'
import { useLanguage } from '../app/make-text.ts'
import { mayDo } from '../app/may-do.ts'
import { reachedSteps, type StepId } from './tour-checks.ts'
import { listSteps, type Step, stationRegister } from './tour-steps.ts'
import { useTour } from './tour-store.ts'

const recentBatches = 20

/** The steps that this city can show, with what it has to show them on; none while that is being asked. */
export const useTourSteps = (): readonly Step[] => {
  const language = useLanguage()
  const persons = useQuery(resourcesQuery({ personal: true, hasRows: true, limit: 100 })).data
  const stations = useQuery(resourcesQuery({ q: stationRegister, limit: 5 })).data
  return useMemo(() => {
    if (!persons || !stations) return []
    const people = persons.resources.find(({ id }) => id === 'resident') ?? persons.resources[0]
    const hasStations = stations.resources.some(({ id }) => id === stationRegister)
    return listSteps({ language, people, hasStations })
  }, [language, persons, stations])
}

/** Watches the address and the server, and keeps what the tour has reached. */
export const useTourProgress = (steps: readonly Step[], current: StepId | undefined, recognised: boolean): void => {
  const { pathname, search } = useRouterState({ select: ({ location }) => location })
  const { data: me } = useQuery(meQuery)
  const begun = useTour((state) => state.begun)
  const seenAs = useTour((state) => state.seenAs)
  const { reach, seeAs } = useTour.getState()
  const may = (action: string) => me !== undefined && mayDo(me.actions, action)
  const q = 'q' in search && typeof search.q === 'string' ? search.q : undefined
  const batches = useQuery({
    ...batchesQuery({ limit: recentBatches }),
    enabled: may('batches.read') && current !== undefined && ['repair', 'hold', 'undo'].includes(current),
  }).data?.batches
  const drafts = useQuery({
    ...draftsQuery,
    enabled: may('city.draft') && current === 'draft',
    // Saving a file tells nobody; a look every few seconds, while somebody is at this step.
    refetchInterval: current === 'draft' ? 4_000 : false,
  }).data
  const operations = useQuery({
    ...operationsQuery,
    enabled: may('operations.read') && pathname === '/status',
  }).data
  const found = useQuery({
    ...resourcesQuery({ q: q ?? '', limit: 1 }),
    enabled: pathname === '/catalogue' && q !== undefined,
  }).data?.total
  const role = me?.role.id
  const peopleId = steps.find(({ id }) => id === 'masks')?.resource ?? undefined
  useEffect(() => {
    if (role !== undefined && peopleId !== undefined && pathname === `/catalogue/${peopleId}`) seeAs(role)
  }, [role, peopleId, pathname, seeAs])
  useEffect(() => {
    if (begun === null) return
    reach(reachedSteps({ pathname, search, role, begun, batches, drafts, found, seenAs, recognised, operations }))
  }, [pathname, search, role, begun, batches, drafts, found, seenAs, recognised, operations, reach])
}
