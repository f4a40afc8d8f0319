import { type Item, makeAreaTree } from '@onecity/city'
import { describe, expect, it } from 'vitest'
import { makeAreaIndex, makeCrsConverter } from '../../places/index.ts'
import { planTables } from '../../registers/index.ts'
import { makeRecordPlan } from '../record-plan.ts'
import { readTestCity } from '../testing-intake.ts'
import { makeMendRecord } from './mend-record.ts'

const city = await readTestCity('tiny')
const areaIndex = makeAreaIndex(city)
const base = city.resources.find(({ id }) => id === 'charging-point') as (typeof city.resources)[number]

type Some = Partial<Item> & Pick<Item, 'type'>

/** What is proposed for one value of an item: `rule from to`, or why it stays out. */
const mend = (item: Some, value: string, others: Record<string, [Some, string]> = {}) => {
  const all = { a: [item, value] as [Some, string], ...others }
  const items = Object.entries(all).map(([id, [part]]) => ({
    ...part,
    id,
    name: { zh: id },
    optional: true,
    headers: [],
    index: false,
  }))
  const resource = { ...base, key: [], highlights: [], crs: 'WGS-84' as const, items }
  const columns = Object.keys(all)
  const tree = makeAreaTree(city.areas)
  const plan = makeRecordPlan({ plan: planTables(resource), header: columns, city, tree, areaIndex, crs: 'WGS-84' })
  const { fixes, reject } = makeMendRecord(resource, plan, columns, {
    areaIndex,
    convert: makeCrsConverter('WGS-84'),
    foreign: false,
  })(Object.values(all).map(([, text]) => text))
  return [...fixes.map(({ item: id, rule, to }) => `${id} ${rule} ${to}`), ...(reject ? [`out: ${reject.code}`] : [])]
}

const integer = { type: 'integer' } as const
const decimal = { type: 'decimal' } as const
const date = { type: 'date' } as const
const code = {
  type: 'code',
  codes: [
    { value: 'working', name: { zh: '正常', en: 'Working' } },
    { value: 'broken', name: { zh: '故障', en: 'Broken' } },
  ],
} as const

describe('a proposed repair', () => {
  it('narrows full-width characters and takes spaces out of identifiers and numbers', () => {
    expect(mend(integer, '１２３')).toEqual(['a half-width 123'])
    expect(mend(integer, '1 234')).toEqual(['a inner-spaces 1234'])
    expect(mend(integer, '1\u200b2')).toEqual(['a half-width 12'])
    // Fictional number: area 440399, check character by GB 11643.
    expect(mend({ type: 'citizen-id' }, '440399 19900101 0018')).toEqual(['a inner-spaces 440399199001010018'])
  })

  it('takes separators, plain units and currency signs from numbers, but never a multiple or a percentage', () => {
    expect(mend(decimal, '1,234.50')).toEqual(['a thousands-separator 1234.50'])
    expect(mend(decimal, '1,234 元')).toEqual(['a unit 1234'])
    expect(mend(decimal, '￥1,234')).toEqual(['a unit 1234'])
    expect(mend({ ...decimal, unit: 'kW' }, '7.5千瓦')).toEqual(['a unit 7.5'])
    for (const text of ['3万', '12%', '1,23', '7.5千瓦'])
      expect(mend(decimal, text), text).toEqual(['out: not-a-decimal'])
    expect(mend({ ...decimal, range: { max: 10 } }, '1,234')).toEqual(['out: not-a-decimal'])
  })

  it('takes `.0` from what is no fraction', () => {
    expect(mend({ type: 'code', codes: [{ value: '3', name: { zh: '三' } }] }, '3.0')).toEqual([
      'a trailing-point-zero 3',
    ])
    expect(mend({ type: 'phone' }, '13800138000.0')).toEqual(['a trailing-point-zero 13800138000'])
  })

  it('reads other forms of a day, and turns day and month round only where one of them can be no month', () => {
    expect(mend(date, '2026年3月5日')).toEqual(['a date-form 2026-03-05'])
    expect(mend(date, '2026.3.5')).toEqual(['a date-form 2026-03-05'])
    expect(mend(date, '25/03/2026')).toEqual(['a date-form 2026-03-25'])
    expect(mend({ ...date, formats: ['MM/DD/YYYY'] }, '25/03/2026')).toEqual(['a swapped-day-month 2026-03-25'])
    expect(mend(date, '2026-25-03')).toEqual(['a swapped-day-month 2026-03-25'])
    expect(mend(date, '05/03/2026')).toEqual(['out: not-a-date'])
    expect(mend(date, '2026-02-30')).toEqual(['out: not-a-date'])
    expect(mend({ type: 'datetime' }, '2026年3月5日 8时05分')).toEqual(['a date-form 2026-03-05T08:05:00'])
    expect(mend(date, '2026.3.5 08:00')).toEqual(['out: not-a-date'])
  })

  it('reads day numbers of spreadsheets', () => {
    // 1900 date system: 1 is 1900-01-01 and 60 a day that never was, so 45658 is 2025-01-01.
    expect(mend(date, '45658')).toEqual(['a excel-serial 2025-01-01'])
    expect(mend({ type: 'datetime' }, '45658.75')).toEqual(['a excel-serial 2025-01-01T18:00:00'])
    expect(mend(date, '99999')).toEqual(['out: not-a-date'])
  })

  it('makes 18 characters of 15 digits', () => {
    expect(mend({ type: 'citizen-id' }, '440399900101001')).toEqual(['a citizen-id-15 440399199001010018'])
    // There is no thirteenth month.
    expect(mend({ type: 'citizen-id' }, '440399901301001')).toEqual(['out: bad-citizen-id-form'])
  })

  it('takes O and I of a credit code for digits where the check character then holds', () => {
    // Worked example of GB 32100-2015 with a zero and a one written as letters.
    const valid = '91350100M000100Y43'
    expect(mend({ type: 'uscc' }, valid.replace('0100M', '01OOM'))).toEqual([`a letter-for-digit ${valid}`])
    expect(mend({ type: 'uscc' }, valid.replace('Y43', 'Y4O'))).toEqual(['out: bad-uscc'])
  })

  it('finds a code by a name with a number or stop around it, or one slip away from one of them alone', () => {
    expect(mend(code, '2.故障')).toEqual(['a nearest-code broken'])
    expect(mend(code, 'wroking')).toEqual(['a nearest-code working'])
    // One character of two turns the meaning round.
    expect(mend(code, '异常')).toEqual(['out: unknown-code'])
    const rivals = { type: 'code', codes: ['north', 'nortb'].map((value) => ({ value, name: { zh: value } })) } as const
    expect(mend(rivals, 'nortx')).toEqual(['out: unknown-code'])
  })

  it('puts longitude before latitude where only that lies in the city', () => {
    expect(mend({ type: 'point' }, '22.6,114.05')).toEqual(['a swapped-lng-lat 114.05,22.6'])
    expect(mend({ type: 'point' }, '22.6,194.05')).toEqual(['out: bad-point'])
    expect(mend({ type: 'point' }, '62.6,114.05')).toEqual(['out: bad-point'])
  })

  it('is made for every fault of a row, and the row stays out while one is left', () => {
    expect(mend(integer, '１', { b: [date, '2026.3.5'], c: [decimal, '1,000'] })).toEqual([
      'a half-width 1',
      'b date-form 2026-03-05',
      'c thousands-separator 1000',
    ])
    expect(mend(integer, '１', { b: [date, 'soon'] })).toEqual(['a half-width 1', 'out: not-a-date'])
  })
})
