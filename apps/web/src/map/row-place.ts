import type { Item } from '@onecity/contracts'
import type { Place, Shape } from './map-style.ts'

const forms: readonly string[] = ['point', 'line', 'polygon']

const isShape = (value: unknown): value is Shape =>
  typeof value === 'object' && value !== null && 'type' in value && 'coordinates' in value

/** Where a row lies: the value of its first point, line or polygon; undefined when it has none the reader sees. */
export const placeOfRow = (
  items: readonly Pick<Item, 'id' | 'type'>[],
  values: Readonly<Record<string, unknown>> | undefined,
): Place | undefined => {
  const item = items.find(({ type }) => forms.includes(type))
  const value = item && values?.[item.id]
  if (item?.type === 'point')
    return Array.isArray(value) && typeof value[0] === 'number' ? (value as unknown as Place) : undefined
  return isShape(value) ? value : undefined
}
