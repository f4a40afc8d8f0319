import type { City, Problem } from '@onecity/city'
import { type Executor, sql, type Tx } from '../db/db.ts'

export const cityChannel = 'onecity_city'
/** Advisory lock key of publishing, a word of our own: 'city'. One process publishes at a time. */
const publishLock = '3092025'

export type StoredVersion = {
  readonly number: number
  readonly hash: string
  readonly city: City
  readonly publishedAt: string
}
export type StoredRefusal = { readonly hash: string; readonly problems: readonly Problem[]; readonly at: string }
type VersionLine = {
  readonly number: number
  readonly hash: string
  readonly publishedAt: string
  readonly resources: number
}

const isoTime = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`)

export const lockPublishing = async (tx: Tx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(${publishLock})`.execute(tx)
}

export const findLiveNumber = async (db: Executor): Promise<{ number: number; hash: string } | undefined> => {
  const { rows } = await sql<{ number: number; hash: string }>`
    select number, hash from city.versions order by number desc limit 1`.execute(db)
  return rows[0]
}

export const findLiveVersion = async (db: Executor): Promise<StoredVersion | undefined> => {
  const { rows } = await sql<StoredVersion>`
    select number, hash, model as city, ${isoTime('published_at')} as "publishedAt"
    from city.versions order by number desc limit 1`.execute(db)
  return rows[0]
}

export const insertVersion = async (tx: Tx, number: number, hash: string, city: City): Promise<void> => {
  await sql`insert into city.versions (number, hash, model) values (${number}, ${hash}, ${JSON.stringify(city)}::jsonb)`.execute(
    tx,
  )
  await sql`delete from city.refusals`.execute(tx)
  await sql`select pg_notify(${cityChannel}, ${String(number)})`.execute(tx)
}

export const listVersions = async (db: Executor): Promise<readonly VersionLine[]> => {
  const { rows } = await sql<VersionLine>`
    select number, hash, ${isoTime('published_at')} as "publishedAt", jsonb_array_length(model -> 'resources') as resources
    from city.versions order by number desc limit 200`.execute(db)
  return rows
}

/** One installation runs one city, so there is at most one refusal: of the folder as it was last looked at. */
export const keepRefusal = async (
  db: Executor,
  city: string,
  hash: string,
  problems: readonly Problem[],
): Promise<void> => {
  await sql`
    with others as (delete from city.refusals where city <> ${city})
    insert into city.refusals (city, hash, problems) values (${city}, ${hash}, ${JSON.stringify(problems)}::jsonb)
    on conflict (city) do update set hash = excluded.hash, problems = excluded.problems, refused_at = clock_timestamp()
      where refusals.hash <> excluded.hash`.execute(db)
  await sql`select pg_notify(${cityChannel}, 'refused')`.execute(db)
}

export const clearRefusals = async (db: Executor): Promise<void> => {
  await sql`with gone as (delete from city.refusals returning 1)
    select pg_notify(${cityChannel}, 'cleared') from gone`.execute(db)
}

export const findRefusal = async (db: Executor): Promise<StoredRefusal | undefined> => {
  const { rows } = await sql<StoredRefusal>`
    select hash, problems, ${isoTime('refused_at')} as at from city.refusals order by refused_at desc limit 1`.execute(
    db,
  )
  return rows[0]
}
