import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  cameraIndustry,
  mod3736,
  organisationCheckCharacter,
  organisationCodeOf,
  parseCameraId,
  parseCitizenId,
  parseLicenceId,
  parsePhone,
  parsePlate,
  parseTravelPermit,
  proposeCitizenId,
  travelPermitForms,
} from './index.ts'

describe('the 15-digit citizen identity number of before 1999', () => {
  test.each([
    ['110105491231002', '11010519491231002X'],
    ['440399900101001', '440399199001010018'],
    [' ４４０３９９９００１０１００１ ', '440399199001010018'],
  ])('%s is proposed as %s', (old, proposed) => {
    expect(proposeCitizenId(old)).toBe(proposed)
    expect(parseCitizenId(proposed).ok).toBe(true)
  })

  test.each(['', '440399901301001', '440399900230001', '44039990010100', '4403999001010012', '44039990010100X'])(
    '“%s” is no such number',
    (text) => expect(proposeCitizenId(text)).toBeNull(),
  )
})

describe('permits', () => {
  // The number on the specimen of the document.
  test('residence permits are held to date and check character', () => {
    const value = '810000199408230021'
    expect(parseTravelPermit(value)).toEqual({ ok: true, value, kind: 'residence-permit', checked: true })
    expect(parseTravelPermit('810000199408230022')).toEqual({ ok: false, fault: 'check' })
    expect(parseTravelPermit('810000199413230021')).toEqual({ ok: false, fault: 'date' })
  })

  test.each([
    ['H12345678', 'hk-macao-permit'],
    ['m1234567801', 'hk-macao-permit'],
    ['HA1234567', 'hk-macao-permit-foreign'],
    ['12345678', 'taiwan-permit'],
    ['0012345678(B)', 'taiwan-permit'],
    ['FRA440090010112', 'permanent-resident-2017'],
  ])('%s is a %s', (text, kind) => {
    const reading = parseTravelPermit(text)
    expect(reading).toMatchObject({ ok: true, kind, checked: false })
    expect(parseTravelPermit(reading.ok ? reading.value : '')).toEqual(reading)
  })

  test('the card of 2023 is held to its date, and tells whether its check character is right', () => {
    expect(parseTravelPermit('944250199001010010')).toMatchObject({ kind: 'permanent-resident-2023' })
    const first17 = '94425019900101001'
    const checks = [...'0123456789X'].map((check) => parseTravelPermit(first17 + check))
    expect(checks.filter((reading) => reading.ok && reading.checked)).toHaveLength(1)
    expect(parseTravelPermit('944250199013010010')).toEqual({ ok: false, fault: 'date' })
  })

  test.each(['', 'A12345678', 'H1234567', '440399199001010018', '840000199001010018', '1234567', 'FR1440090010112'])(
    '“%s” is none',
    (text) => expect(parseTravelPermit(text).ok).toBe(false),
  )

  test('no text has two forms', () => {
    fc.assert(
      fc.property(fc.oneof(...travelPermitForms.map(({ pattern }) => fc.stringMatching(pattern))), (text) => {
        expect(travelPermitForms.filter(({ pattern }) => pattern.test(text))).toHaveLength(1)
      }),
    )
  })
})

describe('the organisation code inside a credit code (GB 11714)', () => {
  // 71526726 is published with X, 19220382 with 1, 00001312 with 7.
  test.each([
    ['9144030071526726XG', '71526726X'],
    ['914403001922038216', '192203821'],
    ['11100000000013127D', '000013127'],
  ])('%s holds %s', (uscc, value) => {
    expect(organisationCodeOf(uscc)).toEqual({ value, valid: true })
    expect(organisationCheckCharacter(value.slice(0, 8))).toBe(value.at(8))
  })

  test('one that fails is told, not refused', () => {
    expect(organisationCodeOf('9144030071526727XG')).toEqual({ value: '71526727X', valid: false })
  })
})

