import { useSyncExternalStore } from 'react'
import { create } from 'zustand'
import type { ThemeName } from '../ui/tokens/tokens.ts'

export type ThemeChoice = 'system' | ThemeName

const themeKey = 'onecity-theme'
const purposesKey = 'onecity-purposes'
const roleCookie = 'onecity-role'
const roleDays = 30

const storedTheme = (): ThemeChoice => {
  const value = localStorage.getItem(themeKey)
  return value === 'light' || value === 'dark' ? value : 'system'
}

const storedPurposes = (): Readonly<Record<string, string>> => {
  try {
    return JSON.parse(sessionStorage.getItem(purposesKey) ?? '{}') as Record<string, string>
  } catch {
    return {}
  }
}

type Settings = {
  readonly themeChoice: ThemeChoice
  /** Resource id → the purpose the reader has stated for it in this browser session. */
  readonly purposes: Readonly<Record<string, string>>
  readonly chooseTheme: (choice: ThemeChoice) => void
  readonly statePurpose: (resource: string, purpose: string | null) => void
}

export const useSettings = create<Settings>()((set, get) => ({
  themeChoice: storedTheme(),
  purposes: storedPurposes(),
  chooseTheme: (themeChoice) => {
    localStorage.setItem(themeKey, themeChoice)
    set({ themeChoice })
  },
  statePurpose: (resource, purpose) => {
    const { [resource]: _, ...others } = get().purposes
    const purposes = purpose === null ? others : { ...others, [resource]: purpose }
    sessionStorage.setItem(purposesKey, JSON.stringify(purposes))
    set({ purposes })
  },
}))

export const usePurpose = (resource: string): string | undefined => useSettings((state) => state.purposes[resource])

/** The demo role travels as a cookie, so that downloads, tiles and the live feed carry it too; null forgets it. */
export const takeRole = (role: string | null): void => {
  const age = role === null ? 0 : roleDays * 86_400
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox
  document.cookie = `${roleCookie}=${encodeURIComponent(role ?? '')}; path=/; max-age=${age}; samesite=strict`
}

const useMedia = (query: string): boolean =>
  useSyncExternalStore(
    (notify) => {
      const media = matchMedia(query)
      media.addEventListener('change', notify)
      return () => media.removeEventListener('change', notify)
    },
    () => matchMedia(query).matches,
  )

export const useThemeName = (): ThemeName => {
  const choice = useSettings((state) => state.themeChoice)
  const systemDark = useMedia('(prefers-color-scheme: dark)')
  return choice === 'system' ? (systemDark ? 'dark' : 'light') : choice
}

export const useMotion = (): boolean => !useMedia('(prefers-reduced-motion: reduce)')
export const useIsPhone = (): boolean => useMedia('(max-width: 700px)')
