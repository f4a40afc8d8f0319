import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../kernel/app-error.ts'
import { projectRoot } from '../config/index.ts'
import { sql } from '../db/db.ts'
import { withTestDatabase } from '../db/testing.ts'
import { silentLog } from '../log/index.ts'
import { type ApplyCity, type LiveCity, startLiveCity } from './index.ts'

const database = await withTestDatabase()
let folder: string
let open: LiveCity[] = []

const connect = async () => {
  const client = new pg.Client({ connectionString: database.url })
  client.on('error', () => {})
  await client.connect()
  return client
}
const start = async (dir: string | undefined, apply: readonly ApplyCity[] = []): Promise<LiveCity> => {
  const live = await startLiveCity({ db: database.db, connect, log: silentLog(), dir, apply, actions: allActions() })
  open.push(live)
  return live
}
const allActions = (): string[] => [
  ...new Set([...readFileSync(join(folder, 'roles.yaml'), 'utf8').matchAll(/[a-z]+\.[a-z]+/g)].map(([name]) => name)),
]
const rename = (to: string) => {
  const file = join(folder, 'city.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^(name:.*?zh: *)[^,\n}]+/ms, `$1${to}`))
}
const breakFolder = () => writeFileSync(join(folder, 'departments.yaml'), '- id: [')
const until = async (met: () => boolean) => {
  for (const end = Date.now() + 15_000; !met(); await sleep(20))
    if (Date.now() > end) throw new Error('waited too long')
}

beforeEach(async () => {
  await sql`truncate city.versions, city.refusals`.execute(database.db)
  folder = mkdtempSync(join(tmpdir(), 'onecity-city-'))
  cpSync(join(projectRoot, 'cities/tiny'), folder, { recursive: true })
})
afterEach(async () => {
  await Promise.all(open.map((live) => live.close()))
  open = []
  rmSync(folder, { recursive: true })
})

describe('the live city', () => {
  it('is published from the folder as version 1, and not again when nothing changed', async () => {
    const first = await start(folder)
    expect(first.current()).toMatchObject({ version: 1, refused: null })
    expect(first.current().city.areas.length).toBeGreaterThan(0)
    const second = await start(folder)
    expect(second.current().version).toBe(1)
    expect(second.current().hash).toBe(first.current().hash)
  })

  it('becomes the next version in every process when the folder changes', async () => {
    const holder = await start(folder)
    const follower = await start(undefined)
    const heard: number[] = []
    follower.onChange((now) => heard.push(now.version))
    rename('改名市')
    await until(() => holder.current().version === 2 && follower.current().version === 2)
    expect(follower.current().city.name.zh).toBe('改名市')
    expect(heard).toEqual([2])
  })

  it('keeps the last good version while the folder is broken, tells the problems, and forgets them once it is mended', async () => {
    const live = await start(folder)
    const good = readFileSync(join(folder, 'departments.yaml'), 'utf8')
    breakFolder()
    await until(() => live.current().refused !== null)
    expect(live.current().version).toBe(1)
    expect(live.current().refused?.problems[0]).toMatchObject({ file: 'departments.yaml', severity: 'error' })
    writeFileSync(join(folder, 'departments.yaml'), good)
    await until(() => live.current().refused === null)
    expect(live.current().version).toBe(1)
  })

  it('does not start with a broken folder when no version is live, naming the place', async () => {
    breakFolder()
    await expect(start(folder)).rejects.toThrow(/departments\.yaml:1:/)
  })

  it('starts with a broken folder when a version is live', async () => {
    await start(folder)
    breakFolder()
    const again = await start(folder)
    expect(again.current().version).toBe(1)
    expect(again.current().refused).not.toBeNull()
  })

  it('is not published when a module refuses it, and nothing the module did remains', async () => {
    const refuse: ApplyCity = async (_next, tx) => {
      await sql`create table city.left_over (id int)`.execute(tx)
      return [{ file: 'city.yaml', line: 3, column: 1, severity: 'error', message: 'a register would lose a column' }]
    }
    await expect(start(folder, [refuse])).rejects.toThrow(/city\.yaml:3:1 {2}a register would lose a column/)
    const throws: ApplyCity = async () => {
      throw new AppError('city-refused', { detail: 'no room' })
    }
    await expect(start(folder, [throws])).rejects.toThrow(/no room/)
    const { rows } = await sql<{ found: string | null }>`select to_regclass('city.left_over') as found`.execute(
      database.db,
    )
    expect(rows[0]?.found).toBeNull()
  })

  it('refuses the folder of another city', async () => {
    const live = await start(folder)
    const file = join(folder, 'city.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^id: .*/m, 'id: elsewhere'))
    await until(() => live.current().refused !== null)
    expect(live.current().refused?.problems[0]?.message).toMatch(/this installation runs the city “/)
    expect(live.current().version).toBe(1)
  })

  it('is published once when processes start side by side', async () => {
    const all = await Promise.all([start(folder), start(folder), start(folder)])
    expect(all.map((live) => live.current().version)).toEqual([1, 1, 1])
  })

  it('is followed again after the database cut all connections', async () => {
    const holder = await start(folder)
    const follower = await start(undefined)
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`.execute(
      database.db,
    )
    rename('断线市')
    await until(() => follower.current().city.name.zh === '断线市' && holder.current().version === 2)
  })
})
