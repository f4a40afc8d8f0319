import { join } from 'node:path'
import { findResource } from '@onecity/city'
import type { LiveEvent } from '@onecity/contracts'
import { makeCatalogueRoutes, makeQualityTask, refuseReusedCodes } from '../base/catalogue/index.ts'
import { startExchange } from '../base/exchange/index.ts'
import { makeAreaIndexCache, makePlacesRoutes } from '../base/places/index.ts'
import { makeRecognitionRoutes } from '../base/recognition/index.ts'
import { listRegisterStates, makeRegisterRoutes, refuseIncompatibleRegisters } from '../base/registers/index.ts'
import { startSequencer } from '../platform/changes/index.ts'
import type { ApplyCity, CountRows, LiveCity } from '../platform/city/index.ts'
import type { Clock } from '../platform/clock/index.ts'
import type { Settings } from '../platform/config/index.ts'
import type { Disk } from '../platform/disk/index.ts'
import type { MakeAccess, Route } from '../platform/http/index.ts'
import type { JobTask } from '../platform/jobs/index.ts'
import { makeLiveHub, makePollSource } from '../platform/live/index.ts'
import type { Log } from '../platform/log/index.ts'
import type { Metrics } from '../platform/metrics/index.ts'
import {
  type Action,
  cityDecide,
  makeRequestAccess,
  type RequestAccess,
  resourceObject,
} from '../trust/access/index.ts'
import type { OpenDatabase } from './open-database.ts'
import { purgeCity } from './purge-city.ts'

/** What every module may be given. */
export type ModuleDeps = {
  readonly database: OpenDatabase
  readonly clock: Clock
  readonly disk: Disk
  readonly city: LiveCity
  readonly settings: Settings
  readonly log: Log
  readonly metrics: Metrics
}

export type Modules = {
  readonly routes: readonly Route<RequestAccess>[]
  readonly tasks: readonly JobTask[]
  /** Ends streams that would otherwise never end, when the process is asked to stop. */
  readonly drain: () => Promise<void>
  /** Ends background work, after the last request and before the database goes. */
  readonly close: () => Promise<void>
}

/** Parts of publishing a city version, in the order of their storeys. They must exist before the city does. */
export const applyCityVersion: readonly ApplyCity[] = [refuseReusedCodes, refuseIncompatibleRegisters]

/** Rows that a breaking change of a city version concerns. */
export const countRowsOf: CountRows = async (_resources, tx) => {
  const states = await listRegisterStates(tx)
  return new Map([...states].map(([resource, { rows }]) => [resource, rows]))
}

/** Every night in eastern Asia, in UTC. */
const purgeAt = '17 19 * * *'

/** Puts the modules together: the one place that knows them all. */
export const composeModules = ({ database, clock, disk, city, settings, log, metrics }: ModuleDeps): Modules => {
  const numbered = metrics.counter({
    name: 'onecity_change_sets_numbered_total',
    help: 'Change sets numbered by this process.',
  })
  const sequencer = startSequencer(database.connect, {
    onNumbered: (count) => numbered.inc(count),
    onError: (error) => log.warn({ err: error }, 'sequencer lost its connection, trying again'),
  })
  const areaIndexOf = makeAreaIndexCache()
  const exchange = startExchange({
    database,
    connect: database.connect,
    city,
    areaIndexOf,
    log,
    holdDays: settings.holdDays,
    hasRoom: async () => !(await disk.state()).low,
    onCommitted: sequencer.nudge,
    spoolFolder: join(settings.data, 'spool'),
  })
  const live = makeLiveHub<RequestAccess>({
    database,
    log,
    city,
    sources: [
      makePollSource({
        name: 'batches',
        listChanged: exchange.listChangedBatches,
        toEvent: (batch) => ({ type: 'batch' as const, batch }),
        now: () => clock.now().getTime(),
        isOpen: (batch) => batch.status === 'receiving' || batch.status === 'merging',
      }),
    ],
    authorise: (access) => {
      access.authorise({ kind: 'city' })
    },
    mayReceive: mayReceive(city),
  })
  return {
    routes: [
      ...makeCatalogueRoutes({ database, city, now: () => clock.now().getTime() }),
      ...makeRegisterRoutes({ database, city }),
      ...makePlacesRoutes({ database, city }),
      ...exchange.routes,
      ...makeRecognitionRoutes({
        database,
        city,
        areaIndexOf,
        sampleFile: exchange.sampleFile,
        now: () => clock.now().getTime(),
      }),
      live.route,
    ],
    tasks: [
      ...exchange.tasks,
      makeQualityTask({ database, city, log }),
      {
        name: 'serve.purge-city',
        cron: purgeAt,
        run: async () => {
          const purged = await purgeCity(database.db, city.current().city, true)
          if (purged.length > 0) log.info({ purged }, 'erased what was past its time of keeping')
        },
      },
    ],
    drain: live.close,
    close: async () => {
      await exchange.close()
      await sequencer.close()
    },
  }
}

/** Decided by the version that is live now, not by the one that was when the stream opened. */
const mayReceive =
  (city: LiveCity) =>
  (access: RequestAccess, event: LiveEvent): boolean => {
    if (event.type === 'city' || event.type === 'hello') return true
    const now = city.current()
    const id = event.type === 'change' ? event.resource : event.batch.resource
    const resource = findResource(now.city, id)
    if (!resource) return false
    // A change event carries counts, no values: hearing of it takes no purpose.
    const action = event.type === 'change' ? 'live.read' : 'batches.read'
    return cityDecide(now)(access.actor, action, resourceObject(resource), access.purpose).allow
  }

/** Binds a request to who asks, by the roles of the live city. */
export const makeAccessOf =
  (city: LiveCity): MakeAccess<RequestAccess> =>
  ({ headers, query }, action) => {
    const now = city.current()
    return makeRequestAccess({ action: action as Action, headers, query, city: now.city, decide: cityDecide(now) })
  }
