import { create } from 'zustand'

/**
 * Where somebody is in the tour. It lives in this browser only, so that closing the page, or the tour, loses nothing;
 * what counts as reached is read from the server and the address, never from here.
 */
type Progress = {
  readonly isOpen: boolean
  /** Folded to one line, on a phone. */
  readonly isFolded: boolean
  /** The step shown; null: the first. */
  readonly at: string | null
  /** When it was begun, ISO 8601: batches and drafts from before prove nothing. */
  readonly begun: string | null
  readonly done: readonly string[]
  /** Roles under which the register of persons was opened. */
  readonly seenAs: readonly string[]
}

type Tour = Progress & {
  readonly open: () => void
  readonly close: () => void
  readonly fold: (isFolded: boolean) => void
  readonly goTo: (step: string) => void
  readonly reach: (steps: readonly string[]) => void
  readonly seeAs: (role: string) => void
  readonly restart: () => void
}

const key = 'onecity-tour'
const fresh: Progress = { isOpen: false, isFolded: false, at: null, begun: null, done: [], seenAs: [] }

const stored = (): Progress => {
  try {
    const known = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Progress>
    return {
      isOpen: known.isOpen === true,
      isFolded: known.isFolded === true,
      at: typeof known.at === 'string' ? known.at : null,
      begun: typeof known.begun === 'string' ? known.begun : null,
      done: Array.isArray(known.done) ? known.done : [],
      seenAs: Array.isArray(known.seenAs) ? known.seenAs : [],
    }
  } catch {
    return fresh
  }
}

export const useTour = create<Tour>()((set, get) => {
  const change = (part: Partial<Progress>) => {
    set(part)
    const { isOpen, isFolded, at, begun, done, seenAs } = get()
    localStorage.setItem(key, JSON.stringify({ isOpen, isFolded, at, begun, done, seenAs }))
  }
  return {
    ...stored(),
    open: () => change({ isOpen: true, isFolded: false, begun: get().begun ?? new Date().toISOString() }),
    close: () => change({ isOpen: false }),
    fold: (isFolded) => change({ isFolded }),
    goTo: (at) => change({ at }),
    reach: (steps) => {
      const more = steps.filter((step) => !get().done.includes(step))
      if (more.length > 0) change({ done: [...get().done, ...more] })
    },
    seeAs: (role) => {
      if (!get().seenAs.includes(role)) change({ seenAs: [...get().seenAs, role] })
    },
    restart: () => change({ ...fresh, isOpen: true, begun: new Date().toISOString() }),
  }
})
