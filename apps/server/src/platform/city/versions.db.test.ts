/** What becomes of folders, versions and their files when several people change a city. */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { folderOf, readCity } from '@onecity/city'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { projectRoot } from '../config/index.ts'
import { sql } from '../db/db.ts'
import { withTestDatabase } from '../db/testing.ts'
import { silentLog } from '../log/index.ts'
import { exportFolder, updateFolder } from './carry-folder.ts'
import { findVersion, listVersions } from './city-store.ts'
import { insertDraft, putDraftFile } from './draft-store.ts'
import { checkDraft, type DraftDeps, getDraft, liveHashes, publishDraft } from './drafts.ts'
import { readVersionFiles } from './file-store.ts'
import { listFolders } from './folder-store.ts'
import { type LiveCity, startLiveCity } from './live-city.ts'
import { packModel, unpackModel } from './pack-model.ts'

const { db, url } = await withTestDatabase()
let root: string
let folder: string
let open: LiveCity[] = []
let told: string[] = []

const connect = async () => {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  return client
}
const actions = [
  ...new Set(
    [...readFileSync(join(projectRoot, 'cities/tiny/roles.yaml'), 'utf8').matchAll(/[a-z]+\.[a-z]+/g)].map(
      ([name]) => name,
    ),
  ),
]
const hold = async (dir: string): Promise<LiveCity> => {
  const live = await startLiveCity({ db, connect, log: silentLog(), dir, actions, tell: (line) => told.push(line) })
  open.push(live)
  return live
}
const letGo = async () => {
  await Promise.all(open.map((live) => live.close()))
  open = []
}
const until = async (met: () => boolean | Promise<boolean>) => {
  for (const end = Date.now() + 20_000; !(await met()); await sleep(20))
    if (Date.now() > end) throw new Error(`waited too long\n${told.join('\n')}`)
}
const point = 'departments/works/resources/charging-point.yaml'
const edit = (dir: string, path: string, from: string, to: string) => {
  const file = join(dir, path)
  const text = readFileSync(file, 'utf8')
  if (!text.includes(from)) throw new Error(`${path} does not say ${from}`)
  writeFileSync(file, text.replace(from, to))
}
const copy = (name: string): string => {
  const dir = join(root, name)
  cpSync(folder, dir, { recursive: true })
  return dir
}
const draftsOf = (live: LiveCity): DraftDeps => ({
  publisher: { db, apply: [] },
  actions,
  live: live.current,
})
/** A draft that replaces text in one file, as the editor in the web would write it. */
const draft = async (deps: DraftDeps, path: string, from: string, to: string): Promise<string> => {
  const { version } = deps.live()
  const id = await insertDraft(db, '改一处', 'steward', version)
  const text = (await readVersionFiles(db, version))?.get(path)?.toString('utf8') ?? ''
  const baseHash = (await liveHashes(deps)).get(path) ?? null
  await putDraftFile(db, id, { path, content: Buffer.from(text.replace(from, to)), baseHash }, false)
  return id
}
const publish = async (deps: DraftDeps, id: string, acceptBreaking = false): Promise<number> => {
  const { hash } = await checkDraft(deps, await getDraft(deps, id))
  return publishDraft(deps, id, { hash: hash ?? '-', acceptBreaking, by: 'operator' })
}
const bytesOf = (dir: string) =>
  Object.fromEntries(
    readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) => [
        join(entry.parentPath, entry.name).slice(dir.length),
        readFileSync(join(entry.parentPath, entry.name), 'latin1'),
      ]),
  )

beforeEach(async () => {
  await sql`truncate city.versions, city.refusals, city.files, city.contents, city.folders, city.drafts cascade`.execute(
    db,
  )
  root = mkdtempSync(join(tmpdir(), 'onecity-versions-'))
  folder = join(root, 'first')
  cpSync(join(projectRoot, 'cities/tiny'), folder, { recursive: true })
  rmSync(join(folder, '.version'), { force: true })
  told = []
})
afterEach(async () => {
  await letGo()
  rmSync(root, { recursive: true })
})

