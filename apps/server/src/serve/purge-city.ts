import type { City } from '@onecity/city'
import { purgeRejects } from '../base/exchange/index.ts'
import { purgeRegister } from '../base/registers/index.ts'
import { type Db, sql } from '../platform/db/db.ts'

export type Purged = {
  readonly resource: string
  readonly what: 'rows' | 'history' | 'rejects'
  readonly before: string
  readonly rows: number
  readonly versions: number
}

/** What the city's resources may not keep any longer: listed, or erased for good. */
export const purgeCity = async (db: Db, city: City, erase: boolean): Promise<readonly Purged[]> => {
  // The database's time: limits count from times that it wrote.
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db)
  const options = { now: rows[0]?.now ?? new Date(), erase }
  const purged: Purged[] = []
  for (const resource of city.resources) {
    purged.push(...(await purgeRegister(db, resource, options)))
    for (const each of await purgeRejects(db, resource, options)) purged.push({ resource: resource.id, ...each })
  }
  return purged
}
