import type { Item } from '@onecity/contracts'
import { useId, useState } from 'react'
import { Icon } from '../app/icons.tsx'
import { usePick } from '../app/make-text.ts'
import { useUiText } from '../ui/ui-text.ts'
import { useRegistersText } from './registers-text.ts'

const usualCount = 8
const storageKey = (resource: string) => `onecity-columns-${resource}`

/** Highlights first, then the other items in their order, until the table is as wide as one can read. */
export const usualColumns = (items: readonly Item[], highlights: readonly string[]): readonly string[] => {
  const rest = items.map((item) => item.id).filter((id) => !highlights.includes(id))
  return [...highlights.filter((id) => items.some((item) => item.id === id)), ...rest].slice(
    0,
    Math.max(usualCount, highlights.length),
  )
}

/** The chosen columns of one register, kept in this browser. */
export const useColumnChoice = (resource: string, items: readonly Item[], highlights: readonly string[]) => {
  const [chosen, setChosen] = useState<readonly string[] | null>(() => {
    try {
      return JSON.parse(localStorage.getItem(storageKey(resource)) ?? 'null') as readonly string[] | null
    } catch {
      return null
    }
  })
  const visible = chosen?.filter((id) => items.some((item) => item.id === id)) ?? []
  const choose = (next: readonly string[] | null) => {
    if (next === null) localStorage.removeItem(storageKey(resource))
    else localStorage.setItem(storageKey(resource), JSON.stringify(next))
    setChosen(next)
  }
  return [visible.length > 0 ? visible : usualColumns(items, highlights), choose] as const
}

export const ColumnChooser = ({
  items,
  visible,
  onChange,
}: {
  readonly items: readonly Item[]
  readonly visible: readonly string[]
  readonly onChange: (visible: readonly string[] | null) => void
}) => {
  const t = useRegistersText()
  const ui = useUiText()
  const pick = usePick()
  const id = useId()
  return (
    <>
      <button type="button" className="tool-button" popoverTarget={id}>
        {ui('columns')}{' '}
        <span className="faint">
          {visible.length}/{items.length}
        </span>{' '}
        <Icon name="down" size={14} />
      </button>
      <div id={id} popover="auto" className="popover column-chooser">
        <div className="column-list">
          {items.map((item) => (
            <label key={item.id}>
              <input
                type="checkbox"
                checked={visible.includes(item.id)}
                disabled={visible.length === 1 && visible.includes(item.id)}
                onChange={(event) =>
                  onChange(event.target.checked ? [...visible, item.id] : visible.filter((other) => other !== item.id))
                }
              />
              {pick(item.name)}
            </label>
          ))}
        </div>
        <p>
          <button type="button" className="link-button" onClick={() => onChange(items.map((item) => item.id))}>
            {t('columnsAll')}
          </button>
          <button type="button" className="link-button" onClick={() => onChange(null)}>
            {t('columnsDefault')}
          </button>
        </p>
      </div>
    </>
  )
}
