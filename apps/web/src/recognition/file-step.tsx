import { ProblemError } from '@onecity/sdk'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { mostRecognisedBytes, recogniseFile } from '../app/api/recognition.ts'
import { useLanguage, usePick } from '../app/make-text.ts'
import { FileDrop } from '../exchange/file-drop.tsx'
import { formatBytes } from '../ui/format.ts'
import { Failure, Loading } from '../ui/states.tsx'
import { useNumberFormat } from '../ui/time.tsx'
import { useRecognitionText } from './recognition-text.ts'
import { hasValues, type Wizard } from './wizard.ts'
import { useWizard } from './wizard-store.ts'

type Layout = Wizard['layout']
type Asked = { readonly file: File; readonly layout: Layout }

/** Recognises a file and hands it to the wizard. */
const useRecognise = () => {
  const take = useWizard((state) => state.take)
  return useMutation({
    mutationFn: ({ file, layout }: Asked) => recogniseFile(file, layout),
    onSuccess: (found, { file, layout }) => take(file, found, layout),
  })
}

/** Sheets or layers that the server offers because it cannot choose by itself. */
const partsOf = (error: unknown): readonly string[] => {
  const parts = error instanceof ProblemError ? error.problem.params?.['parts'] : undefined
  return Array.isArray(parts) ? parts.map(String) : []
}

const Choice = ({
  name,
  value,
  options,
  onChoose,
}: {
  readonly name: string
  readonly value: string
  readonly options: readonly (readonly [value: string, label: string])[]
  readonly onChoose: (value: string) => void
}) => (
  <label>
    <span>{name}</span>
    <select value={value} onChange={(event) => onChoose(event.target.value)}>
      {options.map(([each, label]) => (
        <option key={each} value={each}>
          {label}
        </option>
      ))}
    </select>
  </label>
)

/** How the file was read, and the choices of reading it otherwise. */
const Reading = ({ wizard, onLayout }: { readonly wizard: Wizard; readonly onLayout: (layout: Layout) => void }) => {
  const t = useRecognitionText()
  const { file, layout } = wizard
  const chosen = file.parts.filter((part) => part.chosen).map(({ name }) => name)
  const part = file.format === 'xlsx' ? 'sheet' : file.format === 'shapefile' ? 'layer' : 'recordPath'
  const parts = file.parts.map(({ name, hidden }): readonly [string, string] => [
    name,
    hidden ? t('hiddenPart', { name }) : name,
  ])
  const say = (name: string, value: string | number | undefined) => onLayout({ ...layout, [name]: value })
  return (
    <div className="reading-choices" title={t('readAgain')}>
      {file.parts.length > 1 ? (
        <Choice
          name={t(part)}
          value={layout[part] === '*' ? '*' : (chosen[0] ?? '')}
          options={part === 'sheet' ? [...parts, ['*', t('allSheets')]] : parts}
          onChoose={(value) => onLayout({ [part]: value })}
        />
      ) : null}
      {file.headerLine === null ? null : (
        <label>
          <span>{t('headerLine')}</span>
          <input
            key={file.headerLine}
            type="number"
            min={0}
            max={1000}
            defaultValue={file.headerLine}
            aria-description={t('headerHint')}
            onBlur={(event) => {
              const line = event.target.valueAsNumber
              if (Number.isInteger(line) && line >= 0 && line !== file.headerLine) say('headerLine', line)
            }}
            onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
          />
          <small className="faint">{t('headerHint')}</small>
        </label>
      )}
      {file.delimiter === null || file.format !== 'csv' ? null : (
        <Choice
          name={t('delimiter')}
          value={file.delimiter}
          options={[
            [',', ','],
            [';', ';'],
            ['\t', t('tab')],
            ['|', '|'],
          ]}
          onChoose={(value) => say('delimiter', value)}
        />
      )}
    </div>
  )
}

