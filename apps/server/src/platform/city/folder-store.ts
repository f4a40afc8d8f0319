import { hostname } from 'node:os'
import { type Executor, sql } from '../db/db.ts'
import { cityChannel, isoTime } from './city-store.ts'

/** Why a folder was not brought to the live version when a draft was published. */
export type Behind = 'read-only' | 'changed' | 'other-folder' | 'no-files'

export type HeldFolder = {
  readonly path: string
  readonly host: string
  readonly parent: number
  readonly behind: Behind | null
  readonly at: string
}

/** Remembers which version a folder carries; null `behind`: the folder is that version or newer than it. */
export const keepFolder = async (
  db: Executor,
  path: string,
  parent: number,
  behind: Behind | null = null,
): Promise<void> => {
  const { rows } = await sql`
    insert into city.folders (path, host, parent, behind) values (${path}, ${hostname()}, ${parent}, ${behind})
    on conflict (path) do update
      set host = excluded.host, parent = excluded.parent, behind = excluded.behind, at = clock_timestamp()
      where (folders.parent, folders.behind) is distinct from (excluded.parent, excluded.behind)
    returning 1`.execute(db)
  if (rows.length > 0) await sql`select pg_notify(${cityChannel}, 'folder')`.execute(db)
}

export const findFolder = async (db: Executor, path: string): Promise<HeldFolder | undefined> =>
  (await listFolders(db)).find((folder) => folder.path === path)

export const listFolders = async (db: Executor): Promise<readonly HeldFolder[]> => {
  const { rows } = await sql<HeldFolder>`
    select path, host, parent, behind, ${isoTime('at')} as at from city.folders order by path`.execute(db)
  return rows
}
