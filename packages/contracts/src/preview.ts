/** What the beginning of a file would become in a register. */
import { type Static, Type } from 'typebox'
import { RuleCountSchema } from './exchange.ts'
import { nullable, TextSchema } from './parts.ts'

export const FilePreviewSchema = Type.Object({
  resource: Type.String(),
  format: nullable(Type.String({ description: 'csv, ndjson, json, xlsx, geojson or shapefile' })),
  encoding: nullable(Type.String()),
  delimiter: nullable(Type.String()),
  headerLine: nullable(Type.Integer({ description: 'csv, xlsx: line of the header, 0 = none' })),
  recordPath: nullable(Type.String()),
  parts: Type.Array(
    Type.Object({
      name: Type.String(),
      hidden: Type.Optional(Type.Boolean()),
      records: Type.Optional(Type.Integer({ description: 'records seen in what was read' })),
      chosen: Type.Boolean(),
    }),
    { description: 'sheets, layers or arrays of records that the file holds' },
  ),
  crs: Type.String({ description: 'system in which positions were read' }),
  columns: Type.Array(
    Type.Object({
      name: Type.String(),
      item: nullable(Type.String({ description: 'item that the column feeds; of two columns `id.lng` and `id.lat`' })),
      by: nullable(Type.Enum(['mapping', 'title', 'geometry', 'left-out'], { type: 'string' })),
      likely: nullable(
        Type.String({ description: 'item spelt much like it that nothing feeds; not used unless mapped' }),
      ),
      examples: Type.Array(Type.String()),
    }),
  ),
  missing: Type.Array(Type.String(), { description: 'required items that nothing feeds: the file would be refused' }),
  unmapped: Type.Array(Type.String(), { description: 'titles that the mapping names and the file does not have' }),
  records: Type.Integer({ description: 'records read for this preview' }),
  faulty: Type.Integer({ description: 'of these, how many would be turned away' }),
  complete: Type.Boolean({ description: 'those records are the whole file' }),
  rows: Type.Array(
    Type.Object({
      place: Type.String(),
      fault: nullable(TextSchema),
      rules: Type.Array(Type.String(), { description: 'ids of the quality rules it breaks' }),
      raw: nullable(Type.String()),
      cells: Type.Array(
        Type.Object({
          item: Type.String(),
          value: nullable(Type.String()),
          delivered: nullable(Type.String({ description: 'what stood there, where it could not be read' })),
          reason: nullable(TextSchema),
        }),
      ),
    }),
  ),
  quality: Type.Array(RuleCountSchema, {
    description: 'quality rules that records read break, with how many each; a row may break several',
  }),
  notices: Type.Array(TextSchema),
  layout: Type.Record(Type.String(), Type.Unknown(), {
    description: 'the layout used, in the shape of a column mapping file',
  }),
})
export type FilePreview = Static<typeof FilePreviewSchema>
