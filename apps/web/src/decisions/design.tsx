import type { Json, Place } from '@onecity/decision'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { BoxedView, fieldTextsOf, type LogicSetting } from './boxed-view.tsx'
import { CasesTab } from './cases-tab.tsx'
import { ChangeTab } from './change-tab.tsx'
import { useDecisionsText } from './decisions-text.ts'
import type { EntryView, Evaluation } from './desk-protocol.ts'
import { draftsOf, draftsOfLeaves } from './drafts.ts'
import { AllowedValues, ElementHead } from './element-head.tsx'
import { FeelTab } from './feel-tab.tsx'
import { GapsTab } from './gaps-tab.tsx'
import {
  addDecision,
  addInput,
  findElement,
  freeName,
  toggleRequirement,
  topDecision,
  withLogic,
  wouldCircle,
} from './model-edit.ts'
import { usePlayground } from './playground-store.ts'
import { FewProblems } from './problem-line.tsx'
import { ProblemsTab } from './problems-tab.tsx'
import { RequirementPicture } from './requirement-picture.tsx'
import { addColumn } from './table-edit.ts'
import { type Compiled, useModelCheck } from './use-desk.ts'

const route = getRouteApi('/decisions')

const tabs = ['why', 'problems', 'gaps', 'change', 'cases', 'feel'] as const
type Tab = (typeof tabs)[number]

const Why = ({ evaluation }: { readonly evaluation: Evaluation | null }) => {
  const t = useDecisionsText()
  if (!evaluation) return <p className="soft">{t('nothingEvaluated')}</p>
  return (
    <ol className="why">
      {evaluation.sentences.map((sentence, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a sentence is its place
        <li key={index}>{sentence}</li>
      ))}
    </ol>
  )
}

const isOfTables = (code: string): boolean => /^check\.(gap|overlap|masked-rule|dead-input|not-complete)$/.test(code)

type Goal = { readonly elementId: string; readonly cell: LogicSetting['goTo'] }

const findByName = (model: Compiled['model'], name: string | undefined): string | undefined =>
  [...model.decisions, ...model.knowledgeModels, ...model.inputs, ...model.services].find((each) => each.name === name)
    ?.id

