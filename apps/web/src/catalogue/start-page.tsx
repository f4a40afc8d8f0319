import type { CitySummary, ResourceSummary } from '@onecity/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo, useRef } from 'react'
import { resourceQuery, resourcesQuery } from '../app/api/catalogue.ts'
import { areasQuery, cityQuery, meQuery } from '../app/api/city.ts'
import { outlinesQuery } from '../app/api/places.ts'
import { rowsQuery } from '../app/api/registers.ts'
import { usePick } from '../app/make-text.ts'
import { mayDo } from '../app/may-do.ts'
import { switchRole } from '../app/switch-role.ts'
import { isPoint } from '../map/map-style.ts'
import { OutlinePicture } from '../map/outline-picture.tsx'
import { placeOfRow } from '../map/row-place.ts'
import { TourEntry } from '../tour/tour-entry.tsx'
import { Failure, Loading } from '../ui/states.tsx'
import { Ago, useNumberFormat } from '../ui/time.tsx'
import './start.css'
import { LatestBatches, LiveChanges } from './start-lists.tsx'
import { useStartText } from './start-text.ts'

/** The largest registers, which hold nearly all rows where a city has more than these. */
const largest = resourcesQuery({ hasRows: true, sort: 'rows', limit: 500 })
const mostPoints = 300

const SearchCity = () => {
  const t = useStartText()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  return (
    <search>
      <form
        className="start-search"
        onSubmit={(event) => {
          event.preventDefault()
          const q = input.current?.value.trim() ?? ''
          void navigate({ to: '/catalogue', search: q === '' ? {} : { q } })
        }}
      >
        <input ref={input} type="search" placeholder={t('search')} aria-label={t('search')} />
        <Button size="large" htmlType="submit">
          {t('searchGo')}
        </Button>
      </form>
    </search>
  )
}

const Figures = ({ city, filled }: { readonly city: CitySummary; readonly filled: readonly ResourceSummary[] }) => {
  const t = useStartText()
  const number = useNumberFormat()
  const rowsOf = (resources: readonly ResourceSummary[]) =>
    resources.reduce((sum, { register }) => sum + register.rows, 0)
  const rows = rowsOf(filled)
  const simulated = rowsOf(filled.filter(({ register }) => register.simulatedRows))
  const last = filled
    .map(({ register }) => register.lastBatchAt ?? '')
    .sort()
    .at(-1)
  return (
    <dl className="start-counts">
      {(['areas', 'departments', 'resources'] as const).map((kind) => (
        <div key={kind}>
          <dt>{t(kind, { count: city.counts[kind] })}</dt>
          <dd>{number(city.counts[kind])}</dd>
        </div>
      ))}
      <div>
        <dt>{t('rows', { count: rows })}</dt>
        <dd>{number(rows)}</dd>
        {simulated > 0 ? (
          <dd className="start-simulated">
            {simulated === rows ? t('allSimulated') : t('someSimulated', { n: number(simulated) })}
          </dd>
        ) : null}
      </div>
      {last ? (
        <div>
          <dt>{t('lastArrival')}</dt>
          <dd>
            <Ago at={last} />
          </dd>
        </div>
      ) : null}
    </dl>
  )
}

/** The city as a drawing, with the points of its largest register that needs no purpose. */
const MapPicture = () => {
  const t = useStartText()
  const pick = usePick()
  const outlines = useQuery(outlinesQuery).data
  const areas = useQuery(areasQuery).data
  const layer = useQuery(resourcesQuery({ mappable: true, hasRows: true, personal: false, sort: 'rows', limit: 1 }))
    .data?.resources[0]
  const detail = useQuery({ ...resourceQuery(layer?.id ?? ''), enabled: layer !== undefined }).data
  const isReadable = detail?.reading.allowed === true && detail.reading.purposes.length === 0
  const rows = useQuery({ ...rowsQuery(layer?.id ?? '', { limit: mostPoints }), enabled: isReadable }).data
  const points = useMemo(
    () =>
      rows?.rows
        .map(({ values }) => placeOfRow(detail?.items ?? [], values))
        .filter((place) => place && isPoint(place)),
    [rows, detail],
  ) as readonly (readonly [number, number])[] | undefined
  if (!outlines || !areas || outlines.length === 0) return null
  return (
    <figure className="start-map">
      <Link to="/map" search={layer ? { layers: layer.id } : {}} aria-label={t('map')}>
        <OutlinePicture outlines={outlines} areas={areas} points={points ?? []} />
      </Link>
      <figcaption>
        <Link to="/map" search={layer ? { layers: layer.id } : {}}>
          {t('map')}
        </Link>
        <span className="faint">
          {layer && points && points.length > 0 ? `${t('mapPoints', { name: pick(layer.name) })} · ` : null}
          {t('mapNote')}
        </span>
      </figcaption>
    </figure>
  )
}

