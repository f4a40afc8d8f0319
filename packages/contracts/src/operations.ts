import { type Static, Type } from 'typebox'
import { nullable, TextSchema, timestamp } from './parts.ts'

export const HealthSchema = Type.Object({
  status: Type.Union([Type.Literal('ok'), Type.Literal('starting'), Type.Literal('unavailable')]),
  checks: Type.Record(Type.String(), Type.String()),
})
export type Health = Static<typeof HealthSchema>

/** How the installation is: what an operator looks at first. */
export const OperationsStatusSchema = Type.Object({
  programVersion: Type.String(),
  startedAt: timestamp('when this process started'),
  roles: Type.Array(Type.String(), { description: 'work this process does' }),
  database: Type.Object({
    version: Type.String(),
    embedded: Type.Boolean(),
    bytes: Type.Integer(),
    connections: Type.Object({ used: Type.Integer(), most: Type.Integer() }),
    schema: Type.String({ description: '`ok`, or how it differs from this program’s' }),
  }),
  disk: Type.Object({
    freeBytes: Type.Integer(),
    totalBytes: Type.Integer(),
    leastFreeBytes: Type.Integer({ description: 'below this nothing new is taken in' }),
    low: Type.Boolean(),
  }),
  clock: Type.Object({
    aheadMs: Type.Integer({ description: 'how far the database’s clock is ahead of this machine’s' }),
    off: Type.Boolean({ description: 'they differ by two seconds or more' }),
  }),
  changes: Type.Object({
    highest: Type.Integer({ description: 'number of the last change set' }),
    waiting: Type.Integer({ description: 'committed change sets without a number yet' }),
    lastAt: nullable(timestamp()),
    aheadMs: Type.Integer({ description: 'how far the last number’s time is ahead of the clock: it was set back' }),
  }),
  batches: Type.Object({
    receiving: Type.Integer(),
    merging: Type.Integer(),
    held: Type.Integer(),
    failedToday: Type.Integer({ description: 'failed or interrupted within 24 hours' }),
  }),
  jobs: Type.Object({ waiting: Type.Integer(), failing: Type.Integer() }),
  lastBackup: nullable(Type.Object({ at: timestamp(), folder: Type.String() })),
  registers: Type.Array(
    Type.Object({ resource: Type.String(), name: TextSchema, rows: Type.Integer(), bytes: Type.Integer() }),
    { description: 'the largest, at most ten' },
  ),
})
export type OperationsStatus = Static<typeof OperationsStatusSchema>
