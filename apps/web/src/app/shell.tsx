import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useRef, useState } from 'react'
import { useLive } from '../live/use-live.ts'
import { useTour } from '../tour/tour-store.ts'
import { cityQuery } from './api/city.ts'
import { HeaderTools } from './header-tools.tsx'
import { Icon, type IconName } from './icons.tsx'
import { usePick } from './make-text.ts'
import { queryClient } from './providers.tsx'
import { useShellText } from './shell-text.ts'
import { useShortcuts } from './shortcuts.ts'
import { ShortcutsPanel } from './shortcuts-panel.tsx'

const TourPanel = lazy(async () => ({ default: (await import('../tour/tour-panel.tsx')).TourPanel }))

const pages = [
  { to: '/', name: 'start' },
  { to: '/catalogue', name: 'catalogue' },
  { to: '/recognise', name: 'recognise' },
  { to: '/import', name: 'import' },
  { to: '/batches', name: 'batches' },
  { to: '/map', name: 'map' },
  { to: '/decisions', name: 'decisions' },
  { to: '/city', name: 'city' },
  { to: '/status', name: 'status' },
] as const satisfies readonly { to: string; name: IconName }[]

const Navigation = () => {
  const t = useShellText()
  return (
    <nav className="nav" aria-label={t('navigation')}>
      {pages.map(({ to, name }) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: to === '/', includeSearch: false }}
          className={`nav-link nav-${name}`}
        >
          <Icon name={name} />
          <span>{t(name)}</span>
        </Link>
      ))}
    </nav>
  )
}

const RefusedNotice = () => {
  const t = useShellText()
  const { data: city } = useQuery(cityQuery)
  const isToldBelow = useRouterState({ select: (state) => state.location.pathname === '/city' })
  if (!city?.refused || isToldBelow) return null
  return (
    <p className="refused" role="status">
      {t('refused', { version: city.version })}
      <Link to="/city">{t('refusedLink')}</Link>
    </p>
  )
}

/** The frame of every page: who and where one is, the way to the other pages, and what is live. */
export const Shell = () => {
  const t = useShellText()
  const pick = usePick()
  const navigate = useNavigate()
  const { data: city } = useQuery(cityQuery)
  const search = useRef<HTMLInputElement>(null)
  const [help, setHelp] = useState(false)
  const isTouring = useTour((state) => state.isOpen)
  const { open: openTour, close: closeTour } = useTour.getState()
  const onMap = useRouterState({ select: (state) => state.location.pathname.startsWith('/map') })
  useShortcuts({
    go: (to) => void navigate({ to }),
    search: () => search.current?.focus(),
    help: () => setHelp(true),
    tour: isTouring ? closeTour : openTour,
  })
  useLive({ types: ['city', 'batch', 'change', 'hello'] }, (event) => {
    if (event.type === 'city' || event.type === 'hello') void queryClient.invalidateQueries()
    else if (event.type === 'batch') {
      queryClient.setQueryData(['batch', event.batch.id], event.batch)
      if (event.batch.finishedAt !== null) void queryClient.invalidateQueries({ queryKey: ['batches'] })
    } else void queryClient.invalidateQueries({ queryKey: ['resources'] })
  })
  return (
    <div className={`shell ${onMap ? 'shell-map' : ''} ${isTouring ? 'shell-tour' : ''}`}>
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <header className="header">
        <Link to="/" className="brand">
          <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
            <path d="M4 12h16" />
          </svg>
          <b>{city ? pick(city.name) : 'OneCity'}</b>
          {city ? <span className="brand-sub">OneCity 一城</span> : null}
        </Link>
        <search className="header-search">
          <form
            onSubmit={(event) => {
              event.preventDefault()
              const q = search.current?.value.trim() ?? ''
              void navigate({ to: '/catalogue', search: q === '' ? {} : { q } })
            }}
          >
            <Icon name="search" size={16} />
            <input
              ref={search}
              type="search"
              placeholder={t('search')}
              aria-label={t('search')}
              aria-keyshortcuts="/"
            />
            <kbd>/</kbd>
          </form>
        </search>
        <HeaderTools onHelp={() => setHelp(true)} />
      </header>
      <Navigation />
      <div className="stage">
        <RefusedNotice />
        <Outlet />
      </div>
      {isTouring ? (
        <Suspense>
          <TourPanel />
        </Suspense>
      ) : null}
      {help ? <ShortcutsPanel onClose={() => setHelp(false)} /> : null}
    </div>
  )
}
