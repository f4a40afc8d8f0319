/**
 * One check per item type: what somebody types or a file carries → the value as it is kept, or what is wrong with it. What a
 * type alone cannot know (which areas a city has) is given as options. Intake has quicker readers for plain types, which also
 * know a resource's patterns of dates; for everything else it uses these.
 */
import type { Item, ItemType } from '../model.ts'
import { isAddress, parseAddress } from './address.ts'
import { isDay } from './calendar.ts'
import { parseCameraId } from './camera-id.ts'
import { parseCitizenId } from './citizen-id.ts'
import { parseFileReference } from './file-reference.ts'
import { parseJsonValue } from './json-value.ts'
import { parseLicenceId } from './licence-id.ts'
import { parsePhone } from './phone.ts'
import { parsePlate } from './plate.ts'
import {
  isLngLat,
  type LineGeometry,
  type PolygonGeometry,
  parseLine,
  parsePolygon,
  type ShapeReading,
} from './shape.ts'
import { parseTravelPermit } from './travel-permit.ts'
import { parseUscc } from './uscc.ts'
import type { ValueFault } from './value-faults.ts'

export type CheckedItem = Pick<Item, 'type'> & Partial<Pick<Item, 'max' | 'range' | 'scale' | 'codes'>>
export type CheckOptions = {
  /** Codes of the city's areas; without them an area is held to the form of a code. */
  readonly areas?: ReadonlySet<string> | ReadonlyMap<string, unknown>
}
/** `value` is in the form in which the database answers it; `unverified`: well formed, but its check character differs. */
export type ValueReading =
  | { readonly ok: true; readonly value: string; readonly unverified?: true }
  | { readonly ok: false; readonly fault: ValueFault }

type Check = (text: string, item: CheckedItem, options: CheckOptions) => ValueReading

const good = (value: string): ValueReading => ({ ok: true, value })
const bad = (fault: ValueFault): ValueReading => ({ ok: false, fault })

/** How people write yes and no, in small letters. */
export const truthWords: Readonly<Record<'true' | 'false', readonly string[]>> = {
  true: ['true', 't', '1', 'yes', 'y', '是', '有'],
  false: ['false', 'f', '0', 'no', 'n', '否', '无'],
}

const checkRange = (value: string, { range }: CheckedItem): ValueReading => {
  const { min, max } = range ?? {}
  const number = Number(value)
  return (min !== undefined && number < min) || (max !== undefined && number > max) ? bad('out-of-range') : good(value)
}

const checkText: Check = (text, { max }) => {
  if (/[\0\ufffd\p{Cs}]/u.test(text)) return bad('bad-character')
  return max !== undefined && [...text].length > max ? bad('too-long') : good(text)
}

const checkInteger: Check = (text, item) => {
  const parts = /^([+-]?)0*(\d{1,18})$/.exec(text)
  if (!parts) return bad('not-an-integer')
  const [, sign, digits] = parts
  return checkRange(sign === '-' && digits !== '0' ? `-${digits}` : (digits as string), item)
}

const checkDecimal: Check = (text, item) => {
  const parts = /^([+-]?)(?=\.?\d)0*(\d{0,60})(?:\.(\d{0,60}))?$/.exec(text)
  if (!parts) return bad('not-a-decimal')
  const [, sign, whole = '', behind = ''] = parts
  if (item.scale !== undefined && behind.replace(/0+$/, '').length > item.scale) return bad('too-many-decimals')
  const digits = `${whole === '' ? '0' : whole}${behind === '' ? '' : `.${behind}`}`
  return checkRange(sign === '-' && /[1-9]/.test(digits) ? `-${digits}` : digits, item)
}

const checkBoolean: Check = (text) => {
  const word = text.toLowerCase()
  for (const truth of ['true', 'false'] as const) if (truthWords[truth].includes(word)) return good(truth)
  return bad('not-a-boolean')
}

const isIsoDay = (text: string): boolean =>
  /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) &&
  isDay(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8)))

const checkDate: Check = (text) => (isIsoDay(text) ? good(text) : bad('not-a-date'))

const moment =
  /^([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,6})?([Zz]|[+-](0[0-9]|1[0-4]):[0-5][0-9])$/
const checkDateTime: Check = (text) => {
  const day = moment.exec(text)?.[1]
  return day !== undefined && isIsoDay(day) ? good(text.toUpperCase()) : bad('not-a-datetime')
}

