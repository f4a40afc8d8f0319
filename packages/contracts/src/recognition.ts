/** From a table nobody has declared to a resource file: what was found in it, and the file made of it as people corrected it. */
import { type Static, Type } from 'typebox'
import { LocatedProblemSchema, nullable, TextSchema } from './parts.ts'

const share = (description: string) => Type.Number({ minimum: 0, maximum: 1, description })

/** An item as a resource file states it; what it does not say is left out. */
export const DeclaredItemSchema = Type.Object({
  id: Type.String({ maxLength: 60 }),
  name: TextSchema,
  type: Type.String({ maxLength: 40 }),
  optional: Type.Optional(Type.Boolean()),
  max: Type.Optional(Type.Integer({ minimum: 1 })),
  scale: Type.Optional(Type.Integer({ minimum: 0, maximum: 15 })),
  unit: Type.Optional(Type.String({ maxLength: 40 })),
  formats: Type.Optional(Type.Array(Type.String({ maxLength: 60 }), { maxItems: 40 })),
  codes: Type.Optional(
    Type.Array(Type.Object({ value: Type.String({ maxLength: 200 }), name: TextSchema }), { maxItems: 2_000 }),
  ),
  columns: Type.Optional(Type.Object({ lng: Type.Array(Type.String()), lat: Type.Array(Type.String()) })),
  from: Type.Optional(Type.String({ maxLength: 60 })),
  index: Type.Optional(Type.Boolean()),
  sensitive: Type.Optional(Type.Enum(['low', 'high'], { type: 'string' })),
  mask: Type.Optional(Type.String({ maxLength: 40 })),
})
export type DeclaredItem = Static<typeof DeclaredItemSchema>

export const ProposedColumnSchema = Type.Object({
  titles: Type.Array(Type.String(), {
    description: 'columns it is read from: one, two of a position, none if worked out',
  }),
  item: DeclaredItemSchema,
  share: share('of the filled values that are of the type'),
  filled: share('of the rows that have a value'),
  evidence: TextSchema,
  doubts: Type.Array(TextSchema, { description: 'what only a person can settle' }),
  examples: Type.Array(Type.String()),
  odd: Type.Array(Type.String(), { description: 'values that are not of the type' }),
  values: Type.Array(Type.Object({ fields: Type.Array(nullable(Type.String())), count: Type.Integer() }), {
    description: 'different values of the sample, for judging another type; two fields for a position in two columns',
  }),
})
export type ProposedColumn = Static<typeof ProposedColumnSchema>

export const RecognitionSchema = Type.Object({
  file: Type.Object({
    format: nullable(Type.String({ description: 'csv, ndjson, json, xlsx, geojson or shapefile' })),
    encoding: nullable(Type.String()),
    delimiter: nullable(Type.String()),
    headerLine: nullable(Type.Integer({ description: 'csv, xlsx: line of the header, 0 = none' })),
    recordPath: nullable(Type.String()),
    parts: Type.Array(
      Type.Object({
        name: Type.String(),
        hidden: Type.Optional(Type.Boolean()),
        records: Type.Optional(Type.Integer()),
        chosen: Type.Boolean(),
      }),
      { description: 'sheets, layers or arrays of records that the file holds' },
    ),
    geometry: nullable(Type.Enum(['point', 'line', 'polygon'], { type: 'string' })),
    notices: Type.Array(TextSchema),
  }),
  read: Type.Object({
    records: Type.Integer({ description: 'records read' }),
    sampled: Type.Integer({ description: 'of these, rows looked at: taken evenly from all that were read' }),
    faulty: Type.Integer({ description: 'records that could not be taken apart' }),
    complete: Type.Boolean({ description: 'the whole file was read' }),
  }),
  columns: Type.Array(ProposedColumnSchema),
  key: nullable(Type.Object({ items: Type.Array(Type.String()), evidence: TextSchema })),
  crs: nullable(
    Type.Object({
      name: Type.String(),
      evidence: TextSchema,
      unsure: Type.Boolean(),
      inside: Type.Array(
        Type.Object({ crs: Type.String(), share: share('of the positions inside the city, read in this system') }),
      ),
    }),
  ),
  personal: Type.Boolean(),
  subject: nullable(Type.Object({ kind: Type.Enum(['person', 'company'], { type: 'string' }), item: Type.String() })),
  sample: Type.Object({
    columns: Type.Array(Type.String()),
    rows: Type.Array(Type.Array(nullable(Type.String())), { description: 'the first 20 rows, as they stand' }),
  }),
})
export type Recognition = Static<typeof RecognitionSchema>

