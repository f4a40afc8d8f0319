import type { Item, ItemType, Resource } from '@onecity/city'

/**
 * A column of a register table. A point is three columns (longitude, latitude, cell), a line or polygon six (GeoJSON, the four
 * sides of its box, cell), every other item one.
 */
export type Column = {
  readonly name: string
  readonly item: string
  readonly itemType: ItemType
  /** `cell`: see kernel/cell.ts, for shapes kernel/shape-cell.ts; worked out while rows stream in, null with the position. */
  readonly part: 'value' | PlacePart
  readonly sqlType: 'text' | 'bigint' | 'numeric' | 'boolean' | 'date' | 'timestamptz' | 'double precision' | 'jsonb'
}

/** Where the rows of a register lie: longitude, latitude and cell of a point, box and cell of a line or polygon. */
export type PlacePart = 'lng' | 'lat' | 'west' | 'south' | 'east' | 'north' | 'cell'
const placeParts = (type: ItemType): readonly PlacePart[] =>
  type === 'point' ? ['lng', 'lat', 'cell'] : isShapeType(type) ? ['west', 'south', 'east', 'north', 'cell'] : []

/** Whether values are lines or polygons: GeoJSON with a box. */
export const isShapeType = (type: string): boolean => type === 'line' || type === 'polygon'

/** Whether rows can be looked up by where an item of theirs lies. */
export const isPlaced = ({ type }: Pick<Item, 'type'>): boolean => type === 'point' || isShapeType(type)

/** The item that places the rows of a resource on a map and that `bbox` asks about: the first point, line or polygon declared. */
export const geometryItemOf = (items: readonly Item[]): Item | undefined => items.find(isPlaced)

/** The tables of one register: rows as they are, rows as they were, and the log of which row changed in which change set. */
export type TablePlan = {
  readonly resource: Resource
  /** Quoted, with schema. Columns: row_id uuid, change_set bigint, then `columns`. */
  readonly current: string
  /** As `current`, plus ended_by bigint (the change set that replaced or removed the row). */
  readonly history: string
  /** change_set bigint, ordinal bigint, row_id uuid, kind "char" ('i', 'u', 'd'). */
  readonly changes: string
  readonly baseName: string
  readonly columns: readonly Column[]
}

const sqlTypes: Record<Exclude<ItemType, 'point'>, Column['sqlType']> = {
  text: 'text',
  integer: 'bigint',
  decimal: 'numeric',
  boolean: 'boolean',
  date: 'date',
  datetime: 'timestamptz',
  code: 'text',
  'citizen-id': 'text',
  uscc: 'text',
  phone: 'text',
  area: 'text',
  address: 'text',
  plate: 'text',
  'travel-permit': 'text',
  'camera-id': 'text',
  'licence-id': 'text',
  file: 'text',
  line: 'jsonb',
  polygon: 'jsonb',
  json: 'jsonb',
}

const columnsOf = (item: Item): readonly Column[] => {
  const of = { item: item.id, itemType: item.type }
  const value = (sqlType: Column['sqlType']): Column => ({ ...of, name: item.id, part: 'value', sqlType })
  return [
    ...(item.type === 'point' ? [] : [value(sqlTypes[item.type])]),
    ...placeParts(item.type).map(
      (part): Column => ({
        ...of,
        name: `${item.id}_${part}`,
        part,
        sqlType: part === 'cell' ? 'bigint' : 'double precision',
      }),
    ),
  ]
}

/** Names and columns of a resource's register. Ids are checked by the city folder, so they are safe as identifiers. */
export const planTables = (resource: Resource): TablePlan => {
  const baseName = resource.id.replaceAll('-', '_')
  return {
    resource,
    baseName,
    current: `registers."${baseName}"`,
    history: `registers."${baseName}_history"`,
    changes: `registers."${baseName}_changes"`,
    columns: resource.items.flatMap(columnsOf),
  }
}
