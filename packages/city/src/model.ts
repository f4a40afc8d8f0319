/**
 * The typed model of a city, as read from a city folder.
 *
 * Everything here is plain data: it travels as JSON (a published city version is this model), so no Dates, Maps or
 * classes. Text shown to people is `Text`. Ids are unique in the city within their kind.
 */

import type {
  CatalogueRules,
  FileSection,
  LayerSection,
  ResourceMetadata,
  ServiceSection,
  ShareMethod,
  StreamSection,
  UpdateCycle,
} from './catalogue-model.ts'
import type { Text } from './text.ts'

export * from './catalogue-model.ts'
export type { Text }

/** Coordinate reference systems a source may declare. WGS-84 is what the platform stores (CGCS2000 is treated as equal). */
export const crsNames = ['WGS-84', 'CGCS2000', 'GCJ-02', 'BD-09'] as const
export type CrsName = (typeof crsNames)[number]

export const areaLevels = ['city', 'district', 'street', 'community', 'grid'] as const
export type AreaLevel = (typeof areaLevels)[number]

export type LngLat = readonly [lng: number, lat: number]

export type Area = {
  /** GB/T 2260 / NBS statistical code, or a local key such as `440307-DP` for an area without one. */
  readonly code: string
  /** Code of the managing parent; null for the city itself. The management tree, not the digits of the code, decides. */
  readonly parent: string | null
  readonly level: AreaLevel
  readonly name: Text
  /** Further names and codes under which data name this area. */
  readonly aliases: readonly string[]
  /** A representative point (WGS-84), and whether it is only approximate. */
  readonly seat?: { readonly position: LngLat; readonly approximate: boolean }
}

/** GeoJSON geometry of one area in WGS-84, with where it came from. */
export type AreaOutline = {
  readonly code: string
  readonly geometry:
    | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly LngLat[])[] }
    | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly LngLat[])[])[] }
  readonly source: string
  readonly approximate: boolean
}

export type Department = {
  readonly id: string
  readonly name: Text
  /** Unified social credit code (GB 32100-2015), only where published; never invented. */
  readonly uscc?: string
  readonly level: 'city' | 'district'
  /** Area code of the department's seat of jurisdiction. */
  readonly area: string
  readonly contact?: string
}

export type Centre = {
  readonly id: string
  readonly name: Text
  readonly level: 'city' | 'district' | 'street' | 'industry'
  /** Id of the commanding centre; null for the city centre. */
  readonly parent: string | null
  readonly jurisdiction: { readonly areas: readonly string[]; readonly kinds: readonly string[] | 'all' }
}

/** 1 unconditional, 2 conditional, 3 not shared (domain: GB/T 21063 core metadata, field 共享类型). */
export const shareTypes = ['unconditional', 'conditional', 'none'] as const
export type ShareType = (typeof shareTypes)[number]

export const purposes = ['administrative-basis', 'work-reference', 'data-check', 'joint-service'] as const
/** 作为行政依据 / 工作参考 / 用于数据校核 / 业务协同. */
export type Purpose = (typeof purposes)[number]

export type RoleGrant = {
  /** Action names such as `registers.read`; a trailing `.*` covers a module, `*` covers all. */
  readonly actions: readonly string[]
  readonly resources?: readonly string[] | 'all'
  readonly shareTypes?: readonly ShareType[]
  /** Area codes; the subtree below each is included. Absent = no limit by area. */
  readonly areas?: readonly string[]
  readonly purposes?: readonly Purpose[]
  /** Personal items are shown unmasked. Default false. */
  readonly unmasked?: boolean
  /** Greatest number of rows one answer may carry. */
  readonly rowLimit?: number
  /** For `city.draft` and `city.publish`: only files below these folders of the city folder. Absent = all files. */
  readonly folders?: readonly string[]
}

export type Role = { readonly id: string; readonly name: Text; readonly grants: readonly RoleGrant[] }

export const itemTypes = [
  'text',
  'integer',
  'decimal',
  'boolean',
  'date',
  'datetime',
  'code',
  'citizen-id',
  'uscc',
  'phone',
  'area',
  'point',
  'line',
  'polygon',
  'address',
  'plate',
  'travel-permit',
  'camera-id',
  'licence-id',
  'json',
  'file',
] as const
export type ItemType = (typeof itemTypes)[number]

export const maskNames = [
  'keep-4-4',
  'keep-3-4',
  'keep-2-2',
  'surname',
  'area-only',
  'year',
  'age-band',
  'hidden',
] as const
export type MaskName = (typeof maskNames)[number]