const checkCode: Check = (text, { codes = [] }) => {
  const named = ({ value, name }: NonNullable<Item['codes']>[number]) =>
    [value, name.zh, name.en ?? ''].some((label) => label.toLowerCase() === text.toLowerCase())
  const code = codes.find(({ value }) => value === text) ?? codes.find(named)
  return code ? good(code.value) : bad('unknown-code')
}

const checkArea: Check = (text, _, { areas }) =>
  areas ? (areas.has(text) ? good(text) : bad('unknown-area')) : areaCode.test(text) ? good(text) : bad('unknown-area')
const areaCode = /^[0-9A-Za-z][0-9A-Za-z-]{0,31}$/

const checkPoint: Check = (text) => {
  const parts = /^\[?\s*([-+]?\d+(?:\.\d+)?)\s*,\s*([-+]?\d+(?:\.\d+)?)\s*\]?$/.exec(text)
  if (!parts) return bad('bad-point')
  const [lng, lat] = [Number(parts[1]), Number(parts[2])]
  return isLngLat(lng, lat) ? good(`${lng},${lat}`) : bad('bad-point')
}

const shapeReading = (reading: ShapeReading<LineGeometry | PolygonGeometry>): ValueReading =>
  reading.ok ? good(JSON.stringify(reading.geometry)) : bad(`bad-shape-${reading.fault}`)

const checks: { readonly [T in ItemType]: Check } = {
  text: checkText,
  integer: checkInteger,
  decimal: checkDecimal,
  boolean: checkBoolean,
  date: checkDate,
  datetime: checkDateTime,
  code: checkCode,
  'citizen-id': (text) => {
    const reading = parseCitizenId(text)
    return reading.ok ? good(reading.value) : bad(`bad-citizen-id-${reading.fault}`)
  },
  uscc: (text) => {
    const { value, verdict } = parseUscc(text)
    if (verdict === 'malformed') return bad('bad-uscc')
    return verdict === 'unverified' ? { ok: true, value, unverified: true } : good(value)
  },
  phone: (text) => {
    const reading = parsePhone(text)
    return reading.ok ? good(reading.value) : bad('bad-phone')
  },
  area: checkArea,
  point: checkPoint,
  line: (text) => shapeReading(parseLine(text)),
  polygon: (text) => shapeReading(parsePolygon(text)),
  address: (text) => {
    const reading = parseAddress(text)
    return reading.ok ? good(reading.value) : bad(`bad-address-${reading.fault}`)
  },
  plate: (text) => {
    const reading = parsePlate(text)
    return reading.ok ? good(reading.value) : bad(`bad-plate-${reading.fault}`)
  },
  'travel-permit': (text) => {
    const reading = parseTravelPermit(text)
    return reading.ok ? good(reading.value) : bad(`bad-travel-permit-${reading.fault}`)
  },
  'camera-id': (text) => {
    const reading = parseCameraId(text)
    return reading.ok ? good(reading.value) : bad(`bad-camera-id-${reading.fault}`)
  },
  'licence-id': (text) => {
    const reading = parseLicenceId(text)
    return reading.ok ? good(reading.value) : bad(`bad-licence-id-${reading.fault}`)
  },
  json: (text) => {
    const reading = parseJsonValue(text)
    return reading.ok ? good(reading.value) : bad(`bad-json-${reading.fault}`)
  },
  file: (text) => {
    const reading = parseFileReference(text)
    return reading.ok ? good(reading.value) : bad(`bad-file-${reading.fault}`)
  },
}

/** Reads a text as a value of an item: its normal form, or the first rule it breaks. Blank text is `missing`. */
export function checkValue(item: CheckedItem, text: string, options: CheckOptions = {}): ValueReading {
  const trimmed = text.trim()
  return trimmed === '' ? bad('missing') : checks[item.type](trimmed, item, options)
}

/**
 * Whether a text is a value of an item in the very form in which it is kept. Twin of the SQL functions in schema `values`
 * (`values.is_plate` and so on), by which stored rows are counted.
 */
export function isKeptValue(item: CheckedItem, text: string, options: CheckOptions = {}): boolean {
  // An address may hold what today's rules would write differently; kept ones are held to what the database can tell.
  if (item.type === 'address') return isAddress(text)
  const reading = checkValue(item, text, options)
  return reading.ok && reading.value === text
}