const knownRoles = ['visitor', 'data-steward', 'district-steward-futian', 'duty-officer', 'operator'] as const
const isKnown = (id: string): id is (typeof knownRoles)[number] => (knownRoles as readonly string[]).includes(id)

const Roles = () => {
  const t = useStartText()
  const pick = usePick()
  const { data: me } = useQuery(meQuery)
  if (!me) return null
  return (
    <section>
      <h2>{t('rolesTitle')}</h2>
      <p className="soft">{t('rolesBody')}</p>
      <ul className="start-roles">
        {me.roles.map((role) => (
          <li key={role.id}>
            <span>
              <b>{pick(role.name)}</b>
              {isKnown(role.id) ? <span className="soft">{t(`role_${role.id}`)}</span> : null}
            </span>
            <Button
              size="small"
              disabled={role.id === me.role.id}
              aria-label={`${t(role.id === me.role.id ? 'roleNow' : 'roleTake')} ${pick(role.name)}`}
              onClick={() => void switchRole(role.id)}
            >
              {t(role.id === me.role.id ? 'roleNow' : 'roleTake')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

const NoRowsYet = ({ resources }: { readonly resources: number }) => {
  const t = useStartText()
  const number = useNumberFormat()
  return (
    <section className="start-empty">
      <h2>{t('emptyTitle')}</h2>
      <p>{t('emptyBody', { n: number(resources) })}</p>
      <p>
        <Link to="/import">{t('emptyImport')}</Link>
        <Link to="/recognise">{t('emptyRecognise')}</Link>
      </p>
    </section>
  )
}

const Sources = ({ city }: { readonly city: CitySummary }) => {
  const t = useStartText()
  const pick = usePick()
  if (city.notes.length === 0) return null
  return (
    <details className="start-sources">
      <summary>
        <h2>{t('sources')}</h2>
      </summary>
      <dl>
        {city.notes.map((note) => (
          <div key={note.title}>
            <dt>
              {note.title}
              {note.licence ? <span className="faint"> · {note.licence}</span> : null}
            </dt>
            <dd>{pick(note.text)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

export const StartPage = () => {
  const t = useStartText()
  const pick = usePick()
  const { data: city, error, refetch } = useQuery(cityQuery)
  const { data: me } = useQuery(meQuery)
  const filled = useQuery(largest).data?.resources
  if (error && !city) {
    return (
      <main className="page" id="content">
        <Failure error={error} onRetry={() => void refetch()} />
      </main>
    )
  }
  const may = (action: string) => me !== undefined && mayDo(me.actions, action)
  return (
    <main className="page start" id="content" tabIndex={-1}>
      <header className="start-head">
        <h1>{city ? t('headline', { city: pick(city.name) }) : ' '}</h1>
        <p className="lede">{t('lede')}</p>
        <SearchCity />
        {city && filled ? <Figures city={city} filled={filled} /> : <Loading rows={1} />}
        {city ? (
          <p className="start-version soft small">
            <Link to="/status">{t('version', { version: city.version })}</Link> {t('published')}{' '}
            <Ago at={city.publishedAt} />
            {city.demo ? <span>{t('demo')}</span> : null}
          </p>
        ) : null}
      </header>
      <MapPicture />
      <div className="start-main">
        {city && filled?.length === 0 ? <NoRowsYet resources={city.counts.resources} /> : null}
        <TourEntry />
        <Roles />
      </div>
      <aside className="start-side">
        {may('batches.read') ? (
          <section>
            <h2>{t('now')}</h2>
            <LatestBatches />
          </section>
        ) : null}
        {may('live.read') ? (
          <section>
            <h2>{t('changes')}</h2>
            <LiveChanges />
          </section>
        ) : null}
        <section>
          <h2>{t('portalTitle')}</h2>
          <p className="soft">{t('portalBody')}</p>
          <a href="/portal">{t('portalGo')}</a>
        </section>
      </aside>
      {city ? <Sources city={city} /> : null}
    </main>
  )
}
