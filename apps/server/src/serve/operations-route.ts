import { type OperationsStatus, OperationsStatusSchema } from '@onecity/contracts'
import type { LiveCity } from '../platform/city/index.ts'
import type { Clock } from '../platform/clock/index.ts'
import type { Settings } from '../platform/config/index.ts'
import { sql } from '../platform/db/db.ts'
import type { Disk } from '../platform/disk/index.ts'
import type { Route } from '../platform/http/index.ts'
import type { RequestAccess } from '../trust/access/index.ts'
import { findInstallationSetting } from './installation-settings.ts'
import type { OpenDatabase } from './open-database.ts'
import { programVersion } from './program-version.ts'

/** From here on people notice that two clocks differ. */
const noticeableMs = 2_000
const largestShown = 10

/** How the installation is, for operators: one look, a handful of cheap questions. */
export const makeOperationsRoute = (deps: {
  readonly database: OpenDatabase
  readonly clock: Clock
  readonly city: LiveCity
  readonly disk: Disk
  readonly settings: Settings
}): Route<RequestAccess> => {
  const { database, clock, city, disk, settings } = deps
  const startedAt = new Date().toISOString()
  return {
    method: 'GET',
    url: '/api/operations/status',
    action: 'operations.read',
    summary: 'How the installation is: database, disk, clock, work under way, backups',
    tags: ['operations'],
    response: OperationsStatusSchema,
    handler: async ({ access, reply }): Promise<OperationsStatus> => {
      access.authorise({ kind: 'city' })
      reply.header('cache-control', 'private, no-store')
      const [server, changes, batches, jobs, registers, space, schema, backup] = await Promise.all([
        readServer(database),
        readChanges(database),
        readBatches(database),
        readJobs(database),
        readRegisters(database),
        disk.state(),
        database.checkSchema(),
        findInstallationSetting(database.db, 'last-backup'),
      ])
      const names = new Map(city.current().city.resources.map(({ id, name }) => [id, name]))
      const aheadMs = Math.round(clock.aheadMs())
      return {
        programVersion,
        startedAt,
        roles: [...settings.roles],
        database: { ...server, embedded: database.embedded !== undefined, schema },
        disk: { ...space, leastFreeBytes: settings.leastFreeBytes },
        clock: { aheadMs, off: Math.abs(aheadMs) >= noticeableMs },
        changes,
        batches,
        jobs,
        lastBackup: (backup as OperationsStatus['lastBackup'] | undefined) ?? null,
        registers: registers.map((each) => ({ ...each, name: names.get(each.resource) ?? { zh: each.resource } })),
      }
    },
  }
}

const one = <T>(rows: readonly T[]): T => rows[0] as T

const readServer = async ({ db }: OpenDatabase) => {
  const { rows } = await sql<{ version: string; bytes: number; used: number; most: number }>`
    select current_setting('server_version') as version, pg_database_size(current_database()) as bytes,
      (select count(*) from pg_stat_activity where backend_type = 'client backend')::int as used,
      current_setting('max_connections')::int as most`.execute(db)
  const { version, bytes, used, most } = one(rows)
  return { version, bytes, connections: { used, most } }
}

const readChanges = async ({ db }: OpenDatabase) => {
  const { rows } = await sql<{ highest: number; waiting: number; lastAt: Date | null; aheadMs: number }>`
    select coalesce(max(number), 0) as highest, max(numbered_at) as "lastAt",
      coalesce(greatest(0, extract(epoch from max(numbered_at) - clock_timestamp()) * 1000), 0)::int as "aheadMs",
      (select count(*) from changes.change_sets where number is null) as waiting
    from (select number, numbered_at from changes.change_sets where number is not null order by number desc limit 1) as last`.execute(
    db,
  )
  const { lastAt, ...counts } = one(rows)
  return { ...counts, lastAt: lastAt?.toISOString() ?? null }
}

const readBatches = async ({ db }: OpenDatabase) => {
  const { rows } = await sql<OperationsStatus['batches']>`
    select count(*) filter (where status = 'receiving') as receiving, count(*) filter (where status = 'merging') as merging,
      count(*) filter (where status = 'held') as held,
      (select count(*) from exchange.batches
        where status in ('failed', 'interrupted') and started_at > clock_timestamp() - interval '1 day') as "failedToday"
    from exchange.batches where status in ('receiving', 'merging', 'held')`.execute(db)
  return one(rows)
}

/** The queue's tables are the library's, made when the first process with the role `jobs` starts. */
const readJobs = async ({ db }: OpenDatabase) => {
  const { rows } = await sql<{ there: boolean }>`select to_regclass('jobs.jobs') is not null as there`.execute(db)
  if (!one(rows).there) return { waiting: 0, failing: 0 }
  const counted = await sql<{ waiting: number; failing: number }>`
    select count(*) filter (where run_at <= clock_timestamp()) as waiting, count(*) filter (where attempts > 0 and last_error is not null) as failing
    from jobs.jobs`.execute(db)
  return one(counted.rows)
}

const readRegisters = async ({ db }: OpenDatabase) => {
  const { rows } = await sql<{ resource: string; rows: number; bytes: number }>`
    select resource, rows, (
      select coalesce(sum(pg_total_relation_size(to_regclass(format('registers.%I', replace(resource, '-', '_') || suffix)))), 0)::bigint
      from unnest(array['', '_history', '_changes']) as suffix
    ) as bytes
    from (select resource, rows from registers.registers order by rows desc limit ${largestShown}) as largest`.execute(
    db,
  )
  return rows
}
