import type { Item, ResourceDetail } from '@onecity/contracts'
import { useState } from 'react'
import { Icon } from '../app/icons.tsx'
import { usePick } from '../app/make-text.ts'
import { AreaPicker } from '../ui/area-picker.tsx'
import { instantToWallTime, wallTimeToInstant } from '../ui/format.ts'
import { useTimeZone } from '../ui/time.tsx'
import { useUiText } from '../ui/ui-text.ts'
import { ConditionEditor } from './condition-editor.tsx'
import type { Condition } from './filter-sentence.ts'
import { operatorKey } from './operator-key.ts'
import { useRegistersText } from './registers-text.ts'
import { useValueContext } from './use-value-context.ts'

const largeRegister = 100_000

/** Items one may filter and sort by: those one sees unmasked, and in a large register only indexed ones. */
export const askableItems = (resource: ResourceDetail): readonly Item[] => {
  const { hiddenItems, maskedItems } = resource.reading
  const large = resource.register.rows > largeRegister
  return resource.items.filter(
    (item) => !hiddenItems.includes(item.id) && !maskedItems.includes(item.id) && (!large || item.index),
  )
}

export type RowsView = {
  readonly conditions: readonly Condition[]
  readonly area: string | undefined
  readonly asOf: string | undefined
}

const useConditionText = (items: readonly Item[]) => {
  const t = useRegistersText()
  const ui = useUiText()
  const pick = usePick()
  const context = useValueContext()
  return (condition: Condition) => {
    const item = items.find((candidate) => candidate.id === condition.item)
    const shown = condition.values.map((value) => {
      if (item?.type === 'code') {
        const code = item.codes?.find((candidate) => candidate.value === value)
        return code ? pick(code.name) : value
      }
      if (item?.type === 'boolean') return value === 'true' ? ui('yes') : ui('no')
      if (item?.type === 'area') {
        const area = context.areas.get(value)
        return area ? pick(area.name) : value
      }
      return value.replace('T', ' ')
    })
    const joiner = condition.operator === 'between' ? ` ${t('valueTo')} ` : context.language === 'zh' ? '、' : ', '
    return {
      item: item ? pick(item.name) : condition.item,
      verb: t(operatorKey(condition.operator, item?.type ?? 'text')),
      values: shown.join(joiner),
    }
  }
}

/** Says "as of now" until one wants another time; only then is there a field. */
const AsOf = ({
  value,
  onChange,
}: {
  readonly value: string | undefined
  readonly onChange: (asOf: string | undefined) => void
}) => {
  const t = useRegistersText()
  const timeZone = useTimeZone()
  const [choosing, setChoosing] = useState(false)
  if (value === undefined && !choosing) {
    return (
      <button
        type="button"
        className="as-of-now"
        title={t('asOfHint', { zone: timeZone })}
        onClick={() => setChoosing(true)}
      >
        {t('asOf')} {t('asOfNow')}
      </button>
    )
  }
  return (
    <label className="as-of" title={t('asOfHint', { zone: timeZone })}>
      <span className="soft">{t('asOf')}</span>
      <input
        type="datetime-local"
        // biome-ignore lint/a11y/noAutofocus: the field opens where the reader pressed
        autoFocus={choosing}
        step={1}
        max={instantToWallTime(new Date().toISOString(), timeZone)}
        value={value === undefined ? '' : instantToWallTime(value, timeZone)}
        onChange={(event) => onChange(wallTimeToInstant(event.target.value, timeZone) ?? undefined)}
      />
      <button
        type="button"
        className="link-button small"
        onClick={() => {
          setChoosing(false)
          onChange(undefined)
        }}
      >
        {t('backToNow')}
      </button>
    </label>
  )
}

export const FilterBar = ({
  resource,
  view,
  onChange,
}: {
  readonly resource: ResourceDetail
  readonly view: RowsView
  readonly onChange: (view: RowsView) => void
}) => {
  const t = useRegistersText()
  const [adding, setAdding] = useState(false)
  const items = askableItems(resource)
  const conditionText = useConditionText(resource.items)
  const { conditions } = view
  return (
    <div className="filter-bar">
      <div className="filter-sentence">
        <span className="soft">{t('show')}</span>
        {conditions.length === 0 ? <span>{t('everyRow')}</span> : null}
        {conditions.map((condition, index) => {
          const text = conditionText(condition)
          const whole = `${text.item} ${text.verb} ${text.values}`
          return (
            <span key={whole} className="condition">
              <span className="soft">{index === 0 ? t('where') : t('and')}</span>
              <span className="condition-chip">
                <b>{text.item}</b> {text.verb} <b>{text.values}</b>
                <button
                  type="button"
                  aria-label={t('removeCondition', { condition: whole })}
                  onClick={() => onChange({ ...view, conditions: conditions.filter((_, at) => at !== index) })}
                >
                  <Icon name="close" size={12} />
                </button>
              </span>
            </span>
          )
        })}
        {adding ? (
          <ConditionEditor
            items={items}
            onCancel={() => setAdding(false)}
            onDone={(condition) => {
              setAdding(false)
              onChange({ ...view, conditions: [...conditions, condition] })
            }}
          />
        ) : items.length > 0 ? (
          <button
            type="button"
            className="add-condition"
            title={resource.register.rows > largeRegister ? t('onlyIndexed') : undefined}
            onClick={() => setAdding(true)}
          >
            + {t('addCondition')}
          </button>
        ) : null}
      </div>
      <div className="filter-scope">
        {resource.hasArea ? (
          <AreaPicker
            value={view.area}
            label={t('inArea')}
            placeholder={t('anyArea')}
            onChange={(area) => onChange({ ...view, area })}
          />
        ) : null}
        <AsOf value={view.asOf} onChange={(asOf) => onChange({ ...view, asOf })} />
      </div>
    </div>
  )
}
