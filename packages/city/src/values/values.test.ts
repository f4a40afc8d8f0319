import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  applyMask,
  citizenIdCheckCharacter,
  parseCitizenId,
  parsePhone,
  parseUscc,
  usccCheckCharacter,
} from './index.ts'

describe('citizen identity number (GB 11643-1999)', () => {
  // The standard's own samples, then numbers of the unassigned area 440399, which nobody can hold.
  test.each([
    ['11010519491231002X', '1949-12-31', 'female'],
    ['440524188001010014', '1880-01-01', 'male'],
    ['440399199001010018', '1990-01-01', 'male'],
    ['440399195512310022', '1955-12-31', 'female'],
    ['440399200002290133', '2000-02-29', 'male'],
    ['440399193606150040', '1936-06-15', 'female'],
    ['440399200308081238', '2003-08-08', 'male'],
    ['44039919790704205X', '1979-07-04', 'male'],
    ['440399192503010067', '1925-03-01', 'female'],
    ['440399199909093319', '1999-09-09', 'male'],
    ['440399199912310070', '1999-12-31', 'male'],
    ['440399198808080186', '1988-08-08', 'female'],
  ])('%s is valid', (value, birthDate, sex) => {
    expect(parseCitizenId(value)).toEqual({ ok: true, value, areaCode: value.slice(0, 6), birthDate, sex })
  })

  test('a small x becomes a capital, space around is dropped', () => {
    expect(parseCitizenId(' 44039919790704205x ')).toMatchObject({ ok: true, value: '44039919790704205X' })
  })

  test.each([
    ['110105194912310021', 'check'],
    // The check character is right, the month is not.
    ['110105194913310021', 'date'],
    // 2001 was no leap year.
    ['44039920010229013X', 'date'],
    // 15-digit form of before 1999.
    ['440399900101001', 'form'],
    ['4403991990010100180', 'form'],
    ['44039919900101001Y', 'form'],
    ['X40399199001010018', 'form'],
    ['', 'form'],
  ])('%s is refused: %s', (value, fault) => {
    expect(parseCitizenId(value)).toEqual({ ok: false, fault })
  })

  const first17 = fc
    .tuple(
      fc.date({ min: new Date('1900-01-01'), max: new Date('2020-12-31'), noInvalidDate: true }),
      fc.integer({ min: 0, max: 999 }),
    )
    .map(([day, n]) => `440399${day.toISOString().slice(0, 10).replaceAll('-', '')}${String(n).padStart(3, '0')}`)

  test('any one changed digit is caught', () => {
    fc.assert(
      fc.property(first17, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
        const valid = digits + citizenIdCheckCharacter(digits)
        const changed = String((Number(valid[at]) + by) % 10)
        expect(parseCitizenId(valid).ok).toBe(true)
        expect(parseCitizenId(valid.slice(0, at) + changed + valid.slice(at + 1)).ok).toBe(false)
      }),
    )
  })

  test('two swapped neighbours are caught', () => {
    fc.assert(
      fc.property(first17, fc.integer({ min: 0, max: 15 }), (digits, at) => {
        fc.pre(digits[at] !== digits[at + 1])
        const valid = digits + citizenIdCheckCharacter(digits)
        const swapped = valid.slice(0, at) + valid[at + 1] + valid[at] + valid.slice(at + 2)
        expect(parseCitizenId(swapped).ok).toBe(false)
      }),
    )
  })
})

