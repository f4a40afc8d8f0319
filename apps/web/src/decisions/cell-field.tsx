import { useEffect, useRef } from 'react'

/**
 * The field of the active cell. It is there, unseen, before anything is typed: only a field takes what an input method composes
 * (Chinese is typed so), and the one that takes the first letter must be the one that takes the rest.
 */
export const CellField = ({
  text,
  label,
  isEditing,
  hasSpelling,
  onType,
  onBegin,
  onStop,
}: {
  readonly text: string
  readonly label: string
  readonly isEditing: boolean
  readonly hasSpelling: boolean
  readonly onType: (text: string) => void
  /** The first letters, which replace what stands in the cell. */
  readonly onBegin: (text: string) => void
  readonly onStop: () => void
}) => {
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    const { current } = field
    if (isEditing) current?.setSelectionRange(current.value.length, current.value.length)
  }, [isEditing])
  return (
    <textarea
      ref={field}
      rows={1}
      className={isEditing ? '' : 'cell-waiting'}
      data-waiting={!isEditing}
      value={isEditing ? text : ''}
      spellCheck={hasSpelling}
      autoCapitalize="off"
      aria-label={label}
      onChange={({ target }) => (isEditing ? onType(target.value) : onBegin(target.value))}
      onBlur={() => (isEditing ? onStop() : null)}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
    />
  )
}
