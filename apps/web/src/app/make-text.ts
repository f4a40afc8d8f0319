import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { i18n, type Language } from './i18n.ts'
import { type LocalText, pickText } from './pick-text.ts'

/** Chinese, English, and the English singular where a count decides. */
export type TextSource = Readonly<Record<string, readonly [zh: string, en: string, enOne?: string]>>
export type TextParams = Readonly<Record<string, string | number>>

/**
 * Registers one feature's sentences in both languages and gives the hook that reads them. Texts travel with the feature's
 * code, so a lazy page brings its own.
 */
export const makeText = <const S extends TextSource>(namespace: string, source: S) => {
  const zh: Record<string, string> = {}
  const en: Record<string, string> = {}
  for (const [key, [inChinese, inEnglish, one]] of Object.entries(source)) {
    if (one === undefined) {
      zh[key] = inChinese
      en[key] = inEnglish
    } else {
      zh[`${key}_other`] = inChinese
      en[`${key}_other`] = inEnglish
      en[`${key}_one`] = one
    }
  }
  i18n.addResourceBundle('zh', namespace, zh)
  i18n.addResourceBundle('en', namespace, en)
  return (): ((key: keyof S & string, params?: TextParams) => string) => {
    const { t } = useTranslation(namespace, { i18n })
    return useCallback((key, params) => t(key, params ?? {}) as string, [t])
  }
}

export const useLanguage = (): Language => {
  const { i18n: instance } = useTranslation(undefined, { i18n })
  return instance.language === 'en' ? 'en' : 'zh'
}

/** Picks the reader's language out of a text the API gave. */
export const usePick = (): ((text: LocalText) => string) => {
  const language = useLanguage()
  return useCallback((text: LocalText) => pickText(text, language), [language])
}
