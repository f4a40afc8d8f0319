import { expect, it } from 'vitest'
import { formatDate, formatDateTime, isCalendarDay, makeDateReader } from './date-format.ts'

const read = (text: string, ...patterns: string[]) => {
  const parts = makeDateReader(patterns)(text)
  return parts && formatDateTime(parts, 'Asia/Shanghai')
}

it('reads ISO 8601 dates and times, local or with an offset', () => {
  expect(read('2011-03-01')).toBe('2011-03-01 00:00:00 Asia/Shanghai')
  expect(read('2011-03-01T14:27:57Z')).toBe('2011-03-01 14:27:57Z')
  expect(read('2011-03-01 14:27')).toBe('2011-03-01 14:27:00 Asia/Shanghai')
  expect(read('2011-03-01T14:27:57.123456+08:00')).toBe('2011-03-01 14:27:57.123456+08:00')
  expect(read('20110301')).toBe('2011-03-01 00:00:00 Asia/Shanghai')
})

it('reads declared patterns', () => {
  expect(read('03/01/2011 02:27:57 PM', 'MM/DD/YYYY hh:mm:ss A')).toBe('2011-03-01 14:27:57 Asia/Shanghai')
  expect(read('03/01/2011 12:00:00 AM', 'MM/DD/YYYY hh:mm:ss A')).toBe('2011-03-01 00:00:00 Asia/Shanghai')
  expect(read('03/01/2011 12:30:00 PM', 'MM/DD/YYYY hh:mm:ss A')).toBe('2011-03-01 12:30:00 Asia/Shanghai')
  expect(read('2022/9/1 0:00', 'YYYY/M/D H:mm')).toBe('2022-09-01 00:00:00 Asia/Shanghai')
  expect(read('2022年9月1日', 'YYYY年M月D日')).toBe('2022-09-01 00:00:00 Asia/Shanghai')
})

it('refuses days and times that do not exist', () => {
  for (const text of [
    '2011-02-29',
    '2011-13-01',
    '2011-04-31',
    '2011-03-01 24:00',
    '2011-03-01 10:60',
    '0000-01-01',
    '1900-02-29',
  ])
    expect(read(text), text).toBeNull()
  expect(read('13/45/2011 02:27:57 PM', 'MM/DD/YYYY hh:mm:ss A')).toBeNull()
  expect(read('03/01/2011 13:27:57 PM', 'MM/DD/YYYY hh:mm:ss A')).toBeNull()
  expect(read('01.03.2011')).toBeNull()
})

it('knows leap years by the Gregorian rule', () => {
  expect([2000, 2004, 2024].every((year) => isCalendarDay(year, 2, 29))).toBe(true)
  expect([1900, 2001, 2100].some((year) => isCalendarDay(year, 2, 29))).toBe(false)
})

it('writes dates with four-digit years', () => {
  const parts = makeDateReader([])('0987-01-02')
  expect(parts && formatDate(parts)).toBe('0987-01-02')
})
