import { type Static, Type } from 'typebox'
import { BatchSchema } from './exchange.ts'

/** What travels over `GET /api/live` (server-sent events). `id:` is the feed number, so a browser resumes where it was. */
export const LiveEventSchema = Type.Union([
  Type.Object({
    type: Type.Literal('change'),
    number: Type.Integer({ description: 'change set number' }),
    resource: Type.String(),
    batch: Type.Union([Type.String(), Type.Null()]),
    inserted: Type.Integer(),
    updated: Type.Integer(),
    deleted: Type.Integer(),
    at: Type.String({ format: 'date-time' }),
  }),
  Type.Object({ type: Type.Literal('batch'), batch: BatchSchema }),
  Type.Object({ type: Type.Literal('city'), version: Type.Integer() }),
  Type.Object({ type: Type.Literal('hello'), number: Type.Integer(), version: Type.Integer() }),
])
export type LiveEvent = Static<typeof LiveEventSchema>
