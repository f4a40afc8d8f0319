/**
 * What one would write by hand around `psql \copy`, with the same outcome as a delivery: the file goes as text into a staging
 * table, SQL checks every value, good rows are merged with history and a change log, bad ones are listed with line, reason and
 * record. It does not: recognise the file's format, encoding or layout, work out cells of positions (they are indexed as two
 * numbers), normalise phones and codes, keep a ledger or account for rows, hold what would remove much.
 */
import { writeFileSync } from 'node:fs'
import type pg from 'pg'
import { header, kinds, streets } from '../files.ts'
import { columns } from '../resource.ts'
import { libpqEnvironment, runProgram } from '../run-program.ts'

const stored = columns.filter(([name]) => name !== 'position_cell')
const names = stored.map(([name]) => name)
const others = names.filter((name) => name !== 'row_code')
const list = (of: readonly string[], prefix = '') => of.map((name) => `${prefix}${name}`).join(', ')
const declared = stored.map(([name, type]) => `${name} ${type}`).join(', ')
const quotedList = (values: readonly string[]) => values.map((value) => `'${value}'`).join(', ')
const fields = header.split(',')
const fieldOf = (column: string) => column.replace('position_', '')

/** The first fault of a row, null for a good one. A missing value is none, but in the key. */
const reason = `case
    when row_code is null then 'missing'
    when length(row_code) > 20 or length(name) > 60 or length(address) > 120 then 'too-long'
    when not pg_input_is_valid(opened_on, 'date') then 'not-a-date'
    when kind not in (${quotedList(kinds)}) then 'unknown-code'
    when phone !~ '^1[3-9][0-9]{9}$' then 'bad-phone'
    when street not in (${quotedList(streets)}) then 'unknown-area'
    when not pg_input_is_valid(lng, 'double precision') or not pg_input_is_valid(lat, 'double precision')
      or (lng is null) <> (lat is null) then 'not-a-position'
    when abs(lng::float8) > 180 or abs(lat::float8) > 90 then 'not-a-position'
    when amount !~ '^[+-]?[0-9]+([.][0-9]{1,2})?$' then 'not-a-decimal'
    when active not in ('true', 'false', '1', '0') then 'not-a-boolean'
    when not pg_input_is_valid(seen_at, 'timestamptz') then 'not-a-datetime'
    when not pg_input_is_valid(visits, 'bigint') then 'not-an-integer'
  end`

const cast = stored
  .map(([name, type]) =>
    type.startsWith('text')
      ? `${fieldOf(name)}${type.slice('text'.length)} as ${name}`
      : `case when reason is null then ${fieldOf(name)}::${type} end as ${name}`,
  )
  .join(',\n    ')

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`

const script = (file: string, step: number, isFirst: boolean): string => {
  const good = 'reason is null'
  const merge = isFirst
    ? `insert into hand.rows (row_id, change_set, ${list(names)}) select row_id, ${step}, ${list(names)} from hand.checked where ${good};
insert into hand.changes select ${step}, line, row_id, 'i' from hand.checked where ${good};
create unique index hand_key on hand.rows (row_code);
create index hand_street on hand.rows (street, row_id);
create index hand_position on hand.rows (position_lng, position_lat);
alter table hand.changes add primary key (change_set, ordinal);
create index hand_history on hand.history (row_id, change_set);`
    : `create temporary table matched on commit drop as
  select checked.line, existing.row_id, (${list(others, 'checked.')}) is distinct from (${list(others, 'existing.')}) as differs
  from hand.checked join hand.rows as existing using (row_code) where ${good};
analyze matched;
insert into hand.history (row_id, change_set, ${list(names)}, ended_by)
  select existing.row_id, existing.change_set, ${list(names, 'existing.')}, ${step} from matched join hand.rows as existing using (row_id) where differs;
update hand.rows as existing set change_set = ${step}, ${others.map((name) => `${name} = checked.${name}`).join(', ')}
  from matched join hand.checked using (line) where existing.row_id = matched.row_id and differs;
insert into hand.changes select ${step}, row_number() over (), row_id, 'u' from matched where differs;
insert into hand.rows (row_id, change_set, ${list(names)})
  select row_id, ${step}, ${list(names)} from hand.checked where ${good} and not exists (select from matched where matched.line = checked.line);
insert into hand.changes select ${step}, 1000000000 + row_number() over (), row_id, 'i' from hand.checked
  where ${good} and not exists (select from matched where matched.line = checked.line);`
  return `set client_min_messages = warning;
select case when current_setting('server_version_num')::int >= 180000 then 'uuidv7()' else 'gen_random_uuid()' end as new_id \\gset
drop table if exists hand.staging;
create unlogged table hand.staging (line bigint generated always as identity (start with 2), ${fields.map((field) => `${field} text`).join(', ')});
\\copy hand.staging (${fields.join(', ')}) from ${literal(file)} with (format csv, header true)
begin;
set local work_mem = '192MB';
set local maintenance_work_mem = '192MB';
create unlogged table hand.checked as
  select line, :new_id as row_id, reason,
    ${cast}
  from (select *, ${reason} as reason from hand.staging) as staged;
analyze hand.checked;
update hand.checked set reason = 'duplicate-key'
  from (select line, row_number() over (partition by row_code order by line) as nth from hand.checked where ${good}) as repeats
  where repeats.nth > 1 and repeats.line = checked.line;
insert into hand.rejects select ${step}, line, checked.reason, staging::text
  from hand.checked join hand.staging using (line) where checked.reason is not null;
${merge}
drop table hand.staging, hand.checked;
commit;
`
}

export const makeHandTables = async (client: pg.Client): Promise<void> => {
  await client.query('drop schema if exists hand cascade')
  await client.query('create schema hand')
  await client.query(
    `create table hand.rows (row_id uuid primary key, change_set bigint not null, ${declared}) with (fillfactor = 85)`,
  )
  await client.query(
    `create table hand.history (row_id uuid not null, change_set bigint not null, ${declared}, ended_by bigint not null)`,
  )
  await client.query(
    'create table hand.changes (change_set bigint not null, ordinal bigint not null, row_id uuid not null, kind "char" not null)',
  )
  await client.query('create table hand.rejects (change_set bigint, line bigint, reason text, record text)')
}

export type HandDelivery = {
  readonly url: string
  readonly file: string
  readonly work: string
  readonly step: number
  readonly isFirst: boolean
  readonly seconds: number
}

export const deliverByHand = async ({ url, file, work, step, isFirst, seconds }: HandDelivery): Promise<void> => {
  const path = `${work}/psql-${step}.sql`
  writeFileSync(path, script(file, step, isFirst))
  const result = await runProgram('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', path], {
    env: libpqEnvironment(url),
    seconds,
  })
  if (result.stopped) throw new Error(`psql took more than ${seconds} s`)
  if (result.code !== 0) throw new Error(`psql: ${result.said}`)
}
