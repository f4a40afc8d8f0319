import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { draftQuery, meQuery } from '../app/api/city.ts'
import { choicesQuery } from '../app/api/recognition.ts'
import { usePick } from '../app/make-text.ts'
import { mayDo } from '../app/may-do.ts'
import '../city/city.css'
import '../exchange/exchange.css'
import { Empty, Loading } from '../ui/states.tsx'
import { ColumnsStep } from './columns-step.tsx'
import { FileStep } from './file-step.tsx'
import './recognition.css'
import { type RecognitionKey, useRecognitionText } from './recognition-text.ts'
import { ResourceStep } from './resource-step.tsx'
import { ReviewStep } from './review-step.tsx'
import { type Finding, findProblems } from './wizard.ts'
import { type Step, useWizard } from './wizard-store.ts'

const steps: readonly Step[] = [1, 2, 3, 4]

const Findings = ({
  findings,
  onGo,
}: {
  readonly findings: readonly Finding[]
  readonly onGo: (step: Step) => void
}) => {
  const t = useRecognitionText()
  const say = ({ say: key, params }: Finding) =>
    t(key as RecognitionKey, params?.['n'] === undefined ? params : { ...params, count: params['n'] })
  const groups = [
    ['problemsTitle', findings.filter(({ blocks }) => blocks)],
    ['hintsTitle', findings.filter(({ blocks }) => !blocks)],
  ] as const
  return (
    <aside className="findings" aria-live="polite">
      {findings.length === 0 ? <p className="fitting">{t('allGood')}</p> : null}
      {groups.map(([title, list]) =>
        list.length === 0 ? null : (
          <section key={title} className={title === 'problemsTitle' ? 'blocking' : 'hints'}>
            <h2>{t(title)}</h2>
            <ul>
              {list.map((finding) => (
                <li key={`${finding.say} ${JSON.stringify(finding.params)}`}>
                  {say(finding)}{' '}
                  <button type="button" className="link-button" onClick={() => onGo(finding.step)}>
                    {t(`step_${finding.step}`)}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ),
      )}
    </aside>
  )
}

/** From a table to a resource, in four steps that one may go back and forth between. */
export const RecognisePage = () => {
  const t = useRecognitionText()
  const pick = usePick()
  const { wizard, step, go, forget, draft, published } = useWizard()
  const { data: me } = useQuery(meQuery)
  const { data: choices } = useQuery({ ...choicesQuery(wizard?.head.id ?? ''), enabled: wizard !== null })
  const { data: draftNow } = useQuery({ ...draftQuery(draft?.id ?? ''), enabled: draft !== null && published === null })
  if (!me)
    return (
      <main className="page" id="content" tabIndex={-1} aria-label={t('title')}>
        <Loading />
      </main>
    )
  const isLive = published !== null || draftNow?.status === 'published'
  const takenBy = choices?.taken && choices.taken.id === wizard?.head.id && !isLive ? pick(choices.taken.name) : null
  const findings = wizard ? findProblems(wizard, takenBy) : []
  const isBlocked = findings.some(({ blocks }) => blocks) && !isLive
  const mayDraft = mayDo(me.actions, 'city.draft')
  const move = (to: Step) => {
    go(to)
    scrollTo({ top: 0 })
  }
  return (
    <main className="page recognise" id="content" tabIndex={-1}>
      <header className="page-head">
        <h1>{t('title')}</h1>
        <span className="page-head-end">
          {wizard ? (
            <Button size="small" type="text" onClick={forget}>
              {t('startOver')}
            </Button>
          ) : null}
        </span>
      </header>
      {mayDraft ? (
        <>
          <nav aria-label={t('steps')}>
            <ol className="wizard-steps">
              {steps.map((each) => (
                <li key={each}>
                  <button
                    type="button"
                    aria-current={each === step ? 'step' : undefined}
                    disabled={wizard === null && each > 1}
                    onClick={() => move(each)}
                  >
                    <i>{each}</i>
                    {t(`step_${each}`)}
                  </button>
                </li>
              ))}
            </ol>
          </nav>
          {step === 1 || !wizard ? <FileStep /> : null}
          {step === 2 && wizard ? <ColumnsStep wizard={wizard} /> : null}
          {step === 3 && wizard ? (
            <div className="resource-columns">
              <ResourceStep wizard={wizard} choices={choices} />
              <Findings findings={findings} onGo={move} />
            </div>
          ) : null}
          {step === 4 && wizard ? (
            isBlocked ? (
              <>
                <p>{t('mendFirst')}</p>
                <Findings findings={findings} onGo={move} />
              </>
            ) : (
              <ReviewStep wizard={wizard} isLive={isLive} />
            )
          ) : null}
          {wizard && !(isLive && step === 4) ? (
            <footer className="wizard-foot">
              {step > 1 ? <Button onClick={() => move((step - 1) as Step)}>{t('back')}</Button> : <span />}
              {step < 4 ? (
                <Button type="primary" onClick={() => move((step + 1) as Step)}>
                  {t('next', { step: t(`step_${(step + 1) as Step}`) })}
                </Button>
              ) : null}
            </footer>
          ) : null}
        </>
      ) : (
        <Empty title={t('mayNot')}>
          <p>{t('mayNotBody')}</p>
        </Empty>
      )}
    </main>
  )
}
