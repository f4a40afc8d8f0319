import { type Static, Type } from 'typebox'
import { nullable, TextSchema, timestamp } from './parts.ts'

const systems = ['WGS-84', 'GCJ-02', 'BD-09', 'CGCS2000'] as const

export const batchStatuses = ['receiving', 'merging', 'held', 'done', 'failed', 'interrupted', 'discarded'] as const
/**
 * How a delivery meets the rows that are there. Two are never sent: `undo` takes another batch back, `reread` reads the
 * positions that another one brought again, as of another coordinate system.
 */
export const deliveryModes = ['upsert', 'append', 'delete', 'replace'] as const
export const batchModes = [...deliveryModes, 'undo', 'reread'] as const

/** Why a batch waits for a person. */
export const holdReasons = ['removes-much', 'removes-all', 'unreadable-keys', 'undo'] as const

const ReadingSchema = Type.Object({
  crs: Type.Enum(systems, { type: 'string' }),
  swapped: Type.Boolean({ description: 'longitude and latitude stood in each other’s place' }),
})
export type Reading = Static<typeof ReadingSchema>

/** How the file of a batch was read. */
export const ReadAsSchema = Type.Object({
  layout: Type.Record(Type.String(), Type.Unknown(), {
    description: 'in the shape of a column mapping file, fit to be sent with another delivery',
  }),
  sheets: Type.Array(Type.String(), { description: 'xlsx: sheets that were read' }),
  columns: Type.Array(
    Type.Object({
      name: Type.String(),
      item: nullable(Type.String({ description: 'item it feeds; of two columns `id.lng` and `id.lat`' })),
    }),
    { description: 'columns of the file, and the item each feeds as the resource is declared now' },
  ),
})
export type ReadAsFile = Static<typeof ReadAsSchema>

export const BatchPlanSchema = Type.Object(
  {
    reason: Type.Enum(holdReasons, { type: 'string' }),
    rows: Type.Integer({ description: 'rows of the register when this was counted' }),
    inserted: Type.Integer(),
    updated: Type.Integer(),
    unchanged: Type.Integer(),
    deleted: Type.Integer({ description: 'rows that would be removed; confirming names this number' }),
    absent: Type.Integer(),
    skipped: Type.Integer(),
    mostRemoved: Type.Number({ description: 'greatest share of the rows that goes without being asked about' }),
    again: Type.Boolean({ description: 'confirmed once, but the register had moved and more would be removed' }),
  },
  { description: 'what a held batch would do' },
)

/** A quality rule that rows were held to, as it read then. */
export const RuleCountSchema = Type.Object({
  rule: Type.String(),
  title: TextSchema,
  check: Type.String({ description: 'the condition, in FEEL' }),
  severity: Type.Enum(['reject', 'warn'], { type: 'string' }),
  rows: Type.Integer({
    description:
      'reject: rows turned away by this rule, the first they broke; warn: rows taken in though they break it',
  }),
})
export type RuleCount = Static<typeof RuleCountSchema>

