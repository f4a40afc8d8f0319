import { dataTypes, type Item, itemTypes, maskNames, type Resource, shareTypes, type Text } from '../model.ts'
import { nearest } from '../nearest.ts'
import { defaultMask, masksOfType } from '../values/mask.ts'
import { sexCodes } from '../values/sex-codes.ts'
import { type Checks, type Entry, given, type JsonSchema } from './kind.ts'
import { line, list, matching, object, oneOf, text } from './schema-parts.ts'

export type RawItem = Omit<Item, 'name' | 'optional' | 'headers' | 'index'> & {
  name?: Text
  optional?: boolean
  headers?: string[]
  index?: boolean
}

/**
 * Names that a register's table needs for itself: ours, and the system columns every PostgreSQL table has.
 */
export const reservedItemIds: readonly string[] = [
  'row_id',
  'change_set',
  'line',
  'ctid',
  'xmin',
  'xmax',
  'cmin',
  'cmax',
  'tableoid',
]

const columns = (description: string) => list(line, description, 1)

export const itemSchema: JsonSchema = object(
  {
    id: {
      ...matching(
        '^[a-z][a-z0-9]*(_[a-z0-9]+)*$',
        'lower-case words joined by underscores, such as “birth_date”',
        'Id of the item; also the column name.',
      ),
      maxLength: 40,
    },
    name: text('Name of the item. Default: its id.'),
    type: oneOf(itemTypes, 'Type of the values.'),
    optional: { description: 'May be empty. Default: false.', type: 'boolean' },
    headers: list(line, 'Column titles under which files carry the item, besides its id and names.'),
    max: { description: 'text: greatest length in characters.', type: 'integer', minimum: 1 },
    range: object({ min: { type: 'number' }, max: { type: 'number' } }, [], 'integer, decimal: bounds, inclusive.'),
    scale: {
      description: 'decimal: digits after the point; more are refused.',
      type: 'integer',
      minimum: 0,
      maximum: 15,
    },
    unit: matching('\\S', 'a UCUM symbol such as “m2”', 'Unit of measurement (UCUM symbol).'),
    formats: list(line, 'date, datetime: patterns accepted besides ISO 8601, such as “YYYY/M/D H:mm”.', 1),
    codes: list(
      object(
        {
          value: matching('^\\S(.*\\S)?$', 'text in quotes, without space around it'),
          name: text('What the value means.'),
        },
        ['value', 'name'],
      ),
      'code: permitted values, in order.',
      1,
    ),
    columns: object(
      { lng: columns('Titles of the longitude column.'), lat: columns('Titles of the latitude column.') },
      ['lng', 'lat'],
      'point: the two columns it is read from. Without it, one column holds “lng,lat” or [lng, lat].',
    ),
    from: matching(
      '^[a-z]',
      'the id of a point, line, polygon, address or text item',
      'area: the point, line, polygon, address or text item from which the area is worked out.',
    ),
    derived: matching(
      '^[a-z]',
      'the id of a citizen-id item',
      'date, code: the citizen-id item that carries the date of birth or the sex. Filled from it, and held to it.',
    ),
    edition: oneOf(['2016', '2022'], 'camera-id: edition of GB/T 28181 that names industries. Default: 2022.'),
    index: {
      description: 'Kept indexed: may be filtered and sorted by in large registers. Default: false.',
      type: 'boolean',
    },
    sensitive: oneOf(['low', 'high'], 'Sensitivity of personal information.'),
    mask: oneOf(
      maskNames,
      'What is shown to readers who may not see the whole value. Default of a highly sensitive item: that of its type.',
    ),
    share: oneOf(shareTypes, 'Sharing type of the item; the stricter of item and resource wins.'),
    dataType: oneOf(dataTypes, 'Data type letter of the catalogue guide. Default: what follows from the type.'),
  },
  ['id', 'type'],
)

/** Properties that only some types have. */
const propertiesOfType: Partial<Record<keyof Item, readonly Item['type'][]>> = {
  max: ['text'],
  range: ['integer', 'decimal'],
  scale: ['decimal'],
  unit: ['integer', 'decimal'],
  formats: ['date', 'datetime'],
  codes: ['code'],
  columns: ['point'],
  from: ['area'],
  derived: ['date', 'code'],
  edition: ['camera-id'],
}

/** Taken apart once: a city has a hundred thousand items. */
const propertyRules = Object.entries(propertiesOfType) as [keyof Item, readonly Item['type'][]][]

