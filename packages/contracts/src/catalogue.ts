import { type Static, Type } from 'typebox'
import { nullable, TextSchema, timestamp } from './parts.ts'

export const DepartmentSchema = Type.Object({
  id: Type.String(),
  name: TextSchema,
  level: Type.String(),
  area: Type.String(),
  resources: Type.Integer(),
})
export type Department = Static<typeof DepartmentSchema>

export const ItemSchema = Type.Object({
  id: Type.String(),
  name: TextSchema,
  type: Type.String(),
  optional: Type.Boolean(),
  index: Type.Boolean(),
  unit: Type.Optional(Type.String()),
  max: Type.Optional(Type.Integer()),
  scale: Type.Optional(Type.Integer()),
  codes: Type.Optional(Type.Array(Type.Object({ value: Type.String(), name: TextSchema }))),
  from: Type.Optional(Type.String()),
  sensitive: Type.Optional(Type.String()),
  mask: Type.Optional(Type.String()),
  share: Type.Optional(Type.String()),
  headers: Type.Array(Type.String()),
})
export type Item = Static<typeof ItemSchema>

export const RegisterStateSchema = Type.Object({
  rows: Type.Integer({ description: 'rows now in the register, whatever the reader may see of them' }),
  simulatedRows: Type.Boolean({ description: 'at least one batch of simulated rows was taken in' }),
  lastBatchAt: nullable(timestamp()),
  lastChange: nullable(Type.Integer({ description: 'number of the last change set' })),
})
export type RegisterState = Static<typeof RegisterStateSchema>

const resourceHead = {
  id: Type.String(),
  kind: Type.String(),
  name: TextSchema,
  abstract: Type.Optional(TextSchema),
  code: Type.Optional(Type.String()),
  owner: Type.Object({ id: Type.String(), name: TextSchema }),
  shareType: Type.String(),
  update: Type.String(),
  personal: Type.Boolean(),
  foreign: Type.Optional(TextSchema),
  hasPoint: Type.Boolean(),
  hasArea: Type.Boolean(),
  itemCount: Type.Integer(),
  register: RegisterStateSchema,
}
export const ResourceSummarySchema = Type.Object(resourceHead)
export type ResourceSummary = Static<typeof ResourceSummarySchema>

export const ResourceDetailSchema = Type.Object({
  ...resourceHead,
  key: Type.Array(Type.String()),
  highlights: Type.Array(Type.String()),
  items: Type.Array(ItemSchema),
  share: Type.Object({
    type: Type.String(),
    condition: Type.Optional(TextSchema),
    departments: Type.Optional(Type.Array(Type.String())),
    basis: Type.Optional(TextSchema),
  }),
  open: Type.String(),
  gradeLevel: Type.String(),
  crs: Type.String(),
  timeZone: Type.String(),
  subject: Type.Optional(Type.Object({ kind: Type.String(), item: Type.String() })),
  source: Type.Optional(Type.Object({ title: Type.String(), licence: Type.String(), note: Type.Optional(TextSchema) })),
  reading: Type.Object(
    {
      allowed: Type.Boolean(),
      purposes: Type.Array(Type.String(), {
        description: 'purposes of which one must be stated; empty when none is needed',
      }),
      hiddenItems: Type.Array(Type.String()),
      maskedItems: Type.Array(Type.String()),
      areas: nullable(Type.Array(Type.String())),
      mayImport: Type.Boolean(),
    },
    { description: 'what the reader may see, as decided now' },
  ),
})
export type ResourceDetail = Static<typeof ResourceDetailSchema>

export const ResourcePageSchema = Type.Object({
  resources: Type.Array(ResourceSummarySchema),
  total: Type.Integer({ description: 'resources that match, on all pages' }),
  facets: Type.Object(
    {
      owner: Type.Array(Type.Object({ id: Type.String(), name: TextSchema, count: Type.Integer() })),
      shareType: Type.Array(Type.Object({ id: Type.String(), count: Type.Integer() })),
    },
    { description: 'how many match by owner and by sharing type; each facet ignores its own filter' },
  ),
})
export type ResourcePage = Static<typeof ResourcePageSchema>

export const DepartmentListSchema = Type.Object({ departments: Type.Array(DepartmentSchema) })
export type DepartmentList = Static<typeof DepartmentListSchema>
