import type { Item, ResourceDetail } from '@onecity/contracts'
import { templatePath } from '../app/api/catalogue.ts'
import { useLanguage, usePick } from '../app/make-text.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { termText, useUiText } from '../ui/ui-text.ts'
import { unitText } from '../ui/value-text.ts'
import { useExchangeText } from './exchange-text.ts'

const examples: Readonly<Record<string, string>> = {
  integer: '1200',
  decimal: '3.25',
  boolean: 'true',
  date: '2026-03-01',
  datetime: '2026-03-01 08:30:00',
  area: '440304',
  point: '114.0579, 22.5431',
}

/** What a value of the item looks like; identifying numbers are described, never made up. */
const exampleOf = (item: Item): string | null =>
  item.type === 'code'
    ? (item.codes
        ?.slice(0, 3)
        .map((code) => code.value)
        .join(' | ') ?? null)
    : (examples[item.type] ?? null)

/** The columns that a file for this resource needs. */
export const FileSpec = ({
  resource,
  pointTitles,
}: {
  readonly resource: ResourceDetail
  readonly pointTitles: readonly string[]
}) => {
  const t = useExchangeText()
  const ui = useUiText()
  const pick = usePick()
  const language = useLanguage()
  const titlesOf = (item: Item): string =>
    item.type === 'point' && pointTitles.length === 2 ? pointTitles.join(' + ') : [item.id, ...item.headers].join(', ')
  const columns: readonly Column<Item>[] = [
    {
      id: 'item',
      title: t('item'),
      main: true,
      cell: (item) => (
        <>
          {pick(item.name)}
          {resource.key.includes(item.id) ? <span className="label spec-label">{t('keyItem')}</span> : null}
          {!item.optional && item.from === undefined && !resource.key.includes(item.id) ? (
            <span className="label spec-label">{t('required')}</span>
          ) : null}
        </>
      ),
    },
    {
      id: 'titles',
      title: t('titles'),
      cell: (item) =>
        item.from === undefined ? <code>{titlesOf(item)}</code> : <span className="faint">{t('derived')}</span>,
    },
    {
      id: 'example',
      title: t('example'),
      cell: (item) => {
        if (item.from !== undefined) return null
        const example = exampleOf(item)
        return (
          <>
            {example === null ? null : <code>{example}</code>}
            {item.unit ? <span className="unit"> {unitText(item.unit)}</span> : null}
            {example === null ? <span className="faint">{termText(ui, 'type', item.type)}</span> : null}
          </>
        )
      },
    },
  ]
  return (
    <section className="file-spec">
      <header className="section-head">
        <h2>{t('fits')}</h2>
        <a href={templatePath(resource.id, language)} download>
          {t('template')}
        </a>
      </header>
      <DataTable label={t('fits')} columns={columns} rows={resource.items} rowKey={(item) => item.id} />
    </section>
  )
}
