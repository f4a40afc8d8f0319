import type { FeelDate, FeelDateTime, FeelDaysDuration, FeelMonthsDuration, FeelTime } from './temporal.ts'

/** Canonical texts: what `string()` writes and `@"…"` reads. */

const padded = (value: number, length = 2): string => String(value).padStart(length, '0')

const fractionText = (nanoseconds: number): string =>
  nanoseconds === 0 ? '' : `.${padded(nanoseconds, 9).replace(/0+$/, '')}`

export const dateText = ({ year, month, day }: FeelDate): string =>
  `${year < 0 ? '-' : ''}${padded(Math.abs(year), 4)}-${padded(month)}-${padded(day)}`

const offsetText = (offset: number): string => {
  if (offset === 0) return 'Z'
  const size = Math.abs(offset)
  const seconds = size % 60 === 0 ? '' : `:${padded(size % 60)}`
  return `${offset < 0 ? '-' : '+'}${padded(Math.floor(size / 3_600))}:${padded(Math.floor(size / 60) % 60)}${seconds}`
}

export const timeText = ({ hour, minute, second, nanosecond, offset, zone }: FeelTime): string => {
  const place = offset !== undefined ? offsetText(offset) : zone !== undefined ? `@${zone}` : ''
  return `${padded(hour)}:${padded(minute)}:${padded(second)}${fractionText(nanosecond)}${place}`
}

export const dateTimeText = ({ date, time }: FeelDateTime): string => `${dateText(date)}T${timeText(time)}`

const part = (amount: number, unit: string): string => (amount === 0 ? '' : `${amount}${unit}`)

export const monthsDurationText = ({ months }: FeelMonthsDuration): string => {
  const size = Math.abs(months)
  return size === 0 ? 'P0M' : `${months < 0 ? '-' : ''}P${part(Math.floor(size / 12), 'Y')}${part(size % 12, 'M')}`
}

export const daysDurationText = ({ seconds, nanoseconds }: FeelDaysDuration): string => {
  const size = Math.abs(seconds)
  const rest = fractionText(Math.abs(nanoseconds))
  const ofDay =
    part(Math.floor(size / 3_600) % 24, 'H') +
    part(Math.floor(size / 60) % 60, 'M') +
    (size % 60 === 0 && rest === '' ? '' : `${size % 60}${rest}S`)
  if (size === 0 && rest === '') return 'PT0S'
  const sign = seconds < 0 || nanoseconds < 0 ? '-' : ''
  return `${sign}P${part(Math.floor(size / 86_400), 'D')}${ofDay === '' ? '' : `T${ofDay}`}`
}
