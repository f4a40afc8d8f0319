/** The synthetic city, generated and loaded by its own program, in a running OneCity: good rows in, flaws found for what they are. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parseArguments, projectRoot, type SettingName, settingDefinitions } from '../platform/config/index.ts'
import { sql } from '../platform/db/db.ts'
import { withTestDatabase } from '../platform/db/testing.ts'
import { silentLog } from '../platform/log/index.ts'
import { type RunningOneCity, startOneCity } from './start-onecity.ts'

type Truth = {
  file: string
  line: number
  item: string
  flaw: string
  original: string
  written: string
  expected: string
}
type Manifest = { rows: number; deliveries: { file: string; resource: string; rows: number; flaws: number }[] }

const { db, url: databaseUrl } = await withTestDatabase()
// The template holds the schema without the runner's record of it; here the program itself migrates.
const { rows: schemas } = await sql<{ name: string }>`
  select nspname as name from pg_namespace
  where nspowner = (select oid from pg_roles where rolname = current_user) and nspname !~ '^pg_'`.execute(db)
for (const { name } of schemas) await sql`drop schema ${sql.id(name)} cascade`.execute(db)

const folder = mkdtempSync(join(tmpdir(), 'onecity-synthetic-'))
const shenzhen = join(projectRoot, 'cities/shenzhen')
let server: RunningOneCity

/** Runs a program beside this one: the server under test lives here and must go on answering. */
const run = (file: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  new Promise<{ code: number | null; out: string; err: string }>((resolve, reject) => {
    const child = spawn(process.execPath, [join(projectRoot, file), ...args], {
      env: { ...process.env, ...env },
      cwd: projectRoot,
    })
    let [out, err] = ['', '']
    child.stdout.on('data', (piece) => {
      out += piece
    })
    child.stderr.on('data', (piece) => {
      err += piece
    })
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, out, err }))
  })
const simulate = (...args: string[]) => run('apps/simulator/dist/simulator.mjs', args)
const generate = (name: string, env: NodeJS.ProcessEnv, ...more: string[]) =>
  run(
    'apps/simulator/dist/simulator.mjs',
    ['generate', '--people', '1500', '--companies', '220', '--seed', '11', '--city', shenzhen].concat(
      ['--out', join(folder, name)],
      more,
    ),
    env,
  )
const read = <T>(name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as T
type Sent = { batch: string; resource: string; received: number; updated: number; rejected: number }
const batchesOf = (out: string) =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Sent)
const hashes = (name: string) =>
  Object.fromEntries(
    readdirSync(join(folder, name), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.\w+$/.test(file))
      .map((file) => [
        file,
        createHash('sha256')
          .update(readFileSync(join(folder, name, file)))
          .digest('hex'),
      ]),
  )

beforeAll(async () => {
  const built = await run('scripts/build.mjs', ['simulator'])
  expect(built.code, built.err).toBe(0)
  const args = ['--database-url', databaseUrl, '--city', shenzhen, '--data', folder, '--port', '0', '--demo', 'off']
  const { settings } = parseArguments(args, {}, Object.keys(settingDefinitions) as SettingName[])
  server = await startOneCity({ settings, log: silentLog() })
}, 120_000)
afterAll(async () => {
  await server?.close(100)
  rmSync(folder, { recursive: true })
})

it('is the same in every process, time zone and language', async () => {
  const first = await generate('history', { TZ: 'Asia/Shanghai', LANG: 'zh_CN.UTF-8' }, '--years', '1')
  expect(first.code, first.err).toBe(0)
  const second = await generate('again', { TZ: 'America/St_Johns', LANG: 'C' }, '--years', '1')
  expect(second.code, second.err).toBe(0)
  expect(Object.keys(hashes('history')).length).toBeGreaterThan(50)
  expect(hashes('again')).toEqual(hashes('history'))
}, 60_000)

it('is taken in without a single row turned away; sent again it changes nothing', async () => {
  const made = await generate('clean', {})
  expect(made.code, made.err).toBe(0)
  const loaded = await simulate('load', join(folder, 'clean'), '--url', server.url, '--json')
  expect(loaded.code, loaded.err + loaded.out).toBe(0)
  const { deliveries } = read<Manifest>('clean/manifest.json')
  expect(batchesOf(loaded.out).map(({ resource, received, rejected }) => [resource, received, rejected])).toEqual(
    deliveries.map(({ resource, rows }) => [resource, rows, 0]),
  )
  const again = await simulate('load', join(folder, 'clean'), '--url', server.url, '--json')
  expect(batchesOf(again.out).map(({ batch }) => batch)).toEqual(batchesOf(loaded.out).map(({ batch }) => batch))
  const { rows } = await sql<{ simulated: boolean; n: number }>`
    select simulated, count(*) as n from exchange.batches group by 1`.execute(db)
  expect(rows).toEqual([{ simulated: true, n: deliveries.length }])
  const { rows: people } = await sql<{ n: number }>`select count(*) as n from registers.resident`.execute(db)
  expect(people).toEqual([{ n: 1_500 }])
}, 120_000)

it('told month by month ends where it stands: the last month finds everything as it is', async () => {
  const made = await generate('months', {}, '--years', '1', '--libraries', 'legal-entity,household')
  expect(made.code, made.err).toBe(0)
  const state = async () =>
    (
      await sql<{ id: string; status: string; address: string }>`
        select uscc as id, status, address from registers.legal_entity
        union all select household_number, room_code, address from registers.household order by 1`.execute(db)
    ).rows
  const before = await state()
  const loaded = await simulate('load', join(folder, 'months'), '--url', server.url, '--json')
  expect(loaded.code, loaded.err).toBe(0)
  const batches = batchesOf(loaded.out)
  expect(batches.length).toBeGreaterThan(20)
  // The first month puts moves and ends back; the others bring them again.
  expect(batches[0]?.updated).toBeGreaterThan(0)
  expect(await state()).toEqual(before)
}, 120_000)

it('has each flaw turned away for its reason, or kept where nothing in the row betrays it', async () => {
  const made = await generate('spoilt', {}, '--flaws', '0.06', '--seed', '12')
  expect(made.code, made.err).toBe(0)
  const loaded = await simulate('load', join(folder, 'spoilt'), '--url', server.url, '--json')
  expect(loaded.code, loaded.err).toBe(2)
  const truth = readFileSync(join(folder, 'spoilt/truth.ndjson'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Truth)
  const { rows: rejects } = await sql<{ name: string; line: string; item: string | null; code: string }>`
    select file_name as name, line, item, code from exchange.rejects join exchange.batches on batches.id = rejects.batch
    order by 1, 2`.execute(db)
  const found = rejects.map(({ name, line, code }) => `${name}:${line} ${code}`).sort()
  const due = truth
    .filter(({ expected }) => expected !== 'kept')
    .map(({ file, line, expected }) => `${file.replaceAll('/', '-')}:${line} ${expected}`)
    .sort()
  expect(found).toEqual(due)
  // A credit code with a wrong check character is kept and marked; a birth date left out is filled from the citizen ID.
  expect(new Set(truth.flatMap(({ flaw, expected }) => (expected === 'kept' ? [flaw] : [])))).toEqual(
    new Set(['wrong-check-character', 'swapped-date', 'missing-required', 'orphan-reference', 'gcj-02-position']),
  )
}, 240_000)
