/** Citizen identity number, GB 11643-1999: area 6 + birth date 8 + sequence 3 + check character 1. */

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
  const birthDate = `${value.slice(6, 10)}-${value.slice(10, 12)}-${value.slice(12, 14)}`
  if (!isCalendarDate(birthDate)) return { ok: false, fault: 'date' }
  if (citizenIdCheckCharacter(value) !== value.charAt(17)) return { ok: false, fault: 'check' }
  const sex = (value.charCodeAt(16) - 48) % 2 === 1 ? 'male' : 'female'
  return { ok: true, value, areaCode: value.slice(0, 6), birthDate, sex }
}

function isCalendarDate(iso: string): boolean {
  // Year 0000–0099 would be read as 19xx by Date.UTC; nobody born then has a number.
  if (iso < '1800') return false
  const date = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === iso
}
