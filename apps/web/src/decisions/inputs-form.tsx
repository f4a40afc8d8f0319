import { useId } from 'react'
import { useDecisionsText } from './decisions-text.ts'
import type { Drafts, Field } from './desk-protocol.ts'

type FormProps = {
  readonly fields: readonly Field[]
  readonly drafts: Drafts
  readonly problems: Readonly<Record<string, string>>
  readonly onDraft: (path: string, text: string) => void
}

/** A FEEL string literal as the text it means; other literals as they are. */
const choiceText = (literal: string): string => {
  if (!literal.startsWith('"')) return literal
  try {
    return JSON.parse(literal) as string
  } catch {
    return literal
  }
}

const fewChoices = 4

const InputField = ({
  field,
  draft,
  problem,
  onDraft,
}: {
  readonly field: Field
  readonly draft: string
  readonly problem: string | undefined
  readonly onDraft: (text: string) => void
}) => {
  const t = useDecisionsText()
  const id = useId()
  const { control, label, type, allowed, choices } = field
  const picks: readonly (readonly [literal: string, text: string])[] | undefined =
    control === 'boolean'
      ? [
          ['true', t('true')],
          ['false', t('false')],
        ]
      : choices?.map((literal) => [literal, choiceText(literal)] as const)
  const length = (picks ?? []).reduce((sum, [, text]) => sum + [...text].length, 0)
  const isFew = picks !== undefined && picks.length <= fewChoices && length <= 24
  const note = allowed && !choices ? allowed : ''
  const shared = {
    id,
    value: draft,
    'aria-invalid': problem !== undefined,
    'aria-describedby': `${id}-said`,
    onChange: (event: { readonly target: { readonly value: string } }) => onDraft(event.target.value),
  }
  return (
    <div className={`input-field ${problem ? 'input-faulty' : ''}`}>
      {isFew ? (
        <span id={id} className="input-label">
          {label}
        </span>
      ) : (
        <label htmlFor={id} className="input-label">
          {label}
        </label>
      )}
      {picks && isFew ? (
        <span className="input-picks" role="radiogroup" aria-labelledby={id}>
          {[...picks, ['', t('unset')] as const].map(([literal, text]) => (
            <label key={literal} className={literal === '' ? 'pick-unset' : ''}>
              <input
                type="radio"
                name={id}
                aria-label={text}
                title={literal === '' ? text : undefined}
                checked={draft === literal}
                onChange={() => onDraft(literal)}
              />
              <span aria-hidden={literal === '' && draft !== ''}>{literal === '' && draft !== '' ? '×' : text}</span>
            </label>
          ))}
        </span>
      ) : picks ? (
        <select {...shared}>
          <option value="">{t('unset')}</option>
          {picks.map(([literal, text]) => (
            <option key={literal} value={literal}>
              {text}
            </option>
          ))}
        </select>
      ) : control === 'feel' ? (
        <textarea
          {...shared}
          rows={Math.min(6, draft.split('\n').length)}
          className="mono"
          spellCheck={false}
          placeholder={type}
        />
      ) : control === 'date' ? (
        <input type="date" {...shared} max="9999-12-31" />
      ) : (
        <input
          type="text"
          inputMode={control === 'number' ? 'decimal' : 'text'}
          spellCheck={false}
          placeholder={control === 'text' ? '' : t(`placeholder_${control as 'number'}`)}
          {...shared}
        />
      )}
      <span id={`${id}-said`} className="input-said">
        {problem ?? note}
      </span>
    </div>
  )
}

/** A field for each input, as its type asks for; what stands outside its allowed values says so beside the field. */
export const InputsForm = ({ fields, drafts, problems, onDraft }: FormProps) => (
  <div className="inputs-form">
    {fields.map((field) =>
      field.control === 'group' ? (
        <fieldset key={field.path}>
          <legend>{field.label}</legend>
          <InputsForm fields={field.fields ?? []} drafts={drafts} problems={problems} onDraft={onDraft} />
        </fieldset>
      ) : (
        <InputField
          key={field.path}
          field={field}
          draft={drafts[field.path] ?? ''}
          problem={problems[field.path]}
          onDraft={(text) => onDraft(field.path, text)}
        />
      ),
    )}
  </div>
)
