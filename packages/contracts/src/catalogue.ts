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
  range: Type.Optional(Type.Object({ min: Type.Optional(Type.Number()), max: Type.Optional(Type.Number()) })),
  codes: Type.Optional(Type.Array(Type.Object({ value: Type.String(), name: TextSchema }))),
  from: Type.Optional(Type.String()),
  derived: Type.Optional(Type.String()),
  edition: Type.Optional(Type.String()),
  sensitive: Type.Optional(Type.String()),
  mask: Type.Optional(Type.String()),
  share: Type.Optional(Type.String()),
  headers: Type.Array(Type.String()),
  dataType: Type.String({ description: 'data type letter of the catalogue guide: C N Y D T L M G B I F' }),
  length: Type.Optional(Type.String({ description: 'characters, or `digits,scale`' })),
  effectiveShare: Type.String({ description: 'the stricter of item and resource' }),
})
export type Item = Static<typeof ItemSchema>

export const RegisterStateSchema = Type.Object({
  rows: Type.Integer({ description: 'rows now in the register, whatever the reader may see of them' }),
  simulatedRows: Type.Boolean({ description: 'at least one batch of simulated rows was taken in' }),
  lastBatchAt: nullable(timestamp()),
  lastChange: nullable(Type.Integer({ description: 'number of the last change set' })),
})
export type RegisterState = Static<typeof RegisterStateSchema>

const ClassStepSchema = Type.Object({ code: Type.String(), name: Type.Optional(TextSchema) })

export const FreshnessSchema = Type.Object({
  state: Type.String({ description: 'fresh, due (the last fifth of the limit), stale, never (no batch) or untimed' }),
  limitMinutes: nullable(Type.Integer({ description: 'age of the last batch beyond which rows are stale' })),
  staleAt: nullable(timestamp()),
})
export type Freshness = Static<typeof FreshnessSchema>

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
  geometry: nullable(
    Type.String({ description: 'what places the rows on a map: point, line or polygon; null when nothing does' }),
  ),
  hasArea: Type.Boolean(),
  itemCount: Type.Integer(),
  classification: Type.Array(ClassStepSchema, { description: 'class, item, category, sub-category of the code' }),
  open: Type.String(),
  tags: Type.Array(TextSchema),
  register: RegisterStateSchema,
  freshness: FreshnessSchema,
}
export const ResourceSummarySchema = Type.Object({
  ...resourceHead,
  matchedItems: Type.Array(Type.Object({ id: Type.String(), name: TextSchema }), {
    description: 'items in which the words were found (a few)',
  }),
})
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
    purposes: Type.Optional(Type.Array(Type.String())),
    method: Type.Object({ by: Type.String(), note: Type.Optional(TextSchema) }),
  }),
  openCondition: Type.Optional(TextSchema),
  providerCode: Type.Optional(
    Type.String({ description: 'unified social credit code of the provider, when published' }),
  ),
  formats: Type.Array(Type.Object({ class: Type.String(), name: Type.String() })),
  publishedOn: Type.Optional(Type.String()),
  related: Type.Array(
    Type.Object({ code: Type.String(), id: Type.Optional(Type.String()), name: Type.Optional(TextSchema) }),
  ),
  useConditions: Type.Optional(TextSchema),
  legalBasis: Type.Optional(TextSchema),
  unit: Type.Optional(TextSchema),
  system: Type.Optional(TextSchema),
  business: Type.Optional(TextSchema),
  extent: Type.Optional(
    Type.Object({
      level: Type.String(),
      areas: Type.Array(Type.Object({ code: Type.String(), name: TextSchema })),
    }),
  ),
  period: Type.Optional(Type.Object({ from: Type.Optional(Type.String()), to: Type.Optional(Type.String()) })),
  rules: Type.Object(
    {
      classification: Type.Object({ source: Type.String(), confidence: Type.String(), effectiveFrom: Type.String() }),
      freshness: Type.Object({ source: Type.String(), effectiveFrom: Type.String() }),
    },
    { description: 'what the numbers of the code and the limits of freshness rest on' },
  ),
  service: Type.Optional(
    Type.Object({
      endpoint: nullable(Type.String({ description: 'null for readers who may not read the resource' })),
      keys: Type.Array(Type.String()),
      answers: Type.String(),
      timeLimitMs: Type.Integer(),
      health: Type.String({ description: 'unknown until somebody asks it' }),
    }),
  ),
  stream: Type.Optional(
    Type.Object({
      thing: Type.String(),
      property: TextSchema,
      unit: Type.String(),
      range: Type.Optional(Type.Object({ min: Type.Optional(Type.Number()), max: Type.Optional(Type.Number()) })),
      periodSeconds: Type.Integer(),
      silenceSeconds: Type.Integer(),
      sources: nullable(Type.Array(Type.Object({ by: Type.String(), address: Type.String() }))),
    }),
  ),
  layer: Type.Optional(
    Type.Object({
      url: nullable(Type.String()),
      format: Type.String(),
      attribution: Type.String(),
      licence: Type.String(),
      mapNumber: Type.Optional(Type.String()),
    }),
  ),
  file: Type.Optional(
    Type.Object({
      location: nullable(Type.String()),
      mediaType: Type.String(),
      sizeBytes: Type.Optional(Type.Integer()),
    }),
  ),
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

