/** A backup of a working city, restored elsewhere: the same rows, the same structure, and everything accounted for. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyLedger } from '../base/exchange/index.ts'
import { makeIntake, readTestCity } from '../base/exchange/testing-intake.ts'
import { describeDatabase } from '../platform/backup/describe-database.ts'
import { checkBackup, restoreBackup, writeBackup } from '../platform/backup/index.ts'
import { type Database, makeDatabase } from '../platform/db/db.ts'
import { withTestDatabase } from '../platform/db/testing.ts'

const source = await withTestDatabase()
const made: { readonly name: string; readonly database: Database }[] = []
let folder: string

const connectTo = (url: string) => async () => {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  return client
}
const admin = async (statement: string) => {
  const url = new URL(source.url)
  url.pathname = '/postgres'
  const client = await connectTo(url.href)()
  await client.query(statement)
  await client.end()
}
const makeEmpty = async (): Promise<Database & { readonly url: string }> => {
  const name = `restored_${process.pid}_${made.length}`
  await admin(`create database ${name} template template0`)
  const url = new URL(source.url)
  url.pathname = `/${name}`
  const database = makeDatabase(url.href)
  made.push({ name, database })
  return { ...database, url: url.href }
}

/** Every row of every table as text, in order: equal databases give equal answers. */
const contents = async (url: string) => {
  const client = await connectTo(url)()
  const description = await describeDatabase(client)
  const rows: Record<string, unknown> = {}
  for (const table of description.tables) {
    const answer = await client.query(
      `select md5(coalesce(string_agg(line, E'\\n' order by line collate "C"), '')) as hash, count(*)::int as rows
       from (select row(each.*)::text as line from ${table.quoted} as each) as lines`,
    )
    rows[table.quoted] = answer.rows[0]
  }
  await client.end()
  // PostgreSQL sets brackets anew each time it reads a function.
  const before = description.before.map((statement) => statement.replaceAll(/[()]/g, ''))
  return { description: { ...description, before }, rows }
}

const noise = (from: number, count: number) =>
  `read_at,level\n${Array.from({ length: count }, (_, i) => `2026-01-01T00:00:00Z,${(from + i) % 100}`).join('\n')}\n`

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onecity-backup-'))
})
afterAll(async () => {
  for (const { name, database } of made) {
    await database.close()
    await admin(`drop database ${name} with (force)`)
  }
  await rm(folder, { recursive: true, force: true })
})

const points = (power: number) =>
  `point_id,status,power,public,operator,longitude,latitude\n1,working,${power},是,,114.06,22.54\n2,broken,7.0,否,,114.07,22.55\n3,lost,7.0,否,,114.07,22.55\n`

test('a backup taken while rows come in restores to a database in which everything is accounted for', async () => {
  const city = await readTestCity('tiny')
  const intake = makeIntake(source, city)
  await intake('charging-point', points(60))
  await intake('charging-point', points(120))
  // Values that a careless format loses: an empty text is no null, quotes and line ends stay.
  await source.pool.query(
    `insert into platform.settings (name, value) values ('odd', '{"text": "a\\"b,\\n\\\\N", "empty": ""}')`,
  )
  const before = await contents(source.url)
  let writing = true
  const writer = (async () => {
    for (let n = 0; writing; n += 100) await intake('noise-reading', noise(n, 100), { mode: 'append' })
  })()
  const target = join(folder, 'running')
  const manifest = await writeBackup({
    connect: connectTo(source.url),
    folder: target,
    programVersion: 'test',
  }).finally(() => {
    writing = false
  })
  await writer
  expect(manifest.tables.find((table) => table.name === 'charging_point')?.rows).toBe(2)

  const restored = await makeEmpty()
  await restoreBackup({ connect: connectTo(restored.url), folder: target })
  expect((await verifyLedger(restored)).findings).toEqual([])
  const after = await contents(restored.url)
  for (const table of ['registers.charging_point', 'registers.charging_point_history', 'platform.settings'])
    expect(after.rows[table]).toEqual(before.rows[table])

  // The restored city goes on: numbers and ids continue where they stood.
  await makeIntake(restored, city)('charging-point', points(180))
  expect((await verifyLedger(restored)).findings).toEqual([])
})

test('structure and rows of a database at rest come back exactly', async () => {
  const target = join(folder, 'at-rest')
  // A process of this id has never been: what a killed backup of the same name left goes.
  await mkdir(`${target}.partial-99999999`)
  await writeBackup({ connect: connectTo(source.url), folder: target, programVersion: 'test' })
  const restored = await makeEmpty()
  await restoreBackup({ connect: connectTo(restored.url), folder: target })
  expect(await contents(restored.url)).toEqual(await contents(source.url))
})

test('a damaged file is named, and nothing of the backup is restored', async () => {
  const target = join(folder, 'damaged')
  const manifest = await writeBackup({ connect: connectTo(source.url), folder: target, programVersion: 'test' })
  const file = manifest.tables.find((table) => table.name === 'charging_point_history')?.file as string
  const bytes = await readFile(join(target, file))
  bytes[bytes.length - 12] = (bytes[bytes.length - 12] ?? 0) ^ 0xff
  await writeFile(join(target, file), bytes)
  expect(await checkBackup(target, manifest)).toEqual([file])
  const restored = await makeEmpty()
  await expect(restoreBackup({ connect: connectTo(restored.url), folder: target })).rejects.toThrow(file)
  expect((await contents(restored.url)).description.tables).toEqual([])
})

test('a database with tables in it, and a folder that exists, are left as they are', async () => {
  const target = join(folder, 'at-rest')
  await expect(restoreBackup({ connect: connectTo(source.url), folder: target })).rejects.toThrow('not empty')
  await expect(writeBackup({ connect: connectTo(source.url), folder: target, programVersion: 'test' })).rejects.toThrow(
    'exists already',
  )
  expect((await readdir(folder)).filter((name) => name.includes('partial'))).toEqual([])
})
