/** The shapes of the API. Routes validate with them, OpenAPI and the SDK are generated from them. */
import { type Static, Type } from 'typebox'

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const timestamp = (description?: string) =>
  Type.String({ format: 'date-time', ...(description ? { description } : {}) })

export const TextSchema = Type.Object({ zh: Type.String(), en: Type.Optional(Type.String()) })

export const LocatedProblemSchema = Type.Object({
  file: Type.String(),
  line: Type.Integer(),
  column: Type.Integer(),
  severity: Type.Union([Type.Literal('error'), Type.Literal('warning')]),
  message: Type.String(),
  expected: Type.Optional(Type.String()),
  didYouMean: Type.Optional(Type.String()),
})
export type LocatedProblem = Static<typeof LocatedProblemSchema>

/** RFC 9457 problem details, with the code of the error table and what is known of the place. */
export const ProblemDetailsSchema = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  detail: Type.Optional(Type.String()),
  message: TextSchema,
  retryable: Type.Boolean(),
  requestId: Type.String(),
  params: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
})
export type ProblemDetails = Static<typeof ProblemDetailsSchema>

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

export const MeSchema = Type.Object({
  role: Type.Object({ id: Type.String(), name: TextSchema }),
  roles: Type.Array(Type.Object({ id: Type.String(), name: TextSchema }), {
    description: 'demo roles one may take while accounts do not exist',
  }),
  actions: Type.Array(Type.String(), { description: 'actions this role may do on at least one object' }),
})
export type Me = Static<typeof MeSchema>

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

/** One row: values by item id (points as [lng, lat], dates and times ISO 8601, decimals as strings), and where it came from. */
export const RowSchema = Type.Object({
  rowId: Type.String({ format: 'uuid' }),
  values: Type.Record(Type.String(), Type.Unknown()),
  changeSet: Type.Integer({ description: 'internal id of the change set that wrote this version' }),
  simulated: Type.Boolean(),
})
export type Row = Static<typeof RowSchema>

export const RowPageSchema = Type.Object({
  rows: Type.Array(RowSchema),
  next: nullable(Type.String({ description: 'pass as `after` for the next page; null on the last one' })),
  asOf: Type.Optional(timestamp('the time asked for')),
  number: Type.Optional(
    Type.Integer({
      description: 'with `asOf`: the last change set in this state; its changes go on with `since=<number>`',
    }),
  ),
  total: Type.Optional(
    Type.Object(
      { value: Type.Integer(), exact: Type.Boolean({ description: 'false: there are more than `value`' }) },
      { description: 'with `count=exact`: rows that match, counted up to 10,000' },
    ),
  ),
})
export type RowPage = Static<typeof RowPageSchema>

export const RowVersionSchema = Type.Object({
  values: Type.Record(Type.String(), Type.Unknown()),
  from: Type.Object({ number: nullable(Type.Integer()), at: nullable(timestamp()), batch: nullable(Type.String()) }),
  until: nullable(
    Type.Object({ number: nullable(Type.Integer()), at: nullable(timestamp()), batch: nullable(Type.String()) }),
  ),
})
export type RowVersion = Static<typeof RowVersionSchema>
export const RowHistorySchema = Type.Object({ rowId: Type.String(), versions: Type.Array(RowVersionSchema) })
export type RowHistory = Static<typeof RowHistorySchema>

export const ChangeEntrySchema = Type.Object({
  number: Type.Integer(),
  ordinal: Type.Integer(),
  rowId: Type.String(),
  kind: Type.Union([Type.Literal('insert'), Type.Literal('update'), Type.Literal('delete')]),
  values: nullable(Type.Record(Type.String(), Type.Unknown())),
})
export const ChangePageSchema = Type.Object({
  changes: Type.Array(ChangeEntrySchema),
  cursor: Type.String({
    description: '`number.ordinal` of the last change read (or `number`: the whole set was read); pass as `since`',
  }),
  more: Type.Boolean(),
})
export type ChangeEntry = Static<typeof ChangeEntrySchema>
export type ChangePage = Static<typeof ChangePageSchema>

export const ChangeSetSchema = Type.Object({
  number: Type.Integer(),
  resource: Type.String(),
  batch: nullable(Type.String()),
  simulated: Type.Boolean(),
  inserted: Type.Integer(),
  updated: Type.Integer(),
  deleted: Type.Integer(),
  at: timestamp(),
})
export type ChangeSet = Static<typeof ChangeSetSchema>
export const ChangeSetPageSchema = Type.Object({
  changeSets: Type.Array(ChangeSetSchema),
  cursor: Type.String({ description: 'number of the last change set read; pass as `since`' }),
  more: Type.Boolean(),
})
export type ChangeSetPage = Static<typeof ChangeSetPageSchema>

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

export const HealthSchema = Type.Object({
  status: Type.Union([Type.Literal('ok'), Type.Literal('starting'), Type.Literal('unavailable')]),
  checks: Type.Record(Type.String(), Type.String()),
})
export type Health = Static<typeof HealthSchema>
