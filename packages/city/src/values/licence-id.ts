/**
 * Identification code of an electronic licence, GB/T 36904-2018:
 * `1.2.156.3005.2.<type 21>.<issuer 18>.<serial>.<version 3>.<check 1>`.
 */

const root = '1.2.156.3005.2.'
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const credit = '[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}'
const form = new RegExp(
  `^1\\.2\\.156\\.3005\\.2\\.(${credit}[0-9A-Z]{3})\\.(${credit})\\.([0-9A-Z]{1,64})\\.([0-9]{3})\\.([0-9A-Z])$`,
)

export type LicenceIdReading =
  | {
      readonly ok: true
      readonly value: string
      /** Licence type: credit code of the authority that defined it, and three characters. */
      readonly typeCode: string
      /** Credit code of the issuer. */
      readonly issuer: string
      readonly serial: string
      readonly version: string
    }
  | { readonly ok: false; readonly fault: 'form' | 'check' }

/** ISO/IEC 7064 MOD 37,36 over digits and capital letters. */
export function mod3736(characters: string): string {
  let p = 36
  for (const character of characters) {
    const sum = (p + alphabet.indexOf(character)) % 36
    p = (2 * (sum === 0 ? 36 : sum)) % 37
  }
  return alphabet.charAt((37 - p) % 36)
}

/** Reads a licence's code; the check character covers type, issuer, serial and version without their dots. */
export function parseLicenceId(text: string): LicenceIdReading {
  const value = text.trim().toUpperCase()
  const parts = value.startsWith(root) ? form.exec(value) : null
  if (!parts) return { ok: false, fault: 'form' }
  const [, typeCode = '', issuer = '', serial = '', version = '', check = ''] = parts
  if (mod3736(typeCode + issuer + serial + version) !== check) return { ok: false, fault: 'check' }
  return { ok: true, value, typeCode, issuer, serial, version }
}
