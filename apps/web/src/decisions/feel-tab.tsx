import type { Json } from '@onecity/decision'
import { useEffect, useState } from 'react'
import { useLanguage } from '../app/make-text.ts'
import { askDesk } from './ask-desk.ts'
import { useDecisionsText } from './decisions-text.ts'
import type { Drafts, SaidProblem } from './desk-protocol.ts'
import { FaultNotice } from './fault-notice.tsx'
import { ProblemLine } from './problem-line.tsx'
import { type Compiled, type DeskFault, faultOf } from './use-desk.ts'
import { ValueView } from './value-view.tsx'

/** One expression, tried with the inputs at hand and what was decided from them. */
export const FeelTab = ({
  compiled,
  asked,
  drafts,
}: {
  readonly compiled: Compiled
  readonly asked: string | null
  readonly drafts: Drafts
}) => {
  const t = useDecisionsText()
  const language = useLanguage()
  const [source, setSource] = useState('')
  const [answer, setAnswer] = useState<{ value: Json } | { problems: readonly SaidProblem[] } | null>(null)
  const [fault, setFault] = useState<DeskFault | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the desk holds the compiled model: a new one asks anew
  useEffect(() => {
    if (source.trim() === '') {
      setAnswer(null)
      return
    }
    let isCurrent = true
    const timer = setTimeout(() => {
      askDesk('feel', source, asked, drafts, language).then(
        (newest) => {
          if (!isCurrent) return
          setAnswer(newest)
          setFault(null)
        },
        (problem: unknown) => isCurrent && setFault(faultOf(problem)),
      )
    }, 80)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [source, asked, drafts, language, compiled])
  return (
    <div className="feel-tab">
      <label className="soft" htmlFor="feel-line">
        {t('feelBody')}
      </label>
      <textarea
        id="feel-line"
        className="mono"
        rows={Math.min(8, Math.max(1, source.split('\n').length))}
        value={source}
        spellCheck={false}
        autoCapitalize="off"
        placeholder={'for i in 1..3 return i ** 2'}
        onChange={(event) => setSource(event.target.value)}
      />
      <FaultNotice fault={fault} />
      <div className="feel-answer" aria-live="polite">
        {answer && 'value' in answer ? <ValueView value={answer.value} /> : null}
        {answer && 'problems' in answer
          ? answer.problems.map((problem) => (
              <ProblemLine
                key={`${problem.code} ${problem.span?.from ?? ''}`}
                problem={{ ...problem, source }}
                onMend={setSource}
              />
            ))
          : null}
      </div>
    </div>
  )
}
