/**
 * Writes a model as a city folder, in one fixed layout: for versions of which no files are kept. Comments, the order of
 * files and where a resource stood are not in the model; what is read back is the same city, with the same hash.
 */
import { dump } from 'js-yaml'
import type { City } from './model.ts'

/** Paths and texts of a folder that reads as this city. */
export function writeFolder(city: City): Map<string, string> {
  const { areas, outlines, departments, centres, roles, resources, ...head } = city
  const files = new Map<string, string>()
  files.set('city.yaml', yaml(head))
  files.set('areas/areas.csv', areasCsv(areas))
  if (outlines.length > 0) files.set('areas/outlines.geojson', geojson(outlines))
  files.set('departments.yaml', yaml(departments))
  if (centres.length > 0) files.set('centres.yaml', yaml(centres.map(withoutNull)))
  files.set('roles.yaml', yaml(roles))
  for (const resource of resources)
    files.set(`departments/${resource.owner}/resources/${resource.id}.yaml`, yaml(withoutEmpty(resource)))
  return files
}

const yaml = (value: unknown): string => dump(value, { lineWidth: 120, flowLevel: 4, noRefs: true })

const withoutNull = (value: object): object =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null && field !== undefined))

/** Lists that are empty by default are left out, as people write them. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== null && field !== undefined && !(Array.isArray(field) && field.length === 0))
      .map(([name, field]) => [name, withoutEmpty(field)]),
  )
}

const columns = ['code', 'parent', 'level', 'name_zh', 'name_en', 'aliases', 'lng', 'lat', 'seat_note'] as const

function areasCsv(areas: City['areas']): string {
  const rows = areas.map(({ code, parent, level, name, aliases, seat }) => ({
    code,
    parent: parent ?? '',
    level,
    name_zh: name.zh,
    name_en: name.en ?? '',
    aliases: aliases.join('|'),
    lng: seat ? String(seat.position[0]) : '',
    lat: seat ? String(seat.position[1]) : '',
    seat_note: seat?.approximate ? 'approximate' : '',
  }))
  const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return `${[columns.join(','), ...rows.map((row) => columns.map((name) => quoted(row[name])).join(','))].join('\n')}\n`
}

function geojson(outlines: City['outlines']): string {
  const features = outlines.map(({ code, geometry, source, approximate }) =>
    JSON.stringify({ type: 'Feature', properties: { code, source, approximate }, geometry }),
  )
  return `{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}\n`
}
