import { makePlacesRoutes } from '../base/places/index.ts'
import type { ApplyCity, LiveCity } from '../platform/city/index.ts'
import type { Settings } from '../platform/config/index.ts'
import type { MakeAccess, Route } from '../platform/http/index.ts'
import type { JobTask } from '../platform/jobs/index.ts'
import type { Log } from '../platform/log/index.ts'
import type { Metrics } from '../platform/metrics/index.ts'
import { type Action, cityDecide, makeRequestAccess, type RequestAccess } from '../trust/access/index.ts'
import type { OpenDatabase } from './open-database.ts'

/** What every module may be given. */
export type ModuleDeps = {
  readonly database: OpenDatabase
  readonly city: LiveCity
  readonly settings: Settings
  readonly log: Log
  readonly metrics: Metrics
}

export type Modules = {
  readonly routes: readonly Route<RequestAccess>[]
  readonly tasks: readonly JobTask[]
  /** Ends background work and open streams, in this order, before the database goes. */
  readonly close: () => Promise<void>
}

/** Parts of publishing a city version, in the order of their storeys. They must exist before the city does. */
export const applyCityVersion: readonly ApplyCity[] = []

/** Puts the modules together: the one place that knows them all. */
export const composeModules = ({ database, city }: ModuleDeps): Modules => {
  const numbered = { current: () => ({ number: city.current().version, city: city.current().city }) }
  return {
    routes: [...makePlacesRoutes({ database, city: numbered })],
    tasks: [],
    close: async () => {},
  }
}

/** Binds a request to who asks, by the roles of the live city. */
export const makeAccessOf =
  (city: LiveCity): MakeAccess<RequestAccess> =>
  ({ headers, query }, action) => {
    const now = city.current()
    return makeRequestAccess({ action: action as Action, headers, query, city: now.city, decide: cityDecide(now) })
  }
