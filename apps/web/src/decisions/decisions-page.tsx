import { useQuery } from '@tanstack/react-query'
import { meQuery } from '../app/api/city.ts'
import { mayDo } from '../app/may-do.ts'
import { Loading } from '../ui/states.tsx'
import '../exchange/exchange.css'
import './decisions.css'
import './decision-table.css'
import './requirements.css'
import './tabs.css'
import { useDecisionsText } from './decisions-text.ts'
import { Design } from './design.tsx'
import { FaultNotice } from './fault-notice.tsx'
import { topDecision } from './model-edit.ts'
import { ModelHead } from './model-head.tsx'
import { OpenModel } from './open-model.tsx'
import { usePlayground } from './playground-store.ts'
import { TryPanel } from './try-panel.tsx'
import { useCompiled, useEvaluation } from './use-desk.ts'
import { useUndoKeys } from './use-undo-keys.ts'

/** The decision playground: a model is opened, changed and tried out, all in the browser. */
export const DecisionsPage = () => {
  const t = useDecisionsText()
  const { data: me } = useQuery(meQuery)
  const model = usePlayground((state) => state.model)
  const drafts = usePlayground((state) => state.drafts)
  const asked = usePlayground((state) => state.asked)
  const { setDraft, setDrafts, ask } = usePlayground.getState()
  const { compiled, fault } = useCompiled(model)
  const entries = compiled?.view.entries ?? []
  const tried = entries.filter(({ kind }) => kind !== 'knowledge model')
  const entry =
    tried.find(({ name }) => name === asked) ??
    tried.find(({ id }) => id === (model ? topDecision(model) : undefined)) ??
    tried[0]
  const { evaluation, fault: evaluationFault } = useEvaluation(compiled, entry?.name, drafts)
  useUndoKeys()
  const isReadOnly = !(me && mayDo(me.actions, 'city.draft'))
  if (!model)
    return (
      <main className="page decisions" id="content" tabIndex={-1}>
        <header className="page-head">
          <h1>{t('title')}</h1>
        </header>
        <OpenModel isReadOnly={me !== undefined && isReadOnly} />
      </main>
    )
  return (
    <main className="page decisions" id="content" tabIndex={-1}>
      <ModelHead isReadOnly={me !== undefined && isReadOnly} compiled={compiled} />
      <FaultNotice fault={fault} />
      {compiled ? (
        <div className="decisions-columns">
          <Design compiled={compiled} entry={entry} evaluation={evaluation} isReadOnly={isReadOnly} />
          <TryPanel
            entries={tried}
            entry={entry}
            drafts={drafts}
            evaluation={evaluation}
            fault={evaluationFault}
            onAsk={ask}
            onDraft={setDraft}
            onClear={() => setDrafts({})}
          />
        </div>
      ) : fault ? null : (
        <Loading rows={10} />
      )}
    </main>
  )
}
