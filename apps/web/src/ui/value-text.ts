import type { Area, Item } from '@onecity/contracts'
import type { Language } from '../app/i18n.ts'
import { pickText } from '../app/pick-text.ts'
import { formatTime } from './format.ts'

export type ValueContext = {
  readonly language: Language
  readonly timeZone: string
  readonly areas: ReadonlyMap<string, Area>
  readonly yes: string
  readonly no: string
}

const isPoint = (value: unknown): value is [number, number] =>
  Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'number')

/** Thousands grouped, every digit kept: decimals travel as text because a float would round them. */
const groupDigits = (digits: string): string => {
  const parts = /^([+-]?\d+)(\.\d+)?$/.exec(digits)
  return parts ? `${(parts[1] ?? '').replace(/\B(?=(\d{3})+$)/g, ',')}${parts[2] ?? ''}` : digits
}

const unitNames: Readonly<Record<string, string>> = {
  Cel: '°C',
  '[ft_us]': 'ft',
  'kW.h': 'kWh',
  deg: '°',
  '{count}': '',
}

/** A UCUM unit as people write it. */
export const unitText = (unit: string): string =>
  unitNames[unit] ??
  unit
    .replace(/^\[([A-Z]+)\]$/, '$1')
    .replace(/^u(?=[a-zA-Z])/, 'µ')
    .replace(/([a-z])2\b/g, '$1²')
    .replace(/([a-z])3\b/g, '$1³')

/** A number that is a key is a name, not a figure: it is not grouped. */
export const itemAsShown = (item: Item, key: readonly string[]): Item =>
  key.includes(item.id) ? { ...item, type: isNumeric(item.type) ? 'text' : item.type } : item

const countPositions = (coordinates: unknown): number =>
  !Array.isArray(coordinates)
    ? 0
    : typeof coordinates[0] === 'number'
      ? 1
      : coordinates.reduce((sum: number, part: unknown) => sum + countPositions(part), 0)

/** Hundreds of coordinates tell a reader nothing: how many there are, and where the first lies. */
const shapeText = (value: unknown, { language }: ValueContext): string => {
  if (typeof value !== 'object' || value === null || !('coordinates' in value)) return String(value)
  const count = countPositions(value.coordinates)
  const [lng, lat] = value.coordinates ? firstPosition(value.coordinates) : []
  const at = lng === undefined || lat === undefined ? '' : `${lng.toFixed(5)}, ${lat.toFixed(5)} … `
  return language === 'en' ? `${at}(${count} positions)` : `${at}（${count} 个坐标）`
}
const firstPosition = (coordinates: unknown): readonly number[] =>
  Array.isArray(coordinates) && Array.isArray(coordinates[0])
    ? firstPosition(coordinates[0])
    : (coordinates as readonly number[])

/** A stored value as a person reads it; null when there is none. */
export const valueText = (
  item: Pick<Item, 'type' | 'codes' | 'unit'>,
  value: unknown,
  context: ValueContext,
): string | null => {
  if (value === null || value === undefined || value === '') return null
  switch (item.type) {
    case 'integer':
    case 'decimal':
      return groupDigits(String(value))
    case 'boolean':
      return value === true ? context.yes : value === false ? context.no : String(value)
    case 'code': {
      const code = item.codes?.find((candidate) => candidate.value === value)
      return code ? pickText(code.name, context.language) : String(value)
    }
    case 'datetime':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value))
        ? formatTime(value, context.language, context.timeZone)
        : String(value)
    case 'area': {
      const area = context.areas.get(String(value))
      return area ? pickText(area.name, context.language) : String(value)
    }
    case 'point':
      return isPoint(value) ? `${value[0].toFixed(5)}, ${value[1].toFixed(5)}` : JSON.stringify(value)
    case 'line':
    case 'polygon':
      return shapeText(value, context)
    default:
      return typeof value === 'object' ? JSON.stringify(value) : String(value)
  }
}

export const isNumeric = (type: string): boolean => type === 'integer' || type === 'decimal'
