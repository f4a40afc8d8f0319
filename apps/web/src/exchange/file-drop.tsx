import { type DragEvent, useRef, useState } from 'react'
import { Icon } from '../app/icons.tsx'
import { useExchangeText } from './exchange-text.ts'

const accepted = '.csv,.tsv,.txt,.ndjson,.jsonl,.json,.geojson,.xlsx,.zip,.gz'

/** A place to drop a file on, which is also an ordinary file button for the keyboard. */
export const FileDrop = ({
  onFile,
  compact = false,
  kinds,
}: {
  readonly onFile: (file: File) => void
  readonly compact?: boolean
  /** What is taken, where that is not what imports take. */
  readonly kinds?: string
}) => {
  const t = useExchangeText()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const take = (file: File | null | undefined) => {
    if (file) onFile(file)
    if (input.current) input.current.value = ''
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files[0])
  }
  return (
    <label
      className={`file-drop ${over ? 'over' : ''} ${compact ? 'compact' : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <input
        ref={input}
        type="file"
        accept={accepted}
        className="visually-hidden"
        onChange={(event) => take(event.target.files?.[0])}
      />
      {compact ? (
        <span className="link-like">{t('another')}</span>
      ) : (
        <>
          <Icon name="import" size={28} />
          <span>
            {t('drop')} <span className="link-like">{t('choose')}</span>
          </span>
          <span className="soft small">{kinds ?? t('kinds')}</span>
        </>
      )}
    </label>
  )
}
