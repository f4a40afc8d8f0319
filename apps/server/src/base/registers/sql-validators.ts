import type { Item, ItemType } from '@onecity/city'
import { type RawBuilder, sql } from 'kysely'

/** What a check may lean on besides the value: the item's declaration and the city's areas. */
type Given = { readonly item: Item; readonly areaCodes: readonly string[] }
/** `column` by name of the part: the value itself, or longitude and latitude of a point. */
type Columns = (part: 'value' | 'lng' | 'lat') => RawBuilder<unknown>
type Validator = (column: Columns, given: Given) => RawBuilder<boolean>

const isKept =
  (name: string): Validator =>
  (column) =>
    sql`${sql.raw(`values.is_${name}`)}(${column('value')})`

const inRange =
  (more?: Validator): Validator =>
  (column, given) => {
    const { min, max } = given.item.range ?? {}
    return sql`(${more ? more(column, given) : sql`true`}
      and (${min ?? null}::numeric is null or ${column('value')} >= ${min ?? null}::numeric)
      and (${max ?? null}::numeric is null or ${column('value')} <= ${max ?? null}::numeric))`
  }

/** One check per type, over the columns in which its values are kept. Types the database holds to itself are still held to more. */
const validators: { readonly [T in ItemType]: Validator } = {
  text: (column, { item }) => sql`values.is_text(${column('value')}, ${item.max ?? null}::integer)`,
  integer: inRange(),
  decimal: inRange(
    (column, { item }) => sql`(${column('value')} <> 'NaN' and abs(${column('value')}) <> 'Infinity'
      and (${item.scale ?? null}::integer is null or min_scale(${column('value')}) <= ${item.scale ?? null}::integer))`,
  ),
  boolean: (column) => sql`${column('value')} in (true, false)`,
  date: (column) => sql`(isfinite(${column('value')}) and extract(year from ${column('value')}) between 1 and 9999)`,
  datetime: (column) => sql`isfinite(${column('value')})`,
  code: (column, { item }) => sql`${column('value')} = any(${(item.codes ?? []).map(({ value }) => value)}::text[])`,
  'citizen-id': isKept('citizen_id'),
  uscc: isKept('uscc'),
  phone: isKept('phone'),
  area: (column, { areaCodes }) => sql`${column('value')} = any(${[...areaCodes]}::text[])`,
  point: (column) => sql`values.is_point(${column('lng')}, ${column('lat')})`,
  line: isKept('line'),
  polygon: isKept('polygon'),
  address: isKept('address'),
  plate: isKept('plate'),
  'travel-permit': isKept('travel_permit'),
  'camera-id': isKept('camera_id'),
  'licence-id': isKept('licence_id'),
  json: isKept('json'),
  file: isKept('file'),
}

/** A condition that holds for the rows whose value of an item breaks the item's type; rows without a value never do. */
export const breaksTypeSql = (column: Columns, given: Given): RawBuilder<boolean> => {
  const present = column(given.item.type === 'point' ? 'lng' : 'value')
  return sql`(${present} is not null and (${validators[given.item.type](column, given)}) is not true)`
}
