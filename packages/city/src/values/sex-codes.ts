import type { Item } from '../model.ts'

/**
 * The values that stand for male and female in an item's list of codes, told by their names (男, male); undefined when the list has not both.
 */
export function sexCodes({ codes = [] }: Pick<Item, 'codes'>): { male: string; female: string } | undefined {
  const find = (names: RegExp) => codes.find(({ name }) => names.test(name.zh) || names.test(name.en ?? ''))?.value
  const male = find(/^(?:男性?|male|man|m)$/i)
  const female = find(/^(?:女性?|female|woman|f)$/i)
  return male !== undefined && female !== undefined ? { male, female } : undefined
}
