/**
 * Loaders that bring a file into a table and no further: no merge, no history, no change log, no accounting, no areas, codes or
 * duplicates. Both load text as it is. pgloader can also load typed columns and set rows aside that PostgreSQL refuses to read;
 * it then looks for them by sending halves of a batch again and again, so with bad rows it is tried on a part of the file.
 */
import { once } from 'node:events'
import { createReadStream, createWriteStream, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type pg from 'pg'
import { header } from '../files.ts'
import { columns } from '../resource.ts'
import { libpqEnvironment, type ProgramResult, runProgram } from '../run-program.ts'

export type StagingRun = {
  readonly client: pg.Client
  readonly url: string
  readonly file: string
  readonly work: string
  readonly rows: number
  readonly seconds: number
}

/** `loaded` of `rows` are in the table. */
export type Loaded = { readonly seconds: number; readonly rows: number; readonly loaded: number }

const fields = header.split(',')
const typeOf = (field: string): string =>
  columns.find(([name]) => name === field || name === `position_${field}`)?.[1].split(' collate')[0] ?? 'text'

const tail = ({ said }: ProgramResult) => said.trim().split('\n').slice(-6).join(' | ')

/** Rows that are in the table afterwards, having run the program; throws when it failed. */
const load = async (run: StagingRun, table: string, work: () => Promise<ProgramResult>): Promise<Loaded> => {
  const started = performance.now()
  const result = await work()
  const seconds = (performance.now() - started) / 1000
  if (result.stopped) throw new Error(`stopped after ${run.seconds} s`)
  if (result.code !== 0) throw new Error(tail(result))
  const { rows } = await run.client
    .query<{ count: string }>(`select count(*) from ${table}`)
    .catch(() => ({ rows: [] }))
  const loaded = Number(rows[0]?.count ?? 0)
  if (loaded === 0) throw new Error(`loaded nothing: ${tail(result)}`)
  return { seconds, rows: run.rows, loaded }
}

const runPgloader = async (run: StagingRun, isTyped: boolean): Promise<Loaded> => {
  const table = 'loaded.pgloader_rows'
  const declared = (field: string) => {
    const type = isTyped ? typeOf(field) : 'text'
    return `${field} ${type}${isTyped && field === 'row_code' ? ' not null' : ''}`
  }
  await run.client.query('create schema if not exists loaded')
  await run.client.query(`drop table if exists ${table}`)
  await run.client.query(`create unlogged table ${table} (${fields.map(declared).join(', ')})`)
  const root = join(run.work, 'pgloader')
  rmSync(root, { recursive: true, force: true })
  mkdirSync(root, { recursive: true })
  const command = join(run.work, 'pgloader.load')
  const { hostname, port, username, password, pathname } = new URL(run.url)
  writeFileSync(
    command,
    `load csv from '${run.file}' with encoding utf-8 (${fields.map((field) => `${field} [null if blanks]`).join(', ')})
  into postgresql://${username}:${password}@${hostname}:${port}${pathname}
  target table ${table} (${fields.join(', ')})
  with skip header = 1, fields optionally enclosed by '"', fields terminated by ',', drop indexes
  set work_mem to '192MB', client_encoding to 'utf8';
`,
    { mode: 0o600 },
  )
  try {
    return await load(run, table, () =>
      runProgram('pgloader', ['--quiet', '--root-dir', root, command], {
        seconds: run.seconds,
      }),
    )
  } finally {
    await run.client.query(`drop table if exists ${table}`).catch(() => {})
    rmSync(root, { recursive: true, force: true })
    rmSync(command, { force: true })
  }
}

export const runPgloaderText = (run: StagingRun): Promise<Loaded> => runPgloader(run, false)

const partRows = 100_000

/** The header and the first rows of the file. */
const writePart = async (file: string, part: string, rows: number): Promise<void> => {
  const source = createReadStream(file)
  const out = createWriteStream(part)
  let lines = 0
  for await (const line of createInterface({ input: source })) {
    if (!out.write(`${line}\n`)) await once(out, 'drain')
    if (++lines > rows) break
  }
  source.destroy()
  out.end()
  await once(out, 'finish')
}

export const runPgloaderTyped = async (run: StagingRun): Promise<Loaded> => {
  const file = join(run.work, 'part.csv')
  const rows = Math.min(run.rows, partRows)
  await writePart(run.file, file, rows)
  try {
    return await runPgloader({ ...run, file, rows }, true)
  } finally {
    rmSync(file, { force: true })
  }
}

export const runOgr2ogr = async (run: StagingRun): Promise<Loaded> => {
  const table = 'loaded.ogr_rows'
  await run.client.query('create schema if not exists loaded')
  await run.client.query(`drop table if exists ${table}`)
  const { PGDATABASE } = libpqEnvironment(run.url)
  try {
    return await load(run, table, () =>
      runProgram(
        'ogr2ogr',
        [
          ...['-f', 'PostgreSQL', `PG:dbname=${PGDATABASE}`, run.file],
          ...['-nln', table, '-lco', 'UNLOGGED=ON', '-lco', 'FID=line', '-oo', 'AUTODETECT_TYPE=NO'],
          ...['--config', 'PG_USE_COPY', 'YES', '-gt', '100000'],
        ],
        { env: libpqEnvironment(run.url), seconds: run.seconds },
      ),
    )
  } finally {
    await run.client.query(`drop table if exists ${table}`).catch(() => {})
  }
}
