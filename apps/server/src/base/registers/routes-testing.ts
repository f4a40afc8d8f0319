import { fileURLToPath } from 'node:url'
import { type City, makeAreaTree, type Resource, type Role, readCity } from '@onecity/city'
import type { FastifyInstance } from 'fastify'
import { cellOf } from '../../kernel/cell.ts'
import { closeChangeSet, openChangeSet } from '../../platform/changes/index.ts'
import { type Database, sql, type Tx } from '../../platform/db/db.ts'
import { makeHttpApp, type Route, registerRoutes } from '../../platform/http/index.ts'
import { makeLog } from '../../platform/log/index.ts'
import { makeMetrics } from '../../platform/metrics/index.ts'
import { type Action, actions, cityDecide, makeRequestAccess, type RequestAccess } from '../../trust/access/index.ts'
import { buildIndexes, ensureTables } from './ensure-tables.ts'
import { planTables } from './table-plan.ts'

/** For tests: a live city made of cities/tiny, with more roles and resources. */
export const makeTestCity = async (
  more: { readonly roles?: readonly Role[]; readonly resources?: readonly Resource[] } = {},
) => {
  const read = await readCity(fileURLToPath(new URL('../../../../../cities/tiny', import.meta.url)), { actions })
  if (!read.ok) throw new Error('cities/tiny is refused')
  const city: City = {
    ...read.city,
    roles: [...read.city.roles, ...(more.roles ?? [])],
    resources: [...read.city.resources, ...(more.resources ?? [])],
  }
  const live = { city, version: 1, tree: makeAreaTree(city.areas) }
  return {
    city,
    current: () => live,
    resource: (id: string): Resource => {
      const found = city.resources.find((each) => each.id === id)
      if (!found) throw new Error(`no resource ${id}`)
      return found
    },
  }
}
export type TestCity = Awaited<ReturnType<typeof makeTestCity>>

/** For tests: the real HTTP application with these routes. */
export const serveRoutes = async (
  city: TestCity,
  routes: readonly Route<RequestAccess>[],
): Promise<FastifyInstance> => {
  const app = await makeHttpApp({
    log: makeLog({ level: 'error' }),
    metrics: makeMetrics(),
    version: '0.0.0',
    allowedHosts: [],
    isDraining: () => false,
  })
  registerRoutes(app, routes, {
    log: makeLog({ level: 'error' }),
    roles: new Set(['web', 'intake']),
    makeAccess: (request, action) =>
      makeRequestAccess({
        ...request,
        action: action as Action,
        city: city.city,
        decide: cityDecide(city.current()),
      }),
  })
  return app
}

export type Values = Readonly<Record<string, unknown>>
export type Write =
  | { readonly kind: 'i' | 'u'; readonly rowId: string; readonly values: Values }
  | { readonly kind: 'd'; readonly rowId: string }

/** For tests: makes the register of a resource, empty. */
export const makeRegister = (database: Database, resource: Resource): Promise<void> =>
  database.db.transaction().execute(async (tx) => {
    const plan = planTables(resource)
    const { isNew } = await ensureTables(tx, plan)
    if (isNew) await buildIndexes(tx, plan)
  })

/**
 * For tests: writes one change set row by row, as plainly as its meaning: history keeps what an update or a deletion ends.
 * It has no number afterwards (see `numberChangeSet`). Answers its id.
 */
export const writeChangeSet = (
  database: Database,
  resource: Resource,
  writes: readonly Write[],
  more: { readonly batch?: string; readonly simulated?: boolean } = {},
): Promise<number> =>
  database.db.transaction().execute(async (tx) => {
    const plan = planTables(resource)
    const id = await openChangeSet(tx, {
      resource: resource.id,
      batch: more.batch ?? null,
      simulated: more.simulated ?? false,
    })
    const names = plan.columns.map(({ name }) => `"${name}"`).join(', ')
    for (const [index, write] of writes.entries()) {
      if (write.kind !== 'i') {
        await sql`insert into ${sql.raw(plan.history)} (row_id, change_set, ${sql.raw(names)}, ended_by)
          select row_id, change_set, ${sql.raw(names)}, ${id} from ${sql.raw(plan.current)} where row_id = ${write.rowId}`.execute(
          tx,
        )
        await sql`delete from ${sql.raw(plan.current)} where row_id = ${write.rowId}`.execute(tx)
      }
      if (write.kind !== 'd') await insertRow(tx, resource, id, write.rowId, write.values)
      await sql`insert into ${sql.raw(plan.changes)} (change_set, ordinal, row_id, kind)
        values (${id}, ${index + 1}, ${write.rowId}, ${write.kind})`.execute(tx)
    }
    const count = (kind: Write['kind']) => writes.filter((write) => write.kind === kind).length
    await closeChangeSet(tx, id, { inserted: count('i'), updated: count('u'), deleted: count('d') })
    await sql`update registers.registers set rows = rows + ${count('i') - count('d')}, last_change_set = ${id},
      simulated = simulated or ${more.simulated ?? false}, last_batch_at = clock_timestamp()
      where resource = ${resource.id}`.execute(tx)
    return id
  })

const insertRow = async (tx: Tx, resource: Resource, changeSet: number, rowId: string, values: Values) => {
  const plan = planTables(resource)
  const cells = plan.columns.map(({ item, part }) => {
    const value = values[item] ?? null
    if (part === 'value' || !Array.isArray(value)) return value
    const [lng, lat] = value as [number, number]
    return part === 'lng' ? lng : part === 'lat' ? lat : cellOf(lng, lat)
  })
  await sql`insert into ${sql.raw(plan.current)} (row_id, change_set, ${sql.raw(plan.columns.map(({ name }) => `"${name}"`).join(', '))})
    values (${rowId}, ${changeSet}, ${sql.join(cells)})`.execute(tx)
}

/** For tests: gives a committed change set its number, as the sequencer would have at that time. */
export const numberChangeSet = async (database: Database, id: number, number: number, at: string): Promise<void> => {
  await sql`update changes.change_sets set number = ${number}, numbered_at = ${at} where id = ${id}`.execute(
    database.db,
  )
}
