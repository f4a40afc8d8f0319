import type { FilePreview, ResourceDetail } from '@onecity/contracts'
import { ProblemError } from '@onecity/sdk'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { templateTitlesQuery } from '../app/api/catalogue.ts'
import { batchQuery, readAsQuery } from '../app/api/exchange.ts'
import { useLanguage, usePick } from '../app/make-text.ts'
import { crsNames } from '../app/vocabulary.ts'
import { formatBytes } from '../ui/format.ts'
import { termText, useUiText } from '../ui/ui-text.ts'
import { useExchangeText } from './exchange-text.ts'
import { FileDrop } from './file-drop.tsx'
import { filePreviewQuery, isTooLargeToLook, type Layout, withChoice } from './file-preview.ts'
import { FileSpec } from './file-spec.tsx'
import { MappingFile } from './mapping-file.tsx'
import { PreviewPanel } from './preview-panel.tsx'
import { useTransfer } from './transfer.ts'

const encodings = ['utf-8', 'gb18030', 'utf-16le'] as const
const keyedModes = ['upsert', 'append', 'replace', 'delete'] as const
const keylessModes = ['append', 'replace'] as const

const Summary = ({
  resource,
  preview,
  file,
}: {
  readonly resource: ResourceDetail
  readonly preview: FilePreview
  readonly file: File
}) => {
  const t = useExchangeText()
  const pick = usePick()
  const language = useLanguage()
  const join = (names: readonly string[]) => names.join(language === 'zh' ? '、' : ', ')
  const nameOf = (id: string) => {
    const item = resource.items.find((each) => each.id === id)
    return item ? pick(item.name) : id
  }
  const { missing, columns, records, faulty, complete } = preview
  const ignored = columns.filter(({ item, by, name }) => item === null && by !== 'left-out' && name !== '')
  const ignoredNames = ignored.slice(0, 12).map(({ name }) => name)
  return (
    <div className="look" role="status">
      <p className="soft">
        {t('firstLook', {
          format: (preview.format ?? '').toUpperCase(),
          encoding: (preview.encoding ?? 'utf-8').toUpperCase(),
          size: formatBytes(file.size, language),
        })}
      </p>
      <p className={missing.length > 0 ? 'lacking' : 'fitting'}>
        {missing.length > 0 ? t('lacking', { columns: join(missing.map(nameOf)) }) : t('allThere')}
      </p>
      <p className={faulty > 0 ? 'lacking' : 'soft'}>
        {t('looked', { count: records, n: records })}
        {complete ? t('wholeFile') : ''}
        {language === 'zh' ? '，' : ', '}
        {faulty > 0 ? t('wouldReject', { n: faulty }) : t('noneWouldReject')}
      </p>
      {preview.quality.map(({ rule, title, severity, rows }) => (
        <p key={rule} className={severity === 'reject' ? 'lacking' : 'soft'}>
          {t(severity === 'reject' ? 'lookedRejected' : 'lookedWarned', {
            count: rows,
            n: rows,
            rule: pick(title),
          })}
        </p>
      ))}
      {ignoredNames.length > 0 ? <p className="soft">{t('ignoredColumns', { columns: join(ignoredNames) })}</p> : null}
    </div>
  )
}

