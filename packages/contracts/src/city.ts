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
      {
        at: timestamp(),
        problems: Type.Array(LocatedProblemSchema),
        parent: Type.Optional(
          nullable(
            Type.Integer({ description: 'version the folder was made from, when another being live is the reason' }),
          ),
        ),
      },
      { description: 'the folder as it is now was refused; the version above stays live' },
    ),
  ),
})
export type CitySummary = Static<typeof CitySummarySchema>

export const CityDifferenceSchema = Type.Object({
  kind: Type.String({ description: 'resource, item, area, department, role …; city for the settings' }),
  id: Type.String(),
  name: Type.Optional(TextSchema),
  change: Type.Union([Type.Literal('added'), Type.Literal('removed'), Type.Literal('changed')]),
  property: Type.Optional(Type.String()),
  before: Type.Optional(Type.String()),
  after: Type.Optional(Type.String()),
  text: TextSchema,
})
export type CityDifference = Static<typeof CityDifferenceSchema>

export const BreakingChangeSchema = Type.Object({
  rule: Type.String(),
  resource: Type.String(),
  item: Type.Optional(Type.String()),
  text: TextSchema,
  departments: Type.Array(Type.String(), { description: 'departments the resource is shared with by name' }),
  roles: Type.Array(Type.String(), { description: 'roles whose grants name the resource' }),
  rows: Type.Optional(Type.Integer({ description: 'rows the register holds' })),
})
export type BreakingChange = Static<typeof BreakingChangeSchema>

export const CityVersionSchema = Type.Object({
  number: Type.Integer(),
  hash: Type.String(),
  publishedAt: timestamp(),
  resources: Type.Integer(),
  files: nullable(Type.Integer({ description: 'files kept; null: published before files were kept' })),
  origin: Type.Union([Type.Literal('folder'), Type.Literal('web')]),
  author: nullable(Type.String({ description: 'role that published it from the web' })),
  title: nullable(Type.String()),
  summary: nullable(TextSchema),
  breaking: Type.Array(BreakingChangeSchema),
})
export type CityVersion = Static<typeof CityVersionSchema>

export const CityFolderSchema = Type.Object({
  name: Type.String(),
  host: Type.String(),
  parent: Type.Integer({ description: 'version the folder carries' }),
  behind: nullable(
    Type.String({ description: 'why a draft was not written into it: read-only, changed, other-folder, no-files' }),
  ),
  at: timestamp(),
})
export type CityFolder = Static<typeof CityFolderSchema>

export const CityDifferencesSchema = Type.Object({
  from: Type.Integer(),
  to: Type.Integer(),
  total: Type.Integer(),
  differences: Type.Array(CityDifferenceSchema, { description: 'the first 5,000' }),
  breaking: Type.Array(BreakingChangeSchema),
})
export type CityDifferences = Static<typeof CityDifferencesSchema>

export const DraftFileSchema = Type.Object({
  path: Type.String(),
  change: Type.Union([Type.Literal('added'), Type.Literal('changed'), Type.Literal('removed')]),
  conflict: Type.Boolean({ description: 'the live file is no longer the one the change was made from' }),
})
export const CityDraftSchema = Type.Object({
  id: Type.String(),
  title: Type.String(),
  author: Type.String(),
  status: Type.Union([Type.Literal('open'), Type.Literal('published'), Type.Literal('discarded')]),
  base: Type.Integer({ description: 'version that was live when it was begun' }),
  version: nullable(Type.Integer({ description: 'version it became' })),
  createdAt: timestamp(),
  updatedAt: timestamp(),
  files: Type.Array(DraftFileSchema),
})
export type CityDraft = Static<typeof CityDraftSchema>

export const DraftCheckSchema = Type.Object({
  live: Type.Integer({ description: 'version it was held against' }),
  hash: nullable(Type.String({ description: 'of the city as it would be; publishing names it. null: not valid' })),
  problems: Type.Array(LocatedProblemSchema),
  conflicts: Type.Array(Type.String(), { description: 'paths that somebody else changed too' }),
  total: Type.Integer(),
  differences: Type.Array(CityDifferenceSchema),
  breaking: Type.Array(BreakingChangeSchema),
})
export type DraftCheck = Static<typeof DraftCheckSchema>

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
