import type { Language } from '../app/i18n.ts'

const localeOf = (language: Language): string => (language === 'zh' ? 'zh-CN' : 'en-GB')

/** 1,234,567 in both languages. */
export const formatNumber = (value: number, language: Language): string =>
  new Intl.NumberFormat(localeOf(language)).format(value)

/** 1.2 亿 / 120M, for places where the exact figure stands nearby. */
export const formatShort = (value: number, language: Language): string =>
  new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en', { notation: 'compact', maximumFractionDigits: 1 })
    .format(value)
    .replace(/(\d)([万亿])/, '$1 $2')

/** A share of a whole; what is neither none nor all never reads as 0 % or 100 %. */
export const formatShare = (part: number, whole: number, language: Language): string => {
  if (whole === 0) return '–'
  const share = part / whole
  if (part > 0 && share < 0.001) return language === 'zh' ? '不足 0.1%' : '< 0.1%'
  if (part < whole && share > 0.999) return language === 'zh' ? '超过 99.9%' : '> 99.9%'
  return new Intl.NumberFormat(localeOf(language), { style: 'percent', maximumFractionDigits: 1 }).format(share)
}

const byteUnits = ['B', 'KB', 'MB', 'GB', 'TB'] as const

export const formatBytes = (bytes: number, language: Language): string => {
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < byteUnits.length - 1) {
    value /= 1000
    unit += 1
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1
  return `${new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: digits }).format(value)} ${byteUnits[unit]}`
}

/** 45 s, 3 min 20 s, 2 h 5 min: two units at most. */
export const formatDuration = (seconds: number, language: Language): string => {
  const whole = Math.max(0, Math.round(seconds))
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60]
  const [hour, minute, second] = language === 'zh' ? [' 小时', ' 分', ' 秒'] : [' h', ' min', ' s']
  const parts =
    h > 0
      ? [`${h}${hour}`, m > 0 ? `${m}${minute}` : '']
      : m > 0
        ? [`${m}${minute}`, s > 0 ? `${s}${second}` : '']
        : [`${s}${second}`]
  return parts.filter((part) => part !== '').join(' ')
}

export const formatTime = (iso: string, language: Language, timeZone: string, withSeconds = true): string =>
  new Intl.DateTimeFormat(localeOf(language), {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    ...(withSeconds ? { second: '2-digit' } : {}),
    hourCycle: 'h23',
  }).format(new Date(iso))

/** "3 min ago" for the last day, the date and time before that. */
export const formatAgo = (iso: string, nowMs: number, language: Language, timeZone: string): string => {
  const seconds = Math.round((nowMs - Date.parse(iso)) / 1000)
  const relative = new Intl.RelativeTimeFormat(localeOf(language), { numeric: 'auto', style: 'short' })
  if (seconds < 45) return language === 'zh' ? '刚刚' : 'just now'
  if (seconds < 3600) return relative.format(-Math.round(seconds / 60), 'minute')
  if (seconds < 86_400) return relative.format(-Math.round(seconds / 3600), 'hour')
  return formatTime(iso, language, timeZone, false)
}

/** Milliseconds by which the zone is ahead of UTC at an instant. */
const zoneOffsetMs = (instantMs: number, timeZone: string): number => {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(new Date(instantMs))
  const part = (type: string): number => Number(parts.find((candidate) => candidate.type === type)?.value)
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return wall - Math.floor(instantMs / 1000) * 1000
}

/**
 * The instant of a wall-clock time (`2026-03-01T08:00`) in a zone, as ISO 8601. A time that the zone skips or repeats is
 * read with the offset in force before the change.
 */
export const wallTimeToInstant = (wallTime: string, timeZone: string): string | null => {
  const asUtc = Date.parse(`${wallTime}Z`)
  if (Number.isNaN(asUtc)) return null
  const first = asUtc - zoneOffsetMs(asUtc, timeZone)
  return new Date(asUtc - zoneOffsetMs(first, timeZone)).toISOString()
}

/** The wall-clock time of an instant in a zone, as `<input type="datetime-local">` takes it. */
export const instantToWallTime = (iso: string, timeZone: string): string => {
  const instant = Date.parse(iso)
  return new Date(instant + zoneOffsetMs(instant, timeZone)).toISOString().slice(0, 19)
}
