import type { LocatedProblem } from '@onecity/contracts'
import { type KeyboardEvent, useEffect, useRef } from 'react'

export type Place = { readonly line: number; readonly column: number }

/** A plain text field with numbered lines; lines with problems are marked and say what is wrong. Tab leaves the field. */
export const TextEditor = ({
  label,
  text,
  readOnly,
  problems,
  goTo,
  onChange,
  onSave,
}: {
  readonly label: string
  readonly text: string
  readonly readOnly: boolean
  readonly problems: readonly LocatedProblem[]
  /** Where the cursor is to be; another object sets it anew. */
  readonly goTo?: Place | undefined
  readonly onChange: (text: string) => void
  readonly onSave: () => void
}) => {
  const field = useRef<HTMLTextAreaElement>(null)
  const gutter = useRef<HTMLDivElement>(null)
  const lines = text.split('\n')
  const faults = new Map(problems.map((problem) => [problem.line, problem]))

  // biome-ignore lint/correctness/useExhaustiveDependencies: the text of the moment is meant; typing must not move the cursor
  useEffect(() => {
    const area = field.current
    if (!goTo || !area) return
    const at = lines.slice(0, goTo.line - 1).reduce((sum, line) => sum + line.length + 1, 0) + goTo.column - 1
    area.focus()
    area.setSelectionRange(at, at)
    const lineHeight = Number.parseFloat(getComputedStyle(area).lineHeight)
    area.scrollTop = Math.max(0, (goTo.line - 5) * lineHeight)
  }, [goTo])

  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.key !== 's') return
    event.preventDefault()
    onSave()
  }
  return (
    <div className="text-editor">
      <div className="text-editor-gutter" ref={gutter} aria-hidden="true">
        {lines.map((_, index) => {
          const problem = faults.get(index + 1)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
            <span key={index} className={problem ? `faulty-${problem.severity}` : ''} title={problem?.message}>
              {index + 1}
            </span>
          )
        })}
      </div>
      <textarea
        ref={field}
        aria-label={label}
        value={text}
        readOnly={readOnly}
        spellCheck={false}
        autoCapitalize="off"
        wrap="off"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        onScroll={(event) => {
          if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop
        }}
      />
    </div>
  )
}