describe('files of versions', () => {
  it('come out byte for byte, comments included, and an unchanged file is kept once for all versions', async () => {
    const live = await hold(folder)
    writeFileSync(join(folder, 'README.md'), '# 说明\r\n')
    edit(folder, point, 'update: weekly', 'update: daily # 改了')
    await until(() => live.current().version === 2)
    const files = Object.keys(bytesOf(folder)).length
    const { rows } = await sql<{ files: number; contents: number }>`
      select (select count(*) from city.files) as files, (select count(*) from city.contents) as contents`.execute(db)
    expect(rows[0]).toEqual({ files: files + 1, contents: files + 1 })
    expect(await exportFolder(db, join(root, 'out'))).toMatchObject({ number: 2, files, keptAsWritten: true })
    expect(bytesOf(join(root, 'out'))).toEqual(bytesOf(folder))
    expect(await exportFolder(db, join(root, 'one'), 1)).toMatchObject({ number: 1 })
    expect(readFileSync(join(root, 'one', point), 'utf8')).toContain('update: weekly')
    expect(await exportFolder(db, join(root, 'one'))).toBe('not-empty')
    expect((await listVersions(db))[0]?.summary).toEqual({
      zh: '信息资源“充电桩（charging-point）”的更新周期由“weekly”改为“daily”',
      en: 'Resource “Charging points” (charging-point): update cycle from “weekly” to “daily”',
    })
  })

  it('of a version published before they were kept are written from its model, and kept once the folder shows them', async () => {
    await hold(folder)
    const stored = await findVersion(db)
    await sql`update city.versions set packed = null, files = null, model = ${JSON.stringify(stored?.city)}::jsonb`.execute(
      db,
    )
    await sql`truncate city.files, city.contents`.execute(db)
    const written = await readCity(folderOf((await readVersionFiles(db, 1)) ?? new Map()))
    expect(written.ok && written.hash).toBe(stored?.hash)
    await letGo()
    await hold(folder)
    expect((await listVersions(db))[0]?.files).toBe(Object.keys(bytesOf(folder)).length)
  })

  it('keep a model whole through its pieces', async () => {
    const live = await hold(folder)
    const { city } = live.current()
    const many = {
      ...city,
      resources: Array.from({ length: 120 }, (_, i) => ({ ...city.resources[0], id: `r-${i}` })),
      notes: [],
    }
    expect(await unpackModel(await packModel(many as never))).toEqual(many)
  })
})

describe('a folder whose parent is not live', () => {
  it('is refused, tells what came between, and is taken once it was brought up', async () => {
    const live = await hold(folder)
    const other = copy('other')
    edit(folder, point, 'update: weekly', 'update: daily')
    await until(() => live.current().version === 2)
    edit(other, 'city.yaml', 'Tinytown', 'Smalltown')
    const second = await hold(other)
    expect(second.current()).toMatchObject({ version: 2, refused: { parent: 1 } })
    expect(second.current().refused?.problems[0]).toMatchObject({ file: '.version', severity: 'error' })
    expect(told.join('\n')).toContain('update cycle from “weekly” to “daily”')

    expect(await updateFolder(db, other, false)).toEqual({ kind: 'updated', live: 2, taken: [point] })
    await until(() => live.current().version === 3)
    const { city, refused } = live.current()
    expect(refused).toBeNull()
    expect(city.name.en).toBe('Smalltown')
    expect(city.resources.find(({ id }) => id === 'charging-point')?.update).toBe('daily')
  })

  it('is not brought up over a file that both sides changed, unless it is to win', async () => {
    const live = await hold(folder)
    const other = copy('other')
    edit(folder, point, 'update: weekly', 'update: daily')
    await until(() => live.current().version === 2)
    await letGo()
    edit(other, point, 'update: weekly', 'update: monthly')
    expect(await updateFolder(db, other, false)).toMatchObject({ kind: 'conflicts', conflicts: [point] })
    expect(readFileSync(join(other, '.live', point), 'utf8')).toContain('update: daily')
    expect((await hold(other)).current()).toMatchObject({ version: 2, refused: { parent: 1 } })
    await letGo()
    expect(await updateFolder(db, other, true)).toMatchObject({ kind: 'updated', live: 2 })
    expect((await hold(other)).current()).toMatchObject({ version: 3, refused: null })
  })

  it('does not bind folders of another installation or without `.version`', async () => {
    await hold(folder)
    await letGo()
    const other = copy('other')
    edit(other, '.version', 'installation: ', 'installation: 00000000-')
    edit(other, point, 'update: weekly', 'update: daily')
    expect((await hold(other)).current()).toMatchObject({ version: 2, refused: null })
    await letGo()
    const third = copy('third')
    rmSync(join(third, '.version'))
    expect((await hold(third)).current()).toMatchObject({ version: 3, refused: null })
  })
})

