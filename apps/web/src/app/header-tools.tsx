import { ProblemError } from '@onecity/sdk'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef } from 'react'
import { useConnection } from '../live/use-live.ts'
import { useTour } from '../tour/tour-store.ts'
import { meQuery } from './api/city.ts'
import { setLanguage } from './i18n.ts'
import { Icon, type IconName } from './icons.tsx'
import { useLanguage, usePick } from './make-text.ts'
import { mayDo } from './may-do.ts'
import { type ThemeChoice, useSettings } from './settings.ts'
import { useShellText } from './shell-text.ts'
import { switchRole } from './switch-role.ts'

const LiveState = () => {
  const t = useShellText()
  const connection = useConnection()
  const { data: me } = useQuery(meQuery)
  // A role without the feed is refused over and over: that is no fault to show.
  if (me && !mayDo(me.actions, 'live.read')) return null
  return (
    <span className={`live live-${connection}`} role="status" title={t('live_hint')}>
      <i aria-hidden="true" />
      <span>{t(`live_${connection}`)}</span>
    </span>
  )
}

const nextTheme: Record<ThemeChoice, ThemeChoice> = { system: 'light', light: 'dark', dark: 'system' }
const themeIcon: Record<ThemeChoice, IconName> = { system: 'screen', light: 'sun', dark: 'moon' }

const ThemeSwitch = () => {
  const t = useShellText()
  const choice = useSettings((state) => state.themeChoice)
  const choose = useSettings((state) => state.chooseTheme)
  const name = `${t('theme')}: ${t(`theme_${choice}`)}`
  return (
    <button
      type="button"
      className="icon-button"
      title={name}
      aria-label={name}
      onClick={() => choose(nextTheme[choice])}
    >
      <Icon name={themeIcon[choice]} />
    </button>
  )
}

/** Who one is for now, said plainly to be a stand-in for accounts. */
const RoleSwitch = () => {
  const t = useShellText()
  const pick = usePick()
  const id = useId()
  const panel = useRef<HTMLDivElement>(null)
  const { data: me, error } = useQuery(meQuery)
  const unknown = error instanceof ProblemError && error.problem.params?.['roles'] !== undefined
  useEffect(() => {
    // The cookie names a role that this city does not have (any more): without it the default role applies.
    if (unknown) void switchRole(null)
  }, [unknown])
  if (!me) return null
  const take = (role: string) => {
    panel.current?.hidePopover()
    void switchRole(role)
  }
  return (
    <>
      <button type="button" className="role-button" popoverTarget={id}>
        <span className="role-kind">{t('role')}</span>
        <span className="role-name">{pick(me.role.name)}</span>
        <Icon name="down" size={14} />
      </button>
      <div id={id} ref={panel} popover="auto" className="popover role-panel">
        <p>{t('roleNote')}</p>
        <ul>
          {me.roles.map((role) => (
            <li key={role.id}>
              <button type="button" aria-pressed={role.id === me.role.id} onClick={() => take(role.id)}>
                {pick(role.name)}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}

const TourButton = () => {
  const t = useShellText()
  const isOpen = useTour((state) => state.isOpen)
  const { open, close } = useTour.getState()
  return (
    <button
      type="button"
      className="text-button tour-button"
      aria-pressed={isOpen}
      aria-keyshortcuts="t"
      aria-label={t('tour')}
      title={`${t('tour')} (T)`}
      onClick={isOpen ? close : open}
    >
      <Icon name="tour" />
      <span>{t('tourShort')}</span>
    </button>
  )
}

export const HeaderTools = ({ onHelp }: { readonly onHelp: () => void }) => {
  const t = useShellText()
  const language = useLanguage()
  return (
    <div className="header-tools">
      <LiveState />
      <TourButton />
      <button
        type="button"
        className="icon-button help-button"
        title={`${t('shortcuts')} (?)`}
        aria-label={t('shortcuts')}
        onClick={onHelp}
      >
        <Icon name="keyboard" />
      </button>
      <ThemeSwitch />
      <button
        type="button"
        className="text-button"
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        aria-label={t('languageLabel')}
        onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
      >
        {t('language')}
      </button>
      <RoleSwitch />
    </div>
  )
}