describe('unified social credit code (GB 32100-2015)', () => {
  // Published codes of organs and companies, then fictional ones of the unassigned area 440399.
  test.each([
    '9144030071526726XG',
    '914403001922038216',
    '914403003429409755',
    '914403006990676707',
    '91440300L83341734R',
    '91350200MA2YJ1XR9G',
    '91440101MA5CJQ4N59',
    '11100000000013127D',
    '11100000MB0143028R',
    '11100000000013338W',
    '11220000013544541J',
    '11440300MB2C927392',
    '91440399MA5FXX018G',
    '92440399MA5F0T0174',
    '53440399MJL000016W',
    '11440399MB2C00013Y',
    '12440399MB2D00014H',
  ])('%s is valid', (code) => {
    expect(parseUscc(code)).toEqual({ value: code, verdict: 'valid' })
    expect(parseUscc(` ${code.toLowerCase()} `)).toEqual({ value: code, verdict: 'valid' })
  })

  test('an issued code whose check character differs is unverified, not refused', () => {
    expect(parseUscc('91350203M0001QAY9B')).toEqual({ value: '91350203M0001QAY9B', verdict: 'unverified' })
    expect(usccCheckCharacter('91350203M0001QAY9')).toBe('9')
  })

  test.each([
    '',
    '9144030071526726X',
    '9144030071526726XGG',
    '9144030071526726XI',
    'O144030071526726XG',
    '91A4030071526726XG',
  ])('“%s” is malformed', (code) => expect(parseUscc(code).verdict).toBe('malformed'))

  test('any one changed character behind the area is caught', () => {
    const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
    const organisation = fc.array(fc.constantFrom(...alphabet), { minLength: 9, maxLength: 9 })
    fc.assert(
      fc.property(
        organisation,
        fc.integer({ min: 8, max: 17 }),
        fc.integer({ min: 1, max: 30 }),
        (characters, at, by) => {
          const first17 = `91440399${characters.join('')}`
          const valid = first17 + usccCheckCharacter(first17)
          const changed = alphabet[(alphabet.indexOf(valid[at] as string) + by) % 31]
          expect(parseUscc(valid).verdict).toBe('valid')
          expect(parseUscc(valid.slice(0, at) + changed + valid.slice(at + 1)).verdict).toBe('unverified')
        },
      ),
    )
  })
})

describe('telephone numbers', () => {
  test.each([
    ['13000000000', '13000000000', 'mobile'],
    ['+86 130 0000 0000', '13000000000', 'mobile'],
    ['0086-130-0000-0000', '13000000000', 'mobile'],
    ['１３０００００００００', '13000000000', 'mobile'],
    ['075520000000', '0755-20000000', 'landline'],
    ['0755-20000000', '0755-20000000', 'landline'],
    ['(0755) 2000 0000', '0755-20000000', 'landline'],
    ['+86 755 2000 0000', '0755-20000000', 'landline'],
    ['010-20000000', '010-20000000', 'landline'],
    ['+86 10 2000 0000', '010-20000000', 'landline'],
    ['0660-2000000', '0660-2000000', 'landline'],
    ['0755-20000000-801', '0755-20000000-801', 'landline'],
    ['0755-20000000转801', '0755-20000000-801', 'landline'],
    ['0755-20000000 ext. 801', '0755-20000000-801', 'landline'],
  ])('%s is %s', (text, value, kind) => {
    expect(parsePhone(text)).toEqual({ ok: true, value, kind })
    expect(parsePhone(value)).toEqual({ ok: true, value, kind })
  })

  test.each([
    '',
    '12000000000',
    '1300000000',
    '130000000000',
    '20000000',
    '0755-1000000',
    '0755-2000000000',
    'abc',
    '13000000000-801',
  ])('“%s” is refused', (text) => expect(parsePhone(text)).toEqual({ ok: false }))
})

describe('masks', () => {
  test.each([
    ['keep-4-4', '440399199001010018', '4403**********0018'],
    ['keep-3-4', '13000000000', '130****0000'],
    ['keep-4-4', '12345678', '********'],
    ['keep-3-4', '', ''],
    ['surname', '张三', '张*'],
    ['surname', '欧阳小明', '欧阳**'],
    ['surname', '欧阳', '欧*'],
    ['surname', '李', '*'],
    ['surname', 'Zhang San', 'Zhang ***'],
    ['surname', 'Madonna', '*******'],
    ['hidden', 'anything', null],
    ['surname', null, null],
  ] as const)('%s of %s is %s', (mask, value, expected) => {
    expect(applyMask(mask, value)).toBe(expected)
  })

  test('no mask lets more than it says be read', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{0,30}$/), (value) => {
        const readable = (masked: string | null) => [...(masked ?? '')].filter((character) => character !== '*').length
        expect(readable(applyMask('keep-4-4', value))).toBeLessThanOrEqual(8)
        expect(readable(applyMask('keep-3-4', value))).toBeLessThanOrEqual(7)
        expect(applyMask('keep-4-4', value)).toHaveLength(value.length)
      }),
    )
  })
})
