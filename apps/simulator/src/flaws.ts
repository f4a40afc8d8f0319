/** Deliberate mistakes, such as files of departments have, with the truth about each. */

import { below, fraction, mix } from './chance.ts'
import { missingUscc } from './companies.ts'
import type { Column, Library, Value } from './libraries/index.ts'
import { hashOf } from './random.ts'

type FlawName =
  | 'wrong-check-character'
  | 'full-width-digits'
  | 'inner-space'
  | 'fifteen-digit-id'
  | 'swapped-date'
  | 'unknown-code'
  | 'unknown-area'
  | 'missing-required'
  | 'negative-number'
  | 'duplicate-key'
  | 'orphan-reference'
  | 'gcj-02-position'

export type Flaw = {
  readonly item: string
  readonly flaw: FlawName
  readonly original: string
  readonly written: string
  /** Reason with which intake turns the row away; `kept`: nothing in the row itself betrays it. */
  readonly expected: string
}

type Mistake = { readonly written: Value; readonly expected: string }
type Way = {
  readonly flaw: FlawName
  readonly at: number
  readonly make: (value: string, chance: number, lastKey: string | undefined) => Mistake | undefined
}

const fullWidth = (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
/** Whether a citizen ID is a man's. */
const isOdd = (id: string) => Number(id.charAt(16)) % 2 === 1
/** A character of the same alphabet that is not the right one. */
const otherDigit = (character: string) => (character === '7' ? '3' : '7')

const waysOf = (
  { id, type, required, key, reference, derived }: Column,
  at: number,
  columns: readonly Column[],
): readonly Way[] => {
  const ways: Way[] = []
  const hasDerived = columns.some((column) => column.derived)
  const add = (flaw: FlawName, make: Way['make']) => ways.push({ flaw, at, make })
  if (type === 'citizen-id') {
    const form = 'bad-citizen-id-form'
    add('wrong-check-character', (id) => ({
      written: id.slice(0, 17) + otherDigit(id.charAt(17)),
      expected: 'bad-citizen-id-check',
    }))
    add('full-width-digits', (id) => ({ written: fullWidth(id), expected: form }))
    add('inner-space', (id) => ({ written: `${id.slice(0, 6)} ${id.slice(6, 14)} ${id.slice(14)}`, expected: form }))
    // The old form left out the century, so it exists for the twentieth only, and the check character.
    add('fifteen-digit-id', (id) =>
      id.slice(6, 8) === '19' ? { written: id.slice(0, 6) + id.slice(8, 17), expected: form } : undefined,
    )
  }
  // Codes with a wrong check character have been issued: they are kept and marked.
  if (type === 'uscc')
    add('wrong-check-character', (code) => ({
      written: code.slice(0, 17) + otherDigit(code.charAt(17)),
      expected: 'kept',
    }))
  if (type === 'date')
    add('swapped-date', (date) => {
      const [year, month, day] = date.split('-')
      return month === day
        ? undefined
        : {
            written: `${year}-${day}-${month}`,
            expected: Number(day) > 12 ? 'not-a-date' : derived ? 'differs-from-id' : 'kept',
          }
    })
  if (type === 'code') add('unknown-code', () => ({ written: '未知代码', expected: 'unknown-code' }))
  if (type === 'area') add('unknown-area', () => ({ written: '某某街道', expected: 'unknown-area' }))
  if (type === 'licence-id')
    add('wrong-check-character', (id) => ({
      written: id.slice(0, -1) + otherDigit(id.slice(-1)),
      expected: 'bad-licence-id-check',
    }))
  if (required && !key && (type === 'text' || type === 'address' || type === 'date'))
    add('missing-required', () => ({ written: null, expected: derived ? 'kept' : 'missing' }))
  if (type === 'integer' || type === 'decimal')
    add('negative-number', () => ({ written: '-9999', expected: 'out-of-range' }))
  if (key)
    add('duplicate-key', (value, _chance, lastKey) => {
      if (lastKey === undefined || lastKey === value) return undefined
      const isToldApart = hasDerived && (value.slice(6, 14) !== lastKey.slice(6, 14) || isOdd(value) !== isOdd(lastKey))
      return { written: lastKey, expected: isToldApart ? 'differs-from-id' : 'duplicate-key' }
    })
  if (reference && type === 'uscc')
    add('orphan-reference', (_code, chance) => ({ written: missingUscc(chance), expected: 'kept' }))
  // Storey 99 of unit 99: no building has it.
  if (reference && /_code$/.test(id) && type === 'text')
    add('orphan-reference', (code) =>
      code.length < 12 ? undefined : { written: `${code.slice(0, -4)}9999`, expected: 'kept' },
    )
  return ways
}

/** GCJ-02 of a WGS-84 position: the published approximation of the shift, on the ellipsoid of Krassowski 1940. */
export const toGcj02 = (lng: number, lat: number): readonly [lng: number, lat: number] => {
  const { PI, sin, cos, sqrt, abs } = Math
  const [x, y] = [lng - 105, lat - 35]
  const waves = (20 * sin(6 * x * PI) + 20 * sin(2 * x * PI)) * (2 / 3)
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * sqrt(abs(x)) +
    waves +
    ((20 * sin(y * PI) + 40 * sin((y / 3) * PI) + 160 * sin((y / 12) * PI) + 320 * sin((y / 30) * PI)) * 2) / 3
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * sqrt(abs(x)) +
    waves +
    ((20 * sin(x * PI) + 40 * sin((x / 3) * PI) + 150 * sin((x / 12) * PI) + 300 * sin((x / 30) * PI)) * 2) / 3
  const radians = (lat / 180) * PI
  const magic = 1 - 0.006_693_421_622_965_943 * sin(radians) ** 2
  const axis = 6_378_245
  return [
    lng + (east * 180) / ((axis / sqrt(magic)) * cos(radians) * PI),
    lat + (north * 180) / (((axis * (1 - 0.006_693_421_622_965_943)) / (magic * sqrt(magic))) * PI),
  ]
}

/**
 * Spoils rows in place, by chance of their number in the library, one mistake a row at most.
 *
 * @param rate share of the rows, 0 to 1
 */
export const makeFlawer = (
  { resource, columns }: Library,
  seed: number,
  rate: number,
): ((row: number, delivery: number, values: Value[]) => Flaw | undefined) => {
  if (rate === 0) return () => undefined
  const stream = hashOf(`flaws ${resource}`) % 1_000_000
  const keyAt = columns.findIndex(({ key }) => key)
  const [lngAt, latAt] = [
    columns.findIndex(({ type }) => type === 'lng'),
    columns.findIndex(({ type }) => type === 'lat'),
  ]
  // One list for each kind of flaw, so that a library of many dates has not mostly swapped ones.
  const byFlaw = new Map<FlawName, Way[]>()
  for (const way of columns.flatMap(waysOf)) byFlaw.set(way.flaw, [...(byFlaw.get(way.flaw) ?? []), way])
  const kinds = [...byFlaw.values()]
  const choices = kinds.length + (lngAt < 0 ? 0 : 1)
  /** Last key of each delivery that stands in it unspoilt. */
  const lastKeys = new Map<number, string>()

  return (row, delivery, values) => {
    const chance = mix(seed, stream, row)
    const flaw = fraction(chance) < rate ? spoil(mix(seed, stream + 1, row), delivery, values) : undefined
    if (flaw === undefined && keyAt >= 0) lastKeys.set(delivery, values[keyAt] as string)
    return flaw
  }

  function spoil(chance: number, delivery: number, values: Value[]): Flaw | undefined {
    const first = below(chance, choices)
    for (let i = 0; i < choices; i++) {
      const ways = kinds[(first + i) % choices]
      if (!ways) {
        const [lng, lat] = [values[lngAt], values[latAt]]
        if (lng === null || lat === null) continue
        const [lngWrong, latWrong] = toGcj02(Number(lng), Number(lat))
        values[lngAt] = lngWrong.toFixed(6)
        values[latAt] = latWrong.toFixed(6)
        return {
          item: 'position',
          flaw: 'gcj-02-position',
          original: `${lng},${lat}`,
          written: `${values[lngAt]},${values[latAt]}`,
          expected: 'kept',
        }
      }
      const at = below(Math.imul(chance, 0x2545f491) >>> 0, ways.length)
      for (let w = 0; w < ways.length; w++) {
        const way = ways[(at + w) % ways.length] as Way
        const value = values[way.at]
        if (value === null || value === undefined) continue
        const made = way.make(String(value), chance, lastKeys.get(delivery))
        if (!made) continue
        values[way.at] = made.written
        return {
          item: (columns[way.at] as Column).id,
          flaw: way.flaw,
          original: String(value),
          written: made.written === null ? '' : String(made.written),
          expected: made.expected,
        }
      }
    }
    return undefined
  }
}
