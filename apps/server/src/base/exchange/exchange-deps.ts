import type { AreaTree, City } from '@onecity/city'
import type pg from 'pg'
import type { Database } from '../../platform/db/db.ts'
import type { Log } from '../../platform/log/index.ts'
import type { AreaIndex } from '../places/index.ts'

/** What the exchange is given by whoever puts the modules together. */
export type ExchangeDeps = {
  readonly database: Database
  readonly city: { readonly current: () => { readonly city: City; readonly tree: AreaTree; readonly version: number } }
  readonly areaIndexOf: (version: number, city: City) => AreaIndex
  readonly log: Log
  /** A connection outside the pool. */
  readonly connect: () => Promise<pg.Client>
  /** Called after a commit that wrote a change set. */
  readonly onCommitted: () => void
}
