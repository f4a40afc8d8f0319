import { useRef } from 'react'
import { useExchangeText } from './exchange-text.ts'
import type { Layout } from './file-preview.ts'

/** Saves the layout as a column mapping file, takes one from disk, or goes back to what is found out by itself. */
export const MappingFile = ({
  mapping,
  layout,
  resource,
  onMapping,
}: {
  readonly mapping: string | undefined
  readonly layout: Layout
  readonly resource: string
  readonly onMapping: (mapping: string | undefined) => void
}) => {
  const t = useExchangeText()
  const input = useRef<HTMLInputElement>(null)
  const save = () => {
    const url = URL.createObjectURL(new Blob([`${JSON.stringify(layout, null, 2)}\n`], { type: 'application/json' }))
    const link = document.createElement('a')
    link.href = url
    link.download = `${resource}-mapping.json`
    link.click()
    URL.revokeObjectURL(url)
  }
  return (
    <p className="mapping-file">
      <label className="link-like">
        <input
          ref={input}
          type="file"
          accept=".json,.yaml,.yml"
          className="visually-hidden"
          onChange={(event) => {
            void event.target.files?.[0]?.text().then(onMapping)
            if (input.current) input.current.value = ''
          }}
        />
        {t('loadMapping')}
      </label>
      {Object.keys(layout).length > 0 ? (
        <button type="button" className="link-like" onClick={save}>
          {t('saveMapping')}
        </button>
      ) : null}
      {mapping === undefined ? null : (
        <button type="button" className="link-like" onClick={() => onMapping(undefined)}>
          {t('resetMapping')}
        </button>
      )}
    </p>
  )
}
