import type { Frame, Run } from '../feel/program.ts'
import type { Place, Problem } from '../problem.ts'
import type { TableTrace } from '../trace/trace.ts'
import type { Value } from '../values/value.ts'

/** A run of a model: that of FEEL, and who wants to know the steps. */
export type ModelRun = Run & { readonly tracer?: Tracer }

/** Told of every element that is evaluated; tables come between the enter and the leave of theirs. */
export type Tracer = {
  readonly enter: () => void
  readonly table: (table: TableTrace) => void
  readonly leave: (element: TracedElement, result: Value) => void
  /** What is evaluated inside is not told. */
  readonly silently: <T>(evaluate: () => T) => T
}

export type TracedElement = {
  readonly element: string
  readonly elementId: string
  readonly kind: 'decision' | 'knowledge model' | 'service'
}

const mostNotes = 100

/** Says, to whoever asked, what went wrong at a place of a model; once each. */
export const tell = (run: Run, problem: Problem): void => {
  const { notes } = run
  if (!notes || notes.length >= mostNotes) return
  if (!notes.some((other) => isSame(other, problem))) notes.push(problem)
}

const isSame = (left: Problem, right: Problem): boolean =>
  left === right ||
  (left.code === right.code &&
    left.message === right.message &&
    left.place?.elementId === right.place?.elementId &&
    left.place?.part === right.place?.part &&
    left.place?.row === right.place?.row &&
    left.place?.column === right.place?.column &&
    left.span?.from === right.span?.from &&
    left.span?.to === right.span?.to)

/** Gives the notes that an expression made, from `from` on, their place. */
export const placeNotes = (frame: Frame, from: number, place: Place, source: string): void => {
  const { notes } = frame[0] as Run
  if (!notes) return
  const made = notes.splice(from)
  for (const note of made) tell(frame[0] as Run, note.place ? note : { ...note, place, source })
}
