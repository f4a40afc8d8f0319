/**
 * From a table nobody has declared to a proposed resource: a type for every column with its evidence, positions and their
 * reference system, whose data it is, what tells rows apart. Everything is a proposal that a person corrects; nothing is stored.
 */
import type { AreaTree, CrsName, Item, ItemType, Text } from '@onecity/city'
import type { AreaIndex } from '../places/index.ts'
import { explainColumn, explainDoubt, percent } from './explain.ts'
import { findKey } from './find-key.ts'
import { makeItemIds } from './item-ids.ts'
import { type ColumnFinding, recogniseColumn } from './recognise-column.ts'
import { findPlaces, type PlaceFinding, placeShapes } from './recognise-places.ts'
import { type ColumnProfile, failing, profileColumns, shareOf, type TableSample } from './table-sample.ts'

/** An item as a resource file states it. */
export type ProposedItem = Pick<Item, 'id' | 'type'> & {
  readonly name: Text
} & Partial<
    Pick<
      Item,
      | 'optional'
      | 'headers'
      | 'formats'
      | 'codes'
      | 'unit'
      | 'sensitive'
      | 'mask'
      | 'max'
      | 'columns'
      | 'from'
      | 'index'
    >
  >

export type ProposedColumn = {
  /** Titles of the columns the item is read from: one, or two for a position. */
  readonly titles: readonly string[]
  /** Where these columns stand in the table. */
  readonly at: readonly number[]
  readonly item: ProposedItem
  /** Share of the filled values that are of the type. */
  readonly share: number
  readonly filled: number
  readonly evidence: Text
  readonly doubts: readonly Text[]
  readonly examples: readonly string[]
  /** Values that are not of the type. */
  readonly odd: readonly string[]
}

export type TableProposal = {
  readonly rows: number
  readonly complete: boolean
  readonly columns: readonly ProposedColumn[]
  readonly key: { readonly items: readonly string[]; readonly evidence: Text } | null
  readonly crs: {
    readonly name: CrsName
    readonly evidence: Text
    readonly unsure: boolean
    readonly inside: PlaceFinding['inside']
  } | null
  readonly personal: boolean
  readonly subject: { readonly kind: 'person' | 'company'; readonly item: string } | null
}

export type RecognitionContext = { readonly tree: AreaTree; readonly areaIndex: AreaIndex }

const examplesShown = 3
/** Rows that may lack a value of an item that is not optional; they are turned away one by one. */
const mayLack = 0.005

export const recogniseTable = (table: TableSample, context: RecognitionContext): TableProposal => {
  const profiles = profileColumns(table)
  const findings = profiles.map((profile) => recogniseColumn(profile, context.tree))
  const { geometry } = table
  const places = geometry ? null : findPlaces(profiles, table.rows, context.areaIndex)
  const placed = geometry?.column ?? findings.findIndex(({ type }) => ['point', 'line', 'polygon'].includes(type))
  const shapes = placed === -1 || places ? null : placeShapes(table.rows, placed, context.areaIndex)
  const ids = makeItemIds(table.columns)
  const key = findKey(
    table,
    profiles,
    findings.map(({ type }) => type),
  )
  const personal = isPersonal(profiles, findings)
  const columns: ProposedColumn[] = []
  for (const [at, profile] of profiles.entries()) {
    if (geometry?.column === at) {
      columns.push(geometryColumn(profile, geometry.kind, ids))
      continue
    }
    if (places && at === Math.max(places.lng, places.lat)) continue
    if (places && at === Math.min(places.lng, places.lat)) {
      columns.push(placeColumn(places, profiles, ids))
      continue
    }
    const finding = findings[at] as ColumnFinding
    const isKey = key?.columns.includes(at) === true
    columns.push(proposeColumn(profile, finding, ids[at] as string, { isKey, personal }))
  }
  return {
    rows: table.rows.length,
    complete: table.complete,
    columns: addArea(columns, findings, ids),
    key: key && {
      items: key.columns.map((column) => ids[column] as string),
      evidence: {
        zh: `${percent(key.share)} 的行由它唯一确定`,
        en: `it tells ${percent(key.share)} of the rows apart`,
      },
    },
    crs: places ? describeCrs(places) : shapes ? describeCrs(shapes) : null,
    personal,
    subject: findSubject(findings, ids, personal),
  }
}

const proposeColumn = (
  profile: ColumnProfile,
  finding: ColumnFinding,
  id: string,
  { isKey, personal }: { readonly isKey: boolean; readonly personal: boolean },
): ProposedColumn => {
  const { title, values, rows, counts } = profile
  const { type, more, share, odd, doubts } = finding
  // A shop's telephone number is in every directory; a person's is not.
  const guarded = type === 'phone' && !personal ? {} : more
  const optional = !isKey && values.length / rows < 1 - mayLack
  return {
    titles: [title],
    at: [profile.index],
    item: {
      id,
      name: { zh: title },
      type,
      ...guarded,
      ...(optional ? { optional: true } : {}),
      ...(isKey || type === 'area' || type === 'code' ? { index: true } : {}),
    },
    share,
    filled: rows === 0 ? 0 : values.length / rows,
    evidence: explainColumn(finding, profile),
    doubts: doubts.map(explainDoubt),
    examples: [...counts.keys()].slice(0, examplesShown),
    odd,
  }
}

