import { parseUscc } from '@onecity/city/values'
import type { Family } from './repair-rule.ts'

/** Letters that no credit code has, and the digits they are mistaken for. */
const mistaken: Readonly<Record<string, string>> = { O: '0', I: '1' }

/** O for 0 and I for 1 in a credit code, where the check character then holds. */
export const companyCodes: Family = (item, text) => {
  if (item.type !== 'uscc') return []
  const to = text.toUpperCase().replace(/[OI]/g, (letter) => mistaken[letter] as string)
  return parseUscc(to).verdict === 'valid' ? [{ rule: 'letter-for-digit', to }] : []
}
