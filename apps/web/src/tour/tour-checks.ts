import type { Batch, CityDraft } from '@onecity/contracts'

export const stepIds = ['map', 'find', 'masks', 'wizard', 'repair', 'hold', 'undo', 'draft', 'operate'] as const
export type StepId = (typeof stepIds)[number]

/** What the page and the server tell now. Lists are undefined while not asked for, or not for this role. */
export type Seen = {
  readonly pathname: string
  readonly search: Readonly<Record<string, unknown>>
  readonly role: string | undefined
  readonly begun: string
  readonly batches: readonly Pick<Batch, 'mode' | 'status' | 'repairs' | 'startedAt' | 'plan'>[] | undefined
  readonly drafts: readonly Pick<CityDraft, 'updatedAt' | 'files'>[] | undefined
  /** How many resources the words in the address find. */
  readonly found: number | undefined
  readonly seenAs: readonly string[]
  /** A file was looked at and its columns were recognised. */
  readonly recognised: boolean
  readonly operations: { readonly database: { readonly schema: string } } | undefined
}

// The browser's clock and the server's may differ by some seconds.
const leewayMs = 60_000

const checks: Readonly<Record<StepId, (seen: Seen, isNew: (at: string) => boolean) => boolean>> = {
  map: ({ pathname, search }) => pathname === '/map' && (search['row'] !== undefined || search['area'] !== undefined),
  find: ({ pathname, search, found }) =>
    pathname === '/catalogue' && typeof search['q'] === 'string' && (found ?? 0) > 0,
  masks: ({ seenAs }) => seenAs.length >= 2,
  wizard: ({ pathname, recognised }) => pathname === '/recognise' && recognised,
  repair: ({ batches }, isNew) =>
    batches?.some((batch) => batch.repairs !== null && batch.status === 'done' && isNew(batch.startedAt)) === true,
  hold: ({ batches }, isNew) =>
    batches?.some((batch) => batch.mode === 'replace' && batch.status === 'discarded' && isNew(batch.startedAt)) ===
    true,
  undo: ({ batches }, isNew) =>
    batches?.some((batch) => batch.mode === 'undo' && batch.status === 'done' && isNew(batch.startedAt)) === true,
  draft: ({ drafts }, isNew) => drafts?.some((draft) => draft.files.length > 0 && isNew(draft.updatedAt)) === true,
  operate: ({ pathname, operations }) => pathname === '/status' && operations?.database.schema === 'ok',
}

/** The steps of which what is seen now shows that they were reached. */
export const reachedSteps = (seen: Seen): readonly StepId[] => {
  const sinceMs = Date.parse(seen.begun) - leewayMs
  return stepIds.filter((id) => checks[id](seen, (at) => Date.parse(at) >= sinceMs))
}
