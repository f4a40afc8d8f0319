import { describe, expect, test } from 'vitest'
import { temporalFromText } from './literal.ts'
import { toText } from './text.ts'

const again = (text: string): string | null => {
  const value = temporalFromText(text)
  return value === null ? null : toText(value)
}

describe('a date, time or duration is known by the form of its text', () => {
  test.each([
    '2026-11-20',
    '0000-01-01',
    '-0044-03-15',
    '999999999-12-31',
    '-999999999-01-01',
    '00:00:00',
    '23:59:59.999999999',
    '10:30:00Z',
    '10:30:00+14:00',
    '10:30:00-03:30',
    '10:30:00+02:45:55',
    '10:30:00@Asia/Shanghai',
    '2026-11-20T10:30:00',
    '2026-11-20T10:30:00.5+08:00',
    '2026-11-20T10:30:00@Etc/UTC',
    '999999999-12-31T23:59:59.999999999@Europe/Paris',
    '-999999999-01-01T00:00:00@Asia/Shanghai',
    'P1DT2H3M4.123456789S',
    '-PT1H2M',
    'P8Y4M',
    '-P11M',
  ])('%s', (text) => {
    expect(again(text)).toBe(text)
  })

  test.each([
    ['10:30:00z', '10:30:00Z'],
    ['10:30:00-00:00', '10:30:00Z'],
    ['10:30:00.500', '10:30:00.5'],
    ['10:30:00.1234567899', '10:30:00.123456789'],
    // XML Schema: the end of a day is the beginning of the next.
    ['24:00:00', '00:00:00'],
    ['2026-12-31T24:00:00', '2027-01-01T00:00:00'],
    ['P0DT25H', 'P1DT1H'],
    ['PT1000M', 'PT16H40M'],
    ['PT0.S', 'PT0S'],
    ['PT.5S', 'PT0.5S'],
    ['-PT0S', 'PT0S'],
    ['P0Y13M', 'P1Y1M'],
    ['P0Y', 'P0M'],
    ['-P0M', 'P0M'],
  ])('%s is %s', (text, canonical) => {
    expect(again(text)).toBe(canonical)
  })

  test.each([
    '',
    'foo',
    '2026-13-10',
    '2026-02-29',
    '998-12-31',
    '01211-12-31',
    '+2012-12-02',
    '9999999999-12-25',
    '2012-12-25T',
    '2012-12-25T10:00',
    '2012-12-25 10:00:00',
    '24:00:01',
    '23:59:60',
    '7:00:00',
    '10:30',
    '10:30:00.',
    '10:30:00+19:00',
    '10:30:00+14:01',
    '10:30:00+5',
    '10:30:00+02:00@Europe/Paris',
    '10:30:00@xyz/abc',
    '10:30:00@+02:00',
    '10:30:00@',
    'P',
    '-P',
    'PT',
    'P1DT',
    'P0',
    'P1H',
    'PT1D',
    'P1Y1D',
    'P1.5D',
    '+P1D',
    'P-1D',
    '1Y',
  ])('%s is none', (text) => {
    expect(temporalFromText(text)).toBeNull()
  })
})

test('texts of any length are refused at once', () => {
  const digits = '9'.repeat(1_000_000)
  for (const text of [`P${digits}D`, `PT${digits}S`, `${digits}-01-01`, `10:30:00@${digits}`, `-P${digits}Y`])
    expect(temporalFromText(text)).toBeNull()
  expect(again(`10:30:00.${digits}`)).toBe('10:30:00.999999999')
  expect(temporalFromText('P99999999999999999D')).toBeNull()
})
