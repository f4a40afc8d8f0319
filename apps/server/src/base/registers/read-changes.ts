import type { ChangeEntry } from '@onecity/contracts'
import { AppError } from '../../kernel/app-error.ts'
import { type Executor, sql } from '../../platform/db/db.ts'
import type { Scope } from './scope.ts'

/** The place of a change in the feed: (number, ordinal) of the last one read. Ordinal null = the whole change set is read. */
export type ChangeCursor = { readonly number: number; readonly ordinal: number | null }

export const startOfFeed: ChangeCursor = { number: 0, ordinal: 0 }

export const writeChangeCursor = ({ number, ordinal }: ChangeCursor): string =>
  ordinal === null ? String(number) : `${number}.${ordinal}`

/**
 * Reads `number.ordinal`, or `number` alone for after the whole of that change set.
 * Throws AppError `too-old-cursor` for one this feed never handed out, such as one of another installation.
 */
export const parseChangeCursor = async (executor: Executor, since: string | undefined): Promise<ChangeCursor> => {
  if (since === undefined || since === '') return startOfFeed
  const parts = /^(\d{1,15})(?:\.(\d{1,15}))?$/.exec(since)
  if (!parts) throw new AppError('too-old-cursor', { detail: '`since` is not the `cursor` of an earlier answer.' })
  const cursor = { number: Number(parts[1]), ordinal: parts[2] === undefined ? null : Number(parts[2]) }
  const { rows } = await sql<{ last: number | null }>`
    select max(number) as last from changes.change_sets`.execute(executor)
  if (cursor.number > (rows[0]?.last ?? 0))
    throw new AppError('too-old-cursor', { detail: '`since` is ahead of every change there is.' })
  return cursor
}

export type ChangesRead = {
  readonly changes: readonly ChangeEntry[]
  readonly cursor: ChangeCursor
  readonly more: boolean
}

type ChangedRow = Readonly<Record<string, unknown>> & {
  readonly number: number
  readonly ordinal: number
  readonly row_id: string
  readonly kind: string
  readonly found: boolean | null
}

/**
 * The changes of a register after a cursor, in order of (number, ordinal): numbered change sets only, with the rows' current
 * values as the reader may see them. A row that is gone, or outside the reader's scope now, reads as `delete`. An `update` of
 * a row the reader never got means it has come into scope: take it as an insert.
 */
export const readChanges = async (
  executor: Executor,
  scope: Scope,
  page: { readonly since: ChangeCursor; readonly limit: number },
): Promise<ChangesRead> => {
  const { plan } = scope
  const { since, limit } = page
  // Inside the change set where the last page ended, the next entry is found by its key: a set of ten million entries is
  // never read from its beginning again. The sets come in order of number from their index, so the sort stops early.
  // `offset 0` keeps the look-up of rows one by one through their key, however wrong the planner's guess of entries is.
  const startAfter = sql`case when change_set.number = ${since.number}::bigint then ${since.ordinal ?? Number.MAX_SAFE_INTEGER}::bigint else -1 end`
  const { rows } = await sql<ChangedRow>`
    with entries as materialized (
      select change_set.number, entry.ordinal, entry.row_id, entry.kind
      from changes.change_sets as change_set
      cross join lateral (
        select ordinal, row_id, kind from ${sql.raw(plan.changes)} as logged
        where logged.change_set = change_set.id and logged.ordinal > ${startAfter}
        order by logged.ordinal
        limit ${limit + 1}
      ) as entry
      where change_set.resource = ${plan.resource.id} and change_set.number >= ${since.number}::bigint
      order by change_set.number, entry.ordinal
      limit ${limit + 1}
    )
    select entries.number, entries.ordinal, entries.row_id, entries.kind::text, seen.*
    from entries
    left join lateral (
      select true as found, ${scope.select}
      from ${sql.raw(plan.current)}
      where row_id = entries.row_id ${scope.where ? sql`and ${scope.where}` : sql``}
      offset 0
    ) as seen on true
    order by entries.number, entries.ordinal`.execute(executor)
  const read = rows.slice(0, limit)
  const last = read.at(-1)
  return {
    changes: read.map((row) => toEntry(row, scope)),
    cursor: last ? { number: last.number, ordinal: last.ordinal } : since,
    more: rows.length > limit,
  }
}

const toEntry = (row: ChangedRow, scope: Scope): ChangeEntry => {
  const place = { number: row.number, ordinal: row.ordinal, rowId: row.row_id }
  return row.kind === 'd' || !row.found
    ? { ...place, kind: 'delete', values: null }
    : { ...place, kind: row.kind === 'i' ? 'insert' : 'update', values: scope.readValues(row) }
}
