/** Unified social credit code, GB 32100-2015: authority 1 + category 1 + area 6 + organisation code 9 + check 1. */

/** No I, O, S, V, Z; the index of a character is its value. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/** 3^i mod 31. */
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const
const form = /^[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}$/

/**
 * `unverified`: well-formed, but the check character differs. Such codes have been issued, so they are marked and
 * looked up, not refused.
 */
export type UsccVerdict = 'valid' | 'unverified' | 'malformed'

/** The check character that belongs behind the first 17 characters. */
export function usccCheckCharacter(first17: string): string {
  let sum = 0
  for (let i = 0; i < weights.length; i++) sum += alphabet.indexOf(first17.charAt(i)) * (weights[i] as number)
  return alphabet.charAt((31 - (sum % 31)) % 31)
}

/** Surrounding space removed, upper case. Says nothing about validity. */
export function normaliseUscc(text: string): string {
  return text.trim().toUpperCase()
}

/** Reads a unified social credit code into its normal form and verdict. */
export function parseUscc(text: string): { readonly value: string; readonly verdict: UsccVerdict } {
  const value = normaliseUscc(text)
  if (!form.test(value)) return { value, verdict: 'malformed' }
  return { value, verdict: usccCheckCharacter(value) === value.charAt(17) ? 'valid' : 'unverified' }
}

/** Weights of GB 11714-1997 for the eight characters of an organisation code; letters count 10 (A) to 35 (Z). */
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2] as const

/** The check character that belongs behind the first 8 characters of an organisation code (GB 11714-1997). */
export function organisationCheckCharacter(first8: string): string {
  let sum = 0
  for (let i = 0; i < 8; i++) sum += Number.parseInt(first8.charAt(i), 36) * (organisationWeights[i] as number)
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : check === 11 ? '0' : String(check)
}

/**
 * The organisation code inside a well-formed credit code (places 9 to 17), and whether its own check character holds. It
 * need not: codes without an older organisation code behind them carry any nine characters.
 */
export function organisationCodeOf(uscc: string): { readonly value: string; readonly valid: boolean } {
  const value = normaliseUscc(uscc).slice(8, 17)
  return { value, valid: organisationCheckCharacter(value.slice(0, 8)) === value.charAt(8) }
}