export const BatchSchema = Type.Object({
  id: Type.String({ format: 'uuid' }),
  key: Type.String(),
  resource: Type.String(),
  mode: Type.Enum(batchModes, { type: 'string' }),
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
  deleted: Type.Integer({
    description: 'rows removed; with mode replace they were not received, that is why they went',
  }),
  absent: Type.Integer({ description: 'mode delete: keys that no row had' }),
  skipped: Type.Integer({ description: 'mode undo: rows left because a later batch changed them' }),
  rejected: Type.Integer(),
  rowsBefore: nullable(Type.Integer()),
  rowsAfter: nullable(Type.Integer({ description: 'rowsBefore + inserted − deleted' })),
  plan: nullable(BatchPlanSchema),
  expiresAt: nullable(timestamp('a held batch is discarded then')),
  undoes: nullable(Type.String({ description: 'mode undo: the batch taken back' })),
  undoneBy: nullable(Type.String({ description: 'the latest batch that took this one back' })),
  repairs: nullable(
    Type.String({
      description: 'the batch whose rejects, mended, this one brought; mode reread: whose positions it read again',
    }),
  ),
  reread: nullable(
    Type.Object(
      { from: Type.String(), to: Type.String(), swapped: Type.Boolean() },
      {
        description: 'mode reread: the coordinate system that positions were taken for, and the one they were read as',
      },
    ),
  ),
  sentBy: nullable(Type.String()),
  decidedBy: nullable(Type.String({ description: 'who confirmed or discarded it' })),
  notices: Type.Array(TextSchema, {
    description: 'things worth knowing that lost nothing: ignored columns, guessed encoding, points outside the city',
  }),
  quality: Type.Array(RuleCountSchema, { description: 'quality rules of the resource, and the rows that broke them' }),
  error: nullable(Type.Object({ code: Type.String(), message: TextSchema, detail: nullable(Type.String()) })),
  changeNumber: nullable(Type.Integer()),
  startedAt: timestamp(),
  finishedAt: nullable(timestamp()),
  rowsPerSecond: nullable(Type.Number()),
  readAs: Type.Optional(
    Type.Union([ReadAsSchema, Type.Null()], {
      description: 'answer for a single batch only: how its file was read; null for a batch that brought no file',
    }),
  ),
  repeated: Type.Optional(
    Type.Boolean({ description: 'answer to sending only: this key was taken in before, nothing was done again' }),
  ),
})
export type Batch = Static<typeof BatchSchema>
export type BatchPlan = Static<typeof BatchPlanSchema>

export const BatchPageSchema = Type.Object({
  batches: Type.Array(BatchSchema),
  next: nullable(Type.String()),
  names: Type.Record(Type.String(), TextSchema, {
    description: 'by id, names of the resources of these batches; of one that the city no longer declares none',
  }),
})
export type BatchPage = Static<typeof BatchPageSchema>

const PreviewRowSchema = Type.Object({
  rowId: Type.String(),
  values: nullable(
    Type.Record(Type.String(), Type.Unknown(), { description: 'null: not there, or not for this reader' }),
  ),
})
export const BatchPreviewSchema = Type.Object(
  {
    removed: Type.Array(PreviewRowSchema, { description: 'examples of rows that would go, at most 20' }),
    skipped: Type.Array(PreviewRowSchema, {
      description: 'undo: rows that stay as a later batch left them, at most 100',
    }),
  },
  { description: 'row ids for who may see batches; values only as far as the reader may see rows' },
)
export type BatchPreview = Static<typeof BatchPreviewSchema>

export const ConfirmSchema = Type.Object({
  deleted: Type.Integer({
    minimum: 0,
    description: 'the number of removals that is confirmed: `plan.deleted` as shown',
  }),
})

export const RejectSchema = Type.Object({
  line: Type.Integer({
    description:
      'names the row: its line in the file, counting from 1, header included; of JSON and shapes the record. Shown to people: `place`',
  }),
  place: Type.String({
    description: 'the same where a line alone does not tell: `sheet!row`, and the column of a table turned into rows',
  }),
  item: nullable(Type.String()),
  value: nullable(Type.String()),
  code: Type.String({ description: 'reason code, e.g. not-a-date, too-long, duplicate-key, quality-rule' }),
  rule: nullable(Type.String({ description: 'code quality-rule: id of the rule the row broke' })),
  reason: TextSchema,
  raw: Type.String(),
  repairedBy: nullable(Type.String({ description: 'the batch that took the mended row in' })),
})
export const RejectPageSchema = Type.Object({
  rejects: Type.Array(RejectSchema),
  next: nullable(Type.String()),
  byReason: Type.Array(
    Type.Object({
      code: Type.String(),
      item: nullable(Type.String()),
      rule: nullable(Type.String()),
      count: Type.Integer(),
      reason: TextSchema,
    }),
  ),
})
export type Reject = Static<typeof RejectSchema>
export type RejectPage = Static<typeof RejectPageSchema>

