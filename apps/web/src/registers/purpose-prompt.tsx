import { Button } from 'antd'
import { useId, useState } from 'react'
import { useSettings } from '../app/settings.ts'
import { termText, useUiText } from '../ui/ui-text.ts'
import { useRegistersText } from './registers-text.ts'

/** Stands where the rows will be until the reader has said why; no default, so that nobody states what they did not mean. */
export const PurposePrompt = ({
  resource,
  purposes,
}: {
  readonly resource: string
  readonly purposes: readonly string[]
}) => {
  const t = useRegistersText()
  const ui = useUiText()
  const state = useSettings((settings) => settings.statePurpose)
  const [chosen, setChosen] = useState<string | null>(null)
  const name = useId()
  return (
    <form
      className="purpose"
      onSubmit={(event) => {
        event.preventDefault()
        if (chosen !== null) state(resource, chosen)
      }}
    >
      <h2>{t('purposeTitle')}</h2>
      <p className="soft">{t('purposeBody')}</p>
      <fieldset>
        <legend className="visually-hidden">{t('purposeLabel')}</legend>
        {purposes.map((purpose) => (
          <label key={purpose}>
            <input type="radio" name={name} checked={chosen === purpose} onChange={() => setChosen(purpose)} />
            {termText(ui, 'purpose', purpose)}
          </label>
        ))}
      </fieldset>
      <Button type="primary" htmlType="submit" disabled={chosen === null}>
        {t('purposeGo')}
      </Button>
    </form>
  )
}

export const PurposeLine = ({ resource, purpose }: { readonly resource: string; readonly purpose: string }) => {
  const t = useRegistersText()
  const ui = useUiText()
  const state = useSettings((settings) => settings.statePurpose)
  return (
    <p className="purpose-line">
      {t('purposeIs', { purpose: termText(ui, 'purpose', purpose) })}
      <button type="button" className="link-button" onClick={() => state(resource, null)}>
        {t('purposeChange')}
      </button>
    </p>
  )
}
