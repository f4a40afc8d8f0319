import type { FilePreview, ResourceDetail } from '@onecity/contracts'
import { Input } from 'antd'
import { useId, useState } from 'react'
import { usePick } from '../app/make-text.ts'
import { useExchangeText } from './exchange-text.ts'
import type { Layout } from './file-preview.ts'
import { titlesInOrder, withColumnNames } from './layout-parts.ts'
import { useSettled } from './use-settled.ts'

/** Names for the columns of a file without header, each beside what stands in it. */
export const ColumnNames = ({
  resource,
  preview,
  onLayout,
}: {
  readonly resource: ResourceDetail
  readonly preview: FilePreview
  readonly onLayout: (layout: Layout) => void
}) => {
  const t = useExchangeText()
  const pick = usePick()
  const names = useId()
  const [draft, setDraft] = useState<readonly string[]>((preview.layout['columns'] ?? []) as readonly string[])
  useSettled(draft, (next) => {
    if (next.every((name, i) => name !== '' && next.indexOf(name) === i))
      onLayout(withColumnNames(preview.layout, next))
  })
  const inOrder = titlesInOrder(resource.items, draft.length)
  return (
    <div className="layout-form">
      <h3>{t('columnNames')}</h3>
      <p className="soft">{t('columnNamesHint')}</p>
      <ol className="column-names">
        {draft.map((name, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
          <li key={at}>
            <Input
              list={names}
              aria-label={t('columnNumber', { n: at + 1 })}
              value={name}
              onChange={(event) => setDraft(draft.map((each, i) => (i === at ? event.target.value : each)))}
            />
            <code title={t('firstValue')}>{preview.columns[at]?.examples[0] ?? '–'}</code>
          </li>
        ))}
      </ol>
      {inOrder ? (
        <button type="button" className="link-like" onClick={() => setDraft(inOrder)}>
          {t('useItemNames')}
        </button>
      ) : null}
      <datalist id={names}>
        {resource.items
          .filter((item) => item.from === undefined)
          .map((item) => (
            <option key={item.id} value={item.id}>
              {pick(item.name)}
            </option>
          ))}
      </datalist>
    </div>
  )
}