export const ValueCheckRequestSchema = Type.Object({
  item: DeclaredItemSchema,
  crs: Type.Optional(Type.String()),
  geometry: Type.Optional(Type.Boolean({ description: 'the values are geometries of a geometry file' })),
  values: Type.Array(
    Type.Object({
      fields: Type.Array(nullable(Type.String()), { minItems: 1, maxItems: 2 }),
      count: Type.Integer({ minimum: 1 }),
    }),
    { maxItems: 2_000 },
  ),
})
export type ValueCheckRequest = Static<typeof ValueCheckRequestSchema>

export const ValueCheckSchema = Type.Object({
  share: share('of the values that would be taken in'),
  odd: Type.Array(Type.Object({ value: Type.String(), reason: TextSchema, count: Type.Integer() }), {
    description: 'values that would be turned away, the most frequent first, at most 8',
  }),
})
export type ValueCheck = Static<typeof ValueCheckSchema>

const sentence = Type.String({ maxLength: 2_000 })
const BilingualSchema = Type.Object({ zh: sentence, en: Type.Optional(sentence) })

export const DeclarationRequestSchema = Type.Object({
  language: Type.Enum(['zh', 'en'], { type: 'string', description: 'of the comments' }),
  file: Type.Object({
    name: Type.String({ maxLength: 300 }),
    records: Type.Integer(),
    sampled: Type.Integer(),
    complete: Type.Boolean(),
  }),
  head: Type.Object({
    id: Type.String({ pattern: '^[a-z][a-z0-9-]*$', maxLength: 60 }),
    name: BilingualSchema,
    abstract: Type.Optional(BilingualSchema),
    code: Type.Optional(Type.String({ maxLength: 60 })),
    owner: Type.String({ pattern: '^[a-z][a-z0-9-]*$', maxLength: 80 }),
    share: Type.Object({
      type: Type.String(),
      condition: Type.Optional(BilingualSchema),
      departments: Type.Optional(Type.Array(Type.String(), { maxItems: 500 })),
      basis: Type.Optional(BilingualSchema),
    }),
    open: Type.Object({ type: Type.String(), condition: Type.Optional(BilingualSchema) }),
    update: Type.String(),
    level: Type.Optional(Type.String()),
    personal: Type.Boolean(),
    subject: Type.Optional(Type.Object({ kind: Type.String(), item: Type.String() })),
    crs: Type.Optional(Type.Object({ name: Type.String(), evidence: Type.Optional(TextSchema) })),
  }),
  key: Type.Object({ items: Type.Array(Type.String()), evidence: Type.Optional(TextSchema) }),
  items: Type.Array(
    Type.Object({
      item: DeclaredItemSchema,
      titles: Type.Array(Type.String()),
      evidence: Type.Optional(TextSchema),
    }),
    { maxItems: 500 },
  ),
  leftOut: Type.Array(Type.String()),
  intake: Type.Object({
    sheet: Type.Optional(Type.String()),
    layer: Type.Optional(Type.String()),
    recordPath: Type.Optional(Type.String()),
    headerLine: Type.Optional(Type.Integer({ minimum: 0 })),
    delimiter: Type.Optional(Type.String()),
    columns: Type.Optional(Type.Array(Type.String(), { description: 'names of the columns of a file without header' })),
  }),
})
export type DeclarationRequest = Static<typeof DeclarationRequestSchema>

export const DeclarationSchema = Type.Object({
  path: Type.String({ description: 'of the file below the city folder' }),
  text: Type.String({ description: 'the resource file, YAML' }),
  problems: Type.Array(LocatedProblemSchema, { description: 'of the live city with this file in it' }),
})
export type Declaration = Static<typeof DeclarationSchema>

export const DeclarationChoicesSchema = Type.Object({
  owners: Type.Array(Type.Object({ id: Type.String(), name: TextSchema }), {
    description: 'departments in whose folder the reader may draft',
  }),
  classes: Type.Array(
    Type.Object({
      code: Type.String({ description: 'six digits or more' }),
      name: TextSchema,
      of: TextSchema,
      next: Type.String({ description: 'resource code with the next sequence number that was never used' }),
    }),
  ),
  taken: nullable(
    Type.Object({ id: Type.String(), name: TextSchema }, { description: 'the resource that has the `id` asked for' }),
  ),
})
export type DeclarationChoices = Static<typeof DeclarationChoicesSchema>
