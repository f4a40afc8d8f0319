import { type Static, Type } from 'typebox'
import { nullable, timestamp } from './parts.ts'

/** One row: values by item id (points as [lng, lat], dates and times ISO 8601, decimals as strings), and where it came from. */
export const RowSchema = Type.Object({
  rowId: Type.String({ format: 'uuid' }),
  values: Type.Record(Type.String(), Type.Unknown()),
  changeSet: Type.Integer({ description: 'internal id of the change set that wrote this version' }),
  simulated: Type.Boolean(),
  marks: Type.Optional(
    Type.Record(Type.String(), Type.Literal('unverified'), {
      description: 'items whose value was kept although its check character differs; absent when there are none',
    }),
  ),
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
