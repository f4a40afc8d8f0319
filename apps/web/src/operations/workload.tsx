import type { OperationsStatus } from '@onecity/contracts'
import { Link } from '@tanstack/react-router'
import { useLanguage, usePick } from '../app/make-text.ts'
import { formatBytes } from '../ui/format.ts'
import { At, useNumberFormat } from '../ui/time.tsx'
import { useOperationsText } from './operations-text.ts'

/** What is being done right now, as a row of figures. */
export const Workload = ({ status }: { readonly status: OperationsStatus }) => {
  const t = useOperationsText()
  const number = useNumberFormat()
  const { batches, jobs } = status
  const figures = [
    { name: t('receiving'), value: batches.receiving, to: 'receiving' },
    { name: t('merging'), value: batches.merging, to: 'merging' },
    { name: t('held'), value: batches.held, to: 'held' },
    { name: t('failedToday'), value: batches.failedToday, to: 'failed' },
  ]
  return (
    <dl className="workload">
      {figures.map(({ name, value, to }) => (
        <div key={to}>
          <dt>{name}</dt>
          <dd>
            <Link to="/batches" search={{ status: to }}>
              {number(value)}
            </Link>
          </dd>
        </div>
      ))}
      <div>
        <dt>{t('jobsWaiting')}</dt>
        <dd>{number(jobs.waiting)}</dd>
      </div>
      <div>
        <dt>{t('jobsFailing')}</dt>
        <dd className={jobs.failing > 0 ? 'workload-bad' : undefined}>{number(jobs.failing)}</dd>
      </div>
    </dl>
  )
}

/** The largest registers, drawn to one scale of rows. */
export const LargestRegisters = ({ status }: { readonly status: OperationsStatus }) => {
  const t = useOperationsText()
  const pick = usePick()
  const language = useLanguage()
  const number = useNumberFormat()
  const most = Math.max(1, ...status.registers.map((each) => each.rows))
  if (status.registers.length === 0) return <p className="soft">{t('noRegisters')}</p>
  return (
    <ol className="largest">
      {status.registers.map((each) => (
        <li key={each.resource}>
          <Link to="/catalogue/$resourceId" params={{ resourceId: each.resource }}>
            {pick(each.name)}
          </Link>
          <span className="largest-figures">
            {t('rowsAndBytes', { n: number(each.rows), count: each.rows, bytes: formatBytes(each.bytes, language) })}
          </span>
          <span className="largest-bar" style={{ inlineSize: `${(each.rows / most) * 100}%` }} aria-hidden="true" />
        </li>
      ))}
    </ol>
  )
}

export const ThisProcess = ({ status }: { readonly status: OperationsStatus }) => {
  const t = useOperationsText()
  return (
    <dl className="facts">
      <dt>{t('program')}</dt>
      <dd>OneCity {status.programVersion}</dd>
      <dt>{t('startedAt')}</dt>
      <dd>
        <At at={status.startedAt} />
      </dd>
      <dt>{t('processRoles')}</dt>
      <dd>{status.roles.join(' · ')}</dd>
    </dl>
  )
}
