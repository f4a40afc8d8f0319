import { useDecisionsText } from './decisions-text.ts'
import type { Drafts, EntryView, Evaluation } from './desk-protocol.ts'
import { FaultNotice } from './fault-notice.tsx'
import { InputsForm } from './inputs-form.tsx'
import { FewProblems } from './problem-line.tsx'
import type { DeskFault } from './use-desk.ts'
import { ValueView } from './value-view.tsx'

/** Trying out: what is asked, the outcome, the inputs it came from. */
export const TryPanel = ({
  entries,
  entry,
  drafts,
  evaluation,
  fault,
  onAsk,
  onDraft,
  onClear,
}: {
  readonly entries: readonly EntryView[]
  readonly entry: EntryView | undefined
  readonly drafts: Drafts
  readonly evaluation: Evaluation | null
  readonly fault: DeskFault | null
  readonly onAsk: (name: string) => void
  readonly onDraft: (path: string, text: string) => void
  readonly onClear: () => void
}) => {
  const t = useDecisionsText()
  if (!entry)
    return (
      <aside className="try-panel" aria-label={t('tryOut')}>
        <p className="soft">{t('nothingToTry')}</p>
      </aside>
    )
  return (
    <aside className="try-panel" aria-label={t('tryOut')}>
      <div className="try-asked">
        {entries.length > 1 ? (
          <select aria-label={t('askedFor')} value={entry.name} onChange={(event) => onAsk(event.target.value)}>
            {entries.map(({ name }) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        ) : (
          <b>{entry.name}</b>
        )}
      </div>
      <div className="outcome" role="status" aria-label={t('outcome')}>
        {evaluation ? <ValueView value={evaluation.outcome} /> : <span className="value-none">…</span>}
      </div>
      <FaultNotice fault={fault} />
      <FewProblems problems={evaluation?.problems ?? []} />
      <div className="inputs-head">
        <h2>{t('inputs')}</h2>
        <button type="button" className="link-button" onClick={onClear}>
          {t('clear')}
        </button>
      </div>
      {entry.fields.length === 0 ? <p className="soft">{t('noInputs')}</p> : null}
      <InputsForm fields={entry.fields} drafts={drafts} problems={evaluation?.fieldProblems ?? {}} onDraft={onDraft} />
    </aside>
  )
}
