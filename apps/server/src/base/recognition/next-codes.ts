import { type CatalogueRules, classify } from '@onecity/city'
import type { DeclarationChoices } from '@onecity/contracts'

/** Digits of a sequence number where a class has none yet. */
const usualDigits = 6

/** Every class that resources may be numbered in, with the code that follows the greatest one ever used in it. */
export const nextCodes = (rules: CatalogueRules, used: readonly string[]): DeclarationChoices['classes'] => {
  const greatest = new Map<string, { readonly sequence: bigint; readonly digits: number }>()
  for (const code of used) {
    const [digits = '', sequence = '0'] = code.split('/')
    const known = greatest.get(digits)
    const number = BigInt(/^\d+$/.test(sequence) ? sequence : '0')
    if (!known || number > known.sequence)
      greatest.set(digits, { sequence: number, digits: Math.max(sequence.length, known?.digits ?? 0) })
  }
  return rules.classification.names
    .filter(({ code }) => code.length >= 6)
    .map(({ code, name }) => {
      const last = greatest.get(code)
      const sequence = String((last?.sequence ?? 0n) + 1n).padStart(last?.digits ?? usualDigits, '0')
      const next = `${code}/${sequence}`
      return { code, name, of: classify(next, rules)?.steps[1]?.name ?? name, next }
    })
}