export function itemToModel(raw: RawItem): Item {
  return given({
    id: raw.id,
    name: raw.name ?? { zh: raw.id },
    type: raw.type,
    optional: raw.optional ?? false,
    headers: raw.headers ?? [],
    max: raw.max,
    range: raw.range,
    scale: raw.scale,
    unit: raw.unit,
    formats: raw.formats,
    codes: raw.codes,
    columns: raw.columns,
    from: raw.from,
    derived: raw.derived,
    edition: raw.edition,
    index: raw.index ?? false,
    sensitive: raw.sensitive,
    mask: raw.mask ?? (raw.sensitive === 'high' ? defaultMask(raw.type) : undefined),
    share: raw.share,
    dataType: raw.dataType,
  })
}

export function checkItems(checks: Checks, entry: Entry<Resource>): void {
  const { items, key, highlights, subject } = entry.value
  const seen = new Map<string, number>()
  for (const [i, item] of items.entries()) {
    const first = seen.get(item.id)
    if (first !== undefined)
      checks.report(entry, ['items', i, 'id'], {
        message: `item “${item.id}” is declared twice (first at ${checks.placeOf(entry, ['items', first, 'id'])})`,
        expected: 'an id of its own for each item',
      })
    else seen.set(item.id, i)
    checkItem(checks, entry, item, i)
  }
  const find = (part: readonly (string | number)[], id: string, purpose: string): Item | undefined => {
    const item = items[seen.get(id) ?? -1]
    if (!item)
      checks.report(entry, part, {
        message: `${purpose} “${id}” is not an item of the resource`,
        expected: `one of ${[...seen.keys()].join(', ')}`,
        didYouMean: nearest(id, seen.keys()),
      })
    return item
  }
  for (const [i, id] of key.entries()) {
    const item = find(['key', i], id, 'key item')
    if (key.indexOf(id) < i) checks.report(entry, ['key', i], { message: `key item “${id}” is named twice` })
    if (item?.optional)
      checks.report(entry, ['key', i], {
        message: `key item “${id}” may be empty`,
        expected: 'an item that is not optional, or another key',
      })
    if (item && ['point', 'line', 'polygon'].includes(item.type))
      checks.report(entry, ['key', i], {
        message: `key item “${id}” is a ${item.type}`,
        expected: 'an item whose values can be compared exactly',
      })
  }
  checkTitles(checks, entry)
  for (const [i, id] of highlights.entries()) find(['highlights', i], id, 'highlighted item')
  if (subject) find(['subject', 'item'], subject.item, 'subject item')
}

function checkItem(checks: Checks, entry: Entry<Resource>, item: Item, i: number): void {
  if (reservedItemIds.includes(item.id))
    checks.report(entry, ['items', i, 'id'], {
      message: `“${item.id}” is a name the register needs for itself`,
      expected: `another name than ${reservedItemIds.join(', ')}`,
    })
  for (const [property, types] of propertyRules)
    if (item[property] !== undefined && !types.includes(item.type))
      checks.report(
        entry,
        ['items', i, property],
        {
          message: `\`${property}\` says nothing about a ${item.type} item`,
          expected: `it only with type ${types.join(' or ')}`,
        },
        'key',
      )
  if (item.type === 'code') checkCodes(checks, entry, item, i)
  if (item.from !== undefined) checkFrom(checks, entry, item, i, item.from)
  if (item.derived !== undefined) checkDerived(checks, entry, item, i, item.derived)
  for (const [f, format] of (item.formats ?? []).entries())
    checkFormat(checks, entry, format, ['items', i, 'formats', f])
  const { min, max } = item.range ?? {}
  if (min !== undefined && max !== undefined && min > max)
    checks.report(entry, ['items', i, 'range'], {
      message: `no number lies between ${min} and ${max}`,
      expected: 'min ≤ max',
    })
  const masks = masksOfType[item.type]
  if (item.mask !== undefined && !masks.includes(item.mask))
    checks.report(entry, ['items', i, 'mask'], {
      message: `the mask “${item.mask}” makes no sense of a ${item.type}`,
      expected: `one of ${masks.join(', ')}`,
    })
}

const formatTokens = ['YYYY', 'MM', 'M', 'DD', 'D', 'HH', 'H', 'hh', 'h', 'mm', 'm', 'ss', 's', 'SSS', 'A', 'Z']

