import type { Item } from '@onecity/contracts'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { usePick } from '../app/make-text.ts'
import { keptForm } from '../ui/item-inputs/check-item.ts'
import { ItemInput } from '../ui/item-inputs/item-input.tsx'
import { useTimeZone } from '../ui/time.tsx'
import { type Condition, isComplete, type Operator, operatorsFor, valuesTaken } from './filter-sentence.ts'
import { operatorKey } from './operator-key.ts'
import { useRegistersText } from './registers-text.ts'

const ValueField = ({
  item,
  operator,
  values,
  onChange,
}: {
  readonly item: Item
  readonly operator: Operator
  readonly values: readonly string[]
  readonly onChange: (values: readonly string[]) => void
}) => {
  const t = useRegistersText()
  const pick = usePick()
  const taken = valuesTaken(operator)
  if (taken === 0) return null
  if (item.type === 'code' && item.codes && taken === 'many') {
    return (
      <Select
        mode="multiple"
        className="condition-codes"
        aria-label={t('value')}
        value={[...values]}
        options={item.codes.map((code) => ({ value: code.value, label: pick(code.name) }))}
        onChange={onChange}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
      />
    )
  }
  // Part of a value is no value: what contains or starts with it cannot be held to the type.
  const isPart = operator === 'contains' || operator === 'starts'
  const field = (index: number, label: string) => (
    <span className={`condition-value condition-value-${isPart ? 'text' : item.type}`}>
      <ItemInput
        item={isPart ? { ...item, type: 'text' } : item}
        label={label}
        value={values[index] ?? ''}
        onChange={(value) => {
          const next = [...values]
          next[index] = value
          onChange(next)
        }}
      />
    </span>
  )
  return (
    <>
      {field(0, t('value'))}
      {taken === 2 ? (
        <>
          <span className="soft">{t('valueTo')}</span>
          {field(1, t('valueTo'))}
        </>
      ) : null}
    </>
  )
}

/** Looked for as it is stored: 粤b·12345 finds 粤B12345. */
const keptValue = (item: Item, { operator }: Condition, value: string): string =>
  operator === 'contains' || operator === 'starts' ? value : keptForm(item, value)

/** One condition being written: item, verb, value, in a line that reads as it will be asked. Escape leaves it. */
export const ConditionEditor = ({
  items,
  onDone,
  onCancel,
}: {
  readonly items: readonly Item[]
  readonly onDone: (condition: Condition) => void
  readonly onCancel: () => void
}) => {
  const t = useRegistersText()
  const pick = usePick()
  const timeZone = useTimeZone()
  const [first] = items
  const [condition, setCondition] = useState<Condition>({
    item: first?.id ?? '',
    operator: (first ? operatorsFor(first)[0] : undefined) ?? 'is',
    values: [],
  })
  const item = items.find((candidate) => candidate.id === condition.item)
  if (!item) return null
  const complete = isComplete(condition, item, timeZone)
  return (
    <form
      className="condition-editor"
      onSubmit={(event) => {
        event.preventDefault()
        if (complete)
          onDone({ ...condition, values: condition.values.map((value) => keptValue(item, condition, value)) })
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel()
      }}
    >
      <select
        // biome-ignore lint/a11y/noAutofocus: the editor opens where the reader pressed "add"
        autoFocus
        aria-label={t('item')}
        value={condition.item}
        onChange={(event) => {
          const next = items.find((candidate) => candidate.id === event.target.value)
          if (next) setCondition({ item: next.id, operator: operatorsFor(next)[0] ?? 'is', values: [] })
        }}
      >
        {items.map((candidate) => (
          <option key={candidate.id} value={candidate.id}>
            {pick(candidate.name)}
          </option>
        ))}
      </select>
      <select
        aria-label={t('verb')}
        value={condition.operator}
        onChange={(event) => setCondition({ ...condition, operator: event.target.value as Operator, values: [] })}
      >
        {operatorsFor(item).map((operator) => (
          <option key={operator} value={operator}>
            {t(operatorKey(operator, item.type))}
          </option>
        ))}
      </select>
      <ValueField
        item={item}
        operator={condition.operator}
        values={condition.values}
        onChange={(values) => setCondition({ ...condition, values })}
      />
      <Button type="primary" htmlType="submit" disabled={!complete}>
        {t('apply')}
      </Button>
      <Button type="text" onClick={onCancel}>
        {t('cancel')}
      </Button>
    </form>
  )
}
