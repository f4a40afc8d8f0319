import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeCityRoutes, makeVersionRoutes, startLiveCity } from '../platform/city/index.ts'
import { startClock } from '../platform/clock/index.ts'
import { projectRoot, RefusedStart, type Settings } from '../platform/config/index.ts'
import { watchDisk } from '../platform/disk/index.ts'
import { makeHttpApp, registerHealth, registerRoutes, serveWeb } from '../platform/http/index.ts'
import { startJobs } from '../platform/jobs/index.ts'
import type { Log } from '../platform/log/index.ts'
import { makeMetrics } from '../platform/metrics/index.ts'
import { actions, type RequestAccess } from '../trust/access/index.ts'
import { startDemoFill, wasDemoFilled } from './demo-fill.ts'
import { makeMeRoute } from './me-route.ts'
import { applyCityVersion, composeModules, countRowsOf, makeAccessOf } from './modules.ts'
import { type OpenDatabase, openDatabase } from './open-database.ts'
import { makeOperationsRoute } from './operations-route.ts'
import { programVersion } from './program-version.ts'

export type RunningOneCity = {
  /** Where it answers. */
  readonly url: string
  readonly database: OpenDatabase
  /** Stops accepting, lets running requests finish up to `graceMs`, and closes everything in order. */
  readonly close: (graceMs?: number) => Promise<void>
}

const defaultGraceMs = 10_000

/** Starts one process of OneCity: database, migrations, city, modules, HTTP. Either all of it runs or nothing is left. */
export const startOneCity = async (options: {
  readonly settings: Settings
  readonly log: Log
  /** Lines for the person at the terminal. */
  readonly tell?: (line: string) => void
}): Promise<RunningOneCity> => {
  const { settings, log } = options
  const tell = options.tell ?? (() => {})
  /** What was started, to be closed in reverse. */
  const closers: (() => Promise<void>)[] = []
  const closeAll = async () => {
    for (const close of closers.splice(0).reverse())
      await close().catch((error: unknown) => log.error({ err: error }, 'closing failed'))
  }
  try {
    const metrics = makeMetrics()
    const database = await openDatabase(settings, log, tell)
    closers.push(database.close)
    metrics.gauge({
      name: 'onecity_pg_pool_connections',
      help: 'Connections of the pool by state; waiting: requests without one.',
      labels: ['state'],
      collect: (gauge) => {
        const { totalCount, idleCount, waitingCount } = database.pool
        gauge.set({ state: 'idle' }, idleCount)
        gauge.set({ state: 'busy' }, totalCount - idleCount)
        gauge.set({ state: 'waiting' }, waitingCount)
      },
    })

    const disk = watchDisk(settings.data, settings.leastFreeBytes)
    metrics.gauge({
      name: 'onecity_disk_free_bytes',
      help: 'Bytes free on the disk of the data folder.',
      collect: async (gauge) => gauge.set((await disk.state()).freeBytes),
    })

    const clock = await startClock({ db: database.db, log })
    closers.push(clock.close)
    metrics.gauge({
      name: 'onecity_clock_ahead_seconds',
      help: "How far the database's clock is ahead of this machine's.",
      collect: (gauge) => gauge.set(clock.aheadMs() / 1000),
    })

    const city = await startLiveCity({
      db: database.db,
      connect: database.connect,
      log,
      dir: settings.city,
      actions,
      apply: applyCityVersion,
      countRows: countRowsOf,
      tell,
    })
    closers.push(city.close)
    metrics.gauge({
      name: 'onecity_city_version',
      help: 'Number of the city version this process runs.',
      collect: (gauge) => gauge.set(city.current().version),
    })

    let draining = false
    const modules = composeModules({ database, clock, disk, city, settings, log, metrics })
    closers.push(modules.close, modules.drain)
    const app = await makeHttpApp({
      log,
      metrics,
      version: programVersion,
      allowedHosts: [...settings.allowedHosts, settings.host],
      isDraining: () => draining,
    })
    registerHealth(app, {
      database: () => answersWithin(2_000, () => database.pool.query('select 1').then(() => 'ok')),
      migrations: () => answersWithin(2_000, database.checkSchema),
      city: async () => (city.current().version > 0 ? 'ok' : 'no version is live'),
    })
    const isDemo = () => wasDemoFilled(database)
    const publisher = { db: database.db, apply: applyCityVersion, countRows: countRowsOf }
    const cityRoutes = [
      ...makeCityRoutes<RequestAccess>({ db: database.db, city, isDemo }),
      ...makeVersionRoutes<RequestAccess>({ publisher, actions, city }),
    ]
    registerRoutes(
      app,
      [
        ...cityRoutes,
        makeMeRoute(city),
        makeOperationsRoute({ database, clock, city, disk, settings }),
        ...modules.routes,
      ],
      {
        makeAccess: makeAccessOf(city),
        roles: settings.roles,
        log,
      },
    )
    if (settings.roles.has('web')) await serveWeb(app, join(projectRoot, 'apps/web/dist'))

    if (settings.roles.has('jobs')) {
      const jobs = await startJobs({ pool: database.pool, log, tasks: modules.tasks })
      closers.push(jobs.close)
    }

    await app.listen({ host: settings.host, port: settings.port }).catch((error: NodeJS.ErrnoException) => {
      throw cannotListen(settings, error)
    })
    const url = addressOf(settings.host, app.server.address())
    log.info({ url, roles: [...settings.roles], version: programVersion }, 'listening')

    const demo =
      settings.demo && database.embedded && settings.roles.has('web') && settings.roles.has('intake')
        ? startDemoFill({ database, url, log, tell })
        : undefined

    let closed: Promise<void> | undefined
    const close = async (graceMs = defaultGraceMs) => {
      draining = true
      await Promise.all([modules.drain(), demo?.close()])
      const finished = app.close()
      // A connection whose last request ended after the close began would otherwise idle on until its client lets go.
      const sweep = setInterval(() => app.server.closeIdleConnections(), 50)
      // Modules end their open streams; whoever is still busy after the grace is cut off.
      await Promise.race([
        finished,
        sleep(graceMs, undefined, { ref: false }).then(() => app.server.closeAllConnections()),
      ])
      await finished
      clearInterval(sweep)
      await closeAll()
    }
    return {
      url,
      database,
      close: (graceMs) => {
        closed ??= close(graceMs)
        return closed
      },
    }
  } catch (error) {
    await closeAll()
    throw error
  }
}

const answersWithin = async (ms: number, ask: () => Promise<string>): Promise<string> => {
  const late = new AbortController()
  try {
    return await Promise.race([ask(), sleep(ms, 'does not answer in time', { signal: late.signal, ref: false })])
  } catch {
    return 'away'
  } finally {
    late.abort()
  }
}

const cannotListen = ({ host, port }: Settings, error: NodeJS.ErrnoException): Error => {
  if (error.code === 'EADDRINUSE')
    return new RefusedStart(
      `端口 ${port} 已被占用。换一个端口：npm start -- --port ${port + 1}\n` +
        `Port ${port} is in use by another program. Take another one: npm start -- --port ${port + 1}`,
      { cause: error },
    )
  if (error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL')
    return new RefusedStart(
      `无法监听 ${host}:${port}（${error.code}）。Cannot listen on ${host}:${port} (${error.code}).`,
      { cause: error },
    )
  return error
}

const addressOf = (host: string, address: ReturnType<import('node:net').Server['address']>): string => {
  const port = typeof address === 'object' && address ? address.port : 0
  const name = host === '127.0.0.1' || host === '::1' ? 'localhost' : host
  return `http://${name}:${port}`
}
