export type LocalText = { readonly zh: string; readonly en?: string | undefined }

/** The reader's language of a text; Chinese where there is no English. */
export const pickText = (text: LocalText, language: 'zh' | 'en'): string =>
  language === 'en' ? (text.en ?? text.zh) : text.zh
