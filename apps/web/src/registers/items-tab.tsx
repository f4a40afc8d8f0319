import type { Item, ResourceDetail } from '@onecity/contracts'
import { usePick } from '../app/make-text.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { ShareMark } from '../ui/state-marks.tsx'
import { useNumberFormat } from '../ui/time.tsx'
import { termText, useUiText } from '../ui/ui-text.ts'
import { unitText } from '../ui/value-text.ts'
import { useRegistersText } from './registers-text.ts'

const Codes = ({ codes }: { readonly codes: NonNullable<Item['codes']> }) => {
  const t = useRegistersText()
  const pick = usePick()
  const number = useNumberFormat()
  return (
    <details className="codes">
      <summary>{t('codes', { count: codes.length, n: number(codes.length) })}</summary>
      <dl>
        {codes.map((code) => (
          <div key={code.value}>
            <dt className="mono">{code.value}</dt>
            <dd>{pick(code.name)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

/** What each column of the register holds, how it is checked, and how much of it the reader sees. */
export const ItemsTab = ({ resource }: { readonly resource: ResourceDetail }) => {
  const t = useRegistersText()
  const ui = useUiText()
  const pick = usePick()
  const nameOf = (id: string) => {
    const item = resource.items.find((candidate) => candidate.id === id)
    return item ? pick(item.name) : id
  }
  const rules = (item: Item): readonly string[] => [
    ...(item.optional ? [t('optional')] : [t('required')]),
    ...(item.index ? [t('indexed')] : []),
    ...(item.max === undefined ? [] : [t('max', { n: item.max })]),
    ...(item.scale === undefined ? [] : [t('scale', { count: item.scale, n: item.scale })]),
    ...(item.from === undefined ? [] : [t('fromItem', { item: nameOf(item.from) })]),
    ...(item.derived === undefined ? [] : [t('fromItem', { item: nameOf(item.derived) })]),
  ]
  const access = (item: Item): readonly string[] => [
    ...(item.sensitive === 'low' || item.sensitive === 'high' ? [t(`sensitive_${item.sensitive}`)] : []),
    ...(resource.reading.hiddenItems.includes(item.id) ? [t('hiddenForYou')] : []),
    ...(resource.reading.maskedItems.includes(item.id) ? [t('maskedForYou')] : []),
  ]
  const columns: readonly Column<Item>[] = [
    {
      id: 'name',
      title: t('itemName'),
      main: true,
      cell: (item) => (
        <>
          {pick(item.name)}
          {resource.key.includes(item.id) ? <span className="label key-label">{t('key')}</span> : null}
        </>
      ),
    },
    { id: 'id', title: t('itemId'), cell: (item) => <code>{item.id}</code> },
    {
      id: 'data',
      title: t('itemData'),
      cell: (item) => (
        <span title={termText(ui, 'data', item.dataType)}>
          <code>{item.dataType}</code>
          {item.length === undefined ? null : <span className="faint"> {item.length}</span>}
        </span>
      ),
    },
    {
      id: 'type',
      title: t('itemType'),
      cell: (item) => (
        <>
          {termText(ui, 'type', item.type)}
          {item.unit ? <span className="unit"> {unitText(item.unit)}</span> : null}
        </>
      ),
    },
    {
      id: 'rules',
      title: t('itemRules'),
      wrap: true,
      cell: (item) => (
        <>
          <span className="soft">{rules(item).join(' · ')}</span>
          {item.codes ? <Codes codes={item.codes} /> : null}
        </>
      ),
    },
    { id: 'share', title: t('itemShare'), cell: (item) => <ShareMark type={item.effectiveShare} /> },
    {
      id: 'access',
      title: t('itemAccess'),
      wrap: true,
      cell: (item) => <span className="soft">{access(item).join(' · ')}</span>,
    },
    {
      id: 'headers',
      title: t('itemHeaders'),
      wide: true,
      cell: (item) => <span className="faint">{item.headers.join(', ')}</span>,
    },
  ]
  return <DataTable label={t('itemsTab')} columns={columns} rows={resource.items} rowKey={(item) => item.id} />
}
