/**
 * Where an archive lies while it is read: workbooks and shapefiles need jumping about, so they go to disk first, never to
 * memory. The file loses its name as soon as it is open where the system allows that, so that nothing of it outlives the
 * process; where it does not, it is removed at the end, and what a killed process left is swept at the next start.
 */
import { mkdirSync } from 'node:fs'
import { type FileHandle, open, readdir, rm, stat, unlink } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { AppError } from '../../../kernel/app-error.ts'
import { newId } from '../../../kernel/ids.ts'

/** Greatest archive taken, bytes. A workbook of Excel's 1,048,576 rows is some 100 MB; beyond this a plain table is meant. */
const mostSpooled = 4 * 1024 ** 3
/** What another machine left on a shared folder is given up after this long. */
const foreignForMs = 2 * 24 * 3_600_000

export type SpooledFile = { readonly handle: FileHandle; readonly size: number; readonly close: () => Promise<void> }

export type Spool = {
  /** Writes the bytes to disk, at most `limit` of them. */
  readonly take: (bytes: AsyncIterable<Buffer>, limit?: number) => Promise<SpooledFile>
}

const host = hostname().replace(/[^\w.-]/g, '_')

/** A spool below `folder`. */
export const makeSpool = (folder: string): Spool => ({
  take: async (bytes, limit = mostSpooled) => {
    mkdirSync(folder, { recursive: true })
    const path = join(folder, `${host}~${process.pid}~${newId()}`)
    const handle = await open(path, 'wx+', 0o600)
    const close = async () => {
      await handle.close().catch(() => {})
      await rm(path, { force: true })
    }
    try {
      await unlink(path).catch(() => {})
      let size = 0
      for await (const piece of bytes) {
        size += piece.length
        if (size > limit)
          throw new AppError('too-large', {
            detail: `an archive (xlsx, zip) of more than ${Math.round(limit / 1024 / 1024)} MB is not read; send the rows as CSV, which has no such limit`,
          })
        await handle.write(piece)
      }
      return { handle, size, close }
    } catch (error) {
      await close()
      throw error
    }
  },
})

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Removes what processes left that are gone. Called before this process has spooled anything of its own. */
export const sweepSpool = async (folder: string): Promise<number> => {
  let swept = 0
  for (const name of await readdir(folder).catch(() => [])) {
    const [owner, pid = ''] = name.split('~')
    const path = join(folder, name)
    const left =
      owner === host
        ? Number(pid) === process.pid || !isAlive(Number(pid))
        : await stat(path).then(
            ({ mtimeMs }) => Date.now() - mtimeMs > foreignForMs,
            () => false,
          )
    if (!left) continue
    await rm(path, { force: true, recursive: true })
    swept++
  }
  return swept
}
