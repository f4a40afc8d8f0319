import type { Item } from '@onecity/contracts'

/** What every widget takes. `value` is text as a file would carry it; '' is no value. */
export type ItemInputProps = {
  readonly item: Item
  readonly value: string
  readonly onChange: (value: string) => void
  /** Name for those who do not see the field's surroundings. Default: the name of the item. */
  readonly label?: string
  readonly id?: string
  readonly disabled?: boolean
  readonly autoFocus?: boolean
}
/** A widget gets its label decided. */
export type WidgetProps = ItemInputProps & { readonly label: string }
