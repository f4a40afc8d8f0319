import type { AreaTree, City } from '@onecity/city'
import type { LimitFunction } from 'p-limit'
import type pg from 'pg'
import type { Database } from '../../platform/db/db.ts'
import type { Log } from '../../platform/log/index.ts'
import type { AreaIndex } from '../places/index.ts'
import type { Spool } from './formats/spool.ts'

/** What the exchange is given by whoever puts the modules together. */
export type ExchangeDeps = {
  readonly database: Database
  readonly city: { readonly current: () => { readonly city: City; readonly tree: AreaTree; readonly version: number } }
  readonly areaIndexOf: (version: number, city: City) => AreaIndex
  readonly log: Log
  /** A connection outside the pool. */
  readonly connect: () => Promise<pg.Client>
  /** How long a batch waits for somebody to confirm what it would remove. */
  readonly holdDays: number
  /** Called after a commit that wrote a change set. */
  readonly onCommitted: () => void
  /** Whether there is room on the disk for something new; what is under way may go on. */
  readonly hasRoom: () => Promise<boolean>
  /** Folder for archives while they are read. */
  readonly spoolFolder: string
}

/** What its routes are given besides: the lock that says this process lives, and how much it takes on at a time. */
export type RouteDeps = ExchangeDeps & {
  readonly worker: number
  readonly queueReceive: LimitFunction
  readonly queueMerge: LimitFunction
  readonly queuePreview: LimitFunction
  readonly spool: Spool
}
