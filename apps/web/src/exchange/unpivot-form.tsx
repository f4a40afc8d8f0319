import type { FilePreview, ResourceDetail } from '@onecity/contracts'
import { Input } from 'antd'
import { useId, useState } from 'react'
import { usePick } from '../app/make-text.ts'
import { useExchangeText } from './exchange-text.ts'
import { type Layout, withChoice } from './file-preview.ts'
import { proposeUnpivot, type Unpivot, unpivotFault, unpivotOf } from './layout-parts.ts'
import { useSettled } from './use-settled.ts'

const intervals = ['1m', '5m', '15m', '1h', '1d'] as const
/** Beyond this nobody ticks boxes; a mapping file says it. */
const mostTicked = 200

const Form = ({
  resource,
  unpivot,
  titles,
  onChange,
}: {
  readonly resource: ResourceDetail
  readonly unpivot: Unpivot
  /** Columns of the wide table. */
  readonly titles: readonly string[]
  readonly onChange: (unpivot: Unpivot) => void
}) => {
  const t = useExchangeText()
  const pick = usePick()
  const names = useId()
  const [draft, setDraft] = useState(unpivot)
  const fault = unpivotFault(draft)
  useSettled(draft, (next) => {
    if (unpivotFault(next) === null && next.title !== '' && next.value !== '') onChange(next)
  })
  const set = (name: keyof Unpivot, value: unknown) => setDraft((before) => withChoice(before, name, value) as Unpivot)
  const field = (name: 'title' | 'value' | 'row', label: string) => (
    <label htmlFor={`${names}-${name}`}>
      <span>{label}</span>
      <Input
        id={`${names}-${name}`}
        list={names}
        value={draft[name] ?? ''}
        onChange={(event) => set(name, event.target.value || (name === 'row' ? undefined : ''))}
      />
    </label>
  )
  return (
    <div className="layout-form">
      <p className="soft">{t('unpivotHint')}</p>
      <fieldset className="keep-columns">
        <legend>{t('unpivotKeep')}</legend>
        {titles.slice(0, mostTicked).map((title) => (
          <label key={title}>
            <input
              type="checkbox"
              checked={draft.keep.includes(title)}
              onChange={(event) =>
                set('keep', event.target.checked ? [...draft.keep, title] : draft.keep.filter((each) => each !== title))
              }
            />
            {title}
          </label>
        ))}
      </fieldset>
      <div className="layout-fields">
        {field('title', t('unpivotTitle'))}
        {field('value', t('unpivotValue'))}
        {field('row', t('unpivotRow'))}
        {draft.row === undefined ? null : (
          <>
            <label htmlFor={`${names}-start`}>
              <span>{t('unpivotStart')}</span>
              <Input
                id={`${names}-start`}
                type="datetime-local"
                step={1}
                value={draft.start ?? ''}
                onChange={(event) => set('start', event.target.value || undefined)}
              />
            </label>
            <label>
              <span>{t('unpivotEvery')}</span>
              <select value={draft.every ?? ''} onChange={(event) => set('every', event.target.value || undefined)}>
                <option value="">–</option>
                {draft.every && !intervals.some((each) => each === draft.every) ? (
                  <option value={draft.every}>{draft.every}</option>
                ) : null}
                {intervals.map((each) => (
                  <option key={each} value={each}>
                    {t(`every_${each}`)}
                  </option>
                ))}
              </select>
            </label>
          </>
        )}
      </div>
      <datalist id={names}>
        {resource.items
          .filter((item) => item.from === undefined)
          .map((item) => (
            <option key={item.id} value={item.id}>
              {pick(item.name)}
            </option>
          ))}
      </datalist>
      {fault === null ? null : (
        <p className="lacking" role="status">
          {fault === 'both' ? t('unpivotBoth') : t('unpivotClash', { name: fault.twice })}
        </p>
      )}
    </div>
  )
}

/** Whether a wide table is turned into rows, and how. */
export const UnpivotForm = ({
  resource,
  layout,
  wide,
  onLayout,
}: {
  readonly resource: ResourceDetail
  readonly layout: Layout
  /** The columns of the file as they stand there. */
  readonly wide: FilePreview['columns']
  readonly onLayout: (layout: Layout) => void
}) => {
  const t = useExchangeText()
  const unpivot = unpivotOf(layout)
  // The box follows the hand at once; the form comes with the preview.
  const [on, setOn] = useState(unpivot !== undefined)
  const titles = [...new Set([...wide.map(({ name }) => name), ...(unpivot?.keep ?? [])])].filter((name) => name !== '')
  return (
    <>
      <label className="layout-switch">
        <input
          type="checkbox"
          checked={on}
          onChange={({ target: { checked } }) => {
            setOn(checked)
            onLayout(withChoice(layout, 'unpivot', checked ? proposeUnpivot(resource.items, wide) : undefined))
          }}
        />
        {t('unpivotOn')}
      </label>
      {on && unpivot ? (
        <Form
          resource={resource}
          unpivot={unpivot}
          titles={titles}
          onChange={(next) => onLayout(withChoice(layout, 'unpivot', next))}
        />
      ) : null}
    </>
  )
}