const SampleTable = ({ wizard }: { readonly wizard: Wizard }) => {
  const t = useRecognitionText()
  const { columns, rows } = wizard.sample
  if (rows.length === 0) return <p className="soft">{t('rowsWaiting')}</p>
  return (
    <section className="sample">
      <h2>{t('firstRows', { n: rows.length })}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than the page is scrolled by keyboard too */}
      <section className="table-scroll" tabIndex={0} aria-label={t('firstRows', { n: rows.length })}>
        <table className="data-table">
          <thead>
            <tr>
              {columns.map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no identity but their place
              <tr key={index}>
                {columns.map((title, at) => (
                  <td key={title} title={row[at] ?? undefined}>
                    {row[at] ?? ''}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}

export const FileStep = () => {
  const t = useRecognitionText()
  const pick = usePick()
  const language = useLanguage()
  const number = useNumberFormat()
  const { wizard, file, isOtherFile } = useWizard()
  const recognise = useRecognise()
  const [tooLarge, setTooLarge] = useState(false)
  const begin = (chosen: File, layout: Layout) => {
    const isTooLarge = /\.(xlsx|zip)$/i.test(chosen.name) && chosen.size > mostRecognisedBytes
    setTooLarge(isTooLarge)
    if (!isTooLarge) recognise.mutate({ file: chosen, layout })
  }
  const asked = recognise.variables
  const parts = partsOf(recognise.error)
  const shown = recognise.error || recognise.isPending || tooLarge ? null : wizard
  return (
    <div className="recognise-file">
      {shown ? null : (
        <>
          <p className="lead">{t('lead')}</p>
          <FileDrop kinds={t('kinds')} onFile={(chosen) => begin(chosen, {})} />
        </>
      )}
      {tooLarge ? <p className="note">{t('tooLarge')}</p> : null}
      {recognise.isPending ? (
        <>
          <p role="status">{t('reading', { name: asked?.file.name ?? '' })}</p>
          <Loading rows={5} />
        </>
      ) : null}
      {recognise.error ? <Failure error={recognise.error} onRetry={() => asked && recognise.mutate(asked)} /> : null}
      {recognise.error && parts.length > 0 && asked ? (
        <div className="reading-choices">
          <Choice
            name={t(/\.xlsx$/i.test(asked.file.name) ? 'sheet' : 'layer')}
            value=""
            options={[['', '…'], ...parts.map((name): [string, string] => [name, name])]}
            onChoose={(value) =>
              value !== '' && begin(asked.file, { [/\.xlsx$/i.test(asked.file.name) ? 'sheet' : 'layer']: value })
            }
          />
        </div>
      ) : null}
      {shown ? (
        <>
          <div className="chosen">
            <p>
              <b>{shown.fileName}</b>
              <FileDrop compact onFile={(chosen) => begin(chosen, file === null ? shown.layout : {})} />
            </p>
            <p className="soft">
              {[
                shown.file.format?.toUpperCase(),
                shown.file.encoding,
                file ? formatBytes(file.size, language) : null,
                t(shown.read.complete ? 'found' : 'foundPart', {
                  columns: shown.sample.columns.length,
                  records: number(shown.read.records),
                }),
                shown.read.sampled < shown.read.records ? t('looked', { n: number(shown.read.sampled) }) : null,
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            {shown.file.notices.map((notice) => (
              <p key={notice.zh} className="soft">
                {pick(notice)}
              </p>
            ))}
            {isOtherFile ? <p>{t('otherFile')}</p> : null}
            {file ? <Reading wizard={shown} onLayout={(layout) => begin(file, layout)} /> : null}
          </div>
          {hasValues(shown) ? <SampleTable wizard={shown} /> : <FileAgain />}
        </>
      ) : null}
    </div>
  )
}

/** After a reload: what is here, what is not, and the one thing to do. */
export const FileAgain = () => {
  const t = useRecognitionText()
  const wizard = useWizard((state) => state.wizard)
  const recognise = useRecognise()
  if (!wizard || hasValues(wizard)) return null
  return (
    <div className="note file-again" role="status">
      <span>{t('fileAgain')}</span>{' '}
      <FileDrop compact onFile={(file) => recognise.mutate({ file, layout: wizard.layout })} />
      {recognise.error ? <Failure error={recognise.error} /> : null}
    </div>
  )
}
