import { type Static, Type } from 'typebox'
import { nullable, TextSchema, timestamp } from './parts.ts'

export const batchStatuses = ['receiving', 'merging', 'done', 'failed', 'interrupted'] as const
export const BatchSchema = Type.Object({
  id: Type.String({ format: 'uuid' }),
  key: Type.String(),
  resource: Type.String(),
  mode: Type.Union([Type.Literal('upsert'), Type.Literal('append')]),
  status: Type.Enum(batchStatuses, { type: 'string' }),
  fileName: nullable(Type.String()),
  format: nullable(Type.String()),
  encoding: nullable(Type.String()),
  simulated: Type.Boolean(),
  bytesReceived: Type.Integer(),
  bytesExpected: nullable(Type.Integer()),
  received: Type.Integer(),
  inserted: Type.Integer(),
  updated: Type.Integer(),
  unchanged: Type.Integer(),
  deleted: Type.Integer(),
  rejected: Type.Integer(),
  notices: Type.Array(TextSchema, {
    description: 'things worth knowing that lost nothing: ignored columns, guessed encoding, points outside the city',
  }),
  error: nullable(Type.Object({ code: Type.String(), message: TextSchema, detail: nullable(Type.String()) })),
  changeNumber: nullable(Type.Integer()),
  startedAt: timestamp(),
  finishedAt: nullable(timestamp()),
  rowsPerSecond: nullable(Type.Number()),
  repeated: Type.Optional(
    Type.Boolean({ description: 'answer to sending only: this key was taken in before, nothing was done again' }),
  ),
})
export type Batch = Static<typeof BatchSchema>

export const BatchPageSchema = Type.Object({ batches: Type.Array(BatchSchema), next: nullable(Type.String()) })
export type BatchPage = Static<typeof BatchPageSchema>

export const RejectSchema = Type.Object({
  line: Type.Integer({ description: 'line of the delivered file, counting from 1, header included' }),
  item: nullable(Type.String()),
  value: nullable(Type.String()),
  code: Type.String({ description: 'reason code, e.g. not-a-date, too-long, duplicate-key' }),
  reason: TextSchema,
  raw: Type.String(),
})
export const RejectPageSchema = Type.Object({
  rejects: Type.Array(RejectSchema),
  next: nullable(Type.String()),
  byReason: Type.Array(
    Type.Object({ code: Type.String(), item: nullable(Type.String()), count: Type.Integer(), reason: TextSchema }),
  ),
})
export type Reject = Static<typeof RejectSchema>
export type RejectPage = Static<typeof RejectPageSchema>
