/**
 * The hand-written limit: the fastest portable SQL we know that keeps what we keep (current rows, history, a change log, the
 * same indexes, the same durability) and does nothing else: no checks, no rejects, no ledger, no duplicates, no conversions.
 * It may assume that the file is right. `COPY` takes the file as it is into an unlogged table of typed columns.
 */
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { columns } from './resource.ts'

const names = columns.map(([name]) => name)
const list = (prefix = '') => names.map((name) => `${prefix}${name}`).join(', ')
const declared = columns.map(([name, type]) => `${name} ${type}`).join(', ')
const others = names.filter((name) => name !== 'row_code')
const otherList = (prefix: string) => others.map((name) => `${prefix}${name}`).join(', ')

export const indexes = [
  'create unique index limit_key on bench.rows (row_code)',
  'create index limit_street on bench.rows (street, row_id)',
  'create index limit_cell on bench.rows (position_cell)',
  'alter table bench.changes add primary key (change_set, ordinal)',
  'create index limit_history on bench.history (row_id, change_set)',
]

export const makeTables = async (client: pg.Client): Promise<void> => {
  await client.query('drop schema if exists bench cascade')
  await client.query('create schema bench')
  await client.query(
    `create table bench.rows (row_id uuid primary key, change_set bigint not null, ${declared}) with (fillfactor = 85)`,
  )
  await client.query(
    `create table bench.history (row_id uuid not null, change_set bigint not null, ${declared}, ended_by bigint not null)`,
  )
  await client.query(
    'create table bench.changes (change_set bigint not null, ordinal bigint not null, row_id uuid not null, kind "char" not null)',
  )
}

export const statements = {
  match: `create temporary table matched on commit drop as
    select staged.line, existing.row_id, (${otherList('staged.')}) is distinct from (${otherList('existing.')}) as differs
    from bench.staged join bench.rows as existing using (row_code)`,
  history: `insert into bench.history (row_id, change_set, ${list()}, ended_by)
    select existing.row_id, existing.change_set, ${list('existing.')}, $1 from matched join bench.rows as existing using (row_id) where differs`,
  update: `update bench.rows as existing set change_set = $1, ${others.map((name) => `${name} = staged.${name}`).join(', ')}
    from matched join bench.staged using (line) where existing.row_id = matched.row_id and differs`,
  logUpdates: `insert into bench.changes select $1, row_number() over (), row_id, 'u' from matched where differs`,
  insert: `insert into bench.rows (row_id, change_set, ${list()})
    select row_id, $1, ${list()} from bench.staged where not exists (select from matched where matched.line = staged.line)`,
  logInserts: `insert into bench.changes select $1, 1000000000 + row_number() over (), row_id, 'i' from bench.staged
    where not exists (select from matched where matched.line = staged.line)`,
  insertAll: `insert into bench.rows (row_id, change_set, ${list()}) select row_id, $1, ${list()} from bench.staged`,
  logAll: `insert into bench.changes select $1, line, row_id, 'i' from bench.staged`,
}

/** One delivery. `isFirst`: the tables were just made and have no indexes yet; they are built over the rows. */
export const deliver = async (client: pg.Client, file: string, changeSet: number, isFirst: boolean): Promise<void> => {
  await client.query('drop table if exists bench.staged')
  await client.query(`create unlogged table bench.staged (line bigint, row_id uuid, ${declared})`)
  await pipeline(
    createReadStream(file, { highWaterMark: 256 * 1024 }),
    client.query(copyFrom('copy bench.staged from stdin with (format csv)')),
  )
  await client.query('begin')
  await client.query("select set_config('work_mem', '192MB', true), set_config('maintenance_work_mem', '192MB', true)")
  if (!isFirst) await client.query('analyze bench.staged')
  if (isFirst) {
    await client.query(statements.insertAll, [changeSet])
    await client.query(statements.logAll, [changeSet])
    for (const index of indexes) await client.query(index)
  } else {
    await client.query(statements.match)
    await client.query('analyze matched')
    const { rows } = await client.query<{ matched: string; differing: string }>(
      'select count(*) as matched, count(*) filter (where differs) as differing from matched',
    )
    if (Number(rows[0]?.differing) > 0) {
      await client.query(statements.history, [changeSet])
      await client.query(statements.update, [changeSet])
      await client.query(statements.logUpdates, [changeSet])
    }
    await client.query(statements.insert, [changeSet])
    await client.query(statements.logInserts, [changeSet])
  }
  await client.query('drop table bench.staged')
  await client.query('commit')
}