/** Every rule by which rejects are mended, in the order in which people read them. */
export const repairRules = [
  'half-width',
  'inner-spaces',
  'trailing-point-zero',
  'thousands-separator',
  'unit',
  'date-form',
  'swapped-day-month',
  'excel-serial',
  'citizen-id-15',
  'letter-for-digit',
  'nearest-code',
  'swapped-lng-lat',
  'accepted-now',
] as const
export type RepairRuleName = (typeof repairRules)[number]

const RepairChangeSchema = Type.Object({ line: Type.Integer(), from: Type.String(), to: Type.String() })
export const RepairGroupSchema = Type.Object({
  rule: Type.Enum(repairRules, { type: 'string', description: 'how the value is mended' }),
  item: Type.String(),
  name: TextSchema,
  count: Type.Integer({ description: 'rows that need this repair and are good once all theirs are made' }),
  examples: Type.Array(RepairChangeSchema),
})
export const RepairsSchema = Type.Object({
  groups: Type.Array(RepairGroupSchema),
  repairable: Type.Integer({ description: 'rejects that the proposed repairs make good' }),
  others: Type.Integer({ description: 'rejects without a safe proposal: to be edited by hand, or sent anew' }),
  repaired: Type.Integer({ description: 'rejects whose mended row was taken in' }),
})
export type RepairGroup = Static<typeof RepairGroupSchema>
export type Repairs = Static<typeof RepairsSchema>

export const RejectValuesSchema = Type.Object({
  line: Type.Integer(),
  values: Type.Record(Type.String(), Type.String(), { description: 'item id → the text delivered for it' }),
  proposed: Type.Record(Type.String(), Type.String(), {
    description: 'item id → the text a safe repair would make of it',
  }),
  item: nullable(Type.String()),
  reason: TextSchema,
})
export type RejectValues = Static<typeof RejectValuesSchema>

export const RepairRequestSchema = Type.Object({
  groups: Type.Optional(
    Type.Array(Type.Object({ rule: Type.String(), item: Type.String() }), {
      maxItems: 500,
      description: 'a row is taken in when the chosen groups hold all the repairs it needs',
    }),
  ),
  rows: Type.Optional(
    Type.Array(Type.Object({ line: Type.Integer({ minimum: 1 }), values: Type.Record(Type.String(), Type.String()) }), {
      maxItems: 1_000,
      description: 'rows mended by hand: values that take the place of the delivered ones',
    }),
  ),
})
export type RepairRequest = Static<typeof RepairRequestSchema>

export const RereadingsSchema = Type.Object(
  {
    from: Type.String({ description: 'system the positions were taken for' }),
    rows: Type.Integer({ description: 'rows of the batch with positions that no later batch changed' }),
    skipped: Type.Integer({ description: 'rows that a later batch changed or removed: they stay as they are' }),
    exact: Type.Boolean({ description: 'false: of a very large batch both are estimated from the sample' }),
    sampled: Type.Integer({ description: 'rows tried, spread evenly over the batch' }),
    within: nullable(TextSchema),
    inside: Type.Number({ description: 'share of the sample that lies inside as it is' }),
    readings: Type.Array(
      Type.Object({
        ...ReadingSchema.properties,
        inside: Type.Number({ description: 'share that would lie inside' }),
        proposed: Type.Boolean({
          description: 'brings in at least half of what lies outside, and most of all readings',
        }),
        examples: Type.Array(
          Type.Object({
            rowId: Type.String(),
            before: Type.Array(Type.Number(), { description: 'longitude, latitude, WGS-84, as stored' }),
            after: Type.Array(Type.Number()),
            metres: Type.Number(),
            insideBefore: Type.Boolean(),
            insideAfter: Type.Boolean(),
          }),
          { description: 'a few rows; none for who may not see delivered values' },
        ),
      }),
    ),
  },
  { description: 'what the positions of a batch would be if they had been meant in another system' },
)
export type Rereadings = Static<typeof RereadingsSchema>

export const RereadRequestSchema = ReadingSchema
