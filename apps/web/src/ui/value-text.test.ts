import type { Item } from '@onecity/contracts'
import { describe, expect, it } from 'vitest'
import { itemAsShown, unitText, type ValueContext, valueText } from './value-text.ts'

const context: ValueContext = {
  language: 'en',
  timeZone: 'Asia/Shanghai',
  areas: new Map([
    [
      '440304',
      { code: '440304', parent: '440300', level: 'district', name: { zh: '福田区', en: 'Futian' }, hasOutline: true },
    ],
  ]),
  yes: 'yes',
  no: 'no',
}

describe('a stored value as people read it', () => {
  it('keeps every digit of a decimal while grouping', () => {
    expect(valueText({ type: 'decimal' }, '5726523.0560', context)).toBe('5,726,523.0560')
    expect(valueText({ type: 'integer' }, -1234, context)).toBe('-1,234')
    expect(valueText({ type: 'integer' }, 999, context)).toBe('999')
  })

  it('names codes and areas, and shows the value where it has no name', () => {
    const codes = [{ value: '1', name: { zh: '男性', en: 'Male' } }]
    expect(valueText({ type: 'code', codes }, '1', context)).toBe('Male')
    expect(valueText({ type: 'code', codes }, '7', context)).toBe('7')
    expect(valueText({ type: 'area' }, '440304', context)).toBe('Futian')
    expect(valueText({ type: 'area' }, '999999', context)).toBe('999999')
  })

  it('shows times in the zone of the city, and masked text as it came', () => {
    expect(valueText({ type: 'datetime' }, '2026-03-01T00:00:00Z', context)).toBe('01/03/2026, 08:00:00')
    expect(valueText({ type: 'datetime' }, '****', context)).toBe('****')
  })

  it('is none when empty, and false is not empty', () => {
    expect(valueText({ type: 'text' }, null, context)).toBeNull()
    expect(valueText({ type: 'boolean' }, false, context)).toBe('no')
    expect(valueText({ type: 'integer' }, 0, context)).toBe('0')
  })

  it('does not group a number that is a key', () => {
    const item = {
      id: 'n',
      name: { zh: 'n' },
      type: 'integer',
      optional: false,
      index: false,
      headers: [],
    } as unknown as Item
    expect(valueText(itemAsShown(item, ['n']), 19937896, context)).toBe('19937896')
    expect(itemAsShown(item, ['other'])).toBe(item)
  })

  it('writes units as people do', () => {
    expect(['m2', 'ug/m3', 'Cel', 'km/h', 'hPa', '[CNY]'].map(unitText)).toEqual([
      'm²',
      'µg/m³',
      '°C',
      'km/h',
      'hPa',
      'CNY',
    ])
  })
})