/** The design: graph, logic of the element looked at, and what can be asked about it. */
export const Design = ({
  compiled,
  entry,
  evaluation,
  isReadOnly,
}: {
  readonly compiled: Compiled
  readonly entry: EntryView | undefined
  readonly evaluation: Evaluation | null
  readonly isReadOnly: boolean
}) => {
  const t = useDecisionsText()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { model, drafts, cases, asked } = usePlayground()
  const { change, setDrafts, setCases, ask } = usePlayground.getState()
  const [goal, setGoal] = useState<Goal | null>(null)
  const { check, fault: checkFault } = useModelCheck(compiled)
  const { entries, types } = compiled.view
  // Gaps and overlaps have a tab of their own, where they can be tried.
  const problems = useMemo(
    () => [...compiled.view.problems, ...(check?.problems ?? []).filter(({ code }) => !isOfTables(code))],
    [compiled, check],
  )
  const tab: Tab = tabs.find((each) => each === search.tab) ?? 'why'
  const found =
    model &&
    (findElement(model, search.element) ?? findElement(model, entry?.id) ?? findElement(model, topDecision(model)))
  const faulty = useMemo(
    () =>
      new Set(
        problems.flatMap(({ severity, place }) => (severity === 'error' && place?.elementId ? [place.elementId] : [])),
      ),
    [problems],
  )
  const elementId = found?.element.id
  const elementName = found?.element.name
  const ownProblems = useMemo(
    () =>
      problems.filter(({ place }) =>
        place?.elementId === undefined ? place?.element === elementName : place.elementId === elementId,
      ),
    [problems, elementId, elementName],
  )
  const values = useMemo(() => {
    const of = new Map<string, Json>()
    for (const step of evaluation?.trace.steps ?? []) if (step.kind === 'decision') of.set(step.elementId, step.result)
    for (const input of model?.inputs ?? []) {
      const value = evaluation?.trace.inputs[input.name]
      if (value !== undefined && value !== null) of.set(input.id, value)
    }
    return of
  }, [evaluation, model])
  if (!model || !found) return <p className="note">{t('noElements')}</p>
  const { kind, element } = found

  const show = (part: { readonly element?: string; readonly tab?: Tab }) =>
    void navigate({ search: (now) => ({ ...now, ...part }), replace: true, resetScroll: false })
  const select = (id: string) => {
    setGoal(null)
    show({ element: id })
    const own = entries.find((each) => each.id === id)
    if (own && own.kind !== 'knowledge model') ask(own.name)
  }
  const goToPlace = (place: Place) => {
    const id =
      place.elementId ??
      model.decisions.find(({ name }) => name === place.element)?.id ??
      findByName(model, place.element)
    if (id === undefined) return
    show({ element: id })
    if (place.row !== undefined && place.column !== undefined)
      setGoal({
        elementId: id,
        cell: { row: place.row - 1, column: place.column - 1, kind: place.columnKind ?? 'input' },
      })
  }
  const tryInputs = (inputs: Readonly<Record<string, Json>>, of?: string) => {
    const target = entries.find(({ name }) => name === (of ?? entry?.name)) ?? entry
    if (of !== undefined) ask(of)
    if (target) setDrafts({ ...drafts, ...draftsOf(target.fields, inputs) })
  }
  const requires = kind === 'decision' || kind === 'knowledge' ? element.requires : undefined
  const sources = requires
    ? [...requires.inputs, ...requires.decisions].flatMap((id) => {
        const needed = findElement(model, id)
        return needed && needed.kind !== 'service' ? [needed.element.variable] : []
      })
    : []
  const setting: LogicSetting = {
    label: element.name,
    isReadOnly,
    problems: ownProblems,
    tables: evaluation?.tables[element.id] ?? [],
    types,
    sources,
    goTo: goal?.elementId === element.id ? goal.cell : undefined,
    onConnect: isReadOnly
      ? undefined
      : (name) => {
          const other = findByName(model, name)
          if (other === undefined || other === element.id || wouldCircle(model, element.id, other)) return undefined
          return () => change((now) => toggleRequirement(now, element.id, other))
        },
    onNewInput:
      kind === 'decision' && element.logic?.kind === 'table'
        ? (input) =>
            change((now) => {
              const { model: with_, id } = addInput(now, { ...input, name: freeName(now, input.name) })
              const added = findElement(with_, id)
              const user = findElement(with_, element.id)
              if (added?.kind !== 'input' || user?.kind !== 'decision' || user.element.logic?.kind !== 'table')
                return now
              const { name, variable } = added.element
              const table = addColumn(user.element.logic, 'input', {
                label: name,
                text: name,
                ...(variable.typeRef !== undefined && { typeRef: variable.typeRef }),
              })
              return withLogic(toggleRequirement(with_, element.id, id), 'decision', element.id, table)
            })
        : undefined,
  }
  const fieldTexts = fieldTextsOf(kind === 'decision' || kind === 'knowledge' ? element.logic : undefined)
  const loose = ownProblems.filter(
    ({ place, source }) =>
      place?.row === undefined && place?.column === undefined && (source === undefined || !fieldTexts.includes(source)),
  )
  const gapCount = (check?.tables ?? []).reduce(
    (sum, { gaps, overlaps, unreachable }) => sum + gaps.length + overlaps.length + unreachable.length,
    0,
  )
  const counts: Partial<Record<Tab, number>> = {
    problems: problems.length,
    gaps: gapCount,
    cases: cases.length,
  }
  return (
    <div className="design">
      <RequirementPicture
        model={model}
        selected={element.id}
        asked={entry?.id}
        values={values}
        faulty={faulty}
        onSelect={select}
      />
      {isReadOnly ? null : (
        <p className="graph-tools">
          {(['table', 'literal'] as const).map((logic) => (
            <button
              key={logic}
              type="button"
              className="text-button"
              onClick={() => {
                const { model: next, id } = addDecision(model, freeName(model, t('newDecision')), logic)
                change(() => next)
                show({ element: id })
              }}
            >
              {t(`addDecision_${logic}`)}
            </button>
          ))}
        </p>
      )}
      <section className="logic">
        <ElementHead
          key={`head ${element.id}`}
          model={model}
          found={found}
          types={types}
          isReadOnly={isReadOnly}
          onGone={() => void navigate({ search: ({ element: _, ...rest }) => rest, replace: true, resetScroll: false })}
        />
        {kind === 'decision' || kind === 'knowledge' ? (
          <BoxedView
            key={`logic ${element.id}`}
            boxed={element.logic}
            path=""
            setting={setting}
            onChange={(logic, step) =>
              change((now) => withLogic(now, kind, element.id, logic), step && `${element.id} ${step}`)
            }
          />
        ) : (
          <>
            <p className="soft">{t(`about_${kind}`)}</p>
            {kind === 'input' ? (
              <AllowedValues model={model} typeRef={element.variable.typeRef} isReadOnly={isReadOnly} />
            ) : null}
          </>
        )}
        <FewProblems problems={loose} />
      </section>
      <div className="tabs" role="tablist" aria-label={t('tabs')}>
        {tabs.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`tab-${name}`}
            aria-selected={name === tab}
            onClick={() => show({ tab: name })}
          >
            {t(`tab_${name}`)}
            {counts[name] ? <span className="tab-count">{counts[name]}</span> : null}
          </button>
        ))}
      </div>
      <section role="tabpanel" aria-labelledby={`tab-${tab}`} className="tab-body">
        {tab === 'why' ? <Why evaluation={evaluation} /> : null}
        {tab === 'problems' ? <ProblemsTab problems={problems} onGo={goToPlace} /> : null}
        {tab === 'gaps' ? (
          <GapsTab
            checks={check?.tables ?? null}
            fault={checkFault}
            onTry={(inputs, id) => tryInputs(inputs, entries.find((each) => each.id === id)?.name)}
            onGo={(id, rule) => {
              show({ element: id })
              setGoal({ elementId: id, cell: { row: rule - 1, column: 0, kind: 'input' } })
            }}
          />
        ) : null}
        {tab === 'change' ? (
          <ChangeTab
            key={entry?.name ?? ''}
            entry={entry}
            drafts={drafts}
            evaluation={evaluation}
            onApply={(inputs) => entry && setDrafts({ ...drafts, ...draftsOfLeaves(entry.fields, inputs) })}
          />
        ) : null}
        {tab === 'cases' ? (
          <CasesTab
            compiled={compiled}
            evaluation={evaluation}
            cases={cases}
            onCases={setCases}
            onOpen={(inputs, of) => tryInputs(inputs, of)}
          />
        ) : null}
        {tab === 'feel' ? <FeelTab compiled={compiled} asked={entry?.name ?? asked} drafts={drafts} /> : null}
      </section>
    </div>
  )
}
