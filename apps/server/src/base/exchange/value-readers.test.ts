import { type Item, type ItemType, itemTypes, makeAreaTree } from '@onecity/city'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTestCity } from './testing-intake.ts'
import { makeValueReader } from './value-readers.ts'

const tiny = await readTestCity('tiny')
const unverified: string[] = []
const context = {
  tree: makeAreaTree(tiny.areas),
  timeZone: 'Asia/Shanghai',
  onUnverified: (item: string) => unverified.push(item),
}

const reader = (type: ItemType, more: Partial<Item> = {}) => {
  const read = makeValueReader(
    { id: 'x', name: { zh: '项' }, type, optional: false, headers: [], index: false, ...more },
    context,
  )
  return (text: string): string => {
    const value = read(text)
    return typeof value === 'string' ? value : `! ${value.code}`
  }
}

describe('numbers', () => {
  it('whole ones, signed, or with nothing but zeros behind the point', () => {
    const read = reader('integer', { range: { min: -5, max: 999_999_999_999 } })
    expect(['0', '-5', '+7', '20.0', '999999999999'].map(read)).toEqual(['0', '-5', '+7', '20', '999999999999'])
    for (const text of ['1.5', '1e3', '1,000', '１', '', '--1', '12345678901234567890'])
      expect(read(text)).toBe('! not-an-integer')
    expect(read('-6')).toBe('! out-of-range')
  })

  it('decimals with at most the declared digits behind the point, counting what an exponent moves', () => {
    const read = reader('decimal', { scale: 2 })
    for (const text of ['1', '1.25', '-.5', '1.', '1.250', '12e3', '1.2345e2', '0.10']) expect(read(text)).toBe(text)
    for (const text of ['1.255', '1.25e-1', '1e-3']) expect(read(text)).toBe('! too-many-decimals')
    for (const text of ['1,5', 'NaN', 'Infinity', '0x10', '1e999', '.', 'e5'])
      expect(read(text)).toBe('! not-a-decimal')
    expect(reader('decimal', { range: { min: 0 } })('-0.01')).toBe('! out-of-range')
  })

  it('allow exactly those decimals whose value needs no more digits', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -99_999, max: 99_999 }),
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 0, max: 4 }),
        (digits, places, scale) => {
          const text = `${digits < 0 ? '-' : ''}${`${Math.abs(digits)}`.padStart(places + 1, '0').replace(new RegExp(`(\\d{${places}})$`), places ? '.$1' : '')}`
          const needed = Math.max(
            0,
            places - (/0*$/.exec(`${Math.abs(digits)}`.padStart(places, '0'))?.[0].length ?? 0),
          )
          const taken = reader('decimal', { scale })(text) === text
          return taken === (needed <= scale || digits === 0)
        },
      ),
    )
  })
})

describe('times', () => {
  it('a local time is meant in the zone of the resource, an offset stands for itself', () => {
    const read = reader('datetime')
    expect(read('2026-01-02 03:04')).toBe('2026-01-02 03:04 Asia/Shanghai')
    expect(read('2026-01-02T03:04:05')).toBe('2026-01-02T03:04:05 Asia/Shanghai')
    for (const text of [
      '2026-01-02T03:04:05Z',
      '2026-01-02 03:04+08',
      '2026-01-02 03:04-05',
      '2026-01-02 03:04:05-05:00',
    ])
      expect(read(text)).toBe(text)
    expect(read('2026-01-02')).toBe('2026-01-02 00:00:00 Asia/Shanghai')
    for (const text of ['2026-02-30 03:04', '2026-01-02 24:04', '2026-01-02 03:60', '2026-13-02 03:04Z', 'yesterday'])
      expect(read(text)).toBe('! not-a-datetime')
  })

  it('days are days of the calendar', () => {
    const read = reader('date', { formats: ['YYYY/M/D'] })
    expect(['2024-02-29', '2024/2/29', '20240229'].map(read)).toEqual(['2024-02-29', '2024-02-29', '2024-02-29'])
    for (const text of ['2023-02-29', '2023/2/29', '2023-00-10', '0000-01-01', '29.02.2024'])
      expect(read(text)).toBe('! not-a-date')
  })
})

