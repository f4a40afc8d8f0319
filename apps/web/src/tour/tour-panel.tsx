import { useQuery } from '@tanstack/react-query'
import { useNavigate, useRouter } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { meQuery } from '../app/api/city.ts'
import { Icon } from '../app/icons.tsx'
import { usePick } from '../app/make-text.ts'
import { useIsPhone } from '../app/settings.ts'
import { isTyping } from '../app/shortcuts.ts'
import { switchRole } from '../app/switch-role.ts'
import { useTransfer } from '../exchange/transfer.ts'
import { useWizard } from '../recognition/wizard-store.ts'
import { Loading } from '../ui/states.tsx'
import { BeginTourDraft } from './begin-tour-draft.tsx'
import { downloadSample, dropSample, type SampleName } from './sample-files.ts'
import './tour.css'
import type { Step } from './tour-steps.ts'
import { useTour } from './tour-store.ts'
import { useTourText } from './tour-text.ts'
import { useTourProgress, useTourSteps } from './use-tour-progress.ts'

const Sample = ({ name }: { readonly name: SampleName }) => {
  const t = useTourText()
  const [missing, setMissing] = useState(false)
  return (
    <div className="tour-sample">
      <Button onClick={() => setMissing(!dropSample(name))}>{t('sampleUse')}</Button>
      <button type="button" className="link-button" onClick={() => downloadSample(name)}>
        {t('sampleGet')}
      </button>
      {missing ? <p role="status">{t('sampleMissing')}</p> : null}
    </div>
  )
}

const Command = ({ text }: { readonly text: string }) => {
  const t = useTourText()
  const [copied, setCopied] = useState(false)
  return (
    <p className="tour-command">
      <code>{text}</code>
      <button
        type="button"
        className="link-button"
        onClick={() => void navigator.clipboard?.writeText(text).then(() => setCopied(true))}
      >
        {copied ? t('copied') : t('copy')}
      </button>
    </p>
  )
}

/** Takes the step's role and opens its page; a finished import makes room for the next one. */
const useGo = () => {
  const navigate = useNavigate()
  const { data: me } = useQuery(meQuery)
  const isPhone = useIsPhone()
  const { fold } = useTour.getState()
  const canTake = (role: string) => me?.roles.some(({ id }) => id === role) === true
  const take = async (role: string) => {
    if (me?.role.id !== role && canTake(role)) await switchRole(role)
  }
  const go = async (step: Step) => {
    const { transfer, forget } = useTransfer.getState()
    if (transfer?.phase === 'done' || transfer?.phase === 'failed') forget()
    await take(step.role)
    await navigate(step.link)
    if (isPhone) fold(true)
  }
  return { go, take, canTake, me }
}

const StepBody = ({ step, done }: { readonly step: Step; readonly done: boolean }) => {
  const t = useTourText()
  const pick = usePick()
  const { go, take, canTake, me } = useGo()
  const nameOf = (role: string) => {
    const known = me?.roles.find(({ id }) => id === role)
    return known ? pick(known.name) : role
  }
  const role = canTake(step.role) ? step.role : (me?.role.id ?? step.role)
  return (
    <>
      <p className="tour-see">{t(`${step.id}See`)}</p>
      <p className="tour-go">
        <Button type="primary" onClick={() => void go(step)}>
          {t('go', { role: nameOf(role) })}
        </Button>
      </p>
      <h3>{t('try')}</h3>
      <ol>
        {t(`${step.id}Try`)
          .split('\n')
          .map((line) => (
            <li key={line}>{line}</li>
          ))}
      </ol>
      {step.sample ? <Sample name={step.sample} /> : null}
      {step.id === 'draft' ? <BeginTourDraft /> : null}
      {step.also.some(canTake) ? (
        <p className="tour-also">
          {[step.role, ...step.also].filter(canTake).map((each) => (
            <Button key={each} size="small" disabled={me?.role.id === each} onClick={() => void take(each)}>
              {t(me?.role.id === each ? 'nowAs' : 'also', { role: nameOf(each) })}
            </Button>
          ))}
        </p>
      ) : null}
      {step.commands.map((command) => (
        <Command key={command} text={command} />
      ))}
      <p className={done ? 'tour-known reached' : 'tour-known'} role="status">
        <Icon name={done ? 'check' : 'tour'} size={16} />
        <span>
          <b>{t(done ? 'reached' : 'waiting')}</b> {t(`${step.id}Known`)}
        </span>
      </p>
      <h3>{t('why')}</h3>
      <p className="soft">{t(`${step.id}Why`)}</p>
    </>
  )
}

