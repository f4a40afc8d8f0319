import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { deflate, inflate } from 'node:zlib'
import { type FileHashes, writeFolder } from '@onecity/city'
import { type Executor, sql, type Tx } from '../db/db.ts'
import { findVersion } from './city-store.ts'

/** Path → bytes of a city folder. */
export type Files = ReadonlyMap<string, Buffer>

/** Files sent to the database in one statement. */
const blockSize = 200
const deflated = promisify(deflate)
const inflated = promisify(inflate)

export const hashOfFile = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

export const hashFiles = (files: Files): FileHashes =>
  new Map([...files].map(([path, bytes]) => [path, hashOfFile(bytes)]))

/** Hashes of a version's files by path; undefined when none were kept. */
export const findFileHashes = async (db: Executor, version: number): Promise<FileHashes | undefined> => {
  const { rows: kept } = await sql<{ files: number | null }>`
    select files from city.versions where number = ${version}`.execute(db)
  if (kept[0]?.files == null) return undefined
  const { rows } = await sql<{ path: string; hash: string }>`
    select path, hash from city.files
    where since <= ${version} and (until is null or until > ${version}) order by path`.execute(db)
  return new Map(rows.map(({ path, hash }) => [path, hash]))
}

/** Contents by hash. */
export const readContents = async (db: Executor, hashes: readonly string[]): Promise<Map<string, Buffer>> => {
  const found = new Map<string, Buffer>()
  for (let from = 0; from < hashes.length; from += blockSize) {
    const { rows } = await sql<{ hash: string; content: Buffer }>`
      select hash, content from city.contents where hash = any(${hashes.slice(from, from + blockSize)}::text[])`.execute(
      db,
    )
    await Promise.all(rows.map(async ({ hash, content }) => found.set(hash, await inflated(content))))
  }
  return found
}

/** The folder of a version, in order of paths; written from its model when its files were not kept. */
export const readVersionFiles = async (db: Executor, version: number): Promise<Files | undefined> => {
  const hashes = await findFileHashes(db, version)
  if (hashes) {
    const contents = await readContents(db, [...new Set(hashes.values())])
    return new Map([...hashes].map(([path, hash]) => [path, contents.get(hash) as Buffer]))
  }
  const stored = await findVersion(db, version)
  if (!stored) return undefined
  const written = [...writeFolder(stored.city)].map(([path, text]): [string, Buffer] => [path, Buffer.from(text)])
  return new Map(written.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Makes these the files of a version that is about to be the live one: only what changed is written. */
export const keepFiles = async (tx: Tx, version: number, files: Files, hashes: FileHashes): Promise<void> => {
  const { rows: live } = await sql<{ path: string; hash: string }>`
    select path, hash from city.files where until is null`.execute(tx)
  const before = new Map(live.map(({ path, hash }) => [path, hash]))
  const changed = [...hashes].filter(([path, hash]) => before.get(path) !== hash)
  const ended = [...before].filter(([path, hash]) => hashes.get(path) !== hash).map(([path]) => path)
  await sql`update city.files set until = ${version} where until is null and path = any(${ended}::text[])`.execute(tx)
  for (let from = 0; from < changed.length; from += blockSize) {
    const block = changed.slice(from, from + blockSize)
    const contents = await Promise.all(block.map(([path]) => deflated(files.get(path) as Buffer)))
    await sql`
      insert into city.contents (hash, size, content)
      select * from unnest(${block.map(([, hash]) => hash)}::text[],
        ${block.map(([path]) => files.get(path)?.length ?? 0)}::bigint[], ${contents}::bytea[])
      on conflict (hash) do nothing`.execute(tx)
    await sql`
      insert into city.files (path, since, hash)
      select path, ${version}, hash
      from unnest(${block.map(([path]) => path)}::text[], ${block.map(([, hash]) => hash)}::text[]) as file (path, hash)
      on conflict (path, since) do update set hash = excluded.hash, until = null`.execute(tx)
  }
  await sql`update city.versions set files = ${files.size} where number = ${version}`.execute(tx)
}