describe('words', () => {
  it('yes and no in the ways people write them', () => {
    expect(['true', 'TRUE', '1', 'Y', '是', 'false', 'No', '0', '否'].map(reader('boolean'))).toEqual([
      't',
      't',
      't',
      't',
      't',
      'f',
      'f',
      'f',
      'f',
    ])
    expect(reader('boolean')('2')).toBe('! not-a-boolean')
  })

  it('codes by value or label, whatever their case; exact values win', () => {
    const read = reader('code', {
      codes: [
        { value: 'A', name: { zh: '甲', en: 'Alpha' } },
        { value: 'a', name: { zh: '乙', en: 'beta' } },
      ],
    })
    expect(['A', 'a', '甲', 'alpha', 'BETA'].map(read)).toEqual(['A', 'a', 'A', 'A', 'a'])
    expect(read('gamma')).toBe('! unknown-code')
  })

  it('texts by characters, not by halves of them', () => {
    expect(reader('text', { max: 2 })('𠮷野')).toBe('𠮷野')
    expect(reader('text', { max: 2 })('𠮷野家')).toBe('! too-long')
  })

  it('areas by code or name', () => {
    expect(['990101', '东区', '集市街道'].map(reader('area'))).toEqual(['990101', '990101', '990102001'])
    expect(reader('area')('440305')).toBe('! unknown-area')
  })
})

describe('identifiers', () => {
  // Vectors: GB 11643 (the standard's own sample), GB 32100 (a code that was issued and fails its check character).
  it('citizen identity numbers by form, date and check character', () => {
    const read = reader('citizen-id')
    expect(read('11010519491231002x')).toBe('11010519491231002X')
    expect(['110105194912310021', '110105194913310021', '12345'].map(read)).toEqual([
      '! bad-citizen-id-check',
      '! bad-citizen-id-date',
      '! bad-citizen-id-form',
    ])
  })

  it('credit codes that are well formed but fail their check are kept and told', () => {
    const read = reader('uscc')
    expect(read('9144030071526726XG')).toBe('9144030071526726XG')
    expect(unverified).toEqual([])
    expect(read('91350203M0001QAY9B')).toBe('91350203M0001QAY9B')
    expect(unverified).toEqual(['x'])
    expect(read('9144030071526726X')).toBe('! bad-uscc')
  })

  it('telephone numbers in one form', () => {
    expect(['13900000000', '+86 139 0000 0000', '0755-88888888'].map(reader('phone'))).toEqual([
      '13900000000',
      '13900000000',
      '0755-88888888',
    ])
    expect(reader('phone')('12345')).toBe('! bad-phone')
  })
})

describe('types whose values mean the same everywhere', () => {
  it('are kept in one form', () => {
    expect(reader('address')('深圳市福田区彩田路１２号之三')).toBe('深圳市福田区彩田路12号-3')
    expect(reader('plate')('粤b·12345')).toBe('粤B12345')
    expect(reader('travel-permit')('h1234 5678')).toBe('H12345678')
    expect(reader('camera-id')('44030400001320000001')).toBe('44030400001320000001')
    const licence = '1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.001.F'
    expect(reader('licence-id')(licence)).toBe(licence)
    expect(reader('json')('{"a": [1.50, "\\n"]}')).toBe('{"a": [1.50, "\\n"]}')
    expect(reader('file')('2026/plan.pdf')).toBe('2026/plan.pdf')
  })

  it('are refused with the rule they break', () => {
    expect(reader('plate')('粤B1234O')).toBe('! bad-plate-letter')
    expect(reader('travel-permit')('810000199408230022')).toBe('! bad-travel-permit-check')
    expect(reader('camera-id')('44030400001180000001')).toBe('! bad-camera-id-type')
    expect(reader('licence-id')('1.2.156.3005.2')).toBe('! bad-licence-id-form')
    expect(reader('json')('{a: 1}')).toBe('! bad-json-form')
    expect(reader('file')('../secret')).toBe('! bad-file-path')
    expect(reader('address')('福')).toBe('! bad-address-length')
    expect(reader('json')('"\ufffd"')).toBe('! bad-character')
  })

  it('every type but those that lie somewhere has a reader here', () => {
    const placed: readonly ItemType[] = ['point', 'line', 'polygon']
    for (const type of itemTypes) {
      if (placed.includes(type)) expect(() => reader(type)).toThrow()
      else expect(reader(type)('\ufffd'), type).toMatch(type === 'text' ? /./ : /^! /)
    }
  })
})
