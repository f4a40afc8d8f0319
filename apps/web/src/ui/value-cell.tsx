import type { Area, Item } from '@onecity/contracts'
import type { Language } from '../app/i18n.ts'
import { pickText, useLanguage } from '../app/make-text.ts'
import { formatNumber, formatTime } from './format.ts'
import { useUiText } from './ui-text.ts'

export type ValueContext = {
  readonly language: Language
  readonly timeZone: string
  readonly areas: ReadonlyMap<string, Area>
  readonly yes: string
  readonly no: string
}

const isPoint = (value: unknown): value is [number, number] =>
  Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'number')

/** A stored value as a person reads it; null when there is none. */
export const valueText = (
  item: Pick<Item, 'type' | 'codes' | 'unit'>,
  value: unknown,
  context: ValueContext,
): string | null => {
  if (value === null || value === undefined || value === '') return null
  switch (item.type) {
    case 'integer':
      return typeof value === 'number' ? formatNumber(value, context.language) : String(value)
    case 'boolean':
      return value === true ? context.yes : value === false ? context.no : String(value)
    case 'code': {
      const code = item.codes?.find((candidate) => candidate.value === value)
      return code ? pickText(code.name, context.language) : String(value)
    }
    case 'datetime':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value))
        ? formatTime(value, context.language, context.timeZone)
        : String(value)
    case 'area': {
      const area = context.areas.get(String(value))
      return area ? pickText(area.name, context.language) : String(value)
    }
    case 'point':
      return isPoint(value) ? `${value[0].toFixed(5)}, ${value[1].toFixed(5)}` : JSON.stringify(value)
    default:
      return typeof value === 'object' ? JSON.stringify(value) : String(value)
  }
}

export const isNumeric = (type: string): boolean => type === 'integer' || type === 'decimal'

/** One value; a masked one says that it is, so nobody takes asterisks for data. */
export const ValueCell = ({
  item,
  value,
  context,
  masked = false,
}: {
  readonly item: Item
  readonly value: unknown
  readonly context: ValueContext
  readonly masked?: boolean
}) => {
  const t = useUiText()
  const language = useLanguage()
  const text = valueText(item, value, context)
  if (text === null)
    return (
      <span className="value-none" title={t('empty')}>
        –
      </span>
    )
  const unit = item.unit !== undefined && isNumeric(item.type) ? <span className="unit"> {item.unit}</span> : null
  if (masked) {
    return (
      <span className="value-masked" title={t('masked')} lang={language}>
        {text}
      </span>
    )
  }
  return (
    <>
      {text}
      {unit}
    </>
  )
}
