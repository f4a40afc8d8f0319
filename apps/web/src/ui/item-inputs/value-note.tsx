import { proposeCitizenId, valueFaults } from '@onecity/city/values'
import type { Area, Item } from '@onecity/contracts'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { areasQuery } from '../../app/api/city.ts'
import { usePick } from '../../app/make-text.ts'
import { checkItem } from './check-item.ts'
import { explainValue } from './explain-value.ts'
import { useItemInputsText } from './item-inputs-text.ts'

/** Picked rather than written, or kept in a form that tells a person nothing. */
const ownForm: ReadonlySet<string> = new Set(['code', 'boolean', 'point', 'line', 'polygon', 'json'])

/** Below the field, while it is typed in: what is wrong, or what the value says and how it will be kept. */
export const ValueNote = ({
  item,
  value,
  onChange,
}: {
  readonly item: Item
  readonly value: string
  readonly onChange: (value: string) => void
}) => {
  const t = useItemInputsText()
  const pick = usePick()
  const { data } = useQuery(areasQuery)
  const areas = useMemo(() => new Map((data ?? []).map((area): [string, Area] => [area.code, area])), [data])
  if (value.trim() === '') return null
  const reading = checkItem(item, value)
  const old = item.type === 'citizen-id' ? proposeCitizenId(value) : null
  if (old !== null)
    return (
      <span className="item-input-note" role="status">
        {t('oldCitizenId', { value: old })}{' '}
        <button type="button" className="link-button" onClick={() => onChange(old)}>
          {t('useIt')}
        </button>
      </span>
    )
  if (!reading.ok)
    return (
      <span className="item-input-note item-input-fault" role="status">
        {t('fault', { fault: pick(valueFaults[reading.fault]) })}
      </span>
    )
  const said = [
    reading.unverified ? t('unverified') : explainValue(reading.value, item, { t, pick, areas }),
    reading.value === value.trim() || ownForm.has(item.type) ? null : t('keptAs', { value: reading.value }),
  ].filter((each) => each !== null && each !== '')
  return said.length === 0 ? null : (
    <span className="item-input-note" role="status">
      {said.join(' · ')}
    </span>
  )
}
