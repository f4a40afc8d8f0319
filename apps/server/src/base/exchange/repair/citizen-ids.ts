import { proposeCitizenId } from '@onecity/city/values'
import type { Family } from './repair-rule.ts'

/** The 15-digit numbers issued before 1999, whose 18-digit form follows from them. */
export const citizenIds: Family = (item, text) => {
  const to = item.type === 'citizen-id' ? proposeCitizenId(text) : null
  return to === null ? [] : [{ rule: 'citizen-id-15', to }]
}
