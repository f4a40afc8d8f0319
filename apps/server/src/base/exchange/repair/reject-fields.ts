/** A rejected record, as it was written, back into values by item: what repairs work on. */
import type { Resource } from '@onecity/city'
import { placeColumns } from '../place-columns.ts'
import type { DeliveredAs, RejectRow } from '../reject-ledger.ts'

/** Items that a delivery brings; others are worked out from them. */
export const repairColumns = (resource: Resource): readonly string[] =>
  resource.items.filter((item) => item.from === undefined).map((item) => item.id)

const textOf = (value: unknown): string | null => {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** A field of a JSON record by its column, which names nested ones with dots. */
const fieldOf = (record: Record<string, unknown>, name: string): string | null => {
  if (name in record) return textOf(record[name])
  let value: unknown = record
  for (const part of name.split('.')) {
    if (typeof value !== 'object' || value === null) return null
    value = (value as Record<string, unknown>)[part]
  }
  return textOf(value)
}

/** One record of delimited text: RFC 4180, and as tolerant as the scanner that turned it away. */
const csvFields = (raw: string, delimiter: string): readonly string[] => {
  if (!raw.includes('"')) return raw.split(delimiter)
  const fields: string[] = []
  let field = ''
  let quoted = false
  for (let i = 0; i < raw.length; i++) {
    const character = raw[i] as string
    if (quoted && character === '"') {
      if (raw[i + 1] === '"') field += raw[++i]
      else quoted = false
    } else if (!quoted && character === '"' && field === '') quoted = true
    else if (!quoted && character === delimiter) {
      fields.push(field)
      field = ''
    } else field += character
  }
  return [...fields, field]
}

const jsonFields = (raw: string, header: readonly string[]): readonly (string | null)[] | null => {
  try {
    const record: unknown = JSON.parse(raw)
    if (typeof record !== 'object' || record === null || Array.isArray(record)) return null
    return header.map((name) => fieldOf(record as Record<string, unknown>, name))
  } catch {
    return null
  }
}

/** The kind of shape that the geometry of a geometry file went to. */
export const shapeOf = ({ items }: Resource): 'point' | 'line' | 'polygon' | null => {
  for (const { type } of items) if (type === 'point' || type === 'line' || type === 'polygon') return type
  return null
}

export type ReadReject = (reject: Pick<RejectRow, 'raw'>) => readonly (string | null)[] | null

/**
 * Makes the reader of a batch's rejects: values in the order of `repairColumns`, a position as `lng,lat`; null for a record that
 * could not be taken apart.
 */
export const makeReadReject = (
  resource: Resource,
  delivered: Pick<DeliveredAs, 'header' | 'delimiter' | 'format' | 'layout'>,
): ReadReject => {
  const header = delivered.header ?? []
  const layout = delivered.layout ?? resource.intake ?? {}
  const { constants = {} } = layout
  const geometry = delivered.format === 'geojson' || delivered.format === 'shapefile' ? shapeOf(resource) : null
  const { places: found } = placeColumns(resource, header, layout, geometry)
  const places = new Map(found.map((place) => [place.item.id, place]))
  const columns = repairColumns(resource)
  const { delimiter } = delivered
  return ({ raw }) => {
    const fields = delimiter === null ? jsonFields(raw, header) : csvFields(raw, delimiter)
    // Cells of a record that was cut wrongly stand anywhere.
    if (!fields || fields.length !== header.length) return null
    return columns.map((id) => {
      const place = places.get(id)
      if (!place || place.at < -1) return constants[id] ?? null
      const first = fields[place.at] ?? null
      if (place.latAt === -1) return first
      const second = fields[place.latAt] ?? null
      return (first ?? '') === '' && (second ?? '') === '' ? null : `${first?.trim() ?? ''},${second?.trim() ?? ''}`
    })
  }
}