export type CodeValue = { readonly value: string; readonly name: Text }

export type Item = {
  /** snake_case, unique in the resource; also the column name. */
  readonly id: string
  readonly name: Text
  readonly type: ItemType
  readonly optional: boolean
  /** Column titles under which files carry this item, besides `id` and the names. */
  readonly headers: readonly string[]
  /** text: greatest length in characters. */
  readonly max?: number
  /** integer, decimal: bounds, inclusive. */
  readonly range?: { readonly min?: number; readonly max?: number }
  /** decimal: digits after the point that are kept (more are refused). */
  readonly scale?: number
  /** unit of measurement, UCUM symbol. */
  readonly unit?: string
  /** date, datetime: accepted source patterns besides ISO 8601, e.g. `MM/DD/YYYY hh:mm:ss A`, `YYYY/M/D H:mm`. */
  readonly formats?: readonly string[]
  /** code: permitted values, in order. */
  readonly codes?: readonly CodeValue[]
  /** point: the two source columns. A GeoJSON-like `[lng, lat]` or `lng,lat` column needs none. */
  readonly columns?: { readonly lng: readonly string[]; readonly lat: readonly string[] }
  /** area: id of the point, line, polygon, address or text item from which the area is worked out while rows stream in. */
  readonly from?: string
  /** date, code: id of the citizen-id item that carries the date of birth or the sex: filled from it, and held to it. */
  readonly derived?: string
  /** camera-id: edition of GB/T 28181 by which industry codes are named. Default 2022. */
  readonly edition?: '2016' | '2022'
  /** An index is kept on the item: it may be filtered and sorted by in large registers. */
  readonly index: boolean
  readonly sensitive?: 'low' | 'high'
  readonly mask?: MaskName
  /** Stricter of resource and item wins. */
  readonly share?: ShareType
  /** Data type letter of the catalogue guide, where the one that follows from `type` does not say enough. */
  readonly dataType?: DataType
}

/** Data types of the catalogue guide: character, number, money, date, date-time, logical, memo, general, double, integer, float. */
export const dataTypes = ['C', 'N', 'Y', 'D', 'T', 'L', 'M', 'G', 'B', 'I', 'F'] as const
export type DataType = (typeof dataTypes)[number]

/** Where the rows or things of a resource are. Only `stored` ones have a register. */
export const resourceKinds = ['stored', 'service', 'stream', 'layer', 'file'] as const
export type ResourceKind = (typeof resourceKinds)[number]

export const fileFormats = ['csv', 'ndjson', 'json', 'xlsx', 'geojson', 'shapefile'] as const
export type FileFormat = (typeof fileFormats)[number]

/**
 * How files of a resource are laid out when they are not one plain table with a header line. Stands in a resource file as
 * `intake:`, and by itself as a column mapping file sent with a delivery; what the delivery says wins.
 */
export type Intake = {
  readonly format?: FileFormat
  /** json: dotted path to the records, `[]` walks into every element (`[].items[].sub_items[]`). Default: found. */
  readonly recordPath?: string
  /** json: column -> path from the root to a field of an enclosing object (`department: '[].department'`). */
  readonly outer?: Readonly<Record<string, string>>
  /** xlsx: name of the sheet, or `*` for all visible sheets, which have the same columns. Default: the first visible one. */
  readonly sheet?: string
  /** shapefile: name of the layer in an archive that holds several. */
  readonly layer?: string
  /** csv, xlsx: line (row) of the header, from 1; 0 = no header, `columns` names them. Default: found. */
  readonly headerLine?: number
  /** Names of the columns, in order, of a file without header. */
  readonly columns?: readonly string[]
  readonly delimiter?: string
  readonly encoding?: string
  /** Coordinate system of the positions in these files, where it is not the resource's. */
  readonly crs?: CrsName
  /** Wide table to long rows: every column not in `keep` becomes a row with the column's title and its value. */
  readonly unpivot?: {
    readonly keep: readonly string[]
    /** Names of the made columns. */
    readonly title: string
    readonly value: string
    /** Column to be made of the number of the row (from 0), for tables whose rows carry no time or name. */
    readonly row?: string
    /** With `every`: `row` carries the time of the row instead, counted from here (ISO 8601). */
    readonly start?: string
    /** Time between two rows: `30s`, `5m`, `1h`, `1d`. */
    readonly every?: string
  }
  /** Column title of the file -> item id, beyond ids, names and `headers`. Null: leave the column out. */
  readonly map?: Readonly<Record<string, string | null>>
  /** Item id -> value for every row. */
  readonly constants?: Readonly<Record<string, string>>
}