describe('licence plates (GA 36-2018)', () => {
  test.each([
    ['粤B12345', '粤B12345', 'ordinary'],
    ['粤b·1A2C3', '粤B1A2C3', 'ordinary'],
    ['京A 88888', '京A88888', 'ordinary'],
    ['粤ＢＤ１２３４５', '粤BD12345', 'new-energy-small'],
    ['粤BF1234', '粤BF1234', 'ordinary'],
    ['粤BF12345', '粤BF12345', 'new-energy-small'],
    ['粤BA12345', '粤BA12345', 'new-energy-small'],
    ['粤B12345D', '粤B12345D', 'new-energy-large'],
    ['粤ZA123港', '粤ZA123港', 'cross-border'],
    ['粤Z1234澳', '粤Z1234澳', 'cross-border'],
    ['粤B1234挂', '粤B1234挂', 'trailer'],
    ['粤B1234学', '粤B1234学', 'learner'],
    ['粤B1234警', '粤B1234警', 'police'],
    ['沪A0023领', '沪A0023领', 'consulate'],
    ['224123使', '224123使', 'embassy'],
  ])('%s is %s, %s', (text, value, kind) => {
    expect(parsePlate(text)).toEqual({ ok: true, value, kind })
    expect(parsePlate(value)).toEqual({ ok: true, value, kind })
  })

  test.each([
    ['粤B1234O', 'letter'],
    ['粤BI2345', 'letter'],
    ['粤O12345', 'form'],
    ['粤B1234', 'form'],
    ['粤B123456', 'form'],
    ['粤BX12345', 'form'],
    ['粤B1234港', 'form'],
    ['B12345', 'form'],
    ['港B12345', 'form'],
    ['', 'form'],
  ])('“%s” is refused: %s', (text, fault) => expect(parsePlate(text)).toEqual({ ok: false, fault }))
})

describe('camera codes (GB/T 28181, rule A)', () => {
  test('the parts of a code of a public-security camera by a road in Futian', () => {
    expect(parseCameraId('44030400001320000001')).toEqual({
      ok: true,
      value: '44030400001320000001',
      areaCode: '440304',
      industry: '00',
      type: '132',
      network: '0',
      serial: '000001',
    })
  })

  test.each([
    ['4403040000132000000', 'form'],
    ['440304000013200000O1', 'form'],
    // A recorder.
    ['44030400001180000001', 'type'],
    ['44030400001329000001', 'network'],
  ])('%s is refused: %s', (text, fault) => expect(parseCameraId(text)).toEqual({ ok: false, fault }))

  test('an industry above 39 means what its edition says', () => {
    expect(cameraIndustry('49', '2016')?.zh).toBe('信息')
    expect(cameraIndustry('48', '2022')?.zh).toBe('信息')
    expect(cameraIndustry('44', '2016')?.zh).toBe('电力')
    expect(cameraIndustry('44', '2022')?.zh).toBe('建筑')
    expect(cameraIndustry('04', '2016')).toEqual(cameraIndustry('04', '2022'))
    expect(cameraIndustry('12', '2016')).toBeUndefined()
    expect(cameraIndustry('12', '2022')?.zh).toBe('民航')
    expect(cameraIndustry('39', '2022')).toBeUndefined()
    expect(cameraIndustry('85', '2022')?.zh).toBe('居民自建')
  })
})

describe('electronic licence codes (GB/T 36904)', () => {
  // The first is a published example, the others carry made-up serials.
  test.each([
    '1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.001.F',
    '1.2.156.3005.2.11100000MB0143028R001.11440300MB2C927392.202000000001.001.H',
    '1.2.156.3005.2.11100000MB0143028R001.11440300MB2C927392.202000000001.002.F',
  ])('%s is valid', (value) => {
    expect(parseLicenceId(value)).toMatchObject({ ok: true, value })
    expect(parseLicenceId(` ${value.toLowerCase()} `)).toMatchObject({ ok: true, value })
  })

  test.each([
    ['1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.002.F', 'check'],
    ['1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.001.G', 'check'],
    ['1.2.156.3005.1.11100000000013338W032.11220000013544541J.2430599.001.F', 'form'],
    ['1.2.156.3005.2.11100000000013338W32.11220000013544541J.2430599.001.F', 'form'],
    ['1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.1.F', 'form'],
    ['', 'form'],
  ])('“%s” is refused: %s', (text, fault) => expect(parseLicenceId(text)).toEqual({ ok: false, fault }))

  test('MOD 37,36 catches every single changed character', () => {
    const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Z]{1,60}$/), fc.nat(), fc.integer({ min: 1, max: 35 }), (text, n, by) => {
        const at = n % text.length
        const other = alphabet.charAt((alphabet.indexOf(text.charAt(at)) + by) % 36)
        expect(mod3736(text.slice(0, at) + other + text.slice(at + 1))).not.toBe(mod3736(text))
      }),
    )
  })
})

test('a telephone number in normal form stays what it is', () => {
  const normal = fc.oneof(
    fc.stringMatching(/^1[3-9][0-9]{9}$/),
    fc.stringMatching(/^(010|02[0-9])-[2-9][0-9]{7}(-[0-9]{1,6})?$/),
    fc.stringMatching(/^0[3-9][0-9]{2}-[2-9][0-9]{6,7}(-[0-9]{1,6})?$/),
  )
  fc.assert(
    fc.property(normal, (value) => {
      expect(parsePhone(value)).toMatchObject({ ok: true, value })
    }),
  )
})
