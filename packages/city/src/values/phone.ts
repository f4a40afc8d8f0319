/** Telephone numbers of mainland China: mobile (11 digits) and fixed lines with their trunk prefix. */
import { toHalfWidth } from './half-width.ts'

export type PhoneReading =
  | { readonly ok: true; readonly value: string; readonly kind: 'mobile' | 'landline' }
  | { readonly ok: false }

const mobile = /^1[3-9]\d{9}$/
/** Three-digit trunk prefixes (010, 02x) have eight digits behind them, four-digit ones seven or eight. */
const landline = /^(?:(010|02\d)([2-9]\d{7})|(0[3-9]\d{2})([2-9]\d{6,7}))$/
const normalLandline = /^(?:(?:010|02\d)-[2-9]\d{7}|0[3-9]\d{2}-[2-9]\d{6,7})(?:-\d{1,6})?$/

/**
 * Reads a number as people write it: spaces, hyphens, brackets, full-width digits and the country prefix (+86, 0086)
 * are taken away. The normal form is `1XXXXXXXXXX` for mobiles and `0755-XXXXXXXX`, with `-` and the extension
 * if there is one, for fixed lines.
 */
export function parsePhone(text: string): PhoneReading {
  const plain = toHalfWidth(text).trim()
  // What is in normal form stays: digit by digit 0755-2000000-8 could as well be 0755-20000008.
  if (normalLandline.test(plain)) return { ok: true, value: plain, kind: 'landline' }
  const [, line = '', extension] = /^(.*?)(?:(?:转|ext\.?|#|-)\s*(\d{1,6}))?$/i.exec(plain) ?? []
  // A hyphen also parts the trunk prefix from the number: the whole text is tried first, then with an extension.
  return readDigits(digitsOf(plain), undefined) ?? readDigits(digitsOf(line), extension) ?? { ok: false }
}

function readDigits(digits: string | undefined, extension: string | undefined): PhoneReading | undefined {
  if (digits === undefined) return undefined
  if (mobile.test(digits)) return extension === undefined ? { ok: true, value: digits, kind: 'mobile' } : undefined
  const parts = landline.exec(digits)
  if (!parts) return undefined
  const value = `${parts[1] ?? parts[3]}-${parts[2] ?? parts[4]}${extension === undefined ? '' : `-${extension}`}`
  return { ok: true, value, kind: 'landline' }
}

function digitsOf(text: string): string | undefined {
  const bare = text.replace(/[\s()\-–—.]/g, '')
  const foreign = /^(?:\+|00)86(\d+)$/.exec(bare)?.[1]
  // Abroad the trunk zero is dropped: 10 is Beijing unless eleven digits make it a mobile.
  const national =
    foreign === undefined ? bare : foreign.startsWith('0') || mobile.test(foreign) ? foreign : `0${foreign}`
  return /^\d+$/.test(national) ? national : undefined
}