/** Days values are kept; absent: without limit. */
export type Retention = {
  /** Rows: from their last change, or from their own date (`from`). */
  readonly days?: number
  readonly from?: string
  /** Versions of rows, from when they ended. */
  readonly history?: number
  /** Values of rows that were turned away, from when their batch ended. */
  readonly rejects?: number
}

/** A condition that rows of a resource are held to when they come in. */
export type QualityRule = {
  /** kebab-case, unique in the resource. */
  readonly id: string
  readonly title: Text
  /** FEEL over the items of the row. A row breaks the rule where it is false; null, for want of a value, breaks nothing. */
  readonly check: string
  /** `reject`: a row that breaks it stays out. `warn`: it comes in and is counted. */
  readonly severity: 'reject' | 'warn'
  /** Where the rule comes from. */
  readonly source?: Text
}

export type Resource = ResourceMetadata & {
  /** kebab-case, ≤ 44 characters, unique in the city. */
  readonly id: string
  readonly kind: ResourceKind
  readonly name: Text
  readonly abstract?: Text
  /** Classification/sequence code, domain-facts §1.2. */
  readonly code?: string
  /** Department id. */
  readonly owner: string
  readonly subject?: { readonly kind: 'person' | 'company'; readonly item: string }
  readonly size: 'normal' | 'large'
  readonly share: {
    readonly type: ShareType
    readonly condition?: Text
    readonly departments?: readonly string[]
    readonly basis?: Text
    /** Uses for which the data are shared; absent: all. */
    readonly purposes?: readonly Purpose[]
    /** How the data are handed over (共享方式). Absent: by the platform. */
    readonly method?: { readonly by: ShareMethod; readonly note?: Text }
  }
  readonly open: { readonly type: 'unconditional' | 'conditional' | 'none'; readonly condition?: Text }
  readonly grade: { readonly level: 'general' | 'important' | 'core'; readonly personal: boolean }
  readonly update: UpdateCycle
  /** Exactly the one of the resource's kind is present (a stored resource has none). */
  readonly service?: ServiceSection
  readonly stream?: StreamSection
  readonly layer?: LayerSection
  readonly file?: FileSection
  /** Item ids that identify a row; empty for an append-only register without a natural key. */
  readonly key: readonly string[]
  readonly items: readonly Item[]
  /** CRS of point items in delivered files. */
  readonly crs: CrsName
  /** IANA zone in which delivered local times are meant; default: the city's. */
  readonly timeZone?: string
  /** Data of another city or country, carried as an example: labelled everywhere. */
  readonly foreign?: Text
  readonly source?: { readonly title: string; readonly licence: string; readonly note?: Text }
  /** Item ids shown first in lists and on the map. */
  readonly highlights: readonly string[]
  readonly intake?: Intake
  /** Absent in versions published before there was one: then nothing is limited. */
  readonly retention?: Retention
  /** Greatest share of the rows (0–1) that a replacing or deleting batch may remove without somebody confirming. Default 0.05. */
  readonly mostRemoved?: number
  readonly quality?: readonly QualityRule[]
}

export type City = {
  readonly id: string
  readonly name: Text
  readonly timeZone: string
  readonly languages: readonly string[]
  readonly map: { readonly centre: LngLat; readonly zoom: number }
  /** Role of someone who has not said who they are while accounts do not exist. */
  readonly defaultRole: string
  readonly notes: readonly { readonly title: string; readonly licence?: string; readonly text: Text }[]
  readonly areas: readonly Area[]
  readonly outlines: readonly AreaOutline[]
  readonly departments: readonly Department[]
  readonly centres: readonly Centre[]
  readonly roles: readonly Role[]
  readonly resources: readonly Resource[]
  /** Absent: the national guide's (`catalogueRulesOf`). */
  readonly catalogue?: CatalogueRules
}

/** One thing wrong in a city folder, located. Lines and columns count from 1. */
export type Problem = {
  /** Path below the city folder, with forward slashes. */
  readonly file: string
  readonly line: number
  readonly column: number
  readonly severity: 'error' | 'warning'
  /** What is wrong, in one sentence. */
  readonly message: string
  readonly expected?: string
  /** Nearest valid name. */
  readonly didYouMean?: string
}

export type ReadResult =
  | { readonly ok: true; readonly city: City; readonly hash: string; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] }
