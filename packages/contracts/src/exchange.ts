import { type Static, Type } from 'typebox'
import { nullable, TextSchema, timestamp } from './parts.ts'

export const batchStatuses = ['receiving', 'merging', 'held', 'done', 'failed', 'interrupted', 'discarded'] as const
/** How a delivery meets the rows that are there; `undo` is never sent, it takes another batch back. */
export const deliveryModes = ['upsert', 'append', 'delete', 'replace'] as const
export const batchModes = [...deliveryModes, 'undo'] as const

/** Why a batch waits for a person. */
export const holdReasons = ['removes-much', 'removes-all', 'unreadable-keys', 'undo'] as const

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
  repairs: nullable(Type.String({ description: 'the batch whose rejects, mended, this one brought' })),
  sentBy: nullable(Type.String()),
  decidedBy: nullable(Type.String({ description: 'who confirmed or discarded it' })),
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
export type BatchPlan = Static<typeof BatchPlanSchema>

export const BatchPageSchema = Type.Object({ batches: Type.Array(BatchSchema), next: nullable(Type.String()) })
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
  code: Type.String({ description: 'reason code, e.g. not-a-date, too-long, duplicate-key' }),
  reason: TextSchema,
  raw: Type.String(),
  repairedBy: nullable(Type.String({ description: 'the batch that took the mended row in' })),
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

const RepairChangeSchema = Type.Object({ line: Type.Integer(), from: Type.String(), to: Type.String() })
export const RepairGroupSchema = Type.Object({
  rule: Type.String({ description: 'how the value is mended, e.g. half-width, swapped-day-month' }),
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
