import { type Area, areaLevels } from '../model.ts'
import { readCsv } from '../source/read-csv.ts'
import type { Checks, Entry, Kind } from './kind.ts'
import { line, list, matching, object, oneOf, published } from './schema-parts.ts'

type RawArea = {
  code: string
  parent?: string
  level: Area['level']
  name_zh: string
  name_en?: string
  aliases?: string
  lng?: string
  lat?: string
  seat_note?: 'approximate'
}

const columns = {
  required: ['code', 'parent', 'level', 'name_zh'],
  optional: ['name_en', 'aliases', 'lng', 'lat', 'seat_note'],
} as const

const decimal = (description: string) => matching('^-?\\d+(\\.\\d+)?$', 'a decimal number of degrees', description)

const schema = published(
  'Areas (one object per row of areas.csv)',
  list(
    object(
      {
        code: matching(
          '^[A-Za-z0-9][A-Za-z0-9-]{0,31}$',
          'digits, letters and hyphens, at most 32',
          'Division code (GB/T 2260, NBS), or a local key where there is none.',
        ),
        parent: { description: 'Code of the managing area; empty for the city alone.', type: 'string' },
        level: oneOf(areaLevels, 'Level in the tree.'),
        name_zh: line,
        name_en: line,
        aliases: { description: 'Further names and codes, parted by |.', type: 'string' },
        lng: decimal('Longitude (WGS-84) of a representative point.'),
        lat: decimal('Latitude (WGS-84) of a representative point.'),
        seat_note: oneOf(['approximate'], 'Says that the point is only approximate.'),
      },
      ['code', 'level', 'name_zh'],
    ),
    undefined,
    1,
  ),
)

export const areasKind: Kind<Area> = {
  name: 'area',
  files: /^areas\/areas\.csv$/,
  where: 'areas/areas.csv',
  required: true,
  read: (path, text) => readCsv(path, text, columns),
  schema,
  shape: 'list',
  id: ['code'],
  toModel: (raw: RawArea): Area => ({
    code: raw.code,
    parent: raw.parent ?? null,
    level: raw.level,
    name: raw.name_en === undefined ? { zh: raw.name_zh } : { zh: raw.name_zh, en: raw.name_en },
    aliases: (raw.aliases ?? '')
      .split('|')
      .map((alias) => alias.trim())
      .filter((alias) => alias !== ''),
    ...(raw.lng !== undefined && raw.lat !== undefined
      ? { seat: { position: [Number(raw.lng), Number(raw.lat)], approximate: raw.seat_note === 'approximate' } }
      : {}),
  }),
  check: (checks) => {
    const entries = checks.entries(areasKind)
    const byCode = new Map(entries.map((entry) => [entry.value.code, entry]))
    for (const entry of entries) {
      checkParent(checks, entry, byCode)
      checkSeat(checks, entry)
    }
    checkRoots(checks, entries)
    reportCycles(checks, entries, (area) => area.code, 'area')
  },
  into: (areas) => ({ areas }),
}

function checkParent(checks: Checks, entry: Entry<Area>, byCode: ReadonlyMap<string, Entry<Area>>): void {
  const { parent, level } = entry.value
  if (parent === null) return
  checks.refer(entry, ['parent'], 'area', parent)
  const above = byCode.get(parent)?.value
  if (above && areaLevels.indexOf(above.level) >= areaLevels.indexOf(level))
    checks.report(entry, ['level'], {
      message: `a ${level} cannot lie in ${above.name.zh} (${above.code}), which is a ${above.level}`,
      expected: `a level below ${above.level}`,
    })
}

function checkRoots(checks: Checks, entries: readonly Entry<Area>[]): void {
  const roots = entries.filter((entry) => entry.value.parent === null)
  for (const extra of roots.slice(1))
    checks.report(extra, ['parent'], {
      message: `${extra.value.name.zh} (${extra.value.code}) has no parent, but the city is already ${roots[0]?.value.code}`,
      expected: 'a parent for every area but one',
    })
  const [city] = roots
  if (city && city.value.level !== 'city')
    checks.report(city, ['level'], { message: `the topmost area is a ${city.value.level}`, expected: '“city”' })
}

function checkSeat(checks: Checks, entry: Entry<Area>): void {
  const raw = (entry.source.document as RawArea[])[Number(entry.pointer[0])]
  if (!raw) return
  if ((raw.lng === undefined) !== (raw.lat === undefined))
    checks.report(entry, [raw.lng === undefined ? 'lng' : 'lat'], {
      message: 'only one of longitude and latitude is given',
      expected: 'both or neither',
    })
  const [lng, lat] = entry.value.seat?.position ?? [0, 0]
  if (Math.abs(lng) > 180)
    checks.report(entry, ['lng'], { message: `longitude ${lng} does not exist`, expected: '−180 to 180' })
  if (Math.abs(lat) > 90)
    checks.report(entry, ['lat'], {
      message: `latitude ${lat} does not exist`,
      expected: Math.abs(lng) <= 90 ? '−90 to 90 (longitude and latitude may be swapped)' : '−90 to 90',
    })
}

/** Reports each circle of parents once, at its first member in the folder. */
export function reportCycles<Node extends { readonly parent: string | null }>(
  checks: Checks,
  entries: readonly Entry<Node>[],
  idOf: (node: Node) => string,
  kindName: string,
): void {
  const byId = new Map(entries.map((entry) => [idOf(entry.value), entry]))
  const settled = new Set<string>()
  for (const entry of entries) {
    const path: string[] = []
    let id: string | null = idOf(entry.value)
    while (id !== null && !settled.has(id) && !path.includes(id)) {
      path.push(id)
      id = byId.get(id)?.value.parent ?? null
    }
    if (id !== null && path.includes(id)) {
      const circle = [...path.slice(path.indexOf(id)), id]
      const first = entries.find((each) => circle.includes(idOf(each.value))) ?? entry
      checks.report(first, ['parent'], {
        message: `these ${kindName}s lie in a circle: ${circle.join(' → ')}`,
        expected: 'parents that end at the city',
      })
    }
    for (const each of path) settled.add(each)
  }
}
