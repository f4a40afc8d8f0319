/**
 * `.version` in a city folder: which published version the folder carries, and of which installation. Only that
 * installation's own versions count: a folder brought from elsewhere is taken as it is. Kept out of version control, so that a
 * clone carries none.
 */
import { randomUUID } from 'node:crypto'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export type Stamp = { readonly number: number; readonly hash: string; readonly installation: string }

export const stampFile = '.version'

export const stampText = ({ number, hash, installation }: Stamp): string =>
  '# The published version this folder carries. OneCity writes this file: leave it alone, and out of version control.\n' +
  `number: ${number}\nhash: ${hash}\ninstallation: ${installation}\n`

/** Null: there is none; undefined: it cannot be understood. */
export const readStamp = async (dir: string): Promise<Stamp | null | undefined> => {
  let text: string
  try {
    text = await readFile(join(dir, stampFile), 'utf8')
  } catch {
    return null
  }
  const field = (name: string) => new RegExp(`^${name}: *(\\S+) *$`, 'm').exec(text)?.[1]
  const [number, hash, installation] = [Number(field('number')), field('hash'), field('installation')]
  if (!Number.isInteger(number) || number < 1 || !hash || !installation) return undefined
  return { number, hash, installation }
}

/** Whether the folder could be written to. */
export const writeStamp = async (dir: string, stamp: Stamp): Promise<boolean> => {
  const text = stampText(stamp)
  try {
    if ((await readFile(join(dir, stampFile), 'utf8').catch(() => '')) === text) return true
    await replaceFile(join(dir, stampFile), text)
    return true
  } catch {
    return false
  }
}

/** Readers see the old file or the new one, never a part. */
export const replaceFile = async (path: string, content: string | Buffer): Promise<void> => {
  // Hidden, so that a folder being looked at takes no notice of it.
  const fresh = join(path, '..', `.${randomUUID()}`)
  try {
    await writeFile(fresh, content)
    await rename(fresh, path)
  } catch (error) {
    await rm(fresh, { force: true }).catch(() => {})
    throw error
  }
}
