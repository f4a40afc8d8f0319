import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createGunzip, createGzip } from 'node:zlib'
import { RefusedStart } from '../config/index.ts'

/** One table of a backup: its rows as CSV with a header line, as PostgreSQL writes it (null: empty; empty text: `""`). */
export type BackupTable = {
  readonly schema: string
  readonly name: string
  /** Path below the backup's folder, gzip. */
  readonly file: string
  readonly rows: number
  /** Of the compressed file. */
  readonly bytes: number
  readonly sha256: string
}

/** What a backup holds. The file `manifest.json` is written last: without it a folder is no backup. */
export type BackupManifest = {
  readonly format: 1
  readonly takenAt: string
  readonly programVersion: string
  readonly postgresVersion: string
  readonly city: { readonly id: string | null; readonly version: number } | null
  readonly schema: { readonly sha256: string; readonly before: number; readonly after: number }
  readonly tables: readonly BackupTable[]
}

export const manifestName = 'manifest.json'
/** Statements as a JSON array: a function's body may hold any separator. */
export const statementFiles = { before: 'schema-before.json', after: 'schema-after.json' } as const

const passThroughHash = (onEnd: (sha256: string, bytes: number) => void): Transform => {
  const hash = createHash('sha256')
  let bytes = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
    flush(done) {
      onEnd(hash.digest('hex'), bytes)
      done()
    },
  })
}

/** Compresses a stream into a file that is on the disk when this answers. */
export const writeCompressed = async (
  path: string,
  source: Readable,
): Promise<{ readonly sha256: string; readonly bytes: number }> => {
  let result = { sha256: '', bytes: 0 }
  await pipeline(
    source,
    createGzip({ level: constants.Z_BEST_SPEED }),
    passThroughHash((sha256, bytes) => {
      result = { sha256, bytes }
    }),
    createWriteStream(path),
  )
  await flushToDisk(path)
  return result
}

/** Streams a file of a backup into `target`; fails when its bytes are not the ones that were written. */
export const readCompressed = async (folder: string, table: BackupTable, target: Writable): Promise<void> => {
  let found = ''
  try {
    await pipeline(
      createReadStream(join(folder, table.file)),
      passThroughHash((sha256) => {
        found = sha256
      }),
      createGunzip(),
      target,
    )
  } catch (error) {
    // A damaged stream fails in one of several ways, in gzip or as CSV; what matters to the reader is which file.
    if ((await hashFile(join(folder, table.file))) !== table.sha256) throw damaged(table.file, error)
    throw error
  }
  if (found !== table.sha256) throw damaged(table.file)
}

const hashFile = async (path: string): Promise<string | null> => {
  const hash = createHash('sha256')
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
    return hash.digest('hex')
  } catch {
    return null
  }
}

/** Reads every file of a backup and compares it with the list; nothing is changed. Names the files that differ. */
export const checkBackup = async (folder: string, manifest: BackupManifest): Promise<readonly string[]> => {
  const differing: string[] = []
  for (const table of manifest.tables)
    if ((await hashFile(join(folder, table.file))) !== table.sha256) differing.push(table.file)
  return differing
}

export const flushToDisk = async (path: string): Promise<void> => {
  const file = await open(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

const damaged = (file: string, cause?: unknown): RefusedStart =>
  new RefusedStart(
    `备份文件 ${file} 已损坏，与清单不符。没有恢复任何数据。The backup's file ${file} is damaged: it is not what was written. Nothing was restored.`,
    { cause },
  )

/** Reads and checks the list of a backup. Throws `RefusedStart` when the folder holds none. */
export const readManifest = async (folder: string): Promise<BackupManifest> => {
  let manifest: BackupManifest
  try {
    manifest = JSON.parse(await readFile(join(folder, manifestName), 'utf8')) as BackupManifest
  } catch (cause) {
    throw new RefusedStart(
      `${folder} 不是完整的备份（缺少 ${manifestName}）。${folder} is no complete backup: it holds no readable ${manifestName}.`,
      { cause },
    )
  }
  if (manifest.format !== 1)
    throw new RefusedStart(`备份由更新的程序写成。The backup was written by a newer program; restore it with that one.`)
  return manifest
}

export const readStatements = async (
  folder: string,
  manifest: BackupManifest,
): Promise<{ readonly before: readonly string[]; readonly after: readonly string[] }> => {
  const [before, after] = await Promise.all(
    [statementFiles.before, statementFiles.after].map((name) => readFile(join(folder, name), 'utf8')),
  )
  if (hashStatements(before ?? '', after ?? '') !== manifest.schema.sha256) throw damaged(statementFiles.before)
  return { before: JSON.parse(before ?? '[]') as string[], after: JSON.parse(after ?? '[]') as string[] }
}

export const writeStatements = async (
  folder: string,
  before: readonly string[],
  after: readonly string[],
): Promise<string> => {
  const [first, second] = [before, after].map((statements) => `${JSON.stringify(statements, null, 1)}\n`)
  await writeFile(join(folder, statementFiles.before), first ?? '')
  await writeFile(join(folder, statementFiles.after), second ?? '')
  return hashStatements(first ?? '', second ?? '')
}

const hashStatements = (before: string, after: string): string =>
  createHash('sha256').update(before).update('\0').update(after).digest('hex')
