/** Archives, read with limits: an archive of a few kilobytes may unpack to terabytes. */
import { type Entry, fromFdPromise, type ZipFile } from 'yauzl'
import { AppError } from '../../../kernel/app-error.ts'
import type { SpooledFile } from './spool.ts'

const mostEntries = 5_000
/** Workbooks of repeated values unpack to some hundred times their size; nothing honest beyond this was met. */
const mostRatio = 500
/** Below this size the ratio says nothing. */
const ratioFromBytes = 64 * 1024 * 1024
const mostUnpacked = 64 * 1024 ** 3

export type Archive = {
  readonly names: readonly string[]
  readonly has: (name: string) => boolean
  /** Unpacked size that the archive states. */
  readonly sizeOf: (name: string) => number
  readonly open: (name: string) => Promise<AsyncIterable<Buffer> & { destroy: () => unknown }>
  readonly close: () => Promise<void>
}

const damaged = (cause: unknown): AppError =>
  new AppError('unreadable-file', {
    detail: `the archive is damaged or incomplete: ${(cause as Error).message.split('\n')[0]}`,
    cause,
  })

const tooMuch = (what: string): AppError =>
  new AppError('too-large', { detail: `the archive ${what}; nothing of it was unpacked` })

const checkEntry = (entry: Entry, total: number, packed: number) => {
  if (entry.isEncrypted())
    throw new AppError('unreadable-file', {
      detail: 'the archive is protected by a password; remove the password and send it again',
    })
  if (total > mostUnpacked) throw tooMuch(`would unpack to more than ${mostUnpacked / 1024 ** 3} GB`)
  if (total > ratioFromBytes && total > packed * mostRatio)
    throw tooMuch(`unpacks to more than ${mostRatio} times its size, as files made to do harm do`)
}

/** Opens a spooled archive; the directory is read and held against the limits before anything is unpacked. */
export const openArchive = async (file: SpooledFile): Promise<Archive> => {
  let zip: ZipFile
  try {
    zip = await fromFdPromise(file.handle.fd, { lazyEntries: true, autoClose: false, strictFileNames: false })
  } catch (error) {
    throw damaged(error)
  }
  const entries = new Map<string, Entry>()
  let total = 0
  try {
    if (zip.entryCount > mostEntries) throw tooMuch(`holds ${zip.entryCount} files, at most ${mostEntries} are taken`)
    for await (const entry of zip.eachEntry()) {
      total += entry.uncompressedSize
      checkEntry(entry, total, file.size)
      if (!entry.fileName.endsWith('/')) entries.set(entry.fileName, entry)
    }
  } catch (error) {
    throw error instanceof AppError ? error : damaged(error)
  }
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    sizeOf: (name) => entries.get(name)?.uncompressedSize ?? 0,
    open: async (name) => {
      const entry = entries.get(name)
      if (!entry) throw damaged(new Error(`${name} is missing`))
      try {
        // yauzl ends the stream with an error when there is more in it than the directory stated.
        return await zip.openReadStreamPromise(entry)
      } catch (error) {
        throw damaged(error)
      }
    },
    close: file.close,
  }
}

/** A whole small part as text. */
export const readPart = async (archive: Archive, name: string, limit: number): Promise<string> => {
  if (archive.sizeOf(name) > limit) throw tooMuch(`holds a ${name} of more than ${limit / 1024 / 1024} MB`)
  const pieces: Buffer[] = []
  try {
    for await (const piece of await archive.open(name)) pieces.push(piece)
  } catch (error) {
    throw error instanceof AppError ? error : damaged(error)
  }
  return Buffer.concat(pieces).toString('utf8')
}

/** The pieces of a part, its faults told as those of the file. */
export async function* piecesOf(archive: Archive, name: string): AsyncGenerator<Buffer> {
  const stream = await archive.open(name)
  try {
    yield* stream
  } catch (error) {
    throw error instanceof AppError ? error : damaged(error)
  } finally {
    stream.destroy()
  }
}
