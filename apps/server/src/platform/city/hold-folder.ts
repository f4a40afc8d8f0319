/**
 * The city folder a process holds: published when it changes, and brought up when a draft is published.
 *
 * A folder carries the version it was made from (`.version`; where that cannot be written, `city.folders` remembers it). It is
 * published only if that version is live; else somebody published in between, and taking the folder would undo their work: it is
 * refused with the way on. A draft published in the web is written back into the folder: file by file, only those the draft
 * changed, and only if they still are what the draft started from. Any other file may have been edited meanwhile; it is the
 * folder's next change. Not handled: two processes holding the same folder on read-only storage with different contents.
 */
import { mkdir, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Problem } from '@onecity/city'
import type { Db } from '../db/db.ts'
import { areFromTheWeb, findInstallation } from './city-store.ts'
import { findFileHashes, hashOfFile, readContents } from './file-store.ts'
import { readStamp, replaceFile, writeStamp } from './folder-stamp.ts'
import { type Behind, findFolder, keepFolder } from './folder-store.ts'

export type Parent = { readonly number: number; readonly hash?: string }

/** The version the folder was made from, or a problem with what it says of it; null: it does not say. */
export const findParent = async (db: Db, dir: string): Promise<Parent | Problem | null> => {
  const stamp = await readStamp(dir)
  if (stamp === undefined)
    return {
      file: '.version',
      line: 1,
      column: 1,
      severity: 'error',
      message: 'this file does not say which version the folder carries',
      expected: 'the file as OneCity wrote it; without it the folder is taken as it is',
    }
  if (stamp && stamp.installation === (await findInstallation(db))) return { number: stamp.number, hash: stamp.hash }
  const held = await findFolder(db, dir)
  return held ? { number: held.parent } : null
}

/** Notes that the folder carries a version. */
export const markFolder = async (db: Db, dir: string, number: number, hash: string): Promise<void> => {
  await writeStamp(dir, { number, hash, installation: await findInstallation(db) })
  await keepFolder(db, dir, number)
}

/** Why a folder made from one version is refused while another is live. */
export const behindProblem = (parent: number, live: number, dir: string): Problem => ({
  file: '.version',
  line: 2,
  column: 1,
  severity: 'error',
  message: `the folder was made from version ${parent}, and version ${live} is live: publishing it would undo what came between`,
  expected: `what version ${live} has, brought in: onecity city update ${dir} (or, to overrule it, with --mine)`,
})

/**
 * Brings the folder to the live version if only drafts came between; gives why it could not. `isPending`: the folder has
 * changes that are not published yet, perhaps the very ones another process that holds it just did publish.
 */
export const bringFolderUp = async (
  db: Db,
  dir: string,
  live: { readonly version: number; readonly hash: string },
  isPending = false,
): Promise<'up' | 'written' | Behind> => {
  const parent = await findParent(db, dir)
  if (!parent || 'message' in parent || parent.number === live.version || parent.hash === live.hash) return 'up'
  const done = await writeBack(db, dir, parent.number, live.version)
  if (done === 'written') await markFolder(db, dir, live.version, live.hash)
  else if (isPending && done === 'other-folder') return 'up'
  else await keepFolder(db, dir, parent.number, done)
  return done
}

const writeBack = async (db: Db, dir: string, parent: number, live: number): Promise<'written' | Behind> => {
  if (parent > live || !(await areFromTheWeb(db, parent, live))) return 'other-folder'
  const [before, after] = [await findFileHashes(db, parent), await findFileHashes(db, live)]
  if (!before || !after) return 'no-files'
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path) !== after.get(path),
  )
  for (const path of changed) {
    const here = await readFile(join(dir, path)).then(hashOfFile, () => undefined)
    if (here !== before.get(path) && here !== after.get(path)) return 'changed'
  }
  const contents = await readContents(
    db,
    changed.flatMap((path) => after.get(path) ?? []),
  )
  try {
    for (const path of changed) {
      const hash = after.get(path)
      if (hash === undefined) await rm(join(dir, path), { force: true })
      else {
        await mkdir(dirname(join(dir, path)), { recursive: true })
        await replaceFile(join(dir, path), contents.get(hash) as Buffer)
      }
    }
  } catch {
    return 'read-only'
  }
  return 'written'
}
