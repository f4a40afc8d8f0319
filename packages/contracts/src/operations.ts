import { type Static, Type } from 'typebox'

export const HealthSchema = Type.Object({
  status: Type.Union([Type.Literal('ok'), Type.Literal('starting'), Type.Literal('unavailable')]),
  checks: Type.Record(Type.String(), Type.String()),
})
export type Health = Static<typeof HealthSchema>