/** The steps beside the page: nothing is covered or locked, any step can be taken, and each ticks itself. */
export const TourPanel = () => {
  const t = useTourText()
  const steps = useTourSteps()
  const { isFolded, at, done, close, fold, goTo, restart } = useTour()
  const index = Math.max(
    0,
    steps.findIndex(({ id }) => id === at),
  )
  const step = steps[index]
  const body = useRef<HTMLDivElement>(null)
  const router = useRouter()
  const recognised = useWizard((state) => state.wizard !== null)
  useTourProgress(steps, step?.id, recognised)
  const move = (to: number) => {
    const next = steps[to]
    if (!next) return
    goTo(next.id)
    body.current?.scrollTo(0, 0)
  }
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    if (event.key === 'n') move(index + 1)
    else if (event.key === 'p') move(index - 1)
  })
  useEffect(() => {
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  const isLast = index === steps.length - 1
  return (
    <aside className={isFolded ? 'tour tour-folded' : 'tour'} aria-label={t('title')}>
      <header>
        <p className="tour-name">
          <b>{t('title')}</b>
          <span className="soft">{step ? `${index + 1} / ${steps.length}` : null}</span>
        </p>
        <button
          type="button"
          className="icon-button tour-fold"
          aria-expanded={!isFolded}
          aria-label={t(isFolded ? 'unfold' : 'fold')}
          onClick={() => fold(!isFolded)}
        >
          <Icon name={isFolded ? 'up' : 'down'} />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={t('close')}
          title={`${t('close')} (T)`}
          onClick={close}
        >
          <Icon name="close" />
        </button>
      </header>
      <nav className="tour-steps" aria-label={t('steps')}>
        {steps.map(({ id }, i) => {
          const reached = done.includes(id)
          const name = `${t('stepOf', { n: i + 1, all: steps.length })} ${t(`${id}Title`)}${reached ? ` (${t('isDone')})` : ''}`
          return (
            <button
              key={id}
              type="button"
              className={reached ? 'reached' : ''}
              aria-current={i === index ? 'step' : undefined}
              aria-label={name}
              title={t(`${id}Title`)}
              onClick={() => move(i)}
            >
              {reached ? <Icon name="check" size={14} /> : i + 1}
            </button>
          )
        })}
      </nav>
      <div className="tour-body" ref={body} key={step?.id}>
        {step ? (
          <>
            <h2>{t(`${step.id}Title`)}</h2>
            <StepBody step={step} done={done.includes(step.id)} />
          </>
        ) : (
          <Loading rows={4} />
        )}
      </div>
      <footer>
        <Button disabled={index === 0} onClick={() => move(index - 1)}>
          {t('previous')}
        </Button>
        {isLast ? (
          <>
            <button type="button" className="link-button" onClick={restart}>
              {t('again')}
            </button>
            <Button
              onClick={() => {
                close()
                void router.navigate({ to: '/' })
              }}
            >
              {t('finish')}
            </Button>
          </>
        ) : (
          <Button type={step && done.includes(step.id) ? 'primary' : 'default'} onClick={() => move(index + 1)}>
            {t('next')}
          </Button>
        )}
      </footer>
    </aside>
  )
}
