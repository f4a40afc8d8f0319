import type { FilePreview, ResourceDetail } from '@onecity/contracts'
import { usePick } from '../app/make-text.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { useExchangeText } from './exchange-text.ts'

type FileColumn = FilePreview['columns'][number] & { readonly at: number }

/** The columns of a file, each with the item it feeds, to be changed. */
export const MappingTable = ({
  resource,
  preview,
  onChange,
}: {
  readonly resource: ResourceDetail
  readonly preview: FilePreview
  readonly onChange: (title: string, item: string | null) => void
}) => {
  const t = useExchangeText()
  const pick = usePick()
  const targets = resource.items.flatMap((item) => {
    if (item.from !== undefined) return []
    const name = pick(item.name)
    if (item.type !== 'point') return [{ id: item.id, name }]
    return [
      { id: item.id, name },
      { id: `${item.id}.lng`, name: t('lng', { name }) },
      { id: `${item.id}.lat`, name: t('lat', { name }) },
    ]
  })
  const nameOf = (id: string) => targets.find((target) => target.id === id)?.name ?? id
  const columns: readonly Column<FileColumn>[] = [
    { id: 'name', title: t('column'), main: true, cell: ({ name }) => (name === '' ? t('unnamed') : name) },
    {
      id: 'item',
      title: t('feeds'),
      cell: ({ name, item, likely }) =>
        name === '' ? (
          <span className="faint">{t('feedsNothing')}</span>
        ) : (
          <span className="mapping-choice">
            <select
              aria-label={`${name} → ${t('feeds')}`}
              value={item ?? ''}
              onChange={(event) => onChange(name, event.target.value === '' ? null : event.target.value)}
            >
              <option value="">{t('feedsNothing')}</option>
              {targets.map((target) => (
                <option key={target.id} value={target.id}>
                  {target.name}
                </option>
              ))}
            </select>
            {item === null && likely !== null ? (
              <button type="button" className="link-like" onClick={() => onChange(name, likely)}>
                {t('perhaps', { item: nameOf(likely) })}
              </button>
            ) : null}
          </span>
        ),
    },
    {
      id: 'examples',
      title: t('examples'),
      cell: ({ examples }) => <code className="mapping-examples">{examples.slice(0, 2).join(' · ') || '–'}</code>,
    },
  ]
  return (
    <DataTable
      label={t('column')}
      columns={columns}
      rows={preview.columns.map((column, at) => ({ ...column, at }))}
      rowKey={({ at }) => String(at)}
    />
  )
}
