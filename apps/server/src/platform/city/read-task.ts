/**
 * Reading and checking a whole city, as one piece of work that another thread can do: what goes in and what comes out are plain
 * data and bytes. The model comes out packed, as it is stored: taken apart again in turns (`unpackModel`) it holds nobody up,
 * where a message with the whole model would.
 */
import { createHash } from 'node:crypto'
import { type Folder, folderOf, openFolder, type Problem, readCity } from '@onecity/city'
import { packModel } from './pack-model.ts'

/** Files end to end in one piece of memory, which changes threads without being copied. */
export type PackedFiles = {
  readonly paths: readonly string[]
  /** Where each file ends. */
  readonly ends: readonly number[]
  /** SHA-256 of each. */
  readonly hashes: readonly string[]
  readonly bytes: Uint8Array
}

/** A folder on disk, or files at hand. */
export type ReadTask = { readonly actions: readonly string[] } & (
  | { readonly dir: string }
  | { readonly files: Omit<PackedFiles, 'hashes'> }
)

export type ReadReply =
  | { readonly ok: false; readonly problems: readonly Problem[] }
  | {
      readonly ok: true
      readonly hash: string
      readonly warnings: readonly Problem[]
      readonly packed: Uint8Array
      /** Of a folder on disk: the very bytes that were read, in order of paths. */
      readonly files: PackedFiles | null
    }

/** Files nobody reads (pictures, notes) travel with their version up to this size. */
const largestUnread = 4 * 1024 * 1024

export const runReadTask = async (task: ReadTask): Promise<ReadReply> => {
  if ('files' in task) {
    const { paths, ends, bytes } = task.files
    const files = new Map(paths.map((path, i) => [path, pieceOf(bytes, ends, i)]))
    const result = await readCity(folderOf(files), { actions: task.actions })
    return result.ok ? { ...(await packed(result)), files: null } : result
  }
  const files = new Map<string, Buffer>()
  const folder = await openFolder(task.dir)
  const kept: Folder | undefined = folder && {
    ...folder,
    read: async (path) => {
      const bytes = await folder.read(path)
      files.set(path, bytes)
      return bytes
    },
  }
  const result = await readCity(kept ?? task.dir, { actions: task.actions })
  if (!result.ok) return result
  for (const path of folder?.paths ?? [])
    if (!files.has(path)) {
      const bytes = await folder?.read(path).catch(() => undefined)
      if (bytes && bytes.length <= largestUnread) files.set(path, bytes)
    }
  const ordered = [...files].sort(([a], [b]) => (a < b ? -1 : 1))
  const hashes = ordered.map(([, bytes]) => createHash('sha256').update(bytes).digest('hex'))
  return { ...(await packed(result)), files: { ...packFiles(ordered), hashes } }
}

const packed = async (result: Extract<Awaited<ReturnType<typeof readCity>>, { ok: true }>) => ({
  ok: true as const,
  hash: result.hash,
  warnings: result.warnings,
  packed: ownBytes(await packModel(result.city)),
})

/** A small buffer is part of a pool that others use too and cannot be given away. */
const ownBytes = (bytes: Buffer): Uint8Array =>
  bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes)

export const packFiles = (files: Iterable<readonly [string, Buffer]>): Omit<PackedFiles, 'hashes'> => {
  const all = [...files]
  const bytes = new Uint8Array(all.reduce((sum, [, file]) => sum + file.length, 0))
  let end = 0
  const ends = all.map(([, file]) => {
    bytes.set(file, end)
    end += file.length
    return end
  })
  return { paths: all.map(([path]) => path), ends, bytes }
}

export const pieceOf = (bytes: Uint8Array, ends: readonly number[], i: number): Buffer => {
  const start = i === 0 ? 0 : (ends[i - 1] ?? 0)
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, (ends[i] ?? start) - start)
}
