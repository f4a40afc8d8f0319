import type { Json } from '@onecity/decision'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { askDesk } from './ask-desk.ts'
import { useDecisionsText } from './decisions-text.ts'
import type { CaseResult, Evaluation, TestCase } from './desk-protocol.ts'
import { wordText } from './drafts.ts'
import { FaultNotice } from './fault-notice.tsx'
import { fileNameOf, saveFile } from './save-file.ts'
import { casesFromText, casesToText } from './test-cases.ts'
import { type Compiled, type DeskFault, faultOf } from './use-desk.ts'
import { useValueWords } from './use-value-words.ts'

const newId = (): string => crypto.randomUUID()

/** Cases that the model must keep to, run anew after every change of it. */
export const CasesTab = ({
  compiled,
  evaluation,
  cases,
  onCases,
  onOpen,
}: {
  readonly compiled: Compiled
  readonly evaluation: Evaluation | null
  readonly cases: readonly TestCase[]
  readonly onCases: (cases: readonly TestCase[]) => void
  /** Fills the form with a case. */
  readonly onOpen: (inputs: Readonly<Record<string, Json>>, asked: string) => void
}) => {
  const t = useDecisionsText()
  const words = useValueWords()
  const input = useRef<HTMLInputElement>(null)
  const [results, setResults] = useState<ReadonlyMap<string, CaseResult>>(new Map())
  const [fault, setFault] = useState<DeskFault | null>(null)
  const [isRefused, setRefused] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the desk holds the compiled model: a new one asks anew
  useEffect(() => {
    if (cases.length === 0) return
    let isCurrent = true
    askDesk('runCases', cases).then(
      (list) => {
        if (!isCurrent) return
        setResults(new Map(list.map((result) => [result.id, result])))
        setFault(null)
      },
      (problem: unknown) => isCurrent && setFault(faultOf(problem)),
    )
    return () => {
      isCurrent = false
    }
  }, [cases, compiled])
  const failed = cases.filter(({ id }) => results.get(id)?.passed === false).length
  const run = cases.filter(({ id }) => results.has(id)).length
  const patch = (id: string, part: Partial<TestCase>) =>
    onCases(cases.map((each) => (each.id === id ? { ...each, ...part } : each)))
  return (
    <div className="cases-tab">
      <p className="cases-tools">
        <Button
          type="primary"
          disabled={!evaluation}
          onClick={() => {
            if (!evaluation) return
            const { asked, outcome, trace } = evaluation
            const name = Object.values(trace.inputs)
              .filter((value) => value !== null)
              .map((value) => wordText(value, words))
              .join('、')
            onCases([
              ...cases,
              { id: newId(), name: name || t('unset'), asked, inputs: trace.inputs, expected: outcome },
            ])
          }}
        >
          {t('saveCase')}
        </Button>
        <Button onClick={() => input.current?.click()}>{t('importCases')}</Button>
        <input
          ref={input}
          type="file"
          accept=".json"
          className="visually-hidden"
          tabIndex={-1}
          aria-label={t('importCases')}
          onChange={(event) => {
            const file = event.target.files?.[0]
            event.target.value = ''
            void file?.text().then((text) => {
              const read = casesFromText(text, newId)
              setRefused(read === null)
              if (read) onCases([...cases, ...read])
            })
          }}
        />
        <Button
          disabled={cases.length === 0}
          onClick={() =>
            saveFile(
              `${fileNameOf(compiled.model.name)}-cases.json`,
              casesToText(compiled.model.name, cases),
              'application/json',
            )
          }
        >
          {t('exportCases')}
        </Button>
        {run > 0 ? (
          <b role="status" className={failed > 0 ? 'cases-failed' : 'cases-passed'}>
            {failed > 0 ? t('casesFailed', { failed, count: run }) : t('casesPassed', { count: run })}
          </b>
        ) : null}
      </p>
      <FaultNotice fault={fault} />
      {isRefused ? <p className="problem-line problem-error">{t('casesRefused')}</p> : null}
      {cases.length === 0 ? (
        <p className="soft">{t('noCases')}</p>
      ) : (
        <table className="cases">
          <thead>
            <tr>
              <th>{t('caseResult')}</th>
              <th>{t('caseName')}</th>
              <th>{t('decision')}</th>
              <th>{t('expected')}</th>
              <th>{t('gotten')}</th>
              <th>
                <span className="visually-hidden">{t('actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {cases.map((each) => {
              const result = results.get(each.id)
              const state = result === undefined ? 'open' : result.passed ? 'passed' : 'failed'
              return (
                <tr key={each.id} className={`case-${state}`}>
                  <td>
                    <svg viewBox="0 0 16 16" className="mark" role="img" aria-label={t(`case_${state}`)}>
                      <path d={{ open: 'M4 8h8', passed: 'M3.5 8.5l3 3 6-7', failed: 'M4 4l8 8M12 4l-8 8' }[state]} />
                    </svg>
                  </td>
                  <td>
                    <input
                      type="text"
                      aria-label={t('caseName')}
                      value={each.name}
                      onChange={(event) => patch(each.id, { name: event.target.value })}
                    />
                  </td>
                  <td>{each.asked}</td>
                  <td className="mono">{wordText(each.expected, words)}</td>
                  <td className="mono">
                    {result === undefined || result.passed ? '' : result.said || wordText(result.outcome, words)}
                  </td>
                  <td className="case-actions">
                    <button type="button" className="link-button" onClick={() => onOpen(each.inputs, each.asked)}>
                      {t('fillIn')}
                    </button>
                    {result?.passed === false ? (
                      <button
                        type="button"
                        className="link-button"
                        onClick={() => patch(each.id, { expected: result.outcome })}
                      >
                        {t('acceptOutcome')}
                      </button>
                    ) : null}
                    <button
                      type="button"
                      className="link-button"
                      onClick={() => onCases(cases.filter(({ id }) => id !== each.id))}
                    >
                      {t('delete')}
                    </button>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </div>
  )
}
