/**
 * The wizard of this tab. It lives outside the page, so that looking something up on another page loses nothing, and is kept for
 * the tab without any value of the file, so that a reload loses only the file, which has to be chosen again.
 */
import type { Recognition } from '@onecity/contracts'
import { create } from 'zustand'
import { checkColumn } from '../app/api/recognition.ts'
import { beginWizard, decides, type Head, takeCheck, type Wizard, withoutValues, withValues } from './wizard.ts'

export type Step = 1 | 2 | 3 | 4

type WizardState = {
  readonly wizard: Wizard | null
  readonly file: File | null
  readonly step: Step
  readonly past: readonly Wizard[]
  readonly draft: { readonly id: string; readonly path: string } | null
  readonly published: number | null
  /** The file chosen again after a reload has other columns. */
  readonly isOtherFile: boolean
  readonly go: (step: Step) => void
  readonly take: (file: File, found: Recognition, layout: Wizard['layout']) => void
  /** A correction, which can be taken back. */
  readonly change: (next: (wizard: Wizard) => Wizard) => void
  /** What is filled in about the resource; nothing to take back there. */
  readonly changeHead: (part: Partial<Head>) => void
  readonly undo: () => void
  readonly setDraft: (draft: WizardState['draft']) => void
  readonly setPublished: (version: number) => void
  readonly forget: () => void
}

const storageKey = 'onecity-recognition'
const mostUndone = 100

type Kept = Pick<WizardState, 'wizard' | 'step' | 'draft' | 'published'>
const nothing: Kept = { wizard: null, step: 1, draft: null, published: null }

const readKept = (): Kept => {
  try {
    const kept = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null') as Kept | null
    return kept?.wizard ? { ...nothing, ...kept } : nothing
  } catch {
    return nothing
  }
}

export const useWizard = create<WizardState>()((set, get) => {
  const recheck = async (at: number) => {
    const { wizard } = get()
    const column = wizard?.columns[at]
    if (!wizard || !column || column.values.length === 0) return
    const asked = decides(column.item)
    const check = await checkColumn({
      item: column.item,
      crs: wizard.crs,
      geometry: wizard.file.geometry !== null && column.titles[0] === 'geometry',
      values: [...column.values],
    }).catch(() => null)
    const now = get().wizard
    const still = now?.columns[at]
    if (check && now && still && decides(still.item) === asked) set({ wizard: takeCheck(now, at, check) })
  }
  return {
    ...readKept(),
    file: null,
    past: [],
    isOtherFile: false,
    go: (step) => set({ step }),
    take: (file, found, layout) => {
      const { wizard, file: before } = get()
      // The same file read in another way is a new beginning; one chosen again after a reload is not.
      const continued = wizard && before === null && wizard.fileName === file.name ? withValues(wizard, found) : null
      if (continued) set({ file, wizard: continued, isOtherFile: false })
      else
        set({
          ...nothing,
          file,
          wizard: beginWizard(found, file.name, layout),
          past: [],
          isOtherFile: wizard !== null && before === null,
        })
    },
    change: (next) => {
      const { wizard, past } = get()
      if (!wizard) return
      const after = next(wizard)
      set({ wizard: after, past: [...past.slice(1 - mostUndone), wizard] })
      after.columns.forEach((column, at) => {
        const earlier = wizard.columns[at]
        if (earlier && decides(earlier.item) !== decides(column.item)) void recheck(at)
      })
    },
    changeHead: (part) => {
      const { wizard } = get()
      if (wizard) set({ wizard: { ...wizard, head: { ...wizard.head, ...part } } })
    },
    undo: () => {
      const { past } = get()
      const before = past.at(-1)
      const { wizard } = get()
      if (before && wizard) set({ wizard: { ...before, head: wizard.head }, past: past.slice(0, -1) })
    },
    setDraft: (draft) => set({ draft }),
    setPublished: (published) => set({ published }),
    forget: () => set({ ...nothing, file: null, past: [], isOtherFile: false }),
  }
})

useWizard.subscribe(({ wizard, step, draft, published }) => {
  try {
    if (wizard === null) sessionStorage.removeItem(storageKey)
    else sessionStorage.setItem(storageKey, JSON.stringify({ wizard: withoutValues(wizard), step, draft, published }))
  } catch {
    // Full or forbidden: the wizard works without being kept.
  }
})
