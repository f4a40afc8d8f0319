import type { Candidate, Family } from './repair-rule.ts'

/** Full-width forms of ASCII and the yen sign, and the spaces that input methods, web pages and spreadsheets leave behind. */
const toNarrow = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/\uffe5/g, '¥')
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .trim()

/** Types in which a space is never part of the value. */
const withoutSpaces = new Set([
  'integer',
  'decimal',
  'citizen-id',
  'uscc',
  'phone',
  'code',
  'area',
  'plate',
  'travel-permit',
  'camera-id',
  'licence-id',
])

/** The form in which the other families look at a value. */
export const clean = (type: string, text: string): string =>
  withoutSpaces.has(type) ? toNarrow(text).replace(/\s+/g, '') : toNarrow(text)

/** Full-width digits, letters and spaces; spaces inside identifiers and numbers. */
export const widthAndSpaces: Family = (item, text) => {
  const narrow = toNarrow(text)
  const candidates: Candidate[] = [{ rule: 'half-width', to: narrow }]
  if (withoutSpaces.has(item.type)) candidates.push({ rule: 'inner-spaces', to: narrow.replace(/\s+/g, '') })
  return candidates
}
