import { describe, expect, it } from 'vitest'
import {
  formatAgo,
  formatBytes,
  formatDuration,
  formatNumber,
  formatShare,
  formatShort,
  formatTime,
  instantToWallTime,
  wallTimeToInstant,
} from './format.ts'

describe('figures', () => {
  it('group thousands in both languages', () => {
    expect(formatNumber(1234567, 'zh')).toBe('1,234,567')
    expect(formatNumber(1234567, 'en')).toBe('1,234,567')
  })

  it('are shortened by 万 and 亿 in Chinese, by M in English', () => {
    expect(formatShort(120_000_000, 'zh')).toBe('1.2 亿')
    expect(formatShort(120_000_000, 'en')).toBe('120M')
  })

  it('never round a part to nothing or to everything', () => {
    expect(formatShare(1, 1_000_000, 'en')).toBe('< 0.1%')
    expect(formatShare(999_999, 1_000_000, 'en')).toBe('> 99.9%')
    expect(formatShare(0, 10, 'en')).toBe('0%')
    expect(formatShare(10, 10, 'zh')).toBe('100%')
    expect(formatShare(0, 0, 'zh')).toBe('–')
  })

  it('of bytes carry their unit', () => {
    expect(formatBytes(999, 'en')).toBe('999 B')
    expect(formatBytes(1500, 'en')).toBe('1.5 KB')
    expect(formatBytes(123_456_789, 'en')).toBe('123 MB')
  })
})

describe('durations', () => {
  it('use two units at most', () => {
    expect(formatDuration(45, 'en')).toBe('45 s')
    expect(formatDuration(200, 'en')).toBe('3 min 20 s')
    expect(formatDuration(7501, 'en')).toBe('2 h 5 min')
    expect(formatDuration(200, 'zh')).toBe('3 分 20 秒')
    expect(formatDuration(-3, 'en')).toBe('0 s')
  })
})

describe('times', () => {
  it('are shown in the zone of the city, not of the browser', () => {
    expect(formatTime('2026-03-01T00:00:00Z', 'en', 'Asia/Shanghai', false)).toBe('01/03/2026, 08:00')
    expect(formatTime('2026-03-01T00:00:00Z', 'zh', 'Asia/Shanghai')).toBe('2026/03/01 08:00:00')
  })

  it('tell their age for a day and their date after that', () => {
    const now = Date.parse('2026-03-02T00:00:00Z')
    expect(formatAgo('2026-03-01T23:59:40Z', now, 'en', 'UTC')).toBe('just now')
    expect(formatAgo('2026-03-01T23:57:00Z', now, 'en', 'UTC')).toBe('3 min ago')
    expect(formatAgo('2026-02-27T09:05:00Z', now, 'en', 'UTC')).toBe('27/02/2026, 09:05')
  })

  it('of the wall clock become instants, in summer time too', () => {
    expect(wallTimeToInstant('2026-03-01T08:00', 'Asia/Shanghai')).toBe('2026-03-01T00:00:00.000Z')
    expect(wallTimeToInstant('2026-07-01T12:00', 'America/New_York')).toBe('2026-07-01T16:00:00.000Z')
    expect(wallTimeToInstant('2026-01-01T12:00', 'America/New_York')).toBe('2026-01-01T17:00:00.000Z')
    expect(wallTimeToInstant('soon', 'UTC')).toBeNull()
  })

  it('come back to the wall clock they were read from', () => {
    const instant = wallTimeToInstant('2026-11-20T21:15:30', 'Asia/Shanghai')
    expect(instant && instantToWallTime(instant, 'Asia/Shanghai')).toBe('2026-11-20T21:15:30')
  })
})
