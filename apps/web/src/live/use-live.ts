import type { LiveEvent } from '@onecity/contracts'
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import { currentConnection, listenLive, watchConnection } from './live-client.ts'
import type { Connection } from './live-state.ts'

/** What a page wants to hear: kinds of event, and only of one register. */
export type LiveFilter = { readonly types: readonly LiveEvent['type'][]; readonly resource?: string | undefined }

export const matchesFilter = (filter: LiveFilter, event: LiveEvent): boolean => {
  if (!filter.types.includes(event.type)) return false
  if (filter.resource === undefined) return true
  if (event.type === 'change') return event.resource === filter.resource
  return event.type === 'batch' ? event.batch.resource === filter.resource : true
}

/** Calls back for every live event that fits, from first paint until the component goes. */
export const useLive = (filter: LiveFilter, callback: (event: LiveEvent) => void): void => {
  const hear = useEffectEvent((event: LiveEvent) => {
    if (matchesFilter(filter, event)) callback(event)
  })
  useEffect(() => listenLive(hear), [])
}

export const useConnection = (): Connection => useSyncExternalStore(watchConnection, currentConnection)
