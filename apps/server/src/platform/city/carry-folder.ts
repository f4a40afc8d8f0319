/** What `onecity city` does with folders: take a version out into one, bring one up to the live version. */
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { mergeFiles, openFolder } from '@onecity/city'
import type { Db } from '../db/db.ts'
import { findInstallation, findLiveNumber, findVersion } from './city-store.ts'
import { findFileHashes, hashOfFile, readContents, readVersionFiles } from './file-store.ts'
import { replaceFile, stampText } from './folder-stamp.ts'
import { findParent, markFolder } from './hold-folder.ts'

export type Exported = { readonly number: number; readonly files: number; readonly keptAsWritten: boolean }

/** Writes a version (without a number the live one) into a folder that is empty or not there yet; undefined: no such version. */
export const exportFolder = async (
  db: Db,
  dir: string,
  number?: number,
): Promise<Exported | 'not-empty' | undefined> => {
  const version = await findVersion(db, number)
  const files = version && (await readVersionFiles(db, version.number))
  if (!version || !files) return undefined
  const present = await readdir(dir).catch(() => [])
  if (present.length > 0) return 'not-empty'
  await mkdir(dir, { recursive: true })
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(dir, path)), { recursive: true })
    await replaceFile(join(dir, path), bytes)
  }
  const stamp = { number: version.number, hash: version.hash, installation: await findInstallation(db) }
  await replaceFile(join(dir, '.version'), stampText(stamp))
  const keptAsWritten = (await findFileHashes(db, version.number)) !== undefined
  return { number: version.number, files: files.size, keptAsWritten }
}

export type Updated =
  | { readonly kind: 'up'; readonly live: number }
  | { readonly kind: 'updated'; readonly live: number; readonly taken: readonly string[] }
  | {
      readonly kind: 'conflicts'
      readonly live: number
      readonly taken: readonly string[]
      readonly conflicts: readonly string[]
    }
  | { readonly kind: 'impossible'; readonly reason: 'no-version' | 'no-parent' | 'no-files' }

/** Live texts of files that both sides changed are put here, for a person to bring in. */
export const conflictFolder = '.live'

/**
 * Brings a folder up to the live version, file by file. `mine`: the folder is to win as it is; it is only marked as made from
 * the live version.
 */
export const updateFolder = async (db: Db, dir: string, mine: boolean): Promise<Updated> => {
  const live = await findLiveNumber(db)
  if (!live) return { kind: 'impossible', reason: 'no-version' }
  if (mine) {
    await markFolder(db, dir, live.number, live.hash)
    await rm(join(dir, conflictFolder), { recursive: true, force: true })
    return { kind: 'updated', live: live.number, taken: [] }
  }
  const parent = await findParent(db, dir)
  if (!parent || 'message' in parent) return { kind: 'impossible', reason: 'no-parent' }
  if (parent.number === live.number) return { kind: 'up', live: live.number }
  const [base, theirs] = [await findFileHashes(db, parent.number), await findFileHashes(db, live.number)]
  if (!base || !theirs) return { kind: 'impossible', reason: 'no-files' }
  const here = new Map<string, string>()
  for (const path of (await openFolder(dir))?.paths ?? []) here.set(path, hashOfFile(await readFile(join(dir, path))))
  const { take, conflicts } = mergeFiles(base, here, theirs)
  const contents = await readContents(
    db,
    [...take, ...conflicts].flatMap((path) => theirs.get(path) ?? []),
  )
  const put = async (path: string, hash: string | undefined) => {
    if (hash === undefined) return rm(join(dir, path), { force: true })
    await mkdir(dirname(join(dir, path)), { recursive: true })
    await replaceFile(join(dir, path), contents.get(hash) as Buffer)
  }
  for (const path of take) await put(path, theirs.get(path))
  for (const path of conflicts) {
    const hash = theirs.get(path)
    const beside = join(conflictFolder, path)
    await mkdir(dirname(join(dir, beside)), { recursive: true })
    await replaceFile(join(dir, beside), hash === undefined ? Buffer.alloc(0) : (contents.get(hash) as Buffer))
  }
  if (conflicts.length > 0) return { kind: 'conflicts', live: live.number, taken: take, conflicts }
  await markFolder(db, dir, live.number, live.hash)
  return { kind: 'updated', live: live.number, taken: take }
}
