import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'

export type Language = 'zh' | 'en'

const languageKey = 'onecity-language'

const initialLanguage = (): Language => {
  const stored = localStorage.getItem(languageKey)
  if (stored === 'zh' || stored === 'en') return stored
  return navigator.languages.some((tag) => tag.startsWith('zh')) ? 'zh' : 'en'
}

const tagOf = (language: Language): string => (language === 'zh' ? 'zh-CN' : 'en')

export const i18n = i18next.createInstance()
void i18n.use(initReactI18next).init({
  lng: initialLanguage(),
  supportedLngs: ['zh', 'en'],
  fallbackLng: 'zh',
  resources: {},
  initAsync: false,
  interpolation: { escapeValue: false },
})
document.documentElement.lang = tagOf(i18n.language as Language)

export const setLanguage = (language: Language): void => {
  localStorage.setItem(languageKey, language)
  document.documentElement.lang = tagOf(language)
  void i18n.changeLanguage(language)
}
