import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ItemType, itemTypes } from '../model.ts'
import {
  addressArea,
  applyMask,
  checkValue,
  isAddress,
  isKeptValue,
  masksOfType,
  normaliseAddress,
  parseAddress,
  parseFileReference,
  parseJsonValue,
  valueFaults,
} from './index.ts'

const says = (type: ItemType, text: string, more = {}) => {
  const reading = checkValue({ type, ...more }, text)
  return reading.ok ? reading.value : `! ${reading.fault}`
}

describe('addresses', () => {
  test.each([
    ['深圳市福田区莲花街道彩田路１２号', '深圳市福田区莲花街道彩田路12号'],
    ['彩田路一百二十号之三', '彩田路120号-3'],
    ['彩田路一二〇号', '彩田路120号'],
    ['八卦一路十二栋三单元五层五〇二房', '八卦一路12栋3单元5层502房'],
    ['地铁九号线 红岭站', '地铁九号线红岭站'],
    ['一号路3号', '一号路3号'],
    ['三楼302', '3楼302'],
    ['12号之１', '12号-1'],
    ['Room 1, Nanshan District', 'Room 1, Nanshan District'],
    ['  福 田 区  ', '福田区'],
  ])('%s is kept as %s', (text, value) => expect(normaliseAddress(text)).toBe(value))

  test('a number that becomes digits can make the one before it a door’s', () => {
    expect(normaliseAddress('三楼一楼')).toBe('3楼1楼')
  })

  test('normalising twice changes nothing, and what is kept can be stored', () => {
    const unit = fc.constantFrom(...'深圳市福田区莲花街道社区路巷号之栋座楼层室房单元一二三十百千〇零两0123Ａ１　 -A,')
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 30 }), (text) => {
        const once = normaliseAddress(text)
        expect(normaliseAddress(once)).toBe(once)
        const reading = parseAddress(text)
        if (reading.ok) expect(isAddress(reading.value)).toBe(true)
      }),
    )
  })

  test('the parts of an address, by their suffixes', () => {
    const parts = (text: string) => {
      const reading = parseAddress(text)
      return reading.ok ? reading.parts.map(({ level, text }) => `${level}:${text}`) : reading.fault
    }
    expect(parts('广东省深圳市福田区莲花街道彩田社区彩田路12号景田小区3栋2单元5层502室')).toEqual([
      'province:广东省',
      'city:深圳市',
      'district:福田区',
      'street:莲花街道',
      'community:彩田社区',
      'road:彩田路',
      'number:12号',
      'place:景田小区',
      'building:3栋',
      'unit:2单元',
      'floor:5层',
      'room:502室',
    ])
    expect(parts('深圳市深汕特别合作区鹅埠镇创文路8号')).toEqual([
      'city:深圳市',
      'district:深汕特别合作区',
      'street:鹅埠镇',
      'road:创文路',
      'number:8号',
    ])
    expect(parts('大鹏新区葵涌街道')).toEqual(['district:大鹏新区', 'street:葵涌街道'])
    expect(parts('世界之窗')).toEqual(['place:世界之窗'])
  })

  test('a house code of 25 digits is an address, and tells its areas', () => {
    expect(parseAddress('4403040080130100001000302')).toMatchObject({
      ok: true,
      value: '4403040080130100001000302',
      code: { area: '440304', street: '440304008', community: '440304008013', room: '000302' },
    })
    expect(parseAddress('4403040080130100001')).toMatchObject({ code: { building: '4403040080130100001', room: null } })
    expect(parseAddress('x')).toEqual({ ok: false, fault: 'length' })
    expect(parseAddress('福田区\u0007路')).toEqual({ ok: false, fault: 'character' })
  })

  test.each([
    ['深圳市福田区莲花街道彩田社区彩田路12号', '深圳市福田区莲花街道彩田社区***'],
    ['深圳市福田区', '深圳市福田区'],
    ['深圳市福田区彩田路社区服务中心', '深圳市福田区***'],
    ['龙华区民治街道北站社区服务中心2楼', '龙华区民治街道***'],
    ['莲花小区3栋', '***'],
    ['深圳市科技园南区1栋', '深圳市***'],
    ['深圳市南山区沃尔玛超市', '深圳市南山区***'],
    ['4403040080130100001000302', '***'],
    ['Room 1, Nanshan District', '***'],
    ['', ''],
  ])('masked to its areas, %s is %s', (address, masked) => {
    expect(applyMask('area-only', address)).toBe(masked)
    expect(address.startsWith(addressArea(address))).toBe(true)
  })
})

describe('JSON', () => {
  test.each([
    ['{"a": [1, 2.50, 1e999]}'],
    ['"text"'],
    ['null'],
    ['{"n": 12345678901234567890.10}'],
    ['["\\ud83d\\ude00"]'],
  ])('%s is kept as it is', (text) => expect(parseJsonValue(` ${text}\n`)).toEqual({ ok: true, value: text }))

  test.each([
    ['{a: 1}', 'form'],
    ['', 'form'],
    ['"\\u0000"', 'content'],
    ['{"\\u0000": 1}', 'content'],
    ['"\\ud800"', 'content'],
    ['1e1000', 'content'],
    [`${'['.repeat(65)}${']'.repeat(65)}`, 'content'],
    [`"${'x'.repeat(262_143)}"`, 'size'],
  ])('%.40s is refused: %s', (text, fault) => expect(parseJsonValue(text)).toEqual({ ok: false, fault }))

  test('a thousand digits inside a text are no number', () => {
    expect(parseJsonValue(`"${'1'.repeat(2000)}"`).ok).toBe(true)
    expect(parseJsonValue('1'.repeat(2000)).ok).toBe(false)
  })
})

