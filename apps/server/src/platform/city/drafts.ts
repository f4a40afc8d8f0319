/**
 * Drafts: changes of files made in the web. Each file remembers the live file it was made from, so a draft follows the live
 * version file by file by itself; only a file that somebody else changed too is a conflict, to be settled in the draft.
 * A check is the whole check of the folder as it would be: one at a time in a process, for it reads every file.
 */
import { breakingChanges, type Difference, differencesOf, type Problem } from '@onecity/city'
import { AppError } from '../../kernel/app-error.ts'
import { withTransaction } from '../db/db.ts'
import { findLiveNumber, findVersion, type RecordedBreak } from './city-store.ts'
import { closeDraft, type DraftFile, type DraftLine, findDraft, listDraftFiles } from './draft-store.ts'
import { type Files, findFileHashes, hashFiles, hashOfFile, readVersionFiles } from './file-store.ts'
import type { LiveVersion } from './live-city.ts'
import { type Publisher, publishVersion } from './publish-version.ts'
import { cityReader } from './read-apart.ts'

export type DraftDeps = {
  readonly publisher: Publisher
  readonly actions: readonly string[]
  readonly live: () => LiveVersion
}

export type DraftFileState = {
  readonly path: string
  readonly change: 'added' | 'changed' | 'removed'
  readonly conflict: boolean
}

export const getDraft = async (deps: DraftDeps, id: string): Promise<DraftLine> => {
  const draft = await findDraft(deps.publisher.db, id)
  if (!draft) throw new AppError('not-found')
  return draft
}

/** Hashes of the live folder's files; of a version without kept files, of the files written from its model. */
export const liveHashes = async ({ publisher: { db } }: DraftDeps): Promise<ReadonlyMap<string, string>> => {
  const head = await findLiveNumber(db)
  if (!head) return new Map()
  const kept = await findFileHashes(db, head.number)
  return kept ?? hashFiles((await readVersionFiles(db, head.number)) ?? new Map())
}

export const stateOf = (file: DraftFile, live: ReadonlyMap<string, string>): DraftFileState => {
  const now = live.get(file.path) ?? null
  const mine = file.content && hashOfFile(file.content)
  return {
    path: file.path,
    change: file.content === null ? 'removed' : now === null ? 'added' : 'changed',
    conflict: file.baseHash !== now && mine !== now,
  }
}

export type CheckedDraft = {
  readonly live: number
  readonly hash: string | null
  readonly problems: readonly Problem[]
  readonly conflicts: readonly string[]
  readonly differences: readonly Difference[]
  readonly breaking: readonly RecordedBreak[]
}
type Checked = CheckedDraft & {
  readonly files: Files
  readonly publication?: Parameters<typeof publishVersion>[1]
}

let checking: Promise<unknown> = Promise.resolve()
const oneAtATime = <T>(work: () => Promise<T>): Promise<T> => {
  const done = checking.then(work)
  checking = done.catch(() => {})
  return done
}

/** The folder as the draft would make it, held against the live version as it is now. */
export const checkDraft = (deps: DraftDeps, draft: DraftLine): Promise<CheckedDraft> =>
  oneAtATime(async () => (await check(deps, draft)).shown)

/** Problems of the live folder with one file put into it: of that file, and whatever others it would make faulty. */
export const checkFile = (
  { db, actions }: { readonly db: Publisher['db']; readonly actions: readonly string[] },
  path: string,
  text: string,
): Promise<readonly Problem[]> =>
  oneAtATime(async () => {
    const head = await findLiveNumber(db)
    if (!head) throw new AppError('not-found')
    const files = new Map(await readVersionFiles(db, head.number))
    files.set(path, Buffer.from(text))
    const result = await cityReader.readFiles(files, actions)
    const problems = result.ok ? result.warnings : result.problems
    return problems.filter((problem) => problem.file === path || problem.severity === 'error')
  })

const check = async (
  deps: DraftDeps,
  draft: DraftLine,
): Promise<{ readonly shown: CheckedDraft; readonly publication: Checked['publication'] }> => {
  const { publisher, actions } = deps
  const { db } = publisher
  const head = await findLiveNumber(db)
  if (!head) throw new AppError('not-found')
  const files = new Map(await readVersionFiles(db, head.number))
  const hashes = new Map((await findFileHashes(db, head.number)) ?? hashFiles(files))
  const changes = await listDraftFiles(db, draft.id)
  const conflicts = changes.filter((file) => stateOf(file, hashes).conflict).map(({ path }) => path)
  for (const { path, content } of changes)
    if (content === null) {
      files.delete(path)
      hashes.delete(path)
    } else {
      files.set(path, content)
      hashes.set(path, hashOfFile(content))
    }
  const live = deps.live()
  const city = live.version === head.number ? live.city : (await findVersion(db, head.number))?.city
  const result = await cityReader.readFiles(files, actions, city)
  const known = city && { number: head.number, city }
  const nothing = { differences: [], breaking: [] }
  if (!result.ok) {
    const shown = { live: head.number, hash: null, problems: result.problems, conflicts, ...nothing }
    return { shown, publication: undefined }
  }
  const publication = {
    city: result.city,
    hash: result.hash,
    packed: result.packed,
    files,
    hashes,
    origin: 'web' as const,
    author: draft.author,
    title: draft.title,
    parent: { number: head.number, hash: head.hash },
  }
  const outcome = await publishVersion(publisher, publication, { previous: known, dryRun: true })
  const problems = outcome.kind === 'refused' ? outcome.problems : result.warnings
  const shown = {
    live: head.number,
    hash: outcome.kind === 'refused' ? null : result.hash,
    problems,
    conflicts,
    differences: known ? differencesOf(known.city, result.city) : [],
    breaking: outcome.kind === 'published' ? outcome.breaking : known ? breakingChanges(known.city, result.city) : [],
  }
  return { shown, publication }
}

/**
 * Publishes the draft as the next version, if it still is what was looked at (`hash`). Throws `city-moved-on`,
 * `draft-conflict`, `breaking-unconfirmed`, or `city-refused` with the problems.
 */
export const publishDraft = (
  deps: DraftDeps,
  id: string,
  seen: { readonly hash: string; readonly acceptBreaking: boolean; readonly by: string },
): Promise<number> =>
  oneAtATime(async () => {
    const { db } = deps.publisher
    const draft = await getDraft(deps, id)
    if (draft.status !== 'open') throw new AppError('city-moved-on', { detail: `The draft is ${draft.status}.` })
    const { shown, publication } = await check(deps, draft)
    if (shown.conflicts.length > 0) throw new AppError('draft-conflict', { detail: shown.conflicts.join(', ') })
    if (!publication || shown.hash === null)
      throw new AppError('city-refused', { params: { problems: shown.problems } })
    if (shown.hash !== seen.hash) throw new AppError('city-moved-on')
    if (shown.breaking.length > 0 && !seen.acceptBreaking)
      throw new AppError('breaking-unconfirmed', { params: { breaking: shown.breaking } })
    const outcome = await publishVersion(deps.publisher, { ...publication, author: seen.by })
    if (outcome.kind === 'behind') throw new AppError('city-moved-on')
    if (outcome.kind === 'refused') throw new AppError('city-refused', { params: { problems: outcome.problems } })
    await withTransaction(db, (tx) => closeDraft(tx, id, 'published', outcome.version))
    return outcome.version
  })
