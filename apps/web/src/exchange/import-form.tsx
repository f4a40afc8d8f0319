import type { ResourceDetail } from '@onecity/contracts'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { templateTitlesQuery } from '../app/api/catalogue.ts'
import { useLanguage, usePick } from '../app/make-text.ts'
import { crsNames } from '../app/vocabulary.ts'
import { formatBytes } from '../ui/format.ts'
import { termText, useUiText } from '../ui/ui-text.ts'
import { useExchangeText } from './exchange-text.ts'
import { FileDrop } from './file-drop.tsx'
import { FileSpec } from './file-spec.tsx'
import { type FirstLook, fitHeader, type HeaderFit, inspectFile } from './inspect-file.ts'
import { useTransfer } from './transfer.ts'

const encodings = ['utf-8', 'gb18030', 'utf-16le'] as const
const keyedModes = ['upsert', 'append', 'replace', 'delete'] as const
const keylessModes = ['append', 'replace'] as const

type Look = { readonly file: File; readonly look: FirstLook | null; readonly looking: boolean }

const LookSummary = ({
  look,
  fit,
  file,
}: {
  readonly look: FirstLook
  readonly fit: HeaderFit
  readonly file: File
}) => {
  const t = useExchangeText()
  const language = useLanguage()
  const join = (names: readonly string[]) => names.join(language === 'zh' ? '、' : ', ')
  return (
    <div className="look" role="status">
      <p className="soft">
        {t('firstLook', {
          format: `${look.format.toUpperCase()}${look.gzip ? ' (gzip)' : ''}`,
          encoding: look.encoding,
          size: formatBytes(file.size, language),
        })}
      </p>
      <p className={fit.missing.length > 0 ? 'lacking' : 'fitting'}>
        {fit.missing.length > 0 ? t('lacking', { columns: join(fit.missing) }) : t('allThere')}
      </p>
      {fit.ignored.length > 0 ? <p className="soft">{t('ignoredColumns', { columns: join(fit.ignored) })}</p> : null}
    </div>
  )
}

/** Titles of the template that belong to no item by name: the two columns of the position. */
const usePointTitles = (resource: ResourceDetail): readonly string[] => {
  const { data: titles } = useQuery({ ...templateTitlesQuery(resource.id), enabled: resource.hasPoint })
  const named = new Set(
    resource.items.flatMap((item) => [item.id, item.name.zh, item.name.en ?? item.id, ...item.headers]),
  )
  const others = titles?.filter((title) => !named.has(title)) ?? []
  return others.length === 2 ? others : []
}

export const ImportForm = ({ resource }: { readonly resource: ResourceDetail }) => {
  const t = useExchangeText()
  const ui = useUiText()
  const pick = usePick()
  const begin = useTransfer((state) => state.begin)
  const [chosen, setChosen] = useState<Look | null>(null)
  const keyless = resource.key.length === 0
  const [mode, setMode] = useState<(typeof keyedModes)[number]>(keyless ? 'append' : 'upsert')
  const [crs, setCrs] = useState('')
  const [encoding, setEncoding] = useState('')
  const pointTitles = usePointTitles(resource)
  const fit = chosen?.look ? fitHeader(chosen.look.header, resource.items, pointTitles) : null

  const choose = (file: File) => {
    setChosen({ file, look: null, looking: true })
    void inspectFile(file)
      .catch(() => null)
      .then((look) => setChosen((now) => (now?.file === file ? { file, look, looking: false } : now)))
  }
  const send = () => {
    if (!chosen) return
    begin({
      resource: resource.id,
      file: chosen.file,
      mode,
      crs: crs === '' ? undefined : crs,
      encoding: encoding === '' ? undefined : encoding,
    })
  }

  return (
    <div className="import-columns">
      <form
        className="import-form"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        {chosen === null ? (
          <FileDrop onFile={choose} />
        ) : (
          <div className="chosen">
            <p>
              <b>{chosen.file.name}</b>
              <FileDrop compact onFile={choose} />
            </p>
            {chosen.looking ? <p className="soft">{t('looking')}</p> : null}
            {chosen.look && fit ? <LookSummary look={chosen.look} fit={fit} file={chosen.file} /> : null}
            {!chosen.looking && chosen.look === null ? <p className="soft">{t('unreadable')}</p> : null}
          </div>
        )}
        <fieldset className="modes">
          <legend>{t('mode')}</legend>
          {(keyless ? keylessModes : keyedModes).map((candidate) => (
            <label key={candidate}>
              <input type="radio" name="mode" checked={mode === candidate} onChange={() => setMode(candidate)} />
              <span>
                {termText(ui, 'mode', candidate)}
                <small>{t(`${candidate}Hint`)}</small>
              </span>
            </label>
          ))}
          {keyless ? <p className="soft">{t('noKeyHint')}</p> : null}
        </fieldset>
        <details className="more-options">
          <summary>{t('options')}</summary>
          <label>
            <span>{t('encoding')}</span>
            <select value={encoding} onChange={(event) => setEncoding(event.target.value)}>
              <option value="">{t('auto')}</option>
              {encodings.map((name) => (
                <option key={name} value={name}>
                  {name.toUpperCase()}
                </option>
              ))}
            </select>
          </label>
          {resource.geometry !== null ? (
            <label>
              <span>{t('crs')}</span>
              <select value={crs} onChange={(event) => setCrs(event.target.value)}>
                <option value="">{t('crsAuto', { crs: resource.crs })}</option>
                {crsNames.map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
          ) : null}
        </details>
        <p className="form-end">
          <Button type="primary" size="large" htmlType="submit" disabled={chosen === null}>
            {t('send')} {chosen === null ? '' : `→ ${pick(resource.name)}`}
          </Button>
        </p>
      </form>
      <FileSpec resource={resource} pointTitles={pointTitles} look={chosen?.look ?? null} fit={fit} />
    </div>
  )
}
