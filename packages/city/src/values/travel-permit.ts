/**
 * Documents of people from Hong Kong, Macao and Taiwan and of foreign permanent residents, told apart by their form.
 *
 * Only the 18-digit forms have a check character with a published rule. The rest is held to its shape alone: a form that is
 * not certain must not turn real people away. What is known of each form, and how well, stands in `travelPermitForms`.
 */
import { isDay } from './calendar.ts'
import { citizenIdCheckCharacter, parseCitizenId } from './citizen-id.ts'
import { toHalfWidth } from './half-width.ts'

export type TravelPermitKind =
  | 'residence-permit'
  | 'hk-macao-permit'
  | 'hk-macao-permit-foreign'
  | 'taiwan-permit'
  | 'permanent-resident-2017'
  | 'permanent-resident-2023'

type Form = {
  readonly kind: TravelPermitKind
  readonly pattern: RegExp
  readonly rule: string
  readonly source: string
  /** How sure the form is: `low` ones are kept as wide as they have been seen. */
  readonly confidence: 'high' | 'medium' | 'low'
}

/** In the order in which they are tried; no two take the same text. */
export const travelPermitForms: readonly Form[] = [
  {
    kind: 'residence-permit',
    pattern: /^8[123]0000\d{11}[\dX]$/,
    rule: '810000 Hong Kong, 820000 Macao, 830000 Taiwan; then date, sequence and check as a citizen identity number',
    source: 'GB 11643; measures for residence permits of 2018-09-01',
    confidence: 'high',
  },
  {
    kind: 'hk-macao-permit',
    pattern: /^[HM]\d{8}(\d{2})?$/,
    rule: 'H or M and 8 digits; booklets before 2013 print two more digits for the number of the issue',
    source: 'face of the document',
    confidence: 'medium',
  },
  {
    kind: 'hk-macao-permit-foreign',
    pattern: /^[HM][A-Z]\d{7}$/,
    rule: 'for permanent residents of other nationality, since 2024: a second letter and 7 digits',
    source: 'face of the document',
    confidence: 'low',
  },
  {
    kind: 'taiwan-permit',
    pattern: /^(\d{8}|\d{10}[A-Z]?)$/,
    rule: '8 digits; booklets before 2015 have 10 digits and a letter',
    source: 'face of the document',
    confidence: 'medium',
  },
  {
    kind: 'permanent-resident-2017',
    pattern: /^[A-Z]{3}\d{12}$/,
    rule: 'nationality in 3 letters (ISO 3166-1), place of issue 4, date of birth 6, sequence and check; check not verified',
    source: 'face of the document, edition 2017',
    confidence: 'medium',
  },
  {
    kind: 'permanent-resident-2023',
    pattern: /^9\d{16}[\dX]$/,
    rule: '9, place of issue 2, nationality 3 (ISO 3166-1 numeric), date of birth 8, sequence 3, check; check told, not asked for',
    source: 'face of the document, edition 2023',
    confidence: 'medium',
  },
]

export type TravelPermitReading =
  | {
      readonly ok: true
      readonly value: string
      readonly kind: TravelPermitKind
      /** A check character was there, and it is right. */
      readonly checked: boolean
    }
  | { readonly ok: false; readonly fault: 'form' | 'date' | 'check' }

/** Reads a permit number; space, hyphens and brackets are taken away, letters made capitals. */
export function parseTravelPermit(text: string): TravelPermitReading {
  const value = toHalfWidth(text)
    .replace(/[\s()-]/g, '')
    .toUpperCase()
  const form = travelPermitForms.find(({ pattern }) => pattern.test(value))
  if (!form) return { ok: false, fault: 'form' }
  const { kind } = form
  if (kind === 'residence-permit') {
    const reading = parseCitizenId(value)
    return reading.ok ? { ok: true, value, kind, checked: true } : reading
  }
  if (kind === 'permanent-resident-2023') {
    if (!isDay(Number(value.slice(6, 10)), Number(value.slice(10, 12)), Number(value.slice(12, 14))))
      return { ok: false, fault: 'date' }
    return { ok: true, value, kind, checked: citizenIdCheckCharacter(value) === value.charAt(17) }
  }
  return { ok: true, value, kind, checked: false }
}
