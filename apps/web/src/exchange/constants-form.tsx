import type { ResourceDetail } from '@onecity/contracts'
import { useState } from 'react'
import { usePick } from '../app/make-text.ts'
import { ItemInput } from '../ui/item-inputs/item-input.tsx'
import { useExchangeText } from './exchange-text.ts'
import { type Layout, withChoice } from './file-preview.ts'
import { type Constants, constantsOf } from './layout-parts.ts'
import { useSettled } from './use-settled.ts'

/** Items that have one value in every row, written once. */
export const ConstantsForm = ({
  resource,
  layout,
  onLayout,
}: {
  readonly resource: ResourceDetail
  readonly layout: Layout
  readonly onLayout: (layout: Layout) => void
}) => {
  const t = useExchangeText()
  const pick = usePick()
  const [draft, setDraft] = useState<Constants>(constantsOf(layout))
  useSettled(draft, (next) => {
    const given = Object.fromEntries(Object.entries(next).filter(([, value]) => value.trim() !== ''))
    onLayout(withChoice(layout, 'constants', Object.keys(given).length === 0 ? undefined : given))
  })
  // Several at once in one row: such items are for files that bring them.
  const items = resource.items.filter(({ type }) => !['line', 'polygon', 'json', 'file'].includes(type))
  return (
    <div className="layout-form">
      <h3>{t('constants')}</h3>
      <p className="soft">{t('constantsHint')}</p>
      {Object.entries(draft).map(([id, value]) => {
        const item = items.find((each) => each.id === id)
        if (!item) return null
        const name = pick(item.name)
        return (
          <div key={id} className="constant">
            <span>{name}</span>
            <ItemInput item={item} value={value} onChange={(next) => setDraft({ ...draft, [id]: next })} label={name} />
            <button
              type="button"
              className="link-like"
              aria-label={t('constantRemove', { name })}
              onClick={() => setDraft(withChoice(draft, id, undefined) as Constants)}
            >
              ×
            </button>
          </div>
        )
      })}
      <label className="constant-add">
        <span className="visually-hidden">{t('constantAdd')}</span>
        <select
          value=""
          onChange={(event) => {
            if (event.target.value !== '') setDraft({ ...draft, [event.target.value]: '' })
          }}
        >
          <option value="">{t('constantAdd')}…</option>
          {items
            .filter(({ id }) => draft[id] === undefined)
            .map((item) => (
              <option key={item.id} value={item.id}>
                {pick(item.name)}
              </option>
            ))}
        </select>
      </label>
    </div>
  )
}
