/** What a delivery says of its layout: a few words in the address, and a column mapping in a header. */
import type { IncomingHttpHeaders } from 'node:http'
import { crsNames, fileFormats, formatProblem, type Intake, type Resource, readIntake } from '@onecity/city'
import { type Static, Type } from 'typebox'
import { AppError } from '../../kernel/app-error.ts'
import { encodings } from './text-decoder.ts'

/** Header that carries a column mapping: the text of the file, YAML or JSON, in Base64. */
export const mappingHeader = 'onecity-intake'
/** A mapping of 2,000 columns; greater ones belong into the resource file. */
const longestMapping = 128 * 1024

export const layoutQuery = {
  fileName: Type.Optional(Type.String({ maxLength: 255 })),
  format: Type.Optional(Type.Enum(fileFormats, { type: 'string', description: 'found out by default' })),
  encoding: Type.Optional(Type.Enum(encodings, { type: 'string', description: 'found out by default' })),
  crs: Type.Optional(Type.Enum(crsNames, { type: 'string' })),
  delimiter: Type.Optional(Type.String({ minLength: 1, maxLength: 1, description: 'csv; found out by default' })),
  headerLine: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 1_000, description: 'csv, xlsx: from 1, 0 = no header; found out by default' }),
  ),
  sheet: Type.Optional(
    Type.String({ maxLength: 200, description: 'xlsx: a sheet, or * for all; the first by default' }),
  ),
  layer: Type.Optional(Type.String({ maxLength: 200, description: 'shapefile: a layer of an archive with several' })),
  recordPath: Type.Optional(
    Type.String({ maxLength: 500, description: 'json: path to the records, such as [].items[]; found out by default' }),
  ),
}
const LayoutQuery = Type.Object(layoutQuery)

const readMapping = (resource: Resource, header: string): Intake => {
  if (header.length > longestMapping)
    throw new AppError('too-large', { detail: `a column mapping has at most ${longestMapping} characters` })
  const text = Buffer.from(header, 'base64').toString('utf8')
  const reading = readIntake('mapping', text, resource.items)
  if (reading.ok) return reading.intake
  throw new AppError('bad-request', {
    detail: reading.problems.slice(0, 8).map(formatProblem).join('; '),
    params: { problems: reading.problems.slice(0, 50) },
  })
}

/** The layout that came with a delivery, or null; words in the address win over the mapping. */
export const readSentLayout = (
  resource: Resource,
  query: Static<typeof LayoutQuery>,
  headers: IncomingHttpHeaders,
): Intake | null => {
  const header = headers[mappingHeader]
  const mapping = typeof header === 'string' && header !== '' ? readMapping(resource, header) : {}
  const { fileName: _, format, encoding, crs, delimiter, headerLine, sheet, layer, recordPath } = query
  const stated = { format, encoding, crs, delimiter, headerLine, sheet, layer, recordPath }
  const given = Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined)) as Intake
  const layout = { ...mapping, ...given }
  return Object.keys(layout).length === 0 ? null : layout
}