/** Why the file could not be looked at. The same would happen to it when sent. */
const PreviewFailure = ({ error }: { readonly error: Error }) => {
  const t = useExchangeText()
  const pick = usePick()
  const problem = error instanceof ProblemError ? error.problem : null
  return (
    <div className="look">
      <p className="lacking">{problem ? pick(problem.message) : t('unreadable')}</p>
      {problem?.detail ? <p className="soft">{problem.detail}</p> : null}
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

/** The columns of the file as they stand there: of a table that is turned into rows they are not those of the preview. */
const useWideColumns = (
  resource: string,
  file: File | null,
  none: File,
  layout: Layout,
  preview: FilePreview | undefined,
) => {
  const { unpivot, map: _, ...plain } = layout
  const before = JSON.stringify(plain)
  const { data } = useQuery({
    ...filePreviewQuery(resource, file ?? none, before === '{}' ? undefined : before),
    enabled: file !== null && unpivot !== undefined,
  })
  return (unpivot === undefined ? preview : data)?.columns ?? []
}

const layoutIn = (mapping: string): Layout | null => {
  try {
    return JSON.parse(mapping) as Layout
  } catch {
    return null
  }
}

export const ImportForm = ({
  resource,
  like,
}: {
  readonly resource: ResourceDetail
  /** A batch whose file was read as this one shall be. */
  readonly like?: string | undefined
}) => {
  const t = useExchangeText()
  const ui = useUiText()
  const pick = usePick()
  const begin = useTransfer((state) => state.begin)
  const [file, setFile] = useState<File | null>(null)
  /** Text of a column mapping: chosen here, or a file as it was loaded. */
  const [mapping, setMapping] = useState<string | undefined>(undefined)
  const keyless = resource.key.length === 0
  const [mode, setMode] = useState<(typeof keyedModes)[number]>(keyless ? 'append' : 'upsert')
  const pointTitles = usePointTitles(resource)
  const none = useMemo(() => new File([], ''), [])
  const looking = useQuery({
    ...filePreviewQuery(resource.id, file ?? none, mapping),
    enabled: file !== null && !isTooLargeToLook(file),
    // While another layout is tried the last preview stays, so that what one is changing does not jump away.
    placeholderData: (before) => (file === null ? undefined : before),
  })
  // What was seen last stays beside a layout that is refused: the forms that made it must not go away with it.
  const last = useRef<{ file: File; preview: FilePreview } | null>(null)
  if (file !== null && looking.data && !looking.isPlaceholderData) last.current = { file, preview: looking.data }
  const seen = looking.data ?? (last.current?.file === file ? last.current?.preview : undefined)
  const tried = looking.error && mapping !== undefined ? layoutIn(mapping) : null
  const preview = file === null || !seen ? undefined : tried ? { ...seen, layout: tried } : seen
  const layout: Layout = preview?.layout ?? {}
  const wide = useWideColumns(resource.id, file, none, layout, preview)
  const onLayout = (next: Layout) => setMapping(Object.keys(next).length === 0 ? undefined : JSON.stringify(next))

  const model = useQuery({ ...batchQuery(like ?? ''), enabled: like !== undefined }).data
  const { data: readAs } = useQuery({ ...readAsQuery(like ?? ''), enabled: like !== undefined })
  const likeMapping = readAs ? JSON.stringify(readAs.layout) : undefined
  const [leftModel, setLeftModel] = useState(false)
  const modelled = likeMapping !== undefined && !leftModel
  /** Counts what is taken from elsewhere: half-written forms begin anew then. */
  const [taken, setTaken] = useState(0)
  const take = (next: string | undefined) => {
    setMapping(next)
    setTaken((count) => count + 1)
  }
  // Only with the preview of what was taken: before that the layout beside it is the old one.
  const arrived = useRef(taken)
  if (looking.data && !looking.isPlaceholderData) arrived.current = taken
  const choose = (next: File) => {
    setFile(next)
    take(modelled ? likeMapping : undefined)
  }
  const send = () => {
    if (file) begin({ resource: resource.id, file, mode, mapping })
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
        {modelled && model ? (
          <p className="note">
            {t('likeBatch')}：
            <Link to="/batches/$batchId" params={{ batchId: model.id }}>
              {model.fileName ?? t('noFile')}
            </Link>{' '}
            <button
              type="button"
              className="link-like"
              onClick={() => {
                setLeftModel(true)
                if (mapping === likeMapping) take(undefined)
              }}
            >
              {t('likeNot')}
            </button>
          </p>
        ) : null}
        {file === null ? (
          <FileDrop onFile={choose} />
        ) : (
          <div className="chosen" aria-busy={looking.isFetching}>
            <p>
              <b>{file.name}</b>
              <FileDrop compact onFile={choose} />
            </p>
            {looking.isLoading ? <p className="soft">{t('looking')}</p> : null}
            {isTooLargeToLook(file) ? <p className="soft">{t('tooLargeToLook')}</p> : null}
            {looking.error ? <PreviewFailure error={looking.error} /> : null}
            {preview && !looking.error ? <Summary resource={resource} preview={preview} file={file} /> : null}
            <MappingFile mapping={mapping} layout={layout} resource={resource.id} onMapping={take} />
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
            <select
              value={String(layout['encoding'] ?? '')}
              disabled={!preview}
              onChange={(event) => onLayout(withChoice(layout, 'encoding', event.target.value || undefined))}
            >
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
              <select
                value={String(layout['crs'] ?? '')}
                disabled={!preview}
                onChange={(event) => onLayout(withChoice(layout, 'crs', event.target.value || undefined))}
              >
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
          <Button type="primary" size="large" htmlType="submit" disabled={file === null}>
            {t('send')} {file === null ? '' : `→ ${pick(resource.name)}`}
          </Button>
        </p>
      </form>
      <div>
        {preview ? (
          <PreviewPanel
            resource={resource}
            preview={preview}
            wide={wide}
            kept={`${file?.name} ${file?.lastModified} ${arrived.current}`}
            onLayout={onLayout}
          />
        ) : null}
        <FileSpec resource={resource} pointTitles={pointTitles} />
      </div>
    </div>
  )
}
