import { shareTypes, updateCycles } from '@onecity/city/model'
import type { DeclarationChoices } from '@onecity/contracts'
import type { ReactNode } from 'react'
import { usePick } from '../app/make-text.ts'
import { termText, useUiText } from '../ui/ui-text.ts'
import { useRecognitionText } from './recognition-text.ts'
import type { Head, Wizard } from './wizard.ts'
import { useWizard } from './wizard-store.ts'

const Field = ({
  name,
  hint,
  children,
}: {
  readonly name: string
  readonly hint?: string
  readonly children: ReactNode
}) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
  <label className="field">
    <span>{name}</span>
    {children}
    {hint ? <small className="faint">{hint}</small> : null}
  </label>
)

const openTypes = ['none', 'conditional', 'unconditional'] as const

export const ResourceStep = ({
  wizard,
  choices,
}: {
  readonly wizard: Wizard
  readonly choices: DeclarationChoices | undefined
}) => {
  const t = useRecognitionText()
  const ui = useUiText()
  const pick = usePick()
  const set = useWizard((state) => state.changeHead)
  const { head } = wizard
  const text = (name: keyof Head) => ({
    type: 'text' as const,
    value: head[name],
    onChange: (event: { target: { value: string } }) => set({ [name]: event.target.value }),
  })
  const classOf = head.code.split('/')[0] ?? ''
  const items = new Map<string, DeclarationChoices['classes']>()
  for (const each of choices?.classes ?? []) items.set(pick(each.of), [...(items.get(pick(each.of)) ?? []), each])
  return (
    <div className="resource-form">
      <Field name={t('name')}>
        <input {...text('nameZh')} />
      </Field>
      <Field name={t('nameInEn')}>
        <input {...text('nameEn')} />
      </Field>
      <Field name={t('id')} hint={t('idHint')}>
        <input {...text('id')} className="mono" spellCheck={false} autoComplete="off" />
      </Field>
      <Field name={t('owner')} hint={t('ownerHint')}>
        <select value={head.owner} onChange={(event) => set({ owner: event.target.value })}>
          <option value="">{t('chooseOwner')}</option>
          {choices?.owners.map((owner) => (
            <option key={owner.id} value={owner.id}>
              {pick(owner.name)}
            </option>
          ))}
        </select>
      </Field>
      <Field name={t('abstract')}>
        <textarea rows={2} value={head.abstractZh} onChange={(event) => set({ abstractZh: event.target.value })} />
      </Field>
      <Field name={t('abstractEn')}>
        <textarea rows={2} value={head.abstractEn} onChange={(event) => set({ abstractEn: event.target.value })} />
      </Field>
      <Field name={t('classOf')} hint={t('codeHint')}>
        <select
          value={choices?.classes.some(({ code }) => code === classOf) ? classOf : ''}
          onChange={(event) =>
            set({ code: choices?.classes.find(({ code }) => code === event.target.value)?.next ?? '' })
          }
        >
          <option value="">{t('chooseClass')}</option>
          {[...items].map(([item, classes]) => (
            <optgroup key={item} label={item}>
              {classes.map((each) => (
                <option key={each.code} value={each.code}>
                  {each.code} {pick(each.name)}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </Field>
      <Field name={t('code')}>
        <input {...text('code')} className="mono" spellCheck={false} autoComplete="off" />
      </Field>
      <Field name={t('share')}>
        <select value={head.share} onChange={(event) => set({ share: event.target.value as Head['share'] })}>
          {shareTypes.map((type) => (
            <option key={type} value={type}>
              {termText(ui, 'share', type)}
            </option>
          ))}
        </select>
      </Field>
      {head.share === 'conditional' ? (
        <Field name={t('condition')}>
          <input {...text('condition')} />
        </Field>
      ) : head.share === 'none' ? (
        <Field name={t('basis')}>
          <input {...text('basis')} />
        </Field>
      ) : (
        <span className="field-gap" />
      )}
      <Field name={t('update')}>
        <select value={head.update} onChange={(event) => set({ update: event.target.value as Head['update'] })}>
          {updateCycles.map((cycle) => (
            <option key={cycle} value={cycle}>
              {termText(ui, 'update', cycle)}
            </option>
          ))}
        </select>
      </Field>
      <Field name={t('open')}>
        <select
          value={head.open}
          disabled={wizard.personal && head.open === 'none'}
          onChange={(event) => set({ open: event.target.value as Head['open'] })}
        >
          {openTypes.map((type) => (
            <option key={type} value={type}>
              {termText(ui, 'open', type)}
            </option>
          ))}
        </select>
      </Field>
      {head.open === 'conditional' ? (
        <Field name={t('openCondition')}>
          <input {...text('openCondition')} />
        </Field>
      ) : null}
    </div>
  )
}
