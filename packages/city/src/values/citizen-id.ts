/** Citizen identity number, GB 11643-1999: area 6 + birth date 8 + sequence 3 + check character 1. */
import { isDay } from './calendar.ts'
import { toHalfWidth } from './half-width.ts'

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const checkCharacters = '10X98765432'

export type CitizenIdFault = 'form' | 'date' | 'check'
export type CitizenIdReading =
  | {
      readonly ok: true
      /** 18 characters, upper case. */
      readonly value: string
      /** First six digits; may name an abolished division, so an unknown one is no fault. */
      readonly areaCode: string
      /** ISO 8601 date. */
      readonly birthDate: string
      readonly sex: 'male' | 'female'
    }
  | { readonly ok: false; readonly fault: CitizenIdFault }

/** The check character that belongs behind the first 17 digits. */
export function citizenIdCheckCharacter(first17: string): string {
  let sum = 0
  for (let i = 0; i < weights.length; i++) sum += (first17.charCodeAt(i) - 48) * (weights[i] as number)
  return checkCharacters.charAt(sum % 11)
}

/** Surrounding space removed, final x in upper case. Says nothing about validity. */
export function normaliseCitizenId(text: string): string {
  return text.trim().toUpperCase()
}

/**
 * Reads a citizen identity number, or says which rule it breaks first: `form` (17 digits and a digit or X; the
 * 15-digit form has not been valid since 2013), `date` (no such day), `check` (check character differs).
 */
export function parseCitizenId(text: string): CitizenIdReading {
  const value = normaliseCitizenId(text)
  if (!/^[1-9]\d{16}[\dX]$/.test(value)) return { ok: false, fault: 'form' }
  if (!hasBirthDate(value)) return { ok: false, fault: 'date' }
  const birthDate = `${value.slice(6, 10)}-${value.slice(10, 12)}-${value.slice(12, 14)}`
  if (citizenIdCheckCharacter(value) !== value.charAt(17)) return { ok: false, fault: 'check' }
  const sex = (value.charCodeAt(16) - 48) % 2 === 1 ? 'male' : 'female'
  return { ok: true, value, areaCode: value.slice(0, 6), birthDate, sex }
}

/** Nobody born before 1800 has a number. */
function hasBirthDate(digits: string): boolean {
  const year = Number(digits.slice(6, 10))
  return year >= 1800 && isDay(year, Number(digits.slice(10, 12)), Number(digits.slice(12, 14)))
}

/**
 * The 18-character form of a 15-digit number as issued before 1999: 19 before the year, the check character behind. Null for
 * anything that is not 15 digits with a birth date. A proposal: whoever delivers the number should confirm it.
 */
export function proposeCitizenId(text: string): string | null {
  const digits = toHalfWidth(text).trim()
  if (!/^[1-9]\d{14}$/.test(digits)) return null
  const first17 = `${digits.slice(0, 6)}19${digits.slice(6)}`
  return hasBirthDate(first17) ? first17 + citizenIdCheckCharacter(first17) : null
}
