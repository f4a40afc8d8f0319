import type { Item } from '@onecity/contracts'
import { useUiText } from './ui-text.ts'
import { isNumeric, unitText, type ValueContext, valueText } from './value-text.ts'

/** One value; a masked one says that it is, so nobody takes asterisks for data. */
export const ValueCell = ({
  item,
  value,
  context,
  masked = false,
  mark,
}: {
  readonly item: Item
  readonly value: unknown
  readonly context: ValueContext
  readonly masked?: boolean
  /** What the API says of the value besides. */
  readonly mark?: 'unverified' | undefined
}) => {
  const t = useUiText()
  const text = valueText(item, value, context)
  if (text === null && masked && item.mask === 'hidden') {
    return (
      <span className="value-masked" title={t('masked')}>
        ••••
      </span>
    )
  }
  if (text === null)
    return (
      <span className="value-none" title={t('empty')}>
        –
      </span>
    )
  const unit =
    item.unit !== undefined && isNumeric(item.type) ? <span className="unit"> {unitText(item.unit)}</span> : null
  if (masked) {
    return (
      <span className="value-masked" title={t('masked')}>
        {text}
      </span>
    )
  }
  return (
    <>
      {text}
      {unit}
      {mark === 'unverified' ? (
        <span className="label value-mark" title={t('unverifiedHint')}>
          {t('unverified')}
        </span>
      ) : null}
    </>
  )
}
