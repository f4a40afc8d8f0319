import type { Json } from '@onecity/decision'
import { Button } from 'antd'
import { useState } from 'react'
import { useLanguage } from '../app/make-text.ts'
import { askDesk } from './ask-desk.ts'
import { useDecisionsText } from './decisions-text.ts'
import type { ChangeAnswer, Drafts, EntryView, Evaluation } from './desk-protocol.ts'
import { wordText } from './drafts.ts'
import { FaultNotice } from './fault-notice.tsx'
import { type DeskFault, faultOf } from './use-desk.ts'
import { useValueWords } from './use-value-words.ts'
import { ValueView } from './value-view.tsx'

/** What one has to change for another outcome: wanted outcome, inputs that may change, the smallest changes found. */
export const ChangeTab = ({
  entry,
  drafts,
  evaluation,
  onApply,
}: {
  readonly entry: EntryView | undefined
  readonly drafts: Drafts
  readonly evaluation: Evaluation | null
  /** Takes the new values of the inputs named. */
  readonly onApply: (values: Readonly<Record<string, Json>>) => void
}) => {
  const t = useDecisionsText()
  const language = useLanguage()
  const words = { ...useValueWords(), none: t('unset') }
  const [output, setOutput] = useState<string | null>(null)
  const [wanted, setWanted] = useState('')
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set())
  const [answer, setAnswer] = useState<{
    readonly is: ChangeAnswer | { readonly wrong: string }
    readonly of: Drafts
  } | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [fault, setFault] = useState<DeskFault | null>(null)
  if (!entry || !evaluation) return <p className="soft">{t('nothingEvaluated')}</p>
  const outputs = entry.result.fields ?? []
  const target = outputs.find(({ name }) => name === output) ?? outputs[0] ?? entry.result
  const picks = target.control === 'boolean' ? ['true', 'false'] : target.choices
  const outcomeNow = (value: Json): Json =>
    outputs.length > 0 && typeof value === 'object' && value !== null && !Array.isArray(value)
      ? ((value as Readonly<Record<string, Json>>)[target.name] ?? null)
      : value
  const feel = picks?.includes(wanted) ? wanted : picks ? '' : wanted.trim()
  const names = entry.fields.map(({ name }) => name).filter((name) => !kept.has(name))
  const ask = async () => {
    setBusy(true)
    try {
      const is = await askDesk(
        'change',
        entry.name,
        drafts,
        { output: outputs.length > 0 ? target.name : null, feel },
        names,
        language,
      )
      setAnswer({ is, of: drafts })
      setFault(null)
    } catch (problem) {
      setFault(faultOf(problem))
    }
    setBusy(false)
  }
  const shown = (value: Json): string => wordText(value, words)
  const found = answer && 'found' in answer.is ? answer.is : null
  return (
    <div className="change-tab">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void ask()
        }}
      >
        <p className="sentence">
          {t('wantedBefore')}
          {outputs.length > 1 ? (
            <select aria-label={t('output')} value={target.name} onChange={(event) => setOutput(event.target.value)}>
              {outputs.map(({ name, label }) => (
                <option key={name} value={name}>
                  {label}
                </option>
              ))}
            </select>
          ) : (
            <b>{target.label}</b>
          )}
          {t('wantedIs')}
          {picks ? (
            <select aria-label={t('wanted')} value={feel} onChange={(event) => setWanted(event.target.value)}>
              <option value="">{t('choose')}</option>
              {picks.map((pick) => (
                <option key={pick} value={pick}>
                  {pick === 'true' || pick === 'false' ? t(pick) : pick.replaceAll(/^"|"$/g, '')}
                </option>
              ))}
            </select>
          ) : (
            <input
              type="text"
              className="mono"
              aria-label={t('wanted')}
              value={wanted}
              placeholder={t('wantedHint')}
              onChange={(event) => setWanted(event.target.value)}
            />
          )}
          <span className="soft">{t('now', { value: shown(outcomeNow(evaluation.outcome)) })}</span>
        </p>
        <fieldset className="may-change">
          <legend>{t('mayChange')}</legend>
          {entry.fields.map(({ name, label }) => (
            <label key={name}>
              <input
                type="checkbox"
                checked={!kept.has(name)}
                onChange={(event) => {
                  const next = new Set(kept)
                  if (event.target.checked) next.delete(name)
                  else next.add(name)
                  setKept(next)
                }}
              />
              {label}
            </label>
          ))}
        </fieldset>
        <Button type="primary" htmlType="submit" loading={isBusy} disabled={feel === '' || names.length === 0}>
          {t('findChanges')}
        </Button>
      </form>
      <FaultNotice fault={fault} />
      <div aria-live="polite">
        {answer && 'wrong' in answer.is ? <p className="problem-line problem-error">{answer.is.wrong}</p> : null}
        {found && answer?.of !== drafts ? <p className="soft small">{t('inputsMoved')}</p> : null}
        {found?.already ? <p className="note">{t('already')}</p> : null}
        {found && !found.already && found.found.length === 0 ? (
          <p className="note">
            {t(found.isExhausted ? 'noChange' : 'noChangeCut', { count: found.searched })}
            {found.notTried.length > 0 ? ` ${t('notTried', { names: found.notTried.join('、') })}` : ''}
          </p>
        ) : null}
        {found && found.found.length > 0 ? (
          <ol className="found-list">
            {found.found.map(({ changes, outcome }) => (
              <li key={JSON.stringify(changes)}>
                <span className="changes">
                  {changes.map(({ name, from, to, beyond, anyOther }) => (
                    <span key={name}>
                      {name.replaceAll('\n', '.')} <s>{shown(from)}</s> →{' '}
                      <b>
                        {anyOther ? t('anyOther') : shown(to)}
                        {beyond ? ` ${t(`beyond_${beyond}`)}` : ''}
                      </b>
                    </span>
                  ))}
                  <span className="soft">
                    {t('thenOutcome')} <ValueView value={outcomeNow(outcome)} />
                  </span>
                </span>
                <Button
                  size="small"
                  onClick={() => onApply(Object.fromEntries(changes.map(({ name, to }) => [name, to])))}
                >
                  {t('apply')}
                </Button>
              </li>
            ))}
          </ol>
        ) : null}
        {found && !found.isExhausted && found.found.length > 0 ? <p className="soft small">{t('changeCut')}</p> : null}
      </div>
    </div>
  )
}
