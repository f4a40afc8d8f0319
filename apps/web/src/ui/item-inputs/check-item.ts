import type { ItemType } from '@onecity/city/model'
import { type CheckedItem, checkValue, type ValueReading } from '@onecity/city/values'
import type { Item } from '@onecity/contracts'

/** The platform's own check of a typed value, by the same code that intake runs; the API sends what is declared of the item. */
export const checkItem = (item: Item, text: string): ValueReading => {
  // Typed in pieces or picked, in forms of their own: what they give is right or nothing.
  if (item.type === 'datetime' || item.type === 'area') return { ok: true, value: text }
  return checkValue(toChecked(item), text)
}

const toChecked = ({ type, max, range, scale, codes }: Item): CheckedItem => ({
  type: type as ItemType,
  ...(max !== undefined && { max }),
  ...(range && {
    range: { ...(range.min !== undefined && { min: range.min }), ...(range.max !== undefined && { max: range.max }) },
  }),
  ...(scale !== undefined && { scale }),
  ...(codes && {
    codes: codes.map(({ value, name }) => ({ value, name: { zh: name.zh, ...(name.en && { en: name.en }) } })),
  }),
})

/** The form in which a value is kept, so that what is looked for is written as what was stored; text that is no value stays. */
export const keptForm = (item: Item, text: string): string => {
  if (text === '') return text
  const reading = checkItem(item, text)
  return reading.ok ? reading.value : text
}
