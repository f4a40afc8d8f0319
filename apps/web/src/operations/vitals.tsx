import type { OperationsStatus } from '@onecity/contracts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { cityQuery, readyQuery } from '../app/api/city.ts'
import { useLanguage } from '../app/make-text.ts'
import { useConnection } from '../live/use-live.ts'
import { formatBytes, formatDuration } from '../ui/format.ts'
import { Ago, useNow, useNumberFormat } from '../ui/time.tsx'
import { useOperationsText } from './operations-text.ts'

/** A backup older than this is worth a word. */
const backupOldMs = 36 * 3_600_000

type State = 'good' | 'attention' | 'bad'

const Vital = (props: {
  readonly name: string
  readonly state: State
  readonly said: string
  readonly children?: ReactNode
}) => (
  <li className={`vital vital-${props.state}`}>
    <span className="vital-mark" aria-hidden="true" />
    <div>
      <p className="vital-head">
        <b>{props.name}</b> <span>{props.said}</span>
      </p>
      {props.children ? <p className="soft">{props.children}</p> : null}
    </div>
  </li>
)

/** Each part of the installation with one word, and what to know about it: what is wrong stands out by form and word. */
export const Vitals = ({ status }: { readonly status: OperationsStatus }) => {
  const t = useOperationsText()
  const language = useLanguage()
  const number = useNumberFormat()
  const connection = useConnection()
  const { data: city } = useQuery(cityQuery)
  const { data: health } = useQuery(readyQuery)
  const now = useNow()
  const { database, disk, clock, changes, lastBackup } = status
  const bytes = (count: number) => formatBytes(count, language)
  /** The database's clock was set back: times in the feed wait until it has caught up. */
  const feedAhead = changes.aheadMs >= 2_000
  const oldBackup = !lastBackup || now - Date.parse(lastBackup.at) > backupOldMs
  return (
    <ul className="vitals">
      <Vital
        name={t('database')}
        state={database.schema === 'ok' ? 'good' : 'bad'}
        said={database.schema === 'ok' ? t('ok') : database.schema}
      >
        PostgreSQL {database.version} · {database.embedded ? t('embedded') : t('external')} · {bytes(database.bytes)} ·{' '}
        {t('connections', { used: number(database.connections.used), most: number(database.connections.most) })}
      </Vital>
      <Vital name={t('disk')} state={disk.low ? 'bad' : 'good'} said={disk.low ? t('diskLow') : t('ok')}>
        <meter
          className="disk-meter"
          min={0}
          max={disk.totalBytes}
          value={disk.totalBytes - disk.freeBytes}
          aria-label={t('disk')}
        />
        {t('diskFree', {
          free: bytes(disk.freeBytes),
          total: bytes(disk.totalBytes),
          least: bytes(disk.leastFreeBytes),
        })}
      </Vital>
      <Vital name={t('clock')} state={clock.off ? 'attention' : 'good'} said={clock.off ? t('clockOff') : t('ok')}>
        {clock.off ? t('clockAhead', { by: formatDuration(Math.abs(clock.aheadMs) / 1000, language) }) : null}
      </Vital>
      <Vital
        name={t('feed')}
        state={(changes.waiting > 0 && changes.lastAt === null) || feedAhead ? 'attention' : 'good'}
        said={
          feedAhead
            ? t('feedAhead', { by: formatDuration(changes.aheadMs / 1000, language) })
            : changes.waiting > 0
              ? t('feedWaiting', { n: number(changes.waiting), count: changes.waiting })
              : t('ok')
        }
      >
        {t('feedNumber', { n: number(changes.highest) })}
        {changes.lastAt ? (
          <>
            {' · '}
            <Ago at={changes.lastAt} />
          </>
        ) : null}
      </Vital>
      <Vital
        name={t('cityFolder')}
        state={city?.refused ? 'attention' : 'good'}
        said={city?.refused ? t('folderRefused') : t('ok')}
      >
        {city ? t('inForce', { version: city.version }) : null}
      </Vital>
      <Vital name={t('backup')} state={oldBackup ? 'attention' : 'good'} said={lastBackup ? '' : t('noBackup')}>
        {lastBackup ? (
          <>
            <Ago at={lastBackup.at} /> · <code>{lastBackup.folder}</code>
          </>
        ) : (
          <code>onecity backup DIR</code>
        )}
      </Vital>
      <Vital name={t('live')} state={connection === 'open' ? 'good' : 'attention'} said={t(`live_${connection}`)} />
      {Object.entries(health?.checks ?? {})
        .filter(([name, said]) => said !== 'ok' && name !== 'migrations')
        .map(([name, said]) => (
          <Vital key={name} name={name} state="bad" said={said} />
        ))}
    </ul>
  )
}
