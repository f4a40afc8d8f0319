import type { FilePreview, ResourceDetail } from '@onecity/contracts'
import { usePick } from '../app/make-text.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { ColumnNames } from './column-names.tsx'
import { ConstantsForm } from './constants-form.tsx'
import { useExchangeText } from './exchange-text.ts'
import { type Layout, withChoice, withColumn } from './file-preview.ts'
import { unpivotOf, withColumnNames, withHeaderLine } from './layout-parts.ts'
import { MappingTable } from './mapping-table.tsx'
import { UnpivotForm } from './unpivot-form.tsx'

const delimiters = [',', ';', '\t', '|'] as const
const rowsShown = 8

type PreviewRow = FilePreview['rows'][number]

/** Which part of the file is meant, and where its header stands. */
const PartChoices = ({
  preview,
  onLayout,
}: {
  readonly preview: FilePreview
  readonly onLayout: (layout: Layout) => void
}) => {
  const t = useExchangeText()
  const { format, parts, headerLine, delimiter, recordPath } = preview
  const change = (name: string, value: unknown) => onLayout(withChoice(preview.layout, name, value))
  const chosen = parts.filter((part) => part.chosen)
  const partName = format === 'xlsx' ? 'sheet' : format === 'shapefile' ? 'layer' : 'recordPath'
  return (
    <div className="preview-choices">
      {parts.length > 1 || (format === 'json' && parts.length > 0) ? (
        <label>
          <span>{t(partName)}</span>
          <select
            value={chosen.length > 1 ? '*' : format === 'json' ? (recordPath ?? '') : (chosen[0]?.name ?? '')}
            onChange={(event) => change(partName, event.target.value)}
          >
            {format === 'xlsx' ? <option value="*">{t('allSheets')}</option> : null}
            {parts.map(({ name, hidden, records }) => (
              <option key={name} value={name}>
                {hidden ? t('hiddenPart', { name }) : name}
                {records === undefined ? '' : ` (${records})`}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      {headerLine === null ? null : (
        <label>
          <span>{t('headerLine')}</span>
          <select
            value={headerLine}
            onChange={(event) => {
              const line = Number(event.target.value)
              const numbered = preview.columns.map((_, at) => t('columnNumber', { n: at + 1 }))
              onLayout(line === 0 ? withColumnNames(preview.layout, numbered) : withHeaderLine(preview.layout, line))
            }}
          >
            {Array.from({ length: Math.max(10, headerLine) + 1 }, (_, line) => line).map((line) =>
              line === 0 ? (
                <option key={line} value={0}>
                  {t('noHeader')}
                </option>
              ) : (
                <option key={line} value={line}>
                  {line}
                </option>
              ),
            )}
          </select>
        </label>
      )}
      {delimiter === null ? null : (
        <label>
          <span>{t('delimiter')}</span>
          <select value={delimiter} onChange={(event) => change('delimiter', event.target.value)}>
            {delimiters.map((each) => (
              <option key={each} value={each}>
                {each === '\t' ? t('tab') : each}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  )
}

const FirstRows = ({ resource, preview }: { readonly resource: ResourceDetail; readonly preview: FilePreview }) => {
  const t = useExchangeText()
  const pick = usePick()
  const items = [...new Set(preview.rows.flatMap((row) => row.cells.map((cell) => cell.item)))]
  const nameOf = (id: string) => {
    const item = resource.items.find((each) => each.id === id)
    return item ? pick(item.name) : id
  }
  const columns: readonly Column<PreviewRow>[] = [
    { id: 'place', title: t('place'), main: true, cell: (row) => row.place },
    ...(preview.rows.some(({ rules }) => rules.length > 0)
      ? [
          {
            id: 'rules',
            title: t('rules'),
            wrap: true,
            cell: (row: PreviewRow) =>
              preview.quality
                .filter(({ rule }) => row.rules.includes(rule))
                .map(({ rule, title, severity }) => (
                  <span key={rule} className={severity === 'reject' ? 'broken-rule lacking' : 'broken-rule'}>
                    {pick(title)}
                  </span>
                )),
          },
        ]
      : []),
    ...items.map(
      (id): Column<PreviewRow> => ({
        id,
        title: nameOf(id),
        cell: (row) => {
          if (row.fault) return <span className="lacking">{pick(row.fault)}</span>
          const cell = row.cells.find((each) => each.item === id)
          if (!cell) return null
          if (!cell.reason) return cell.value === null ? <span className="faint">–</span> : cell.value
          return (
            <span className="lacking">
              {cell.delivered ?? ''} <small>{pick(cell.reason)}</small>
            </span>
          )
        },
      }),
    ),
  ]
  return (
    <>
      <h3>{t('firstRows')}</h3>
      <div className="preview-rows">
        <DataTable
          label={t('firstRows')}
          columns={columns}
          rows={preview.rows.slice(0, rowsShown)}
          rowKey={(row) => row.place}
        />
      </div>
    </>
  )
}

/** What the server makes of a file, with everything about its layout to be changed before it is sent. */
export const PreviewPanel = ({
  resource,
  preview,
  wide,
  kept,
  onLayout,
}: {
  readonly resource: ResourceDetail
  readonly preview: FilePreview
  /** Columns of the file as they stand there, before any are turned into rows. */
  readonly wide: FilePreview['columns']
  /** Changes when another file or mapping is taken: what is half written in the forms goes then. */
  readonly kept: string
  readonly onLayout: (layout: Layout) => void
}) => {
  const t = useExchangeText()
  const pick = usePick()
  return (
    <section className="preview-panel" aria-label={t('preview')}>
      <header className="section-head">
        <h2>{t('preview')}</h2>
      </header>
      <p className="soft">{t('previewHint')}</p>
      <PartChoices preview={preview} onLayout={onLayout} />
      {preview.headerLine === 0 ? (
        <ColumnNames
          key={`${preview.columns.length} ${kept}`}
          resource={resource}
          preview={preview}
          onLayout={onLayout}
        />
      ) : null}
      <details
        key={kept}
        className="layout-more"
        ref={(element) => {
          // Opened once where there is something to see; after that it is the reader's.
          if (element && element.dataset['seen'] === undefined) {
            element.dataset['seen'] = ''
            element.open = unpivotOf(preview.layout) !== undefined || preview.layout['constants'] !== undefined
          }
        }}
      >
        <summary>{t('shapeOfTable')}</summary>
        <UnpivotForm
          key={`unpivot ${kept}`}
          resource={resource}
          layout={preview.layout}
          wide={wide}
          onLayout={onLayout}
        />
        <ConstantsForm key={`constants ${kept}`} resource={resource} layout={preview.layout} onLayout={onLayout} />
      </details>
      <MappingTable
        resource={resource}
        preview={preview}
        onChange={(title, item) => onLayout(withColumn(preview.layout, title, item))}
      />
      {preview.rows.some(({ cells, fault }) => cells.length > 0 || fault) ? (
        <FirstRows resource={resource} preview={preview} />
      ) : null}
      {preview.notices.map((notice) => (
        <p key={notice.zh} className="soft">
          {pick(notice)}
        </p>
      ))}
    </section>
  )
}