const Counts = (description: string) =>
  Type.Array(Type.Object({ id: Type.String(), count: Type.Integer() }), { description })
const NamedCounts = (description: string) =>
  Type.Array(Type.Object({ id: Type.String(), name: TextSchema, count: Type.Integer() }), { description })

export const ResourcePageSchema = Type.Object({
  resources: Type.Array(ResourceSummarySchema),
  total: Type.Integer({ description: 'resources that match, on all pages' }),
  marks: Type.Array(Type.String(), {
    description: 'what was found, in lower case and ordinary width: mark it where it occurs in the texts shown',
  }),
  suggestions: Type.Array(Type.Object({ q: Type.String(), total: Type.Integer() }), {
    description: 'other words that would find something, when nothing was found',
  }),
  facets: Type.Object(
    {
      owner: NamedCounts('departments'),
      shareType: Counts('sharing types'),
      kind: Counts('kinds of resources'),
      class: NamedCounts('classes (one digit) and items (three digits) of the resource code'),
      update: Counts('update cycles'),
      personal: Counts('`true`: holds personal data'),
      open: Counts('opening to society'),
      tag: NamedCounts('tags, the most frequent'),
      freshness: Counts('fresh, due, stale, never, untimed'),
    },
    { description: 'how many match by value; each facet ignores its own filter' },
  ),
})
export type ResourcePage = Static<typeof ResourcePageSchema>

export const QualitySchema = Type.Object({
  freshness: FreshnessSchema,
  measured: nullable(
    Type.Object(
      {
        at: timestamp(),
        tookMs: Type.Integer(),
        sampled: nullable(Type.Integer({ description: 'rows looked at, when not all' })),
        rows: Type.Integer(),
        isCurrent: Type.Boolean({ description: 'no batch has changed the register since' }),
        items: Type.Array(
          Type.Object({
            id: Type.String(),
            filled: Type.Integer({ description: 'rows with a value' }),
            unverified: nullable(Type.Integer({ description: 'well-formed codes whose check character differs' })),
          }),
        ),
        key: nullable(Type.Object({ repeated: Type.Integer({ description: 'rows whose key another row has too' }) })),
      },
      { description: 'null before the first measurement' },
    ),
  ),
  batches: Type.Array(
    Type.Object({
      id: Type.String(),
      at: timestamp(),
      received: Type.Integer(),
      rejected: Type.Integer(),
    }),
    { description: 'the last batches, newest first' },
  ),
  rules: Type.Array(
    Type.Object({
      id: Type.String(),
      title: TextSchema,
      check: Type.String({ description: 'the condition, in FEEL' }),
      severity: Type.Enum(['reject', 'warn'], { type: 'string' }),
      source: Type.Optional(TextSchema),
      rows: nullable(
        Type.Integer({ description: 'rows of `rulesBatch` that broke it; null: that batch was not held to it' }),
      ),
    }),
    { description: 'quality rules that the resource declares' },
  ),
  rulesBatch: nullable(
    Type.Object(
      { id: Type.String(), at: timestamp(), received: Type.Integer() },
      { description: 'the last batch that was held to quality rules' },
    ),
  ),
  rejects: Type.Array(
    Type.Object({ code: Type.String(), reason: TextSchema, item: nullable(Type.String()), count: Type.Integer() }),
    {
      description: 'rows of these batches that were not taken in, by reason',
    },
  ),
})
export type Quality = Static<typeof QualitySchema>

export const DepartmentListSchema = Type.Object({ departments: Type.Array(DepartmentSchema) })
export type DepartmentList = Static<typeof DepartmentListSchema>
