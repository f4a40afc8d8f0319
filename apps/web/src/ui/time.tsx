import { useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { cityQuery } from '../app/api/city.ts'
import { useLanguage } from '../app/make-text.ts'
import { formatAgo, formatTime } from './format.ts'

let nowMs = Date.now()
const listeners = new Set<() => void>()
setInterval(() => {
  nowMs = Date.now()
  for (const listener of listeners) listener()
}, 15_000)

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The clock, moving every 15 seconds for everything that shows an age. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => nowMs)

/** The city's time zone: all times are shown in it, wherever the reader sits. */
export const useTimeZone = (): string => useQuery(cityQuery).data?.timeZone ?? 'Asia/Shanghai'

export const Ago = ({ at }: { readonly at: string }) => {
  const language = useLanguage()
  const timeZone = useTimeZone()
  const now = Math.max(useNow(), Date.parse(at))
  return (
    <time dateTime={at} title={`${formatTime(at, language, timeZone)} ${timeZone}`}>
      {formatAgo(at, now, language, timeZone)}
    </time>
  )
}

export const At = ({ at, seconds = true }: { readonly at: string; readonly seconds?: boolean }) => {
  const language = useLanguage()
  const timeZone = useTimeZone()
  return (
    <time dateTime={at} title={timeZone}>
      {formatTime(at, language, timeZone, seconds)}
    </time>
  )
}

export const useNumberFormat = (): ((value: number) => string) => {
  const language = useLanguage()
  return (value) => new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB').format(value)
}