describe('files', () => {
  test.each([
    ['2026/plan 1.pdf', 'relative'],
    ['图纸/总平面.dwg', 'relative'],
    ['https://example.org/a/b.pdf?v=1', 'url'],
    ['https://example.org', 'url'],
  ])('%s is %s', (text, kind) => expect(parseFileReference(text)).toEqual({ ok: true, value: text, kind }))

  test.each([
    ['../secret', 'path'],
    ['a/../../b', 'path'],
    ['./a', 'path'],
    ['a/..', 'path'],
    ['a/%2e%2E/b', 'path'],
    ['a%2fb', 'path'],
    ['/etc/passwd', 'path'],
    ['https://example.org/../a', 'path'],
    ['http://example.org/a', 'form'],
    ['file:///a', 'form'],
    ['C:\\a', 'form'],
    ['a//b', 'form'],
    ['folder/', 'form'],
    ['https://user@example.org/', 'form'],
    ['https://', 'form'],
    ['a\nb', 'form'],
    ['', 'form'],
  ])('“%s” is refused: %s', (text, fault) => expect(parseFileReference(text)).toEqual({ ok: false, fault }))
})

describe('masks of dates', () => {
  test.each([
    ['year', '1990-12-31', '1990'],
    ['age-band', '1990-12-31', '30-39'],
    ['age-band', '1986-05-01', '40-49'],
    ['age-band', '1986-05-02', '30-39'],
    ['age-band', '2026-05-01', '0-9'],
    ['age-band', '1936-05-01', '90+'],
    ['age-band', '1901-01-01', '90+'],
    ['age-band', '2030-01-01', '0-9'],
  ] as const)('%s of %s on 2026-05-01 is %s', (mask, date, masked) =>
    expect(applyMask(mask, date, '2026-05-01')).toBe(masked),
  )

  test('a family name of nothing is nothing', () => {
    expect(applyMask('surname', '')).toBe('')
    expect(applyMask('surname', '  ')).toBe('')
    expect(applyMask('keep-2-2', '粤B12345')).toBe('粤B***45')
  })
})

describe('plain types', () => {
  test('say what they keep', () => {
    expect(says('integer', '+007')).toBe('7')
    expect(says('integer', '-0')).toBe('0')
    expect(says('integer', '1.5')).toBe('! not-an-integer')
    expect(says('integer', '11', { range: { max: 10 } })).toBe('! out-of-range')
    expect(says('decimal', '-.50')).toBe('-0.50')
    expect(says('decimal', '-0.0')).toBe('0.0')
    expect(says('decimal', '5.')).toBe('5')
    expect(says('decimal', '1.255', { scale: 2 })).toBe('! too-many-decimals')
    expect(says('decimal', '.')).toBe('! not-a-decimal')
    expect(says('boolean', '是')).toBe('true')
    expect(says('date', '2024-02-29')).toBe('2024-02-29')
    expect(says('date', '2023-02-29')).toBe('! not-a-date')
    expect(says('datetime', '2024-02-29t10:00:00.5z')).toBe('2024-02-29T10:00:00.5Z')
    expect(says('datetime', '2024-02-29 10:00')).toBe('! not-a-datetime')
    expect(says('code', '甲', { codes: [{ value: 'a', name: { zh: '甲' } }] })).toBe('a')
    expect(says('code', 'b', { codes: [{ value: 'a', name: { zh: '甲' } }] })).toBe('! unknown-code')
    expect(says('text', '𠮷野家', { max: 2 })).toBe('! too-long')
    expect(says('point', '[114.05, 22.6]')).toBe('114.05,22.6')
    expect(says('point', '22.6, 114.05')).toBe('! bad-point')
    expect(checkValue({ type: 'area' }, '990101', { areas: new Set(['990101']) }).ok).toBe(true)
    expect(checkValue({ type: 'area' }, '990109', { areas: new Set(['990101']) }).ok).toBe(false)
    expect(checkValue({ type: 'uscc' }, '91350203M0001QAY9B')).toMatchObject({ ok: true, unverified: true })
  })

  test('every type has a check that refuses rubbish with a sentence, and a mask of its own', () => {
    for (const type of itemTypes) {
      const reading = checkValue({ type }, '\ufffd')
      expect(reading.ok, type).toBe(false)
      if (!reading.ok) expect(valueFaults[reading.fault].zh, type).not.toBe('')
      expect(checkValue({ type }, '  ')).toEqual({ ok: false, fault: 'missing' })
      expect(masksOfType[type], type).toContain('hidden')
    }
  })

  test('what a check answers is in kept form', () => {
    const texts = fc.oneof(
      fc.constantFrom('+01.50', ' 粤b·12345', '0755 2000 0000', 'POLYGON ((0 0, 1 0, 1 1, 0 0))', 'TRUE', '12号之三'),
      fc.string({ unit: fc.constantFrom(...'0123456789.-+ABHX粤港 /[],{}"号之') }),
    )
    fc.assert(
      fc.property(fc.constantFrom(...itemTypes), texts, (type, text) => {
        const reading = checkValue({ type }, text)
        if (reading.ok) expect(isKeptValue({ type }, reading.value)).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })
})
