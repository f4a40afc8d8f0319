import { Button } from 'antd'
import { Icon } from '../app/icons.tsx'
import './tour-entry.css'
import { useTour } from './tour-store.ts'
import { useTourText } from './tour-text.ts'
import { useTourSteps } from './use-tour-progress.ts'

/** The way into the tour: what it shows, and where one is in it. */
export const TourEntry = () => {
  const t = useTourText()
  const steps = useTourSteps()
  const { at, done, begun, isOpen, open, goTo } = useTour()
  return (
    <section className="tour-entry">
      <h2>{t('title')}</h2>
      <p className="soft">{t('lede', { n: steps.length === 0 ? '…' : steps.length })}</p>
      {isOpen ? null : (
        <Button type="primary" size="large" onClick={open}>
          {begun === null
            ? t('start')
            : t('resume', {
                n:
                  Math.max(
                    0,
                    steps.findIndex(({ id }) => id === at),
                  ) + 1,
              })}
        </Button>
      )}
      <ol>
        {steps.map((step, i) => (
          <li key={step.id}>
            <button
              type="button"
              className={done.includes(step.id) ? 'reached' : ''}
              onClick={() => {
                goTo(step.id)
                open()
              }}
            >
              <span className="tour-number">{done.includes(step.id) ? <Icon name="check" size={14} /> : i + 1}</span>
              {t(`${step.id}Title`)}
              {done.includes(step.id) ? <span className="visually-hidden"> ({t('isDone')})</span> : null}
            </button>
          </li>
        ))}
      </ol>
      <p className="faint small tour-keys">{t('keys')}</p>
    </section>
  )
}
