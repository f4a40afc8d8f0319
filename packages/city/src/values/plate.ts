/**
 * Licence plates of mainland China, GA 36-2018. Never I or O: they read as 1 and 0. Plates of the armed forces and the armed
 * police follow rules of their own and are no values of this type.
 */
import { toHalfWidth } from './half-width.ts'

export type PlateKind =
  | 'ordinary'
  | 'new-energy-small'
  | 'new-energy-large'
  | 'cross-border'
  | 'trailer'
  | 'learner'
  | 'police'
  | 'trial'
  | 'consulate'
  | 'embassy'

export type PlateReading =
  | { readonly ok: true; readonly value: string; readonly kind: PlateKind }
  | { readonly ok: false; readonly fault: 'form' | 'letter' }

const provinces = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'
const c = '[A-HJ-NP-Z0-9]'
const head = `[${provinces}][A-HJ-NP-Z]`
/** D and its kin drive on electricity alone, F and its kin do not; before D and F were used up only these two were issued. */
const energy = '[A-HJK]'

const forms: readonly (readonly [PlateKind, RegExp])[] = [
  ['ordinary', new RegExp(`^${head}${c}{5}$`)],
  ['new-energy-small', new RegExp(`^${head}${energy}${c}[0-9]{4}$`)],
  ['new-energy-large', new RegExp(`^${head}[0-9]{5}${energy}$`)],
  // Only Guangdong gives Z to vehicles of Hong Kong and Macao.
  ['cross-border', new RegExp(`^粤Z${c}{4}[港澳]$`)],
  ['trailer', new RegExp(`^${head}${c}{4}挂$`)],
  ['learner', new RegExp(`^${head}${c}{4}学$`)],
  ['police', new RegExp(`^${head}${c}{4}警$`)],
  ['trial', new RegExp(`^${head}${c}{4}[试超]$`)],
  ['consulate', new RegExp(`^${head}${c}{4}领$`)],
  ['embassy', /^(?:[0-9]{6}使|使[0-9]{6})$/],
]

/** Reads a plate as people write it: full-width, with space, a dot or a hyphen behind the letter, in small letters. */
export function parsePlate(text: string): PlateReading {
  const value = toHalfWidth(text)
    .replace(/[\s·•.・-]/g, '')
    .toUpperCase()
  const form = forms.find(([, pattern]) => pattern.test(value))
  if (form) return { ok: true, value, kind: form[0] }
  // The one slip worth telling apart: the plate would do with 1 for I and 0 for O.
  const mended = value.slice(0, 2) + value.slice(2).replaceAll('I', '1').replaceAll('O', '0')
  return { ok: false, fault: mended !== value && forms.some(([, p]) => p.test(mended)) ? 'letter' : 'form' }
}