const placeColumn = (
  places: PlaceFinding,
  profiles: readonly ColumnProfile[],
  ids: readonly string[],
): ProposedColumn => {
  const [lng, lat] = [profiles[places.lng], profiles[places.lat]] as [ColumnProfile, ColumnProfile]
  const filled = lng.rows === 0 ? 0 : Math.min(lng.values.length, lat.values.length) / lng.rows
  const best = places.inside.find(({ crs }) => crs === places.crs)?.share ?? 0
  return {
    titles: [lng.title, lat.title],
    at: [lng.index, lat.index],
    item: {
      ...nameOfPlace(profiles, ids),
      type: 'point',
      columns: { lng: [lng.title], lat: [lat.title] },
      ...(filled < 1 - mayLack ? { optional: true } : {}),
    },
    share: best,
    filled,
    evidence: describeCrs(places).evidence,
    doubts: places.swapped
      ? [
          {
            zh: '经度和纬度的列名写反了，已按数值对调',
            en: 'the titles of longitude and latitude are swapped; values decided',
          },
        ]
      : [],
    examples: lng.values.slice(0, examplesShown).map((value, at) => `${value}, ${lat.values[at] ?? ''}`),
    odd: [],
  }
}

/** Under a name that no column claims for itself. */
const nameOfPlace = (profiles: readonly ColumnProfile[], ids: readonly string[]): { id: string; name: Text } => ({
  id: ids.includes('position') ? 'position_point' : 'position',
  name: profiles.some(({ title }) => /^(位置|position)$/i.test(title.trim()))
    ? { zh: '坐标位置', en: 'Coordinates' }
    : { zh: '位置', en: 'Position' },
})

const geometryColumn = (
  profile: ColumnProfile,
  kind: 'point' | 'line' | 'polygon',
  ids: readonly string[],
): ProposedColumn => {
  const ofKind = (value: string) => value.toLowerCase().includes(kind === 'line' ? 'linestring' : kind)
  const share = shareOf(profile, ofKind)
  const filled = profile.rows === 0 ? 0 : profile.values.length / profile.rows
  const named = {
    point: { zh: '点位', en: 'points' },
    line: { zh: '线', en: 'lines' },
    polygon: { zh: '面', en: 'polygons' },
  }
  return {
    titles: [profile.title],
    at: [profile.index],
    item: {
      id: ids[profile.index] as string,
      name: { zh: '图形', en: 'Geometry' },
      type: kind,
      ...(filled < 1 - mayLack ? { optional: true } : {}),
    },
    share,
    filled,
    evidence: {
      zh: `文件自带的图形，${percent(share)} 是${named[kind].zh}`,
      en: `the geometry of the file, ${percent(share)} are ${named[kind].en}`,
    },
    doubts: [],
    examples: [],
    odd: failing(profile, ofKind),
  }
}

const describeCrs = (places: Pick<PlaceFinding, 'crs' | 'inside' | 'unsure'>): NonNullable<TableProposal['crs']> => {
  const shares = places.inside.map(({ crs, share }) => `${crs} ${percent(share)}`).join(' · ')
  return {
    name: places.crs,
    unsure: places.unsure,
    inside: places.inside,
    evidence: { zh: `落在城市范围内：${shares}`, en: `inside the city: ${shares}` },
  }
}

/** A position without any area beside it: the area is worked out of it while rows stream in. */
const addArea = (
  columns: readonly ProposedColumn[],
  findings: readonly ColumnFinding[],
  ids: readonly string[],
): readonly ProposedColumn[] => {
  if (findings.some(({ type }) => type === 'area')) return columns
  const source =
    columns.find(({ item }) => ['point', 'line', 'polygon'].includes(item.type)) ??
    columns.find(({ item }) => item.type === 'address')
  if (!source || ids.includes('area')) return columns
  const area: ProposedColumn = {
    titles: [],
    at: [],
    item: {
      id: 'area',
      name: columns.some(({ titles }) => titles.some((title) => /^(所属区域|area)$/i.test(title.trim())))
        ? { zh: '推算区域', en: 'Area worked out' }
        : { zh: '所属区域', en: 'Area' },
      type: 'area',
      from: source.item.id,
      optional: true,
      index: true,
    },
    share: 1,
    filled: source.filled,
    evidence: { zh: `由“${source.item.name.zh}”推算`, en: `worked out from “${source.item.name.zh}”` },
    doubts: [],
    examples: [],
    odd: [],
  }
  return [...columns, area]
}

const personalTypes: ReadonlySet<ItemType> = new Set(['citizen-id', 'travel-permit'])

/** Data about people: identity numbers, or names with a way to reach them. A company's contact is not yet that. */
const isPersonal = (profiles: readonly ColumnProfile[], findings: readonly ColumnFinding[]): boolean => {
  const has = (test: (finding: ColumnFinding) => boolean) =>
    findings.some((finding, at) => (profiles[at]?.values.length ?? 0) > 0 && test(finding))
  if (has(({ type }) => personalTypes.has(type))) return true
  const aboutCompanies = has(({ type }) => type === 'uscc')
  return (
    !aboutCompanies && has(({ personal, type }) => personal && type === 'text') && has(({ type }) => type === 'phone')
  )
}

const findSubject = (
  findings: readonly ColumnFinding[],
  ids: readonly string[],
  personal: boolean,
): TableProposal['subject'] => {
  const first = (test: (finding: ColumnFinding) => boolean) => ids[findings.findIndex(test)]
  const company = first(({ type }) => type === 'uscc')
  if (!personal) return company === undefined ? null : { kind: 'company', item: company }
  const person =
    first(({ type }) => personalTypes.has(type)) ??
    first(({ type }) => type === 'phone') ??
    first(({ personal: named }) => named)
  return person === undefined ? null : { kind: 'person', item: person }
}
