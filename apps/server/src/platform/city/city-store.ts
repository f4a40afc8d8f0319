import type { BreakingChange, City, Problem, Text } from '@onecity/city'
import { type Executor, sql, type Tx } from '../db/db.ts'
import { unpackModel } from './pack-model.ts'

export const cityChannel = 'onecity_city'
/** Advisory lock key of publishing, a word of our own: 'city'. One process publishes at a time. */
const publishLock = '3092025'

export type StoredVersion = {
  readonly number: number
  readonly hash: string
  readonly city: City
  readonly publishedAt: string
}
export type StoredRefusal = {
  readonly hash: string
  readonly problems: readonly Problem[]
  readonly at: string
  /** Version the folder was made from, when that is why it was refused. */
  readonly parent: number | null
}
export type VersionOrigin = 'folder' | 'web'
/** A breaking change with what the platform knows of those concerned. */
export type RecordedBreak = BreakingChange & { readonly rows?: number }
export type VersionLine = {
  readonly number: number
  readonly hash: string
  readonly publishedAt: string
  readonly resources: number
  readonly files: number | null
  readonly origin: VersionOrigin
  readonly author: string | null
  readonly title: string | null
  readonly summary: Text | null
  readonly breaking: readonly RecordedBreak[]
}

export const isoTime = (column: string) =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`)

export const lockPublishing = async (tx: Tx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(${publishLock})`.execute(tx)
}

type LiveNumber = { readonly number: number; readonly hash: string; readonly files: number | null }

export const findLiveNumber = async (db: Executor): Promise<LiveNumber | undefined> => {
  const { rows } = await sql<LiveNumber>`
    select number, hash, files from city.versions order by number desc limit 1`.execute(db)
  return rows[0]
}

/** A version with its model; without a number the live one. `before`: another version, of which it shares what is alike. */
export const findVersion = async (db: Executor, number?: number, before?: City): Promise<StoredVersion | undefined> => {
  const { rows } = await sql<Omit<StoredVersion, 'city'> & { packed: Buffer | null; model: City | null }>`
    select number, hash, packed, model, ${isoTime('published_at')} as "publishedAt"
    from city.versions ${number === undefined ? sql`` : sql`where number = ${number}`}
    order by number desc limit 1`.execute(db)
  const [found] = rows
  if (!found) return undefined
  const { packed, model, ...version } = found
  return { ...version, city: packed ? await unpackModel(packed, before) : (model as City) }
}

/** The city that is live, for commands that run without following it. */
export const findStoredCity = async (db: Executor): Promise<City | undefined> => (await findVersion(db))?.city

export const insertVersion = async (
  tx: Tx,
  version: {
    readonly number: number
    readonly hash: string
    readonly packed: Buffer
    readonly resources: number
    readonly origin: VersionOrigin
    readonly author?: string | undefined
    readonly title?: string | undefined
    readonly summary: Text | null
    readonly breaking: readonly RecordedBreak[]
  },
): Promise<void> => {
  const { number, hash, packed, resources, origin, author, title, summary, breaking } = version
  await sql`
    insert into city.versions (number, hash, packed, resources, origin, author, title, summary, breaking)
    values (${number}, ${hash}, ${packed}, ${resources}, ${origin}, ${author ?? null},
      ${title ?? null}, ${summary && JSON.stringify(summary)}::jsonb, ${JSON.stringify(breaking)}::jsonb)`.execute(tx)
  // A refused folder stays refused when a draft is published.
  if (origin === 'folder') await sql`delete from city.refusals`.execute(tx)
  await sql`select pg_notify(${cityChannel}, ${String(number)})`.execute(tx)
}

export const listVersions = async (db: Executor): Promise<readonly VersionLine[]> => {
  const { rows } = await sql<VersionLine>`
    select number, hash, ${isoTime('published_at')} as "publishedAt", resources, files, origin, author, title, summary,
      breaking
    from city.versions order by number desc limit 200`.execute(db)
  return rows
}

/** Whether all versions after `parent` up to `live` were published from the web. */
export const areFromTheWeb = async (db: Executor, parent: number, live: number): Promise<boolean> => {
  const { rows } = await sql<{ count: number }>`
    select count(*) from city.versions where number > ${parent} and number <= ${live} and origin = 'web'`.execute(db)
  return rows[0]?.count === live - parent
}

export const findInstallation = async (db: Executor): Promise<string> => {
  const { rows } = await sql<{ id: string }>`select id from city.installation`.execute(db)
  return rows[0]?.id ?? ''
}

/** One installation runs one city, so there is at most one refusal: of the folder as it was last looked at. */
export const keepRefusal = async (
  db: Executor,
  city: string,
  hash: string,
  problems: readonly Problem[],
  parent: number | null = null,
): Promise<void> => {
  await sql`
    with others as (delete from city.refusals where city <> ${city})
    insert into city.refusals (city, hash, problems, parent)
    values (${city}, ${hash}, ${JSON.stringify(problems)}::jsonb, ${parent})
    on conflict (city) do update set hash = excluded.hash, problems = excluded.problems, parent = excluded.parent,
      refused_at = clock_timestamp()
      where refusals.hash <> excluded.hash`.execute(db)
  await sql`select pg_notify(${cityChannel}, 'refused')`.execute(db)
}

export const clearRefusals = async (db: Executor): Promise<void> => {
  await sql`with gone as (delete from city.refusals returning 1)
    select pg_notify(${cityChannel}, 'cleared') from gone`.execute(db)
}

export const findRefusal = async (db: Executor): Promise<StoredRefusal | undefined> => {
  const { rows } = await sql<StoredRefusal>`
    select hash, problems, parent, ${isoTime('refused_at')} as at
    from city.refusals order by refused_at desc limit 1`.execute(db)
  return rows[0]
}
