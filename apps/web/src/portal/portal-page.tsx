import type { CitySummary } from '@onecity/contracts'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { setLanguage } from '../app/i18n.ts'
import { useLanguage, usePick } from '../app/make-text.ts'
import { useSettings, useThemeName } from '../app/settings.ts'
import { applyTheme } from '../ui/tokens/tokens.ts'
import { go, usePlace } from './address.ts'
import { AreaList } from './area-list.tsx'
import { useAsk } from './ask.ts'
import { DataDetail } from './data-detail.tsx'
import { DepartmentShelf } from './department-shelf.tsx'
import { OpenData } from './open-data.tsx'
import { Waiting } from './parts.tsx'
import { usePortalText } from './portal-text.ts'

const elderKey = 'onecity-elder'

const useElder = (): readonly [boolean, () => void] => {
  const [elder, setElder] = useState(() => localStorage.getItem(elderKey) === 'on')
  useLayoutEffect(() => {
    document.documentElement.classList.toggle('elder', elder)
  }, [elder])
  const toggle = () => {
    localStorage.setItem(elderKey, elder ? 'off' : 'on')
    setElder(!elder)
  }
  return [elder, toggle]
}

const Header = ({ name }: { readonly name: string | undefined }) => {
  const t = usePortalText()
  const language = useLanguage()
  const theme = useThemeName()
  const choose = useSettings((state) => state.chooseTheme)
  const [elder, toggleElder] = useElder()
  const other = theme === 'dark' ? 'light' : 'dark'
  return (
    <header className="top">
      <a className="name" href="/portal">
        {name ?? 'OneCity'}
        <span>{t('portal')}</span>
      </a>
      <div className="tools">
        <button type="button" aria-pressed={elder} onClick={toggleElder}>
          {elder ? t('elderOff') : t('elder')}
        </button>
        <button type="button" onClick={() => choose(other)}>
          {t(`theme_${other}`)}
        </button>
        <button
          type="button"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          aria-label={t('languageLabel')}
          onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
        >
          {t('language')}
        </button>
      </div>
    </header>
  )
}

const SearchBox = ({ q }: { readonly q: string }) => {
  const t = usePortalText()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (input.current) input.current.value = q
  }, [q])
  return (
    <search>
      <form
        className="find"
        onSubmit={(event) => {
          event.preventDefault()
          go({ q: input.current?.value.trim() ?? '' })
        }}
      >
        <label htmlFor="q">{t('search')}</label>
        <div>
          <input ref={input} id="q" type="search" defaultValue={q} placeholder={t('searchHint')} maxLength={100} />
          <button type="submit" className="main-action">
            {t('find')}
          </button>
        </div>
      </form>
    </search>
  )
}

const Home = ({ city, q }: { readonly city: CitySummary; readonly q: string }) => {
  const t = usePortalText()
  const pick = usePick()
  const sections = ['open', 'departments', 'areas', 'later'] as const
  return (
    <>
      <h1>{t('title', { city: pick(city.name) })}</h1>
      {q === '' ? <p className="lede">{t('lede')}</p> : null}
      <SearchBox q={q} />
      {q === '' ? (
        <nav className="sections" aria-label={t('sections')}>
          {sections.map((id) => (
            <a key={id} href={`#${id}`}>
              {t(id)}
            </a>
          ))}
        </nav>
      ) : null}
      <OpenData key={q} q={q} timeZone={city.timeZone} />
      {q === '' ? (
        <>
          <DepartmentShelf />
          <AreaList />
          <section id="later" tabIndex={-1}>
            <h2>{t('later')}</h2>
            <p>{t('laterBody')}</p>
          </section>
        </>
      ) : null}
    </>
  )
}

/** The page for everybody: what is open, who holds which data, and where one is. */
export const PortalPage = () => {
  const t = usePortalText()
  const pick = usePick()
  const theme = useThemeName()
  const { q, resource } = usePlace()
  useLayoutEffect(() => applyTheme(theme), [theme])
  const answer = useAsk<CitySummary>('/api/city')
  const city = answer.data
  const name = city ? pick(city.name) : undefined
  useEffect(() => {
    if (name) document.title = `${name} · ${t('portal')}`
  }, [name, t])
  const hasNoVisitor = answer.error?.problem?.params?.['roles'] !== undefined
  return (
    <>
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <Header name={name} />
      <main id="content" tabIndex={-1}>
        {hasNoVisitor ? (
          <>
            <h1>OneCity</h1>
            <p>{t('noVisitor')}</p>
          </>
        ) : !city ? (
          <>
            <h1>OneCity</h1>
            <Waiting answer={answer} />
          </>
        ) : resource !== null ? (
          <DataDetail key={resource} id={resource} q={q} timeZone={city.timeZone} />
        ) : (
          <Home city={city} q={q} />
        )}
      </main>
      <footer>
        <a href="/">{t('office')}</a>
        {city && city.notes.length > 0 ? (
          <details>
            <summary>{t('about')}</summary>
            {city.notes.slice(0, 3).map((note) => (
              <p key={note.title}>{pick(note.text)}</p>
            ))}
          </details>
        ) : null}
      </footer>
    </>
  )
}
