import type { ItemType, MaskName } from '@onecity/city/model'
import { masksOfType } from '@onecity/city/values'
import { Button } from 'antd'
import { usePick } from '../app/make-text.ts'
import { CodeListEditor } from './code-list-editor.tsx'
import { type RecognitionKey, useRecognitionText } from './recognition-text.ts'
import { TextField } from './text-field.tsx'
import { changeColumn, changeItem, type WizardColumn } from './wizard.ts'
import { useWizard } from './wizard-store.ts'

const Doubts = ({ column, at }: { readonly column: WizardColumn; readonly at: number }) => {
  const t = useRecognitionText()
  const pick = usePick()
  const change = useWizard((state) => state.change)
  if (column.doubts.length === 0) return null
  return (
    <section className="column-doubts">
      <h3>{t('doubts')}</h3>
      <ul>
        {column.doubts.map((doubt) => (
          <li key={doubt.zh}>{pick(doubt)}</li>
        ))}
      </ul>
      <label className="tick">
        <input
          type="checkbox"
          checked={column.isConfirmed}
          onChange={(event) => change((wizard) => changeColumn(wizard, at, { isConfirmed: event.target.checked }))}
        />
        {t('confirm')}
      </label>
    </section>
  )
}

/** Values that came, values that do not fit, and for codes the way into the list. */
const Values = ({ column, at }: { readonly column: WizardColumn; readonly at: number }) => {
  const t = useRecognitionText()
  const pick = usePick()
  const change = useWizard((state) => state.change)
  const { item } = column
  const addCode = (value: string) =>
    change((wizard) => changeItem(wizard, at, { codes: [...(item.codes ?? []), { value, name: { zh: value } }] }))
  return (
    <section className="column-values">
      <h3>{t('examples')}</h3>
      <p>
        {column.examples.length === 0 ? (
          <span className="faint">—</span>
        ) : (
          column.examples.map((value) => <code key={value}>{value}</code>)
        )}
      </p>
      <h3>{t('odd')}</h3>
      {column.odd.length === 0 ? (
        <p className="faint">{t('oddNone')}</p>
      ) : (
        <ul>
          {column.odd.map(({ value, reason, count }) => (
            <li key={value}>
              <code>{value}</code>
              {count !== undefined && count > 1 ? <span className="faint"> ×{count}</span> : null}
              {reason ? <span className="soft"> {pick(reason)}</span> : null}
              {item.type === 'code' ? (
                <button type="button" className="link-button" onClick={() => addCode(value)}>
                  {t('asCode')}
                </button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** Everything of one column that does not fit into its row. */
export const ColumnEditor = ({ column, at }: { readonly column: WizardColumn; readonly at: number }) => {
  const t = useRecognitionText()
  const change = useWizard((state) => state.change)
  const { item } = column
  const set = (part: Parameters<typeof changeItem>[2]) => change((wizard) => changeItem(wizard, at, part))
  const masks = masksOfType[item.type as ItemType] ?? []
  const isNumber = item.type === 'integer' || item.type === 'decimal'
  return (
    <div className="column-editor">
      <div className="column-fields">
        <TextField name={t('nameZh')} value={item.name.zh} onChange={(zh) => set({ name: { ...item.name, zh } })} />
        <TextField
          name={t('nameEn')}
          value={item.name.en ?? ''}
          onChange={(en) => set({ name: en === '' ? { zh: item.name.zh } : { ...item.name, en } })}
        />
        <TextField mono name={t('itemId')} value={item.id} onChange={(id) => set({ id })} />
        {isNumber ? (
          <TextField
            mono
            name={t('unit')}
            value={item.unit ?? ''}
            onChange={(unit) => set({ unit: unit || undefined })}
          />
        ) : null}
        {item.type === 'text' ? (
          <TextField
            name={t('max')}
            value={item.max === undefined ? '' : String(item.max)}
            onChange={(max) => set({ max: /^[1-9]\d*$/.test(max) ? Number(max) : undefined })}
          />
        ) : null}
        <label>
          <span>{t('sensitive')}</span>
          <select
            value={item.sensitive ?? ''}
            onChange={(event) => {
              const value = event.target.value
              const sensitive = value === 'low' || value === 'high' ? value : undefined
              set({ sensitive, mask: sensitive === 'high' ? (item.mask ?? masks[0]) : item.mask })
            }}
          >
            <option value="">{t('sensitive_none')}</option>
            <option value="low">{t('sensitive_low')}</option>
            <option value="high">{t('sensitive_high')}</option>
          </select>
        </label>
        <label>
          <span>{t('mask')}</span>
          <select value={item.mask ?? ''} onChange={(event) => set({ mask: event.target.value || undefined })}>
            <option value="">{t('mask_none')}</option>
            {masks.map((mask: MaskName) => (
              <option key={mask} value={mask}>
                {t(`mask_${mask}` as RecognitionKey)}
              </option>
            ))}
          </select>
        </label>
        <label className="tick">
          <input
            type="checkbox"
            checked={item.index === true}
            onChange={(event) => set({ index: event.target.checked || undefined })}
          />
          {t('index')}
        </label>
        {item.type === 'date' || item.type === 'datetime' ? (
          <TextField
            list
            name={t('formats')}
            value={(item.formats ?? []).join('\n')}
            onChange={(text) => {
              const formats = text.split('\n').flatMap((line) => line.trim() || [])
              set({ formats: formats.length > 0 ? formats : undefined })
            }}
          />
        ) : null}
      </div>
      <div className="column-facts">
        <Doubts column={column} at={at} />
        <Values column={column} at={at} />
      </div>
      {item.type === 'code' ? <CodeListEditor column={column} at={at} /> : null}
      <p className="form-end">
        <Button
          size="small"
          onClick={() => change((wizard) => changeItem(wizard, at, { ...blank, ...column.proposed }))}
        >
          {t('resetColumn')}
        </Button>
      </p>
    </div>
  )
}

const blank = {
  optional: undefined,
  max: undefined,
  scale: undefined,
  unit: undefined,
  formats: undefined,
  codes: undefined,
  columns: undefined,
  from: undefined,
  index: undefined,
  sensitive: undefined,
  mask: undefined,
}
