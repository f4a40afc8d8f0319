import type { LocatedProblem } from '@onecity/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { cityQuery, meQuery } from '../app/api/city.ts'
import { operationsQuery } from '../app/api/operations.ts'
import { usePick } from '../app/make-text.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { Failure, Loading } from '../ui/states.tsx'
import { At, useNumberFormat } from '../ui/time.tsx'
import './operations.css'
import { useOperationsText } from './operations-text.ts'
import { Vitals } from './vitals.tsx'
import { LargestRegisters, ThisProcess, Workload } from './workload.tsx'

const Problems = ({ problems }: { readonly problems: readonly LocatedProblem[] }) => {
  const t = useOperationsText()
  const columns: readonly Column<LocatedProblem>[] = [
    {
      id: 'place',
      title: t('place'),
      main: true,
      wrap: true,
      cell: (problem) => <code className="problem-place">{`${problem.file}:${problem.line}:${problem.column}`}</code>,
    },
    {
      id: 'problem',
      title: t('problem'),
      wrap: true,
      cell: (problem) => (
        <>
          {problem.message}
          {problem.expected ? <span className="soft"> · {t('expected', { text: problem.expected })}</span> : null}
          {problem.didYouMean ? <b> · {t('meant', { text: problem.didYouMean })}</b> : null}
        </>
      ),
    },
  ]
  return (
    <DataTable
      label={t('problem')}
      columns={columns}
      rows={problems}
      rowKey={(problem) => `${problem.file}:${problem.line}:${problem.column} ${problem.message}`}
    />
  )
}

const CityState = () => {
  const t = useOperationsText()
  const number = useNumberFormat()
  const { data: city, error, refetch } = useQuery(cityQuery)
  if (error) return <Failure error={error} onRetry={() => void refetch()} />
  if (!city) return <Loading rows={3} />
  return (
    <section>
      <h2>{t('cityFolder')}</h2>
      <p>
        {t('inForce', { version: city.version })}{' '}
        <span className="soft">
          · <At at={city.publishedAt} />
        </span>{' '}
        <Link to="/city">{t('versions')}</Link>
      </p>
      {city.refused ? (
        <div className="refusal">
          <h3>{t('refusedTitle', { count: city.refused.problems.length, n: number(city.refused.problems.length) })}</h3>
          <p className="soft">
            <At at={city.refused.at} /> · {t('refusedBody')}
          </p>
          <Problems problems={city.refused.problems} />
        </div>
      ) : null}
    </section>
  )
}

const Roles = () => {
  const t = useOperationsText()
  const pick = usePick()
  const { data: me } = useQuery(meQuery)
  if (!me) return null
  const actions = [...new Set(me.actions)].sort()
  return (
    <section>
      <h2>{t('roles')}</h2>
      <ul className="role-list">
        {me.roles.map((role) => (
          <li key={role.id}>
            {pick(role.name)} <code className="faint">{role.id}</code>
            {role.id === me.role.id ? <span className="label">{t('current')}</span> : null}
          </li>
        ))}
      </ul>
      <h3>{t('actions')}</h3>
      <p className="soft">{actions.includes('*') ? t('everything') : <code>{actions.join('  ')}</code>}</p>
    </section>
  )
}

const Installation = () => {
  const t = useOperationsText()
  const { data: status, error, refetch } = useQuery(operationsQuery)
  // What was known stays on the page while the server is away; the first thing said is that it is.
  if (!status) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading rows={8} />
  return (
    <>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      <section>
        <h2>{t('parts')}</h2>
        <Vitals status={status} />
      </section>
      <section>
        <h2>{t('work')}</h2>
        <Workload status={status} />
      </section>
      <section>
        <h2>{t('largest')}</h2>
        <LargestRegisters status={status} />
      </section>
      <section>
        <h2>{t('thisProcess')}</h2>
        <ThisProcess status={status} />
      </section>
    </>
  )
}

export const StatusPage = () => {
  const t = useOperationsText()
  return (
    <main className="page" id="content" tabIndex={-1}>
      <header className="page-head">
        <h1>{t('title')}</h1>
      </header>
      <div className="status-columns">
        <div>
          <Installation />
        </div>
        <div>
          <CityState />
          <Roles />
        </div>
      </div>
    </main>
  )
}
