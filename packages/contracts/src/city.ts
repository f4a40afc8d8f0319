import { type Static, Type } from 'typebox'
import { LocatedProblemSchema, nullable, TextSchema, timestamp } from './parts.ts'

export const CitySummarySchema = Type.Object({
  id: Type.String(),
  name: TextSchema,
  version: Type.Integer(),
  hash: Type.String(),
  publishedAt: timestamp(),
  timeZone: Type.String(),
  languages: Type.Array(Type.String()),
  map: Type.Object({ centre: Type.Tuple([Type.Number(), Type.Number()]), zoom: Type.Number() }),
  notes: Type.Array(Type.Object({ title: Type.String(), licence: Type.Optional(Type.String()), text: TextSchema })),
  counts: Type.Object({
    areas: Type.Integer(),
    departments: Type.Integer(),
    centres: Type.Integer(),
    resources: Type.Integer(),
  }),
  demo: Type.Boolean({ description: 'true when simulated rows were filled in on first start' }),
  refused: nullable(
    Type.Object(
      { at: timestamp(), problems: Type.Array(LocatedProblemSchema) },
      { description: 'the folder as it is now was refused; the version above stays live' },
    ),
  ),
})
export type CitySummary = Static<typeof CitySummarySchema>

export const CityVersionSchema = Type.Object({
  number: Type.Integer(),
  hash: Type.String(),
  publishedAt: timestamp(),
  resources: Type.Integer(),
})
export type CityVersion = Static<typeof CityVersionSchema>

export const AreaSchema = Type.Object({
  code: Type.String(),
  parent: nullable(Type.String()),
  level: Type.String(),
  name: TextSchema,
  seat: Type.Optional(
    Type.Object({ position: Type.Tuple([Type.Number(), Type.Number()]), approximate: Type.Boolean() }),
  ),
  hasOutline: Type.Boolean(),
})
export type Area = Static<typeof AreaSchema>
