import type { CityVersion } from '@onecity/contracts'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { cityQuery, differencesQuery, exportPath, meQuery, versionsQuery } from '../app/api/city.ts'
import { usePick } from '../app/make-text.ts'
import { mayDo } from '../app/may-do.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { Failure, Loading } from '../ui/states.tsx'
import { Ago, At, useNumberFormat } from '../ui/time.tsx'
import './city.css'
import { useCityText } from './city-text.ts'
import { BreakingList, DifferenceList } from './difference-list.tsx'
import { DraftList } from './draft-list.tsx'
import { FolderNotices } from './folder-notices.tsx'

const route = getRouteApi('/city')

/** What a version changed against the one before it. */
const VersionDetail = ({ version, canExport }: { readonly version: CityVersion; readonly canExport: boolean }) => {
  const t = useCityText()
  const { number, breaking } = version
  const { data, error, refetch } = useQuery({
    ...differencesQuery(number - 1, number),
    enabled: number > 1 && canExport,
  })
  return (
    <section className="version-detail" aria-label={t('differencesOf', { from: number - 1, to: number })}>
      <header>
        <h2>{number === 1 ? t('first') : t('differencesOf', { from: number - 1, to: number })}</h2>
        {canExport ? (
          <a href={exportPath(number)} download>
            {t('exportOne', { version: number })}
          </a>
        ) : null}
      </header>
      {canExport ? null : <p className="note">{t('mayNotCompare')}</p>}
      <BreakingList breaking={breaking} />
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {number > 1 && canExport && !data && !error ? <Loading rows={4} /> : null}
      {data ? <DifferenceList differences={data.differences} total={data.total} /> : null}
    </section>
  )
}

const useColumns = (): readonly Column<CityVersion>[] => {
  const t = useCityText()
  const pick = usePick()
  const number = useNumberFormat()
  return [
    { id: 'number', title: t('version'), main: true, align: 'end', cell: (version) => version.number },
    { id: 'when', title: t('when'), cell: (version) => <Ago at={version.publishedAt} /> },
    {
      id: 'what',
      title: t('what'),
      wrap: true,
      cell: (version) => (
        <>
          {version.number === 1 ? t('first') : version.summary ? pick(version.summary) : t('notSummed')}
          {version.breaking.length > 0 ? (
            <span className="label label-breaking">{t('breakingMark', { count: version.breaking.length })}</span>
          ) : null}
        </>
      ),
    },
    {
      id: 'from',
      title: t('from'),
      wrap: true,
      cell: (version) =>
        version.origin === 'web'
          ? t('fromWeb', { title: version.title ?? '', author: version.author ?? '' })
          : t('fromFolder'),
    },
    { id: 'resources', title: t('resources'), align: 'end', wide: true, cell: (version) => number(version.resources) },
  ]
}

export const CityPage = () => {
  const t = useCityText()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { data: city } = useQuery(cityQuery)
  const { data: me } = useQuery(meQuery)
  const versions = useQuery(versionsQuery)
  const columns = useColumns()
  const canExport = me !== undefined && mayDo(me.actions, 'city.export')
  const all = versions.data?.versions ?? []
  const chosen = all.find(({ number }) => String(number) === search.version) ?? all[0]
  return (
    <main className="page" id="content" tabIndex={-1}>
      <header className="page-head">
        <h1>{t('title')}</h1>
        {city ? (
          <span className="soft">
            {t('inForce', { version: city.version })} · <At at={city.publishedAt} />
          </span>
        ) : null}
        {city && canExport ? (
          <a className="page-head-end" href={exportPath(city.version)} download>
            {t('exportLive')}
          </a>
        ) : null}
      </header>
      {city ? <FolderNotices city={city} /> : null}
      <div className="city-columns">
        <div>
          <section>
            <h2>{t('versions')}</h2>
            {versions.error ? <Failure error={versions.error} onRetry={() => void versions.refetch()} /> : null}
            {versions.isPending ? <Loading rows={5} /> : null}
            {versions.data ? (
              <DataTable
                label={t('versions')}
                columns={columns}
                rows={all}
                rowKey={(version) => String(version.number)}
                selectedKey={chosen ? String(chosen.number) : null}
                onOpen={(version) => void navigate({ search: { version: String(version.number) }, replace: true })}
              />
            ) : null}
          </section>
          {chosen ? <VersionDetail key={chosen.number} version={chosen} canExport={canExport} /> : null}
        </div>
        <DraftList />
      </div>
    </main>
  )
}
