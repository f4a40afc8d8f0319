import { createHash } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Changes whenever a visible file below the folder is added, removed or written. Null when the folder cannot be read. */
export const fingerprintFolder = async (folder: string): Promise<string | null> => {
  const hash = createHash('sha256')
  const visit = async (path: string): Promise<void> => {
    const entries = await readdir(path, { withFileTypes: true })
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
      const inner = join(path, entry.name)
      if (entry.isDirectory()) await visit(inner)
      else {
        const { mtimeMs, size } = await stat(inner)
        hash.update(`${inner}\0${mtimeMs}\0${size}\n`)
      }
    }
  }
  try {
    await visit(folder)
  } catch {
    return null
  }
  return hash.digest('hex')
}
