import { newId } from '../../kernel/ids.ts'
import { type Executor, sql } from '../db/db.ts'
import { isoTime } from './city-store.ts'

export type DraftLine = {
  readonly id: string
  readonly title: string
  readonly author: string
  readonly status: 'open' | 'published' | 'discarded'
  readonly base: number
  readonly version: number | null
  readonly createdAt: string
  readonly updatedAt: string
}
/** Null content: the draft takes the file away. `baseHash`: of the live file the change was made from; null: there was none. */
export type DraftFile = { readonly path: string; readonly content: Buffer | null; readonly baseHash: string | null }

const columns = sql`id, title, author, status, base, version, ${isoTime('created_at')} as "createdAt",
  ${isoTime('updated_at')} as "updatedAt"`

export const insertDraft = async (db: Executor, title: string, author: string, base: number): Promise<string> => {
  const id = newId()
  await sql`insert into city.drafts (id, title, author, base) values (${id}, ${title}, ${author}, ${base})`.execute(db)
  return id
}

/** Open drafts first, newest first; at most 200. */
export const listDrafts = async (db: Executor): Promise<readonly DraftLine[]> => {
  const { rows } = await sql<DraftLine>`
    select ${columns} from city.drafts order by status <> 'open', updated_at desc limit 200`.execute(db)
  return rows
}

export const findDraft = async (db: Executor, id: string): Promise<DraftLine | undefined> => {
  const { rows } = await sql<DraftLine>`select ${columns} from city.drafts where id = ${id}`.execute(db)
  return rows[0]
}

export const listDraftFiles = async (db: Executor, id: string): Promise<readonly DraftFile[]> => {
  const { rows } = await sql<DraftFile>`
    select path, content, base_hash as "baseHash" from city.draft_files where draft = ${id} order by path`.execute(db)
  return rows
}

/** Keeps what the first change was made from, unless `rebase` says that the live file was brought in. */
export const putDraftFile = async (db: Executor, id: string, file: DraftFile, rebase: boolean): Promise<void> => {
  await sql`
    with touched as (update city.drafts set updated_at = clock_timestamp() where id = ${id})
    insert into city.draft_files as file (draft, path, content, base_hash)
    values (${id}, ${file.path}, ${file.content}, ${file.baseHash})
    on conflict (draft, path) do update set content = excluded.content,
      base_hash = case when ${rebase} then excluded.base_hash else file.base_hash end`.execute(db)
}

export const dropDraftFile = async (db: Executor, id: string, path: string): Promise<void> => {
  await sql`
    with touched as (update city.drafts set updated_at = clock_timestamp() where id = ${id})
    delete from city.draft_files where draft = ${id} and path = ${path}`.execute(db)
}

export const closeDraft = async (
  db: Executor,
  id: string,
  status: 'published' | 'discarded',
  version: number | null,
): Promise<void> => {
  await sql`
    update city.drafts set status = ${status}, version = ${version}, updated_at = clock_timestamp()
    where id = ${id}`.execute(db)
}
