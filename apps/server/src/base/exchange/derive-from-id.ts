import { type Item, parseCitizenId, sexCodes } from '@onecity/city'

/**
 * What a citizen identity number says of an item declared `derived`: the date of birth, or the code of the sex. `unreadable` for a
 * number that is none; the item that carries it says so itself.
 */
export const makeDerivation = (item: Item): ((idNumber: string) => string | 'unreadable') | null => {
  if (item.derived === undefined) return null
  const codes = item.type === 'code' ? sexCodes(item) : undefined
  return (idNumber) => {
    const reading = parseCitizenId(idNumber)
    if (!reading.ok) return 'unreadable'
    return item.type === 'date' ? reading.birthDate : (codes?.[reading.sex] ?? 'unreadable')
  }
}
