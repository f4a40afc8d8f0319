import { Fragment, type ReactNode } from 'react'
import { splitAtMarks } from './split-at-marks.ts'

/** A text with what was searched for marked in it. */
export const Marked = ({ text, marks }: { readonly text: string; readonly marks: readonly string[] }): ReactNode =>
  splitAtMarks(text, marks).map((part, i) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never move
    part.marked ? <mark key={i}>{part.text}</mark> : <Fragment key={i}>{part.text}</Fragment>,
  )
