/**
 * The draft of this browser: model, inputs, test cases. It lives outside the page, so that looking something up elsewhere loses
 * nothing, and is kept in the browser until it is replaced. Steps can be taken back while the tab is open.
 */
import type { DmnModel } from '@onecity/decision'
import { create } from 'zustand'
import type { Drafts, TestCase } from './desk-protocol.ts'

export type NotKept = Readonly<Partial<Record<(typeof notKeptKinds)[number], number>>>
/** As the engine counts them. */
export const notKeptKinds = [
  'diagrams',
  'knowledge sources',
  'annotations',
  'descriptions',
  'extensions',
  'other elements',
] as const

export type Origin =
  | { readonly kind: 'example'; readonly id: string }
  | {
      readonly kind: 'file'
      readonly name: string
      /** What the file holds beside the model, which a download lacks: how many of each kind. */
      readonly notKept?: NotKept
    }
  | { readonly kind: 'empty' }

type Draft = {
  readonly model: DmnModel | null
  readonly origin: Origin
  readonly drafts: Drafts
  readonly cases: readonly TestCase[]
  /** Name of the decision that is tried out. */
  readonly asked: string | null
}
/** The draft at hand, and the one before, which can be fetched back. */
type Kept = Draft & { readonly previous: Draft | null }

type Playground = Kept & {
  readonly past: readonly DmnModel[]
  readonly future: readonly DmnModel[]
  /** The browser refused to keep the draft: too large, or storage is off. */
  readonly isUnkept: boolean
  readonly open: (model: DmnModel, origin: Origin, drafts: Drafts) => void
  /** @param step edits with the same step one after another (typing in one cell) are taken back together */
  readonly change: (next: (model: DmnModel) => DmnModel, step?: string) => void
  /** Takes a model in which an element has another name; inputs and cases follow. Nothing, when the model has moved on since. */
  readonly rename: (before: DmnModel, after: DmnModel, from: string, to: string) => void
  readonly undo: () => void
  readonly redo: () => void
  readonly setDraft: (path: string, text: string) => void
  readonly setDrafts: (drafts: Drafts) => void
  readonly ask: (name: string) => void
  readonly setCases: (cases: readonly TestCase[]) => void
  readonly close: () => void
  /** Takes the draft before; the one at hand becomes the one before. */
  readonly fetchBack: () => void
}

const storageKey = 'onecity-decisions'
const mostSteps = 200
const keepAfterMs = 400

const nothing: Draft = { model: null, origin: { kind: 'empty' }, drafts: {}, cases: [], asked: null }

const draftOf = ({ model, origin, drafts, cases, asked }: Draft): Draft => ({ model, origin, drafts, cases, asked })

const lists = ['itemDefinitions', 'inputs', 'decisions', 'knowledgeModels', 'services', 'imports'] as const
/** What another version of the page has kept may have another form: a draft that cannot be shown must not be shown for ever. */
const isDraft = (kept: Draft | null | undefined): kept is Draft =>
  kept?.model != null && lists.every((list) => Array.isArray(kept.model?.[list])) && Array.isArray(kept.cases)

const readKept = (): Kept => {
  try {
    const kept = JSON.parse(localStorage.getItem(storageKey) ?? 'null') as Kept | null
    const previous = isDraft(kept?.previous) ? kept.previous : null
    return isDraft(kept) ? { ...nothing, ...draftOf(kept), previous } : { ...nothing, previous }
  } catch {
    return { ...nothing, previous: null }
  }
}

/** An example that nothing was done to needs no keeping. */
const previousOf = (now: Playground): Draft | null =>
  now.model !== null && (now.origin.kind !== 'example' || now.past.length > 0 || now.cases.length > 0)
    ? draftOf(now)
    : now.previous

let lastStep: string | undefined

export const usePlayground = create<Playground>()((set, get) => ({
  ...readKept(),
  past: [],
  future: [],
  isUnkept: false,
  open: (model, origin, drafts) => {
    lastStep = undefined
    set({ ...nothing, model, origin, drafts, previous: previousOf(get()), past: [], future: [] })
  },
  change: (next, step) => {
    const { model, past } = get()
    if (!model) return
    const after = next(model)
    if (after === model) return
    const continues = step !== undefined && step === lastStep
    lastStep = step
    set({ model: after, past: continues ? past : [...past.slice(1 - mostSteps), model], future: [] })
  },
  rename: (before, after, from, to) => {
    const { model, change, drafts, cases, asked } = get()
    if (model !== before || after === before) return
    change(() => after)
    const named = (path: string) =>
      path === from ? to : path.startsWith(`${from}\n`) ? to + path.slice(from.length) : path
    const renamed = <V>(record: Readonly<Record<string, V>>): Readonly<Record<string, V>> =>
      Object.fromEntries(Object.entries(record).map(([path, value]) => [named(path), value]))
    set({
      drafts: renamed(drafts),
      cases: cases.map((each) => ({
        ...each,
        asked: each.asked === from ? to : each.asked,
        inputs: renamed(each.inputs),
      })),
      asked: asked === from ? to : asked,
    })
  },
  undo: () => {
    const { model, past, future } = get()
    const before = past.at(-1)
    lastStep = undefined
    if (model && before) set({ model: before, past: past.slice(0, -1), future: [model, ...future] })
  },
  redo: () => {
    const { model, past, future } = get()
    const [after, ...rest] = future
    lastStep = undefined
    if (model && after) set({ model: after, past: [...past, model], future: rest })
  },
  setDraft: (path, text) => set({ drafts: { ...get().drafts, [path]: text } }),
  setDrafts: (drafts) => set({ drafts }),
  ask: (asked) => set({ asked }),
  setCases: (cases) => set({ cases }),
  close: () => {
    lastStep = undefined
    set({ ...nothing, previous: previousOf(get()), past: [], future: [] })
  },
  fetchBack: () => {
    const { previous } = get()
    lastStep = undefined
    if (previous) set({ ...previous, previous: previousOf(get()), past: [], future: [] })
  },
}))

let keeping: ReturnType<typeof setTimeout> | undefined

const keep = () => {
  clearTimeout(keeping)
  keeping = undefined
  const now = usePlayground.getState()
  const { isUnkept, previous } = now
  let failed = false
  try {
    if (now.model === null && previous === null) localStorage.removeItem(storageKey)
    else localStorage.setItem(storageKey, JSON.stringify({ ...draftOf(now), previous } satisfies Kept))
  } catch {
    failed = true
  }
  if (failed !== isUnkept) usePlayground.setState({ isUnkept: failed })
}

usePlayground.subscribe((now, before) => {
  const isSame = (['model', 'origin', 'drafts', 'cases', 'asked', 'previous'] as const).every(
    (part) => now[part] === before[part],
  )
  if (isSame) return
  clearTimeout(keeping)
  keeping = setTimeout(keep, keepAfterMs)
})
addEventListener('pagehide', () => {
  if (keeping !== undefined) keep()
})
