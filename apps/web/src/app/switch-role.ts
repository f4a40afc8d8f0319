import { reconnectLive } from '../live/live-client.ts'
import { queryClient } from './providers.tsx'
import { takeRole } from './settings.ts'

/** Takes a demo role, or the default one: everything shown is asked for again, the live feed too. */
export const switchRole = (role: string | null): Promise<void> => {
  takeRole(role)
  if (role !== null) reconnectLive()
  return queryClient.resetQueries()
}
