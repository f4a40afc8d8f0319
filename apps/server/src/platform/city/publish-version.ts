import {
  breakingChanges,
  type City,
  differencesOf,
  type FileHashes,
  formatProblem,
  type Problem,
  summaryOf,
} from '@onecity/city'
import { isAppError } from '../../kernel/app-error.ts'
import { type Db, type Tx, withTransaction } from '../db/db.ts'
import {
  findLiveNumber,
  findVersion,
  insertVersion,
  lockPublishing,
  type RecordedBreak,
  type VersionOrigin,
} from './city-store.ts'
import { type Files, keepFiles } from './file-store.ts'

/** A module's part of publishing: prepares its tables in the transaction, or names what stands against it. */
export type ApplyCity = (
  next: { readonly city: City; readonly version: number; readonly previous: City | null },
  tx: Tx,
) => Promise<readonly Problem[]>

/** What is to become the next version. */
export type Publication = {
  readonly city: City
  readonly hash: string
  /** The model as `packModel` makes it. */
  readonly packed: Buffer
  readonly files: Files
  /** SHA-256 of each file. */
  readonly hashes: FileHashes
  readonly origin: VersionOrigin
  readonly author?: string | undefined
  readonly title?: string | undefined
  /** What it was made from; null: unknown, it is taken as made from what is live. */
  readonly parent: { readonly number: number; readonly hash?: string } | null
}

export type PublishOutcome =
  | { readonly kind: 'published'; readonly version: number; readonly breaking: readonly RecordedBreak[] }
  | { readonly kind: 'unchanged'; readonly version: number }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }
  /** Another version than the one it was made from is live. */
  | { readonly kind: 'behind'; readonly parent: number; readonly live: number }

/** How many rows of which resources there are, to tell what a breaking change concerns. Other modules may know of readers. */
export type CountRows = (resources: readonly string[], tx: Tx) => Promise<ReadonlyMap<string, number>>

export type Publisher = {
  readonly db: Db
  readonly apply: readonly ApplyCity[]
  readonly countRows?: CountRows | undefined
}

class Disagreement extends Error {
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[]) {
    super(`a module refuses the city version: ${problems.map(formatProblem).join('; ')}`)
    this.problems = problems
  }
}

class DryRun extends Error {}

/**
 * Publishes the next version, in one transaction under an advisory lock: it is another one than the live one, it was made from
 * the live one, and all modules agree. `dryRun` does everything and takes it back.
 */
export const publishVersion = async (
  { db, apply, countRows }: Publisher,
  publication: Publication,
  options: {
    readonly previous?: { readonly number: number; readonly city: City } | undefined
    readonly dryRun?: boolean
  } = {},
): Promise<PublishOutcome> => {
  const { city, hash, packed, files, hashes, origin, author, title, parent } = publication
  let outcome: PublishOutcome | undefined
  try {
    return await withTransaction(db, async (tx): Promise<PublishOutcome> => {
      await lockPublishing(tx)
      const live = await findLiveNumber(tx)
      if (live?.hash === hash) {
        // Published before files were kept: the folder that reads as this very city shows what they were.
        if (live.files === null && !options.dryRun) await keepFiles(tx, live.number, files, hashes)
        return { kind: 'unchanged', version: live.number }
      }
      if (live && parent && parent.number !== live.number && parent.hash !== live.hash)
        return { kind: 'behind', parent: parent.number, live: live.number }
      const known = options.previous?.number === live?.number ? options.previous?.city : undefined
      const previous = live ? (known ?? (await findVersion(tx, live.number))?.city ?? null) : null
      if (previous && previous.id !== city.id)
        throw new Disagreement([
          atCity(
            `this installation runs the city “${previous.id}”, the folder declares “${city.id}”`,
            'the same city, or another data folder (--data)',
          ),
        ])
      const version = (live?.number ?? 0) + 1
      for (const module of apply) {
        const problems = await module({ city, version, previous }, tx)
        if (problems.length > 0) throw new Disagreement(problems)
      }
      const breaking = previous ? await recordBreaks(previous, city, tx, countRows) : []
      outcome = { kind: 'published', version, breaking }
      if (options.dryRun) throw new DryRun()
      const summary = previous && summaryOf(differencesOf(previous, city))
      const resources = city.resources.length
      await insertVersion(tx, { number: version, hash, packed, resources, origin, author, title, summary, breaking })
      await keepFiles(tx, version, files, hashes)
      return outcome
    })
  } catch (error) {
    if (error instanceof DryRun && outcome) return outcome
    if (error instanceof Disagreement) return { kind: 'refused', problems: error.problems }
    if (isAppError(error) && error.code === 'city-refused')
      return { kind: 'refused', problems: [atCity(error.detail ?? error.message)] }
    throw error
  }
}

const recordBreaks = async (
  before: City,
  after: City,
  tx: Tx,
  countRows: CountRows | undefined,
): Promise<readonly RecordedBreak[]> => {
  const found = breakingChanges(before, after)
  if (!countRows || found.length === 0) return found
  const rows = await countRows([...new Set(found.map(({ resource }) => resource))], tx)
  return found.map((change) => ({ ...change, rows: rows.get(change.resource) ?? 0 }))
}

const atCity = (message: string, expected?: string): Problem => ({
  file: 'city.yaml',
  line: 1,
  column: 1,
  severity: 'error',
  message,
  ...(expected === undefined ? {} : { expected }),
})