/** Letters in a pattern are tokens; any other word in it would never match what is delivered. */
function checkFormat(checks: Checks, entry: Entry<Resource>, format: string, part: readonly (string | number)[]): void {
  // `T` parts date and time in ISO 8601 and stands for itself.
  const words = (format.match(/([A-Za-z])\1*/g) ?? []).filter((word) => word !== 'T')
  const wrong = words.find((word) => !formatTokens.includes(word))
  if (wrong !== undefined)
    checks.report(entry, part, {
      message: `“${wrong}” in the pattern “${format}” means nothing`,
      expected: `of letters only ${formatTokens.join(', ')}`,
      didYouMean: formatTokens.find((token) => token.toLowerCase() === wrong.toLowerCase()),
    })
  else if (words.length === 0)
    checks.report(entry, part, {
      message: `“${format}” is no pattern of a date`,
      expected: 'one such as “YYYY/M/D H:mm”',
    })
}

/** Importers find columns by these titles, whatever their letter case; two items must not claim the same one. */
function checkTitles(checks: Checks, entry: Entry<Resource>): void {
  const owners = new Map<string, string>()
  for (const [i, item] of entry.value.items.entries()) {
    const claim = (title: string, ...part: readonly (string | number)[]) => {
      const key = title.trim().toLowerCase()
      const owner = owners.get(key)
      if (owner === undefined) owners.set(key, item.id)
      else if (owner !== item.id)
        checks.report(entry, ['items', i, ...part], {
          message: `the column title “${title}” already belongs to item “${owner}”`,
          expected: 'each title to lead to one item',
        })
    }
    claim(item.id, 'id')
    if (item.name.zh !== item.id) claim(item.name.zh, 'name', 'zh')
    if (item.name.en !== undefined) claim(item.name.en, 'name', 'en')
    for (const [h, header] of item.headers.entries()) claim(header, 'headers', h)
    if (!item.columns) continue
    for (const side of ['lng', 'lat'] as const)
      for (const [c, title] of (item.columns[side] ?? []).entries()) claim(title, 'columns', side, c)
  }
}

function checkCodes(checks: Checks, entry: Entry<Resource>, item: Item, i: number): void {
  if (!item.codes)
    checks.report(entry, ['items', i, 'type'], {
      message: `code item “${item.id}” has no list of values`,
      expected: '`codes`',
    })
  const seen = new Map<string, number>()
  for (const [c, { value }] of (item.codes ?? []).entries()) {
    const first = seen.get(value)
    if (first !== undefined)
      checks.report(entry, ['items', i, 'codes', c, 'value'], {
        message: `value “${value}” is listed twice (first at ${checks.placeOf(entry, ['items', i, 'codes', first, 'value'])})`,
        expected: 'each value once',
      })
    else seen.set(value, c)
  }
}

/** Items from which an area can be worked out. */
const placing: readonly Item['type'][] = ['point', 'line', 'polygon', 'address', 'text']

function checkFrom(checks: Checks, entry: Entry<Resource>, item: Item, i: number, from: string): void {
  const sources = entry.value.items.filter((each) => placing.includes(each.type)).map((each) => each.id)
  if (item.type !== 'area' || sources.includes(from)) return
  const other = entry.value.items.find((each) => each.id === from)
  checks.report(entry, ['items', i, 'from'], {
    message: other
      ? `no area can be told from “${from}”, a ${other.type} item`
      : `“${from}” is not an item of the resource`,
    expected:
      sources.length > 0
        ? `a point, line, polygon, address or text item: ${sources.join(', ')}`
        : 'a point, line, polygon, address or text item, of which the resource has none',
    didYouMean: nearest(from, sources) ?? (sources.length === 1 ? sources[0] : undefined),
  })
}

function checkDerived(checks: Checks, entry: Entry<Resource>, item: Item, i: number, derived: string): void {
  const ids = entry.value.items.filter((each) => each.type === 'citizen-id').map((each) => each.id)
  if (!ids.includes(derived)) {
    checks.report(entry, ['items', i, 'derived'], {
      message: `“${derived}” is not a citizen-id item of the resource`,
      expected: ids.length > 0 ? `one of ${ids.join(', ')}` : 'a citizen-id item, of which the resource has none',
      didYouMean: nearest(derived, ids) ?? (ids.length === 1 ? ids[0] : undefined),
    })
    return
  }
  if (item.type === 'code' && item.codes && !sexCodes(item))
    checks.report(entry, ['items', i, 'derived'], {
      message: `of a citizen ID only the sex is a code, and “${item.id}” has none for both`,
      expected: '`codes` named 男 (male) and 女 (female)',
    })
}