describe('a draft', () => {
  it('is live everywhere once published and written into the folder, beside what was edited there meanwhile', async () => {
    const live = await hold(folder)
    const deps = draftsOf(live)
    const id = await draft(deps, point, 'update: weekly', 'update: daily')
    expect(await checkDraft(deps, await getDraft(deps, id))).toMatchObject({
      live: 1,
      problems: [],
      conflicts: [],
      breaking: [],
      differences: [{ kind: 'resource', id: 'charging-point', property: 'update', before: 'weekly', after: 'daily' }],
    })
    expect(await publish(deps, id)).toBe(2)
    edit(folder, 'city.yaml', 'Tinytown', 'Smalltown')
    await until(() => live.current().version === 3)
    expect(readFileSync(join(folder, point), 'utf8')).toContain('update: daily')
    expect(live.current().city.name.en).toBe('Smalltown')
    expect(live.current().city.resources.find((each) => each.id === 'charging-point')?.update).toBe('daily')
    expect((await listVersions(db)).map(({ origin, author, title }) => [origin, author, title])).toEqual([
      ['folder', null, null],
      ['web', 'operator', '改一处'],
      ['folder', null, null],
    ])
    await until(async () => (await listFolders(db)).every(({ parent, behind }) => parent === 3 && behind === null))
  })

  it('leaves a folder behind whose file was changed too: that folder is refused from then on', async () => {
    const live = await hold(folder)
    const deps = draftsOf(live)
    const id = await draft(deps, point, 'update: weekly', 'update: daily')
    await letGo()
    edit(folder, point, 'update: weekly', 'update: monthly')
    expect(await publish(deps, id)).toBe(2)
    const again = await hold(folder)
    expect(again.current()).toMatchObject({ version: 2, refused: { parent: 1 } })
    expect(readFileSync(join(folder, point), 'utf8')).toContain('update: monthly')
    expect((await listFolders(db))[0]).toMatchObject({ parent: 1, behind: 'changed' })
  })

  it('is live though the folder cannot be written, which is remembered', async () => {
    // A file where the draft needs a folder: unlike missing permissions it stops an administrator too.
    writeFileSync(join(folder, 'departments/registry'), '')
    const live = await hold(folder)
    const deps = draftsOf(live)
    const id = await draft(deps, 'departments/registry/resources/seal.yaml', '', 'id: seal\n')
    const text =
      'id: seal\nkind: stored\nname: { zh: 印章 }\nowner: registry\nshare: { type: unconditional }\nupdate: yearly\nitems: [{ id: no, type: text }]\n'
    const path = 'departments/registry/resources/seal.yaml'
    await putDraftFile(db, id, { path, content: Buffer.from(text), baseHash: null }, false)
    expect(await publish(deps, id)).toBe(2)
    await until(async () => (await listFolders(db))[0]?.behind === 'read-only')
    expect(live.current()).toMatchObject({ version: 2, refused: null })
  })

  it('follows the live version file by file, and must settle what somebody else changed too', async () => {
    const live = await hold(folder)
    const deps = draftsOf(live)
    const mine = await draft(deps, point, 'update: weekly', 'update: daily')
    const theirs = await draft(deps, point, 'update: weekly', 'update: monthly')
    const elsewhere = await draft(deps, 'city.yaml', 'Tinytown', 'Smalltown')
    await publish(deps, theirs)
    await until(() => live.current().version === 2)
    expect(await publish(deps, elsewhere)).toBe(3)
    await until(() => live.current().version === 3)
    expect((await checkDraft(deps, await getDraft(deps, mine))).conflicts).toEqual([point])
    await expect(publish(deps, mine)).rejects.toMatchObject({ code: 'draft-conflict' })
    const text = (await readVersionFiles(db, 3))
      ?.get(point)
      ?.toString('utf8')
      .replace('update: monthly', 'update: daily')
    const baseHash = (await liveHashes(deps)).get(point) ?? null
    await putDraftFile(db, mine, { path: point, content: Buffer.from(text ?? ''), baseHash }, true)
    expect(await publish(deps, mine)).toBe(4)
  })

  it('is published only as it was looked at, only without errors, and breaking only when that is confirmed', async () => {
    const live = await hold(folder)
    const deps = draftsOf(live)
    const wrong = await draft(deps, point, 'owner: works', 'owner: workz')
    expect((await checkDraft(deps, await getDraft(deps, wrong))).problems[0]).toMatchObject({
      file: point,
      message: 'unknown department “workz”',
      didYouMean: 'works',
    })
    await expect(publish(deps, wrong)).rejects.toMatchObject({ code: 'city-refused' })
    const narrow = await draft(deps, point, 'range: { min: 1, max: 999999 }', 'range: { min: 1, max: 99 }')
    await expect(
      publishDraft(deps, narrow, { hash: 'another', acceptBreaking: true, by: 'operator' }),
    ).rejects.toMatchObject({ code: 'city-moved-on' })
    await expect(publish(deps, narrow)).rejects.toMatchObject({ code: 'breaking-unconfirmed' })
    expect(await publish(deps, narrow, true)).toBe(2)
    expect((await listVersions(db))[0]?.breaking).toMatchObject([
      { rule: 'item-narrowed', resource: 'charging-point', item: 'point_id', roles: ['visitor'] },
    ])
    await expect(publish(deps, narrow, true)).rejects.toMatchObject({ code: 'city-moved-on' })
    await until(
      () => existsSync(join(folder, point)) && readFileSync(join(folder, point), 'utf8').includes('max: 99 }'),
    )
  })
})
